/** Remakes what is generated from the contracts: types of the APIs and docs/coverage.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { contractNames } from '#dialects/shared/openapi.ts';
import { coverageMarkdown } from './generate/coverage.ts';
import { contractTypes } from './generate/types.ts';

const root = new URL('../', import.meta.url);
for (const name of contractNames) {
  const folder = new URL(`src/dialects/${name}/generated/`, root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('contract.ts', folder), await contractTypes(name));
}
writeFileSync(new URL('docs/coverage.md', root), await coverageMarkdown());
