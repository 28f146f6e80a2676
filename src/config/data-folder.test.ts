import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import { dataFolderHolder, lockDataFolder } from './data-folder.ts';

function newFolder(): string {
  return join(tempFolder('lock'), 'data');
}

const holderScript = `
  import { lockDataFolder } from ${JSON.stringify(new URL('./data-folder.ts', import.meta.url).href)};
  lockDataFolder(process.argv[1]);
  globalThis.gc();
  process.stdout.write('held');
  setInterval(() => globalThis.gc(), 10);
`;

async function holdInChild(folder: string) {
  const child = spawn(process.execPath, ['--expose-gc', '--input-type=module', '-e', holderScript, folder], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  await once(child.stdout, 'data');
  return child;
}

test('a new data folder is for its owner only', () => {
  const folder = newFolder();
  using _lock = lockDataFolder(folder);
  assert.equal(statSync(folder).mode & 0o777, 0o700);
});

test('a second server on one data folder is told who holds it', async () => {
  const folder = newFolder();
  const child = await holdInChild(folder);
  try {
    assert.throws(
      () => lockDataFolder(folder),
      (error: unknown) => {
        assert.ok(error instanceof VidetteError);
        assert.equal(error.code, 'conflict');
        assert.match(error.message, new RegExp(`in use by process ${child.pid}`));
        return true;
      },
    );
    assert.equal(dataFolderHolder(folder)?.pid, child.pid);
  } finally {
    child.kill('SIGKILL');
    await once(child, 'exit');
  }
});

test('the folder of a killed server is free at once', async () => {
  const folder = newFolder();
  const child = await holdInChild(folder);
  child.kill('SIGKILL');
  await once(child, 'exit');
  assert.equal(dataFolderHolder(folder), null);
  lockDataFolder(folder).release();
});

test('a released folder can be taken again, and releasing twice is harmless', () => {
  const folder = newFolder();
  const first = lockDataFolder(folder);
  assert.throws(() => lockDataFolder(folder), /in use/);
  first.release();
  first.release();
  lockDataFolder(folder).release();
});

test('a folder that cannot be made is named', () => {
  const file = join(tempFolder('lock'), 'file');
  writeFileSync(file, '');
  assert.throws(() => lockDataFolder(join(file, 'data')), /data folder .* cannot be made/);
  rmSync(file);
});
