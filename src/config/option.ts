/** The kinds of settings. One option knows its default, what it allows, and how to read a raw value from YAML or a variable. */
import { isAbsolute, resolve } from 'node:path';

export interface ReadContext {
  /** Folder that relative paths count from: that of the settings file, or the working directory. */
  readonly folder: string;
}

export interface Option<T> {
  readonly is: 'option';
  /** One sentence for the reference. */
  readonly about: string;
  readonly fallback: T;
  /** What is allowed, as it stands in errors and in the reference. */
  readonly allowed: string;
  /** Never printed. */
  readonly secret: boolean;
  /** The value, or undefined when it is not allowed. */
  read(raw: unknown, context: ReadContext): T | undefined;
}

interface Words {
  readonly about: string;
  readonly secret?: boolean;
}

function option<T>(words: Words, fallback: T, allowed: string, read: Option<T>['read']): Option<T> {
  return { is: 'option', about: words.about, fallback, allowed, secret: words.secret ?? false, read };
}

export function integer(
  words: Words & { fallback: number; min: number; max: number; unit?: string },
): Option<number> {
  const { fallback, min, max, unit } = words;
  const allowed = `a whole number ${min}..${max}${unit === undefined ? '' : `, ${unit}`}`;
  return option(words, fallback, allowed, (raw) => {
    const value = typeof raw === 'string' && /^-?\d{1,15}$/.test(raw.trim()) ? Number(raw) : raw;
    return typeof value === 'number' && Number.isSafeInteger(value) && value >= min && value <= max
      ? value
      : undefined;
  });
}

/** A TCP or UDP port of a listener. */
export function port(words: Words & { fallback: number }): Option<number> {
  const base = integer({ ...words, min: 0, max: 65_535 });
  return { ...base, allowed: 'a port 1..65535, or 0 for off' };
}

const byteUnits: Record<string, number> = {
  '': 1,
  kb: 1e3,
  mb: 1e6,
  gb: 1e9,
  tb: 1e12,
  kib: 2 ** 10,
  mib: 2 ** 20,
  gib: 2 ** 30,
  tib: 2 ** 40,
};

export function bytes(words: Words & { fallback: number; min: number; max: number }): Option<number> {
  const { fallback, min, max } = words;
  const allowed = `bytes ${min}..${max}, as a number or with kB, MB, GB, TB, KiB, MiB, GiB or TiB`;
  return option(words, fallback, allowed, (raw) => {
    const match = /^(\d+(?:\.\d+)?)\s*([a-z]*)$/i.exec(String(raw).trim());
    const unit = byteUnits[(match?.[2] ?? '?').toLowerCase()];
    if (match === null || unit === undefined) return undefined;
    const value = Math.round(Number(match[1]) * unit);
    return value >= min && value <= max ? value : undefined;
  });
}

const truths: Record<string, boolean> = {
  true: true,
  false: false,
  '1': true,
  '0': false,
  yes: true,
  no: false,
  on: true,
  off: false,
};

export function flag(words: Words & { fallback: boolean }): Option<boolean> {
  return option(words, words.fallback, 'true or false', (raw) => truths[String(raw).trim().toLowerCase()]);
}

export function choice<const T extends string>(
  words: Words & { fallback: NoInfer<T>; values: readonly T[] },
): Option<T> {
  return option<T>(words, words.fallback, `one of ${words.values.join(', ')}`, (raw) =>
    words.values.find((value) => value === raw),
  );
}

type OrNull<F> = F extends null ? string | null : string;

export function text<F extends string | null>(
  words: Words & { fallback: F; pattern?: RegExp; allowed?: string; max?: number },
): Option<OrNull<F>> {
  const max = words.max ?? 1024;
  const allowed = words.allowed ?? `text of 1..${max} characters`;
  return option(words, words.fallback as OrNull<F>, allowed, (raw) => {
    const value = typeof raw === 'number' ? String(raw) : raw;
    if (typeof value !== 'string' || value.length === 0 || value.length > max || value.includes('\0'))
      return undefined;
    return words.pattern === undefined || words.pattern.test(value) ? (value as OrNull<F>) : undefined;
  });
}

/** A file or folder. The result is absolute; a fallback may begin with `<data>`, the data folder. */
export function path<F extends string | null>(words: Words & { fallback: F }): Option<OrNull<F>> {
  return option(
    words,
    words.fallback as OrNull<F>,
    'a path',
    (raw, { folder }) => readPath(raw, folder) as OrNull<F>,
  );
}

function readPath(raw: unknown, folder: string): string | undefined {
  if (typeof raw !== 'string' || raw === '' || raw.includes('\0')) return undefined;
  return isAbsolute(raw) ? resolve(raw) : resolve(folder, raw);
}

/** Several texts: a YAML list, or one text with commas. */
export function list(
  words: Words & { item: Option<string>; fallback?: readonly string[] },
): Option<readonly string[]> {
  return option(words, words.fallback ?? [], `a list; each ${words.item.allowed}`, (raw, context) => {
    const parts = typeof raw === 'string' ? splitCommas(raw) : raw;
    if (!Array.isArray(parts)) return undefined;
    const values = parts.map((part) => words.item.read(part, context));
    return values.every((value) => value !== undefined) ? Object.freeze(values) : undefined;
  });
}

export interface NamedPath {
  readonly name: string;
  readonly path: string;
}

const volumeName = /^[a-z0-9][a-z0-9_-]{0,31}$/;

/** Folders with names: a YAML list of `{name, path}`, or `name=path,name=path`. Names and paths are unique. */
export function namedPaths(words: Words & { fallback: readonly NamedPath[] }): Option<readonly NamedPath[]> {
  const allowed =
    'a list of {name, path} (in a variable: name=path,name=path); names of a-z, 0-9, - and _, 1..32 characters, each name and path once';
  return option(words, words.fallback, allowed, (raw, { folder }) => {
    const entries = typeof raw === 'string' ? splitCommas(raw).map(splitNamed) : raw;
    if (!Array.isArray(entries) || entries.length === 0) return undefined;
    const values: NamedPath[] = [];
    for (const entry of entries as unknown[]) {
      const value = readNamedPath(entry, folder);
      if (
        value === undefined ||
        values.some((other) => other.name === value.name || other.path === value.path)
      )
        return undefined;
      values.push(value);
    }
    return Object.freeze(values);
  });
}

function readNamedPath(entry: unknown, folder: string): NamedPath | undefined {
  if (typeof entry !== 'object' || entry === null) return undefined;
  const { name, path: where, ...rest } = entry as Record<string, unknown>;
  const path = readPath(where, folder);
  if (typeof name !== 'string' || !volumeName.test(name)) return undefined;
  return path === undefined || Object.keys(rest).length > 0 ? undefined : Object.freeze({ name, path });
}

function splitNamed(part: string): { name: string; path: string } {
  const at = part.indexOf('=');
  return { name: part.slice(0, Math.max(at, 0)).trim(), path: part.slice(at + 1).trim() };
}

function splitCommas(raw: string): string[] {
  return raw
    .split(',')
    .map((part) => part.trim())
    .filter((part) => part !== '');
}
