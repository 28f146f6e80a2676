import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { lockDataFolder } from '#config/data-folder.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import { VidetteError } from '#domain/errors.ts';
import { databaseFile } from '#stores/database.ts';
import { checkDatabase } from '#stores/snapshot.ts';
import {
  databaseNames,
  keptFiles,
  type Manifest,
  manifestName,
  modelName,
  runPostgresTool,
  settingsName,
  sha256,
  uploadName,
} from './backup-content.ts';
import { type Command, parseArguments, type Terminal, UsageError } from './command.ts';
import { extract, listTar } from './tar.ts';

export const restoreCommand: Command = {
  name: 'restore',
  summary: 'Puts a backup in place of what the data folder holds. The server must be stopped.',
  usage: `restore <file.tar>

  What was there is kept in <data>/before-restore-<time>. A PostgreSQL database is replaced without a copy. Uploads and models
  that the backup does not have stay.`,
  async run(args, terminal) {
    const { positionals } = parseArguments(args, { allowPositionals: true });
    const [name] = positionals;
    if (name === undefined || positionals.length > 1) throw new UsageError('give one backup file');
    const settings = loadSettings({ env: terminal.env, workDir: terminal.workDir });
    await restoreBackup(settings, resolve(terminal.workDir, name), terminal);
    return 0;
  },
};

async function restoreBackup(
  settings: Settings,
  file: string,
  terminal: Pick<Terminal, 'print'>,
): Promise<void> {
  if (!existsSync(file)) throw new VidetteError('not_found', `there is no file ${file}`);
  using _lock = lockDataFolder(settings.data);
  const folder = mkdtempSync(join(settings.data, 'restore-'));
  try {
    const manifest = await unpack(file, folder);
    await checkUnpacked(manifest, folder, settings);
    const kept = putAside(settings.data, manifest);
    if (kept !== null) terminal.print(`what was there is kept in ${kept}`);
    await putInPlace(manifest, folder, settings, terminal);
    terminal.print(`restored the backup of ${manifest.createdAt}`);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function unpack(file: string, folder: string): Promise<Manifest> {
  const entries = await listTar(file);
  const known = new Set<string>([
    manifestName,
    settingsName,
    ...Object.values(databaseNames),
    ...Object.keys(keptFiles),
  ]);
  for (const entry of entries) {
    // Only names that backups have: none of them leads out of the folder.
    const isOfMany = uploadName.test(entry.name) || modelName.test(entry.name);
    if (!isOfMany && !known.delete(entry.name))
      throw unusable(file, `it holds ${JSON.stringify(entry.name)}`);
    if (isOfMany) mkdirSync(dirname(join(folder, entry.name)), { recursive: true, mode: 0o700 });
    await extract(file, entry, join(folder, entry.name));
  }
  if (!existsSync(join(folder, manifestName))) throw unusable(file, 'it has no manifest');
  const manifest = JSON.parse(readFileSync(join(folder, manifestName), 'utf8')) as Partial<Manifest>;
  if (manifest.product !== 'vidette-backup' || manifest.format !== 1 || manifest.files === undefined)
    throw unusable(file, 'its manifest is not one of this version');
  return manifest as Manifest;
}

/** Before anything is replaced: all is there, unaltered, and fits the settings. */
async function checkUnpacked(manifest: Manifest, folder: string, settings: Settings): Promise<void> {
  for (const [name, expected] of Object.entries(manifest.files)) {
    if (!existsSync(join(folder, name)) || (await sha256(join(folder, name))) !== expected)
      throw new VidetteError('data_loss', `the backup is damaged: ${name} is not what it was`, {
        reason: 'backup',
      });
  }
  const engine = settings.database.url === null ? 'sqlite' : 'postgres';
  if (manifest.engine !== engine)
    throw new VidetteError('conflict', `the backup is of ${manifest.engine}, the settings name ${engine}`, {
      reason: 'engine',
    });
  if (engine === 'sqlite') checkDatabase(join(folder, databaseNames.sqlite));
}

/** Everything that the backup replaces, and SQLite's side files. Null when there was nothing. */
function putAside(data: string, manifest: Manifest): string | null {
  const database = databaseFile(data);
  const files = [
    database,
    `${database}-wal`,
    `${database}-shm`,
    ...Object.values(keptFiles).map((path) => join(data, path)),
    ...modelsOf(manifest).map((path) => join(data, path)),
  ];
  const there = files.filter((file) => existsSync(file));
  if (there.length === 0) return null;
  const aside = join(data, `before-restore-${new Date().toISOString().replace(/[-:.]/g, '')}`);
  for (const file of there) {
    const target = join(aside, file.slice(data.length + 1));
    mkdirSync(dirname(target), { recursive: true, mode: 0o700 });
    renameSync(file, target);
  }
  return aside;
}

async function putInPlace(
  manifest: Manifest,
  folder: string,
  settings: Settings,
  terminal: Pick<Terminal, 'print'>,
): Promise<void> {
  const { url } = settings.database;
  if (url === null) renameSync(join(folder, databaseNames.sqlite), databaseFile(settings.data));
  else
    await runPostgresTool('pg_restore', url, [
      '--clean',
      '--if-exists',
      '--no-owner',
      '--single-transaction',
      `--dbname=${decodeURIComponent(new URL(url).pathname.slice(1))}`,
      join(folder, databaseNames.postgres),
    ]);
  for (const [name, path] of Object.entries(keptFiles)) {
    if (manifest.files[name] === undefined) continue;
    mkdirSync(dirname(join(settings.data, path)), { recursive: true, mode: 0o700 });
    renameSync(join(folder, name), join(settings.data, path));
  }
  for (const path of modelsOf(manifest)) {
    mkdirSync(join(settings.data, 'models'), { recursive: true, mode: 0o700 });
    renameSync(join(folder, path), join(settings.data, path));
  }
  restoreUploads(join(folder, 'uploads'), settings.uploads.path);
  if (manifest.files[settingsName] === undefined) return;
  const target = join(settings.data, settings.file === null ? settingsName : `${settingsName}.restored`);
  renameSync(join(folder, settingsName), target);
  terminal.print(`the settings of the backup are in ${target}`);
}

/** Descriptions last: with them a model counts. Models that the backup does not have stay. */
function modelsOf({ files }: Manifest): string[] {
  const names = Object.keys(files).filter((name) => modelName.test(name));
  return names.toSorted((a, b) => Number(a.endsWith('.json')) - Number(b.endsWith('.json')));
}

/** Pictures that are there stay: what the restored database does not name is removed as unused. */
function restoreUploads(from: string, to: string): void {
  if (!existsSync(from)) return;
  mkdirSync(to, { recursive: true, mode: 0o700 });
  cpSync(from, to, { recursive: true, force: true });
}

function unusable(file: string, why: string): VidetteError {
  return new VidetteError('invalid', `${file} cannot be restored: ${why}`, { reason: 'backup' });
}
