/** What the documents name is there: files, links, npm commands, settings and their variables, dependencies. */
import assert from 'node:assert/strict';
import { existsSync, globSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { test } from 'node:test';
import { commands } from '../src/cli/vidette.ts';
import { schemaEntries } from '../src/config/schema.ts';

const root = join(import.meta.dirname, '..');
const documents = globSync(['*.md', 'docs/**/*.md', 'src/**/*.md', 'web/**/*.md', 'bench/**/*.md'], {
  cwd: root,
  exclude: ['**/node_modules/**', 'web/dist/**'],
}).map((path) => ({ path, text: readFileSync(join(root, path), 'utf8') }));
const { scripts, dependencies, devDependencies } = JSON.parse(
  readFileSync(join(root, 'package.json'), 'utf8'),
) as Record<'scripts' | 'dependencies' | 'devDependencies', Record<string, string>>;
const entries = schemaEntries();

/** All matches of the first group over all documents, as `document: match`, for which `isThere` says no. */
function missing(pattern: RegExp, isThere: (found: string, path: string, rest: string) => boolean): string[] {
  return documents.flatMap(({ path, text }) =>
    [...text.matchAll(pattern)]
      .filter((match) => !isThere(match[1] ?? '', path, match[2] ?? ''))
      .map((match) => `${path}: ${match[0].trim()}`),
  );
}

test('paths are there', () => {
  const named = /(?<![\w./<-])((?:src|docs|test|web|bench|scripts|contracts|assets|\.ci)\/[\w./*-]*[\w*/])/g;
  // Made by a build, a run or a command.
  const isMade = (path: string) => /^(web\/dist|bench\/results)(\/|$)/.test(path);
  assert.deepEqual(
    missing(named, (path) => isMade(path) || globSync(path, { cwd: root }).length > 0),
    [],
  );
});

test('files that a folder’s own document names are in that folder', () => {
  // `name.ts` and `folder/` in the first column of a table, and `name.ts` in the text, count from the document.
  const named = /`((?:[\w-]+\/)*[\w-]+\.(?:ts|tsx|mjs)|[\w-]+\/)`/g;
  const inSource = (path: string) => path.startsWith('src/') || path.startsWith('web/');
  assert.deepEqual(
    missing(named, (file, path) => {
      if (!inSource(path)) return true;
      return existsSync(join(root, dirname(path), file)) || existsSync(join(root, file));
    }),
    [],
  );
});

test('links lead somewhere', () => {
  assert.deepEqual(
    missing(/\]\((?!https?:|mailto:|#)([^)\s#]+)/g, (target, path) =>
      existsSync(join(root, dirname(path), target)),
    ),
    [],
  );
});

test('npm commands are there', () => {
  const builtIn = new Set(['ci', 'install', 'start', 'test']);
  assert.deepEqual(
    missing(/(?:`|^\s*)npm (?:run )?(?:-s )?([a-z][\w-]*)/gm, (name) => name in scripts || builtIn.has(name)),
    [],
  );
  const commandNames = new Set(commands.map(({ name }) => name));
  assert.deepEqual(
    missing(/\bvidette -- ([a-z]+)/g, (name) => commandNames.has(name)),
    [],
  );
  assert.deepEqual(
    missing(
      /\bbench -- ([a-z]+)/g,
      (name) => name === 'name' || existsSync(join(root, 'bench', `${name}.ts`)),
    ),
    [],
  );
});

test('settings are there', () => {
  const variables = new Set(entries.map(({ variable }) => variable));
  const others = new Set(['VIDETTE_MEDIA_ENGINE', 'VIDETTE_SERVER', 'VIDETTE_TEST_', 'VIDETTE_INTERNAL_']);
  assert.deepEqual(
    missing(/\b(VIDETTE_[A-Z_]*[A-Z_])/g, (name) => variables.has(name) || others.has(name)),
    [],
  );
  const keys = entries.map(({ key }) => key);
  const sections = new Set(keys.filter((key) => key.includes('.')).map((key) => key.split('.', 1)[0]));
  const requests = new Set(['rtsp.authorize', 'events.store']); // of the cluster protocol, written like settings
  assert.deepEqual(
    missing(/`([a-z]+\.[a-z_]+(?:\.[a-z_]+)*)(?:: [^`]*)?`/g, (key) => {
      const isFile = /\.(ts|md|json|yaml|mp4|jpg|m3u8|key)$/.test(key);
      return isFile || requests.has(key) || !sections.has(key.split('.', 1)[0]) || keys.includes(key);
    }),
    [],
  );
});

test('every dependency has its reason and is used', () => {
  const reasons = readFileSync(join(root, 'docs/dependencies.md'), 'utf8');
  const named = [...reasons.matchAll(/^\| ([^|]+) \|/gm)].flatMap(([, names = '']) => names.split(', '));
  const isNamed = (name: string) =>
    named.some((one) => one === name || (one.endsWith('/*') && name.startsWith(one.slice(0, -1))));
  // The first three are programs; typescript is what openapi-typescript works with.
  const notImported = new Set(['node', '@biomejs/biome', 'typescript-7', 'typescript']);
  const sources = globSync('{src,web,test,bench,scripts}/**/*.{ts,tsx,mjs}', {
    cwd: root,
    exclude: ['**/node_modules/**', 'web/dist/**'],
  }).map((path) => readFileSync(join(root, path), 'utf8'));
  const isImported = (name: string) => sources.some((text) => text.includes(`'${name}`));
  const names = Object.keys({ ...dependencies, ...devDependencies }).filter(
    (name) => !name.startsWith('@types/'),
  );
  assert.deepEqual(
    names.filter((name) => !isNamed(name)),
    [],
  );
  assert.deepEqual(
    names.filter((name) => !notImported.has(name) && !isImported(name)),
    [],
  );
});
