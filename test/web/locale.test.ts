import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import type { StreamFailure } from '#media/stream.ts';

const folder = join(import.meta.dirname, '../../web/src');
const texts = JSON.parse(readFileSync(join(folder, 'locales/en.json'), 'utf8')) as Record<string, unknown>;

function keysOf(object: Record<string, unknown>, prefix = ''): string[] {
  return Object.entries(object).flatMap(([key, value]) =>
    typeof value === 'string' ? [prefix + key] : keysOf(value as Record<string, unknown>, `${prefix}${key}.`),
  );
}

/** Keys as code asks for them: plural endings belong to i18next. */
const known = new Set(keysOf(texts).map((key) => key.replace(/_(one|other)$/, '')));
const sources = readdirSync(folder, { recursive: true, encoding: 'utf8' })
  .filter((path) => /\.tsx?$/.test(path) && !path.includes('.test.'))
  .map((path) => readFileSync(join(folder, path), 'utf8'))
  .join('\n');
const sections = Object.keys(texts).join('|');
const quoted = [...sources.matchAll(new RegExp(`'((?:${sections})\\.[\\w.]+)'`, 'g'))].map(
  ([, key]) => key ?? '',
);
const patterns = [...sources.matchAll(new RegExp(`\`((?:${sections})\\.[^\`]*)\``, 'g'))].map(
  ([, key]) => new RegExp(`^${(key ?? '').replaceAll('.', '\\.').replace(/\$\{[^}]*\}/g, '\\w+')}$`),
);

test('every text that the views ask for exists', () => {
  const missing = quoted.filter((key) => !known.has(key) && !key.endsWith('.ts') && !key.endsWith('.tsx'));
  assert.deepEqual(missing, []);
  for (const pattern of patterns)
    assert.ok(
      [...known].some((key) => pattern.test(key)),
      String(pattern),
    );
});

test('no text is left over', () => {
  const errors = /^error\./;
  const unused = [...known].filter(
    (key) => !quoted.includes(key) && !patterns.some((pattern) => pattern.test(key)) && !errors.test(key),
  );
  assert.deepEqual(unused, []);
});

/** The compiler finds the one that is missing. */
const failures: Readonly<Record<StreamFailure, true>> = {
  unreachable: true,
  refused: true,
  wrong_credentials: true,
  not_found: true,
  unsupported: true,
  protocol: true,
  timeout: true,
  closed: true,
  invalid_source: true,
};

test('every way in which a camera fails has its words, and what to do about it', () => {
  const wanted = Object.keys(failures).flatMap((name) => [`failure.${name}`, `failure.${name}Todo`]);
  assert.deepEqual(
    wanted.filter((key) => !known.has(key)),
    [],
  );
});
