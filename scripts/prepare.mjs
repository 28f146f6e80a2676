/**
 * Runs before every npm script, with whatever Node the machine has (20 or later): installs the exact dependencies when they are
 * missing or stale, and builds the web UI when its sources changed. The pinned Node 26 comes with the dependencies.
 */
import { execFileSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = join(dirname(fileURLToPath(import.meta.url)), '..');
const purpose = process.argv[2] ?? 'start';

if (Number(process.versions.node.split('.')[0]) < 20) {
  console.error(`Vidette needs Node 20 or later to install itself; this is ${process.version}.`);
  process.exit(1);
}

installDependencies();
if (purpose === 'start' || purpose === 'test' || purpose === 'build') buildWeb();

function installDependencies() {
  const stamp = join(root, 'node_modules', '.vidette-stamp');
  const wanted = hash([readFileSync(join(root, 'package-lock.json')), process.platform, process.arch]);
  if (read(stamp) === wanted && existsSync(join(root, 'node_modules', 'node', 'bin', 'node'))) return;
  console.log('vidette: installing dependencies (once, about a minute) …');
  // node-av would fetch an ffmpeg program, which is not needed: decoding uses the library in the package itself.
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error'], { SKIP_FFMPEG: 'true' });
  writeFileSync(stamp, wanted);
}

function buildWeb() {
  const web = join(root, 'web');
  if (!existsSync(join(web, 'vite.config.ts'))) return;
  const stamp = join(web, 'dist', '.stamp');
  const wanted = hash([
    ...sources(web).map((path) => `${path}:${readFileSync(path, 'latin1')}`),
    readFileSync(join(root, 'package-lock.json')),
  ]);
  if (read(stamp) === wanted) return;
  console.log('vidette: building the web interface …');
  const node = join(root, 'node_modules', 'node', 'bin', 'node');
  run(node, [join(root, 'node_modules', 'vite', 'bin', 'vite.js'), 'build', '--logLevel', 'warn', web], {});
  mkdirSync(join(web, 'dist'), { recursive: true });
  writeFileSync(stamp, wanted);
}

/** All files of the web UI that the build reads, in a stable order. */
function sources(folder) {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.name !== 'dist' && entry.name !== 'node_modules')
    .sort((a, b) => (a.name < b.name ? -1 : 1))
    .flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return sources(path);
      return statSync(path).isFile() ? [path] : [];
    });
}

function run(command, args, env) {
  try {
    execFileSync(command, args, { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } });
  } catch (error) {
    console.error(
      `vidette: "${command} ${args[0]}" failed${error.status ? ` with code ${error.status}` : `: ${error.message}`}`,
    );
    process.exit(1);
  }
}

function read(path) {
  return existsSync(path) ? readFileSync(path, 'utf8') : null;
}

function hash(parts) {
  const sum = createHash('sha256');
  for (const part of parts) sum.update(part).update('\0');
  return sum.digest('hex');
}
