/** Data folder, key file and archive volumes: there, writable, with room. */
import { existsSync, mkdtempSync, rmdirSync, statfsSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { Settings } from '#config/settings.ts';
import { reserveOf } from '#media/archive/volume.ts';
import { keyFile } from '#services/secrets/key-file.ts';
import { bad, doubtful, type Finding, good, messageOf, type Patient } from './finding.ts';

const gib = 2 ** 30;

export async function checkDisk({ settings }: Patient): Promise<Finding[]> {
  return [
    ...checkDataFolder(settings.data),
    ...checkKeyFile(settings.data),
    ...settings.archive.volumes.map((volume) => checkVolume(volume.name, volume.path, settings)),
  ];
}

function checkDataFolder(data: string): Finding[] {
  if (!existsSync(data)) {
    const problem = notWritable(existing(data));
    return [problem === null ? good(`data folder ${data}: is made at the first start`) : problem];
  }
  const findings: Finding[] = [notWritable(data) ?? good(`data folder ${data}: writable`)];
  const mode = statSync(data).mode & 0o777;
  if ((mode & 0o027) !== 0)
    findings.push(
      doubtful(`data folder ${data}: others may look in (mode ${mode.toString(8)})`, `chmod 700 ${data}`),
    );
  return findings;
}

function checkKeyFile(data: string): Finding[] {
  const file = keyFile(data);
  if (!existsSync(file)) return [];
  const mode = statSync(file).mode & 0o777;
  return (mode & 0o077) === 0
    ? [good('secret.key: for its owner only')]
    : [bad(`secret.key may be read by others (mode ${mode.toString(8)})`, `chmod 600 ${file}`)];
}

function checkVolume(name: string, path: string, settings: Settings): Finding {
  const place = existing(path);
  const problem = notWritable(place);
  if (problem !== null) return problem;
  const { bavail, bsize, blocks } = statfsSync(place);
  const freeGib = (bavail * bsize) / gib;
  const text = `volume ${name} (${path}): ${freeGib.toFixed(1)} of ${((blocks * bsize) / gib).toFixed(1)} GiB free`;
  if (bavail * bsize <= (settings.archive.minFreeBytes || reserveOf(blocks * bsize)))
    return bad(
      text,
      'that is below archive.min_free_bytes: recordings are deleted early; add space or lower the setting',
    );
  return freeGib < 10 ? doubtful(text, 'one 4 Mb/s camera takes about 43 GB a day') : good(text);
}

function notWritable(folder: string): Finding | null {
  try {
    rmdirSync(mkdtempSync(join(folder, '.vidette-doctor-')));
    return null;
  } catch (error) {
    return bad(
      `${folder} cannot be written to: ${messageOf(error)}`,
      'give it to the user that runs Vidette, or choose another folder',
    );
  }
}

/** The nearest folder above that exists. */
function existing(path: string): string {
  return existsSync(path) ? path : existing(dirname(path));
}
