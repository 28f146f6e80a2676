/** Reads the import lines of the sources and keeps the directions that docs/design/structure.md draws. */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');

/** Folder of src → the folders that it may import from, itself aside. */
const allowed: Record<string, readonly string[]> = {
  domain: [], // words of the field: anyone may know them, so they know nobody
  config: ['domain'], // read once at start, handed down in parts
  media: ['domain'], // (cluster for the words of its protocol) bytes: no HTTP, no settings, no tables, so that a format can be read and tested alone
  analytics: ['domain', 'media'], // pictures in, detections out; it takes samples and hubs from media
  devices: ['media', 'domain'], // ways of talking to cameras end in samples
  stores: ['domain', 'config'], // tables; config only for where the database is
  cluster: ['domain', 'media', 'config', 'analytics', 'devices'], // what a streamserver is made of, and the way to it
  services: ['stores', 'domain', 'config', 'cluster'], // rules and rights; cluster only for the words of its protocol
  dialects: ['services', 'domain', 'config', 'cluster', 'media'], // translation; a dialect never imports another
  server: ['config', 'stores', 'services', 'dialects', 'cluster', 'devices', 'media', 'domain'], // puts the server together
  cli: ['config', 'stores', 'services', 'media', 'devices', 'analytics', 'domain', 'cluster'], // one file per command
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  const found: Import[] = [];
  for (const match of text.matchAll(/^\s*(?:import|export)\s+(type\s+)?[^'"]*?from\s+'([^']+)'/gm)) {
    const target = match[2] ?? '';
    const to = target.startsWith('#')
      ? `src/${target.slice(1)}`
      : target.startsWith('.')
        ? normalize(join(dirname(file), target))
        : null;
    if (to !== null) found.push({ from: file, to, typeOnly: match[1] !== undefined });
  }
  return found;
}

const files = globSync('src/**/*.ts', { cwd: root }).filter((file) => !file.endsWith('.test.ts'));
const imports = files.flatMap(importsOf);
const folderOf = (path: string): string | null => /^src\/([^/]+)\//.exec(path)?.[1] ?? null;

test('imports follow the directions', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const [a, b] = [folderOf(from), folderOf(to)];
    if (a === null || b === null || a === b) return false;
    if (a === 'dialects' && b === 'media') return !typeOnly;
    if (a === 'services' && b === 'cluster') return !typeOnly;
    if (a === 'devices' && b === 'cluster') return !typeOnly;
    return !(allowed[a] ?? []).includes(b);
  });
  assert.deepEqual(wrong, []);
});

test('a dialect never imports another', () => {
  const dialectOf = (path: string) => /^src\/dialects\/([^/]+)\//.exec(path)?.[1] ?? null;
  const wrong = imports.filter(({ from, to }) => {
    const [a, b] = [dialectOf(from), dialectOf(to)];
    return a !== null && b !== null && a !== b && b !== 'shared';
  });
  assert.deepEqual(wrong, []);
});

test('only the starting files import all the way down', () => {
  const wrong = imports.filter(
    ({ from, to }) => folderOf(from) !== null && folderOf(to) === null && to.startsWith('src/'),
  );
  assert.deepEqual(wrong, []);
});

test('every source file is in a known folder or starts a process', () => {
  const starters = ['src/main.ts', 'src/streamserver.ts', 'src/supervisor.ts'];
  const stray = files.filter((file) => {
    const folder = folderOf(file);
    return folder === null ? !starters.includes(file) : !(folder in allowed);
  });
  assert.deepEqual(stray, []);
});
