/** `npm run check`: types, lint and format, import directions. All are run, the first failure decides the exit code. */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

const root = join(import.meta.dirname, '..');
const tsc = join(root, 'node_modules', 'typescript-7', 'bin', 'tsc');
const biome = join(root, 'node_modules', '.bin', 'biome');

const steps: [string, string, string[]][] = [
  ['types', process.execPath, [tsc, '--noEmit', '-p', root]],
  ['lint and format', biome, ['check', '--error-on-warnings', '.']],
  ['import directions', process.execPath, ['--test', 'test/architecture.test.ts']],
];
if (existsSync(join(root, 'web', 'tsconfig.json'))) {
  steps.splice(1, 0, ['types of the web UI', process.execPath, [tsc, '--noEmit', '-p', join(root, 'web')]]);
}

let failed = false;
for (const [name, command, args] of steps) {
  const { status } = spawnSync(command, args, { cwd: root, stdio: 'inherit' });
  console.log(`${status === 0 ? 'ok    ' : 'FAILED'} ${name}`);
  failed ||= status !== 0;
}
process.exit(failed ? 1 : 0);
