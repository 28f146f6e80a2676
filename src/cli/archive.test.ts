import assert from 'node:assert/strict';
import { mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { archivePlaces } from '#config/archive-places.ts';
import { Archive } from '#media/archive/archive.ts';
import {
  cameraId,
  HandClock,
  noon,
  plainSamples,
  plainTrack,
  quiet,
  record,
} from '#media/archive/test-archive.ts';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import type { Terminal } from './command.ts';
import { openPeople } from './open-people.ts';
import { runCommand } from './vidette.ts';

interface Site {
  readonly data: string;
  run(args: string): Promise<{ code: number; out: string; err: string }>;
  segments(): string[];
}

function newSite(): Site & { terminal: Terminal } {
  const workDir = tempFolder('cli-archive');
  const lines: string[] = [];
  const complaints: string[] = [];
  const terminal: Terminal = {
    env: { VIDETTE_ADMIN_PASSWORD: 'correct horse' },
    workDir,
    print: (line) => void lines.push(line),
    complain: (line) => void complaints.push(line),
    readSecret: async () => '',
  };
  const data = join(workDir, 'data');
  return {
    data,
    terminal,
    async run(args) {
      lines.length = 0;
      complaints.length = 0;
      const code = await runCommand(args.split(' '), terminal);
      return { code, out: lines.join('\n'), err: complaints.join('\n') };
    },
    segments: () =>
      readdirSync(join(data, 'archive', 'main'), { recursive: true, encoding: 'utf8' })
        .filter((name) => name.endsWith('.mp4'))
        .map((name) => join(data, 'archive', 'main', name))
        .sort(),
  };
}

/** Three minutes of one camera, as a streamserver of this installation writes them. */
async function siteWithRecording(): Promise<Site> {
  const site = newSite();
  await using opened = await openPeople(site.terminal);
  mkdirSync(join(site.data, 'archive'));
  await using archive = await Archive.open({
    ...archivePlaces(opened.settings, 'local-1'),
    signingKey: opened.keys.archive.privateKey,
    clock: new HandClock(),
    log: quiet,
    syncSeconds: 1,
  });
  const writer = archive.writer(cameraId, 'main');
  record(writer, plainTrack, plainSamples(noon, 180));
  await writer.close();
  return site;
}

test('an archive that nobody touched is proved with the key of the installation', async () => {
  const site = await siteWithRecording();
  const { code, out } = await site.run('archive verify');
  assert.equal(code, 0, out);
  assert.match(out, new RegExp(`${cameraId} main: 3 files`));
  assert.match(out, /is what was recorded/);
  assert.equal((await site.run(`archive verify --camera ${cameraId}`)).code, 0);
});

test('a changed byte and a removed file are told, each with its place', async () => {
  const site = await siteWithRecording();
  const [first, second] = site.segments() as [string, string];
  const bytes = readFileSync(first);
  bytes[bytes.length >> 1]! ^= 1;
  writeFileSync(first, bytes);
  rmSync(second);
  const { code, out } = await site.run('archive verify');
  assert.equal(code, 1);
  assert.ok(out.includes(`ALTERED: ${first}`), out);
  assert.match(out, new RegExp(`REMOVED: camera ${cameraId}`));
});

test('a lost index is made again from the files, and the archive is still proved', async () => {
  const site = await siteWithRecording();
  const repaired = await site.run('archive repair --rebuild');
  assert.equal(repaired.code, 0, repaired.err);
  assert.match(repaired.out, /local-1: .* 3 taken into the index/);
  assert.equal((await site.run('archive verify')).code, 0);
});

test('an archive without its installation is not judged', async () => {
  const { run } = newSite();
  const { code, err } = await run('archive verify');
  assert.equal(code, 1);
  assert.match(err, /there is no database/);
  assert.equal((await run('archive')).code, 2);
});
