/** Remakes what is generated: types of the APIs and docs/coverage.md from the contracts, and the kernels of motion. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { contractNames } from '#dialects/shared/openapi.ts';
import { coverageMarkdown } from './generate/coverage.ts';
import { compiledKernels } from './generate/kernels.ts';
import { contractTypes } from './generate/types.ts';

const root = new URL('../', import.meta.url);
for (const name of contractNames) {
  const folder = new URL(`src/dialects/${name}/generated/`, root);
  mkdirSync(folder, { recursive: true });
  writeFileSync(new URL('contract.ts', folder), await contractTypes(name));
}
writeFileSync(new URL('docs/coverage.md', root), await coverageMarkdown());

const kernels = new URL('src/analytics/motion/kernels/', root);
mkdirSync(new URL('generated/', kernels), { recursive: true });
writeFileSync(
  new URL('generated/kernels.ts', kernels),
  compiledKernels(fileURLToPath(new URL('assembly/kernels.ts', kernels))),
);
