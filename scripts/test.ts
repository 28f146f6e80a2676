/** `npm test [-- path …]`: runs all tests, or those whose path contains one of the given texts. */
import { spawn } from 'node:child_process';
import { globSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const wanted = process.argv.slice(2);
const files = globSync(
  ['src/**/*.test.ts', 'test/**/*.test.ts', 'bench/**/*.test.ts', 'web/src/**/*.test.ts'],
  { cwd: root },
)
  .filter((file) => !file.includes('node_modules'))
  .filter((file) => wanted.length === 0 || wanted.some((text) => file.includes(text)))
  .sort();
if (files.length === 0) {
  console.error('no test matches');
  process.exit(1);
}
const runner = spawn(
  process.execPath,
  ['--test', '--test-concurrency=2', '--test-timeout=180000', '--test-reporter=spec', ...files],
  // Whoever reads pictures whose memory was given back finds garbage there (src/media/sample-memory.ts).
  { cwd: root, stdio: 'inherit', env: { ...process.env, VIDETTE_INTERNAL_OVERWRITE_MEMORY: '1' } },
);
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.on(signal, () => runner.kill(signal));
runner.on('exit', (code) => process.exit(code ?? 1));
