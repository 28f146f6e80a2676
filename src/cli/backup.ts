import {
  copyFileSync,
  existsSync,
  globSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { loadSettings, type Settings } from '#config/settings.ts';
import { VidetteError } from '#domain/errors.ts';
import { connectDatabase, databaseFile } from '#stores/database.ts';
import { copyDatabase } from '#stores/snapshot.ts';
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
import { type Command, parseArguments, UsageError } from './command.ts';
import { writeTar } from './tar.ts';

export const backupCommand: Command = {
  name: 'backup',
  summary: 'Writes database, keys, settings, uploads and models into one file, also while the server runs.',
  usage: `backup <file.tar> [--without-models]

  --without-models   leaves out <data>/models, which can be large and be fetched again

  The file holds the keys that open every stored password: keep it as safe as the server. Events are in it, with the database.
  Recordings, the pictures of events and clips are not, nor events that a streamserver has not told the server yet.`,
  async run(args, terminal) {
    const { positionals, values } = parseArguments(args, {
      allowPositionals: true,
      options: { 'without-models': { type: 'boolean' } },
    });
    const [name] = positionals;
    if (name === undefined || positionals.length > 1) throw new UsageError('give the name of one new file');
    const target = resolve(terminal.workDir, name);
    if (existsSync(target)) throw new VidetteError('conflict', `${target} exists already`);
    const settings = loadSettings({ env: terminal.env, workDir: terminal.workDir });
    const names = await writeBackup(settings, target, values['without-models'] !== true);
    terminal.print(`${target}: ${names.join(', ')}`);
    return 0;
  },
};

/** Gives the names of what is in it. */
async function writeBackup(settings: Settings, target: string, withModels: boolean): Promise<string[]> {
  const place = existsSync(dirname(target)) ? dirname(target) : tmpdir();
  const folder = mkdtempSync(join(place, `.${basename(target)}-`));
  try {
    const engine = settings.database.url === null ? 'sqlite' : 'postgres';
    const names = [databaseNames[engine], ...copyKeptFiles(settings, folder)];
    await dumpDatabase(settings, join(folder, databaseNames[engine]));
    // After the database: whatever it names is there then.
    names.push(...takeFiles('uploads', settings.uploads.path, '[0-9a-f][0-9a-f]/*', uploadName, folder));
    if (withModels) names.push(...takeFiles('models', join(settings.data, 'models'), '*', modelName, folder));
    const files: Record<string, string> = {};
    for (const name of names) files[name] = await sha256(join(folder, name));
    const manifest: Manifest = {
      product: 'vidette-backup',
      format: 1,
      createdAt: new Date().toISOString(),
      engine,
      files,
    };
    writeFileSync(join(folder, manifestName), JSON.stringify(manifest, null, 2), { mode: 0o600 });
    const members = [manifestName, ...names].map((name) => ({ name, file: join(folder, name) }));
    await writeTar(target, members);
    return names.filter((name) => !uploadName.test(name));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

async function dumpDatabase(settings: Settings, file: string): Promise<void> {
  if (settings.database.url !== null)
    return await runPostgresTool('pg_dump', settings.database.url, [
      '--format=custom',
      '--no-owner',
      `--file=${file}`,
    ]);
  if (!existsSync(databaseFile(settings.data)))
    throw new VidetteError('not_found', `there is no database in ${settings.data}`);
  const db = connectDatabase(settings);
  try {
    await copyDatabase(db, file);
  } finally {
    await db.destroy();
  }
}

function copyKeptFiles(settings: Settings, folder: string): string[] {
  const sources: [string, string][] = Object.entries(keptFiles).map(([name, path]) => [
    name,
    join(settings.data, path),
  ]);
  if (settings.file !== null) sources.push([settingsName, settings.file]);
  const there = sources.filter(([, file]) => existsSync(file));
  for (const [name, file] of there) copyFileSync(file, join(folder, name));
  return there.map(([name]) => name);
}

/** Links (or copies) of the files of a folder that have such names: one that is deleted meanwhile stays as long as the backup needs it. */
function takeFiles(prefix: string, from: string, pattern: string, form: RegExp, folder: string): string[] {
  const found = globSync(pattern, { cwd: from }).map((path) => `${prefix}/${path}`);
  const names = found.filter((name) => form.test(name)).toSorted();
  for (const name of names) {
    mkdirSync(dirname(join(folder, name)), { recursive: true, mode: 0o700 });
    const file = join(from, name.slice(prefix.length + 1));
    try {
      linkSync(file, join(folder, name));
    } catch (error) {
      // Another file system, or one without links.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') continue;
      copyFileSync(file, join(folder, name));
    }
  }
  return names.filter((name) => existsSync(join(folder, name)));
}
