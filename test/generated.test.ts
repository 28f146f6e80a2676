import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { describe, it } from 'node:test';
import { contractNames } from '#dialects/shared/openapi.ts';
import { coverageMarkdown } from '../scripts/generate/coverage.ts';
import { contractTypes } from '../scripts/generate/types.ts';

const read = (path: string) => readFileSync(new URL(`../${path}`, import.meta.url), 'utf8');

describe('generated files', () => {
  for (const name of contractNames) {
    it(`has the types of the ${name} contract as it is now`, async () => {
      const stale = 'stale: run npm run generate';
      assert.equal(read(`src/dialects/${name}/generated/contract.ts`), await contractTypes(name), stale);
    });
  }

  it('lists in docs/coverage.md what is served now', async () => {
    assert.equal(read('docs/coverage.md'), await coverageMarkdown(), 'stale: run npm run generate');
  });
});
