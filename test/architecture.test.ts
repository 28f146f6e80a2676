/**
 * Reads the import lines and keeps the directions that docs/design/structure.md draws: between the folders of src, between
 * src and what stands beside it, and which folder may use which package.
 */
import assert from 'node:assert/strict';
import { globSync, readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { test } from 'node:test';

const root = join(import.meta.dirname, '..');

/** Folder of src → what it may import besides itself. `type x`: only types of x, which are gone at run time. */
const allowed: Record<string, readonly string[]> = {
  domain: [], // words of the field: anyone may know them, so they know nobody
  config: ['domain'], // read once at start, handed down in parts
  media: ['domain'], // bytes: no HTTP, no settings, no tables, so that a format can be read and tested alone
  analytics: ['domain', 'media'], // pictures in, detections out; it takes samples and hubs from media
  devices: ['domain', 'media'], // ways of talking to cameras end in samples
  stores: ['domain'], // tables
  cluster: ['domain', 'media', 'analytics', 'devices'], // what a streamserver is made of, and the way to it
  services: ['domain', 'stores', 'type cluster'], // rules and rights; they say what they need in the words of the protocol
  dialects: ['domain', 'services', 'type cluster'], // translation
  server: ['domain', 'config', 'stores', 'services', 'dialects', 'cluster', 'devices'], // puts the server together
  cli: ['domain', 'config', 'stores', 'services', 'cluster', 'media', 'devices'], // one file per command
};

/** Tests beside the code follow the same directions; here is what they reach for in addition. All may use the harness in test/. */
const alsoInTests: Record<string, readonly string[]> = {
  services: ['config'], // access.test.ts: the defaults of the settings are what it tests with
  dialects: ['media', 'stores'], // recordings that are really there; rows that no operation makes
};

/** Packages that stay where they are, so that each can be replaced in one place. Any other may be used anywhere below main. */
const packagesOf: Record<string, readonly string[]> = {
  fastify: ['src/dialects', 'src/server'],
  '@fastify/static': ['src/dialects/web'],
  kysely: ['src/stores', 'src/cli/doctor'],
  pg: ['src/stores'],
  pino: ['src/config'],
  'pino-pretty': ['src/config'],
  yaml: ['src/config'],
  selfsigned: ['src/config'],
  'node-av': ['src/analytics/analyzer', 'src/devices/libav', 'src/cli/doctor'], // GPL, native: only processes that may crash
  werift: ['src/media/webrtc'],
  ws: ['src/cluster/streamserver', 'src/dialects/vidette'],
  jose: ['src/services/access'],
  nodemailer: ['src/services/actions'],
  mqtt: ['src/services/mqtt'],
  ajv: ['src/dialects/shared', 'src/services/cameras'],
  'ajv-formats': ['src/dialects/shared', 'src/services/cameras'],
};

interface Import {
  readonly from: string;
  readonly to: string;
  readonly typeOnly: boolean;
}

/** `import … from`, `export … from`, `import '…'` and `import('…')`. */
const importLine =
  /^[ \t]*(?:import|export)\s+(type\s)?[^;'"]*?from\s+'([^']+)'|^import\s+'([^']+)'|\bimport\(\s*'([^']+)'/gm;

function importsOf(file: string): Import[] {
  const text = readFileSync(join(root, file), 'utf8');
  return [...text.matchAll(importLine)].map((match) => {
    const target = match[2] ?? match[3] ?? match[4] ?? '';
    const isOurs = target.startsWith('.') || target.startsWith('#');
    const path = target.startsWith('#') ? `src/${target.slice(1)}` : join(dirname(file), target);
    return { from: file, to: isOurs ? normalize(path) : target, typeOnly: match[1] !== undefined };
  });
}

const files = globSync(['src/**/*.ts', 'web/**/*.{ts,tsx}', 'bench/**/*.ts', 'scripts/**/*.{ts,mjs}'], {
  cwd: root,
  exclude: ['web/dist/**', '**/node_modules/**'],
});
const imports = files.flatMap(importsOf);
const isForTests = (path: string): boolean =>
  /\.(test|fuzz\.test|fixture)\.tsx?$|\/test-[\w-]+\.ts$/.test(path);
const folderOf = (path: string): string | null => /^src\/([^/]+)\//.exec(path)?.[1] ?? null;
const topOf = (path: string): string => path.split('/', 1)[0] ?? '';
const isOurs = ({ to }: Import): boolean => ['src', 'web', 'bench', 'scripts', 'test'].includes(topOf(to));

test('imports follow the directions', () => {
  const wrong = imports.filter(({ from, to, typeOnly }) => {
    const [a, b] = [folderOf(from), folderOf(to)];
    if (a === null || b === null || a === b) return false;
    const may = [...(allowed[a] ?? []), ...(isForTests(from) ? (alsoInTests[a] ?? []) : [])];
    return !(may.includes(b) || (typeOnly && may.includes(`type ${b}`)));
  });
  assert.deepEqual(wrong, []);
});

test('the directions have no way back', () => {
  const order: string[] = [];
  const visit = (folder: string, path: readonly string[]): void => {
    assert.ok(!path.includes(folder), `${[...path, folder].join(' → ')}`);
    for (const next of allowed[folder] ?? []) visit(next.replace('type ', ''), [...path, folder]);
    if (!order.includes(folder)) order.push(folder);
  };
  for (const folder of Object.keys(allowed)) visit(folder, []);
  assert.equal(order[0], 'domain');
});

test('no two files need each other at run time', () => {
  const needs = Map.groupBy(
    imports.filter((one) => isOurs(one) && !one.typeOnly),
    ({ from }) => from,
  );
  const done = new Set<string>();
  const visit = (file: string, path: readonly string[]): void => {
    assert.ok(!path.includes(file), `${[...path.slice(path.indexOf(file)), file].join(' → ')}`);
    if (done.has(file)) return;
    for (const { to } of needs.get(file) ?? []) visit(to, [...path, file]);
    done.add(file);
  };
  for (const file of needs.keys()) visit(file, []);
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

test('the product needs nothing of its tests, benchmarks, scripts or pages', () => {
  const wrong = imports.filter(
    (one) =>
      one.from.startsWith('src/') &&
      !isForTests(one.from) &&
      isOurs(one) &&
      (topOf(one.to) !== 'src' || isForTests(one.to)),
  );
  assert.deepEqual(wrong, []);
});

test('pages take only types from the server', () => {
  const wrong = imports.filter(
    ({ from, to, typeOnly }) => topOf(from) === 'web' && topOf(to) === 'src' && !typeOnly,
  );
  assert.deepEqual(wrong, []);
});

test('packages stay where they belong', () => {
  const packageOf = (to: string) => /^(@[^/]+\/[^/]+|[^/]+)/.exec(to)?.[1] ?? to;
  const wrong = imports.filter((one) => {
    if (!one.from.startsWith('src/') || isForTests(one.from) || isOurs(one)) return false;
    const homes = packagesOf[packageOf(one.to)];
    const isAtHome = homes?.some((home) => one.from.startsWith(`${home}/`)) ?? true;
    return !isAtHome && !one.typeOnly;
  });
  assert.deepEqual(wrong, []);
});

test('every source file is in a known folder or starts a process', () => {
  const starters = ['src/main.ts', 'src/streamserver.ts', 'src/supervisor.ts'];
  const stray = files.filter((file) => {
    const folder = folderOf(file);
    return file.startsWith('src/') && (folder === null ? !starters.includes(file) : !(folder in allowed));
  });
  assert.deepEqual(stray, []);
});
