/** Compiles the kernels of motion. The compiler is large and needed only here, so it is no dependency: npx fetches it. */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const compiler = 'assemblyscript@0.28.20';
const options = ['-O3', '--enable', 'simd', '--runtime', 'stub', '--importMemory', '--noAssert'];

/** The generated file: the WebAssembly of a source file, and which source that was. */
export function compiledKernels(source: string): string {
  const folder = mkdtempSync(join(tmpdir(), 'vidette-kernels-'));
  try {
    const output = join(folder, 'kernels.wasm');
    execFileSync('npx', ['--yes', '-p', compiler, 'asc', source, ...options, '-o', output], {
      stdio: 'inherit',
    });
    const digest = createHash('sha256').update(readFileSync(source)).digest('hex');
    return [
      `/** Made by \`npm run generate\` with ${compiler}. */`,
      `export const sourceSha256 = '${digest}';`,
      'export const wasm =',
      `  '${readFileSync(output, 'base64')}';`,
      '',
    ].join('\n');
  } finally {
    rmSync(folder, { recursive: true });
  }
}
