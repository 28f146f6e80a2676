/** Settings from the environment and `vidette.yaml`, checked and frozen. The environment wins over the file. */
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { isLoopback } from '#domain/ip-address.ts';
import type { ReadContext } from './option.ts';
import { type SchemaEntry, type SettingValues, schemaEntries } from './schema.ts';
import { nearest, SettingsError } from './settings-error.ts';
import { type RawValue, readYamlFile } from './yaml-file.ts';

export interface Settings extends SettingValues {
  /** The settings file that was read. */
  readonly file: string | null;
}

export interface LoadOptions {
  /** Usually `process.env`. */
  readonly env: Readonly<Record<string, string | undefined>>;
  /** Wins over VIDETTE_DATA. */
  readonly dataDir?: string;
  /** The settings file; without it `vidette.yaml` of the data folder or of `workDir`. */
  readonly file?: string;
  /** The working directory, for relative paths. */
  readonly workDir?: string;
}

/** Names that are taken by tests, by tools of development, and by the processes of Vidette among themselves. */
const foreignVariable = /^VIDETTE_(TEST_.*|INTERNAL_.*|MEDIA_ENGINE|SERVER)$/;

/** Throws a SettingsError that names every wrong place at once. */
export function loadSettings(options: LoadOptions): Settings {
  const workDir = resolve(options.workDir ?? '.');
  const problems: string[] = [];
  const entries = schemaEntries();
  const fromEnv = readVariables(options.env, entries, problems);
  const dataGiven = options.dataDir ?? options.env.VIDETTE_DATA;
  const file = findFile(options, workDir, dataGiven, problems);
  const fromFile = file === null ? new Map<string, RawValue>() : readYamlFile(file, problems);

  const values: Record<string, unknown> = { file };
  for (const entry of entries) {
    const env = fromEnv.get(entry.key);
    const context: ReadContext = { folder: env === undefined && file !== null ? dirname(file) : workDir };
    place(values, entry.names, readEntry(entry, env ?? fromFile.get(entry.key), context, problems));
  }
  if (options.dataDir !== undefined) values.data = resolve(workDir, options.dataDir);
  else values.data = resolve(workDir, String(values.data));
  const settings = underData(values, String(values.data)) as unknown as Settings;
  if (problems.length === 0) problems.push(...crossCheck(settings));
  if (problems.length > 0) throw new SettingsError(problems);
  return deepFreeze(settings);
}

function readVariables(
  env: LoadOptions['env'],
  entries: readonly SchemaEntry[],
  problems: string[],
): Map<string, RawValue> {
  const values = new Map<string, RawValue>();
  for (const [name, raw] of Object.entries(env)) {
    if (!name.startsWith('VIDETTE_') || foreignVariable.test(name)) continue;
    const entry = entries.find((candidate) => candidate.variable === name);
    if (entry === undefined) {
      const known = entries.map((candidate) => candidate.variable);
      problems.push(`${name}: is not a setting${nearest(name, known)}`);
    } else if (raw !== undefined && raw !== '') {
      values.set(entry.key, { raw, place: name });
    }
  }
  return values;
}

function findFile(
  options: LoadOptions,
  workDir: string,
  dataDir: string | undefined,
  problems: string[],
): string | null {
  if (options.file !== undefined) {
    const file = resolve(workDir, options.file);
    if (existsSync(file)) return file;
    problems.push(`${file}: there is no such file`);
    return null;
  }
  const places = [join(resolve(workDir, dataDir || './data'), 'vidette.yaml'), join(workDir, 'vidette.yaml')];
  const [first, second] = [...new Set(places)].filter((candidate) => existsSync(candidate));
  if (second !== undefined) problems.push(`${first} and ${second}: two settings files; keep one`);
  return first ?? null;
}

function readEntry(
  entry: SchemaEntry,
  found: RawValue | undefined,
  context: ReadContext,
  problems: string[],
): unknown {
  if (found === undefined) return entry.option.fallback;
  const value = entry.option.read(found.raw, context);
  if (value !== undefined) return value;
  const shown = entry.option.secret ? 'the value' : JSON.stringify(found.raw ?? null);
  problems.push(`${found.place}: ${shown} is not allowed; it must be ${entry.option.allowed}`);
  return entry.option.fallback;
}

function place(values: Record<string, unknown>, names: readonly string[], value: unknown): void {
  let section = values;
  for (const name of names.slice(0, -1)) {
    section[name] ??= {};
    section = section[name] as Record<string, unknown>;
  }
  section[names.at(-1)!] = value;
}

/** Fallbacks that begin with `<data>` lie in the data folder. */
function underData(value: unknown, data: string): unknown {
  if (typeof value === 'string') return value.startsWith('<data>') ? join(data, value.slice(6)) : value;
  if (Array.isArray(value)) return value.map((item) => underData(item, data));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, underData(item, data)]));
}

/** What no option can see alone. */
function crossCheck(settings: Settings): string[] {
  const problems: string[] = [];
  if ((settings.tls.certificate === null) !== (settings.tls.key === null))
    problems.push('tls.certificate and tls.key: give both or none');
  if (settings.http.port === 0 && settings.https.port === 0)
    problems.push('http.port and https.port: one of them must be on');
  const taken = new Map<number, string>();
  for (const { key, names } of schemaEntries().filter((entry) => /(^|_|\.)port$/.test(entry.key))) {
    const value = names.reduce<unknown>(
      (at, name) => (at as Record<string, unknown>)[name],
      settings,
    ) as number;
    const other = taken.get(value);
    if (value !== 0 && other !== undefined)
      problems.push(`${key}: port ${value} is already that of ${other}`);
    taken.set(value, key);
  }
  return problems;
}

/** Where plain HTTP listens: on loopback, unless http.insecure_bind lets it out. */
export function plainBind(settings: Settings): string {
  if (settings.http.insecureBind || isLoopback(settings.bind)) return settings.bind;
  return '127.0.0.1';
}

function deepFreeze<T>(value: T): T {
  if (typeof value === 'object' && value !== null) {
    for (const item of Object.values(value)) deepFreeze(item);
    Object.freeze(value);
  }
  return value;
}
