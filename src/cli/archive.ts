import { existsSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { streamserverIds } from '#cluster/run-folder.ts';
import { archivePlaces } from '#config/archive-places.ts';
import { loadSettings } from '#config/settings.ts';
import { VidetteError } from '#domain/errors.ts';
import { repairArchive } from '#media/archive/repair.ts';
import { type Finding, type VerifyReport, verifyArchive } from '#media/archive/verify.ts';
import { databaseFile } from '#stores/database.ts';
import { type Command, parseArguments, type Terminal, UsageError } from './command.ts';
import { type OpenPeople, openPeople } from './open-people.ts';

export const archiveCommand: Command = {
  name: 'archive',
  summary: 'Proves that no recording was altered or removed, or puts index and files in order.',
  usage: `archive verify [--camera <id>]
       npm run vidette -- archive repair [--rebuild]

  verify reads every byte of the archive and changes nothing; the server may run. The exit code is 1 when something was altered or removed.
  repair needs the server stopped; --rebuild makes the index anew from the files and keeps the old one beside it.`,
  async run(args, terminal) {
    const [action, ...rest] = args;
    if (action === 'verify') return await verify(rest, terminal);
    if (action === 'repair') return await repair(rest, terminal);
    throw new UsageError('say verify or repair');
  },
};

async function verify(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArguments(args, { options: { camera: { type: 'string' } } });
  await using opened = await openInstallation(terminal);
  let clean = true;
  for (const id of streamserverIds(opened.settings.streamservers)) {
    const report = await verifyArchive({
      ...archivePlaces(opened.settings, id),
      signingKey: opened.keys.archive.publicKey,
      ...(values.camera === undefined ? {} : { cameraId: values.camera }),
    });
    tellReport(id, report, terminal);
    clean &&= report.clean;
  }
  terminal.print(clean ? 'the archive is what was recorded' : 'the archive is NOT what was recorded');
  return clean ? 0 : 1;
}

function tellReport(id: string, report: VerifyReport, terminal: Terminal): void {
  for (const { cameraId, stream, files, fragments, bytes, cut } of report.streams) {
    terminal.print(`${id}: ${cameraId} ${stream}: ${files} files, ${fragments} fragments, ${bytes} bytes`);
    for (const { path, bytes: lost } of cut)
      terminal.print(`  open or cut off: ${path}, ${lost} bytes of an unfinished fragment`);
  }
  for (const finding of report.findings) terminal.print(`  ${told(finding)}`);
}

function told(finding: Finding): string {
  switch (finding.kind) {
    case 'altered':
      return `ALTERED: ${finding.path}, link ${finding.position}: its bytes are not those that were recorded`;
    case 'forged':
      return `FORGED: ${finding.path}, link ${finding.position}: not signed by this installation`;
    case 'removed':
      return `REMOVED: camera ${finding.cameraId}, ${finding.stream}, links ${finding.from}..${finding.to}`;
    case 'forged_deletion':
      return `FORGED: the record of a deletion from link ${finding.from} of camera ${finding.cameraId}, ${finding.stream}`;
    case 'doubled':
      return `DOUBLED: ${finding.path}, link ${finding.position} stands in another file too`;
    default:
      return `${finding.kind === 'volume' ? 'VOLUME' : 'UNREADABLE'}: ${finding.path}: ${finding.message}`;
  }
}

async function repair(args: readonly string[], terminal: Terminal): Promise<number> {
  const { values } = parseArguments(args, { options: { rebuild: { type: 'boolean' } } });
  await using opened = await openInstallation(terminal);
  const tell = (message: string, fields: object = {}) =>
    terminal.complain(`${message} ${JSON.stringify(fields)}`);
  mkdirSync(join(opened.settings.data, 'archive'), { recursive: true, mode: 0o700 });
  let unreadable = 0;
  for (const id of streamserverIds(opened.settings.streamservers)) {
    const report = await repairArchive({
      ...archivePlaces(opened.settings, id),
      signingKey: opened.keys.archive.privateKey,
      syncSeconds: opened.settings.archive.syncSeconds,
      log: { info: tell, warn: tell },
      rebuild: values.rebuild === true,
    });
    const { closed, adopted, removed, missing, cutBytes } = report;
    terminal.print(
      `${id}: ${closed} files closed, ${adopted} taken into the index, ${removed} empty ones removed, ${missing} gone, ${cutBytes} bytes of unfinished fragments cut off`,
    );
    for (const path of report.unreadable) terminal.print(`  not a recording, left alone: ${path}`);
    unreadable += report.unreadable.length;
  }
  return unreadable === 0 ? 0 : 1;
}

/** An archive without the installation that recorded it cannot be proved. */
async function openInstallation(terminal: Terminal): Promise<OpenPeople> {
  const settings = loadSettings({ env: terminal.env, workDir: terminal.workDir });
  if (settings.database.url === null && !existsSync(databaseFile(settings.data)))
    throw new VidetteError('not_found', `there is no database in ${settings.data}; restore a backup first`);
  return await openPeople(terminal);
}
