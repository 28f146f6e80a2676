import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { once } from 'node:events';
import {
  appendFileSync,
  chmodSync,
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { type AddressInfo, createServer } from 'node:net';
import { join } from 'node:path';
import { test } from 'node:test';
import fc from 'fast-check';
import { lockDataFolder } from '#config/data-folder.ts';
import { loadSettings } from '#config/settings.ts';
import { VidetteError } from '#domain/errors.ts';
import { keyFile } from '#services/secrets/key-file.ts';
import { databaseFile, openDatabase } from '#stores/database.ts';
import { findUserByName } from '#stores/people.ts';
import { forEachEngine } from '../../test/harness/database.ts';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import { onlyHttp } from '../../test/harness/vidette.ts';
import { listTar, writeTar } from './tar.ts';
import { commands, runCommand } from './vidette.ts';

interface Result {
  readonly code: number;
  readonly out: string;
  readonly err: string;
}

function site(env: Record<string, string> = {}) {
  const workDir = tempFolder('cli');
  const all = { VIDETTE_ADMIN_PASSWORD: 'correct horse', ...onlyHttp, VIDETTE_HTTP_PORT: '1', ...env };
  const settings = () => loadSettings({ env: all, workDir });
  const run = async (args: string, secret = 'a long password'): Promise<Result> => {
    const lines: string[] = [];
    const complaints: string[] = [];
    const terminal = {
      env: all,
      workDir,
      print: (line: string) => void lines.push(line),
      complain: (line: string) => void complaints.push(line),
      readSecret: async () => secret,
    };
    const code = await runCommand(
      args.split(' ').filter((word) => word !== ''),
      terminal,
    );
    return { code, out: lines.join('\n'), err: complaints.join('\n') };
  };
  return { workDir, data: join(workDir, 'data'), settings, run };
}

async function hasUser(settings: ReturnType<typeof loadSettings>, name: string): Promise<boolean> {
  const db = await openDatabase(settings);
  try {
    return (await findUserByName(db, name)) !== undefined;
  } finally {
    await db.destroy();
  }
}

test('every command explains itself', async () => {
  const { run } = site();
  for (const command of commands) {
    const { code, out } = await run(`${command.name} --help`);
    assert.equal(code, 0);
    assert.ok(out.includes(`vidette -- ${command.name}`), out);
  }
  assert.equal((await run('--help')).code, 0);
  assert.equal((await run('')).code, 2);
});

test('wrong usage answers 2 and shows the usage', async () => {
  const { run } = site();
  for (const args of [
    'nonsense',
    'doctor --bogus',
    'user',
    'user add',
    'user add a@b.c d@e.f',
    'organization',
    'backup',
    'restore a b',
    'openapi nope',
  ]) {
    const { code, err } = await run(args);
    assert.equal(code, 2, args);
    assert.match(err, /usage: npm run vidette/, args);
  }
});

test('the command line itself has exit codes', () => {
  const cli = join(import.meta.dirname, 'vidette.ts');
  assert.equal(spawnSync(process.execPath, [cli, 'openapi', 'anpr']).status, 0);
  assert.equal(spawnSync(process.execPath, [cli, 'nonsense']).status, 2);
});

test('users are added and get passwords', async () => {
  const { run } = site();
  const added = await run('user add Ann@x.org --first-name Ann --superuser');
  assert.deepEqual([added.code, added.out], [0, 'user Ann@x.org (login name Ann) has number 2']);
  assert.match((await run('user add ann@x.org')).err, /taken/);
  assert.match(
    (await run('user add b@x.org --role Nobody')).err,
    /there is no role Nobody; there are Administrator/,
  );
  assert.match((await run('user add b@x.org', '12345')).err, /6 to 128 characters/);
  assert.match(
    (await run('user passwd ann --random')).out,
    /^password: \w{20}\nthe password of Ann@x\.org is set/,
  );
  assert.match((await run('user passwd nobody')).err, /there is no user nobody/);
});

test('places in no group are hidden and shown again, which is told', async () => {
  const { run, settings } = site();
  assert.match((await run('organization list')).out, /^1 {2}Vidette {2}places in no group are shown$/m);
  for (const policy of ['hidden', 'shown']) {
    assert.equal((await run(`organization groupless 1 ${policy}`)).code, 0);
    assert.match((await run('organization list')).out, new RegExp(`are ${policy}$`));
  }
  assert.match((await run('organization groupless 9 hidden')).err, /there is no organization 9/);
  for (const wrong of ['', 'list 1', 'groupless 1', 'groupless x hidden', 'groupless 1 gone'])
    assert.equal((await run(`organization ${wrong}`)).code, 2, wrong);
  const db = await openDatabase(settings());
  const told = await db.selectFrom('audit_log').select(['action', 'meta']).orderBy('at_ms').execute();
  await db.destroy();
  assert.deepEqual(
    told.map(({ action, meta }) => [action, JSON.parse(meta).after.shows_groupless]),
    [
      ['organization_update', false],
      ['organization_update', true],
    ],
  );
});

test('the first user command on an empty folder shows the password that it makes', async () => {
  const { run } = site({ VIDETTE_ADMIN_PASSWORD: '' });
  assert.match(
    (await run('user add a@x.org')).out,
    /made the administrator admin@vidette\.local, password: \w{20}/,
  );
});

forEachEngine((open) => {
  test('a backup restores what was there when it was made', async (t) => {
    await using store = await open();
    const { url } = store.options.database;
    const { run, data, workDir, settings } = site(url === null ? {} : { VIDETTE_DATABASE_URL: url });
    if (url !== null && spawnSync('pg_dump', ['--version']).status !== 0)
      return t.skip('pg_dump is not installed');
    writeFileSync(join(workDir, 'vidette.yaml'), 'demo: false\n');
    await run('user add before@x.org');
    const picture = join('uploads', 'ab', 'abcdef01-2345-4789-8abc-def012345678');
    mkdirSync(join(data, 'uploads', 'ab'), { recursive: true });
    writeFileSync(join(data, picture), 'picture');
    const backup = await run('backup b.tar');
    if (/version mismatch/.test(backup.err)) return t.skip('pg_dump is older than the server');
    assert.equal(backup.code, 0, backup.err);
    assert.equal(statSync(join(workDir, 'b.tar')).mode & 0o777, 0o600);
    await run('user add after@x.org');
    appendFileSync(keyFile(data), '\n');
    rmSync(join(data, picture));
    const restored = await run('restore b.tar');
    assert.equal(restored.code, 0, restored.err);
    assert.ok(await hasUser(settings(), 'before@x.org'));
    assert.ok(!(await hasUser(settings(), 'after@x.org')));
    assert.equal(readFileSync(join(data, 'vidette.yaml.restored'), 'utf8'), 'demo: false\n');
    const aside = readdirSync(data).find((name) => name.startsWith('before-restore-'));
    assert.ok(aside !== undefined && existsSync(join(data, aside, 'secret.key')));
    assert.ok(!readdirSync(data).some((name) => name.startsWith('restore-')));
    assert.equal(readFileSync(join(data, picture), 'utf8'), 'picture');
    assert.equal((await run('user passwd before@x.org')).code, 0);
  });
});

test('models are in a backup unless asked otherwise, and come back as they were', async () => {
  const { run, data, workDir } = site();
  await run('user add a@x.org');
  const models = join(data, 'models');
  const put = (name: string, text: string) => writeFileSync(join(models, name), text);
  const read = (name: string) => readFileSync(join(models, name), 'utf8');
  mkdirSync(models);
  put('faces_640.onnx', 'bytes');
  put('faces_640.json', '{"name": "faces_640"}');
  put('half.part', 'not there yet');
  const full = await run('backup full.tar');
  assert.match(full.out, /models\/faces_640\.json, models\/faces_640\.onnx$/);
  assert.equal((await run('backup small.tar --without-models')).code, 0);
  const names = async (file: string) =>
    (await listTar(join(workDir, file))).map(({ name }) => name).filter((name) => name.startsWith('models'));
  assert.deepEqual(await names('small.tar'), []);
  assert.deepEqual(await names('full.tar'), ['models/faces_640.json', 'models/faces_640.onnx']);

  put('faces_640.onnx', 'others');
  put('later.onnx', 'later');
  await run('restore small.tar');
  assert.equal(read('faces_640.onnx'), 'others', 'a backup without models changes none');
  const { code, err } = await run('restore full.tar');
  assert.equal(code, 0, err);
  assert.deepEqual(readdirSync(models).sort(), [
    'faces_640.json',
    'faces_640.onnx',
    'half.part',
    'later.onnx',
  ]);
  assert.equal(read('faces_640.onnx'), 'bytes');
  const aside = readdirSync(data)
    .filter((name) => name.startsWith('before-restore-'))
    .map((name) => join(data, name, 'models', 'faces_640.onnx'))
    .filter((file) => existsSync(file));
  assert.deepEqual(
    aside.map((file) => readFileSync(file, 'utf8')),
    ['others'],
  );
});

test('a backup may have thousands of uploads', async () => {
  const { workDir } = site();
  const one = join(workDir, 'one');
  writeFileSync(one, 'picture');
  const members = Array.from({ length: 5_000 }, (_, n) => ({ name: `uploads/${n}`, file: one }));
  await writeTar(join(workDir, 'many.tar'), members);
  const entries = await listTar(join(workDir, 'many.tar'));
  assert.deepEqual(
    entries.map(({ name }) => name),
    members.map(({ name }) => name),
  );
});

test('a restore is refused while the server runs', async () => {
  const { run, data } = site();
  await run('user add a@x.org');
  await run('backup b.tar');
  using _server = lockDataFolder(data);
  const { code, err } = await run('restore b.tar');
  assert.equal(code, 1);
  assert.match(err, /in use by process/);
  assert.equal((await run('backup c.tar')).code, 0);
});

test('a backup is not written over another, and not made of nothing', async () => {
  const { run } = site();
  assert.match((await run('backup b.tar')).err, /there is no database/);
  await run('user add a@x.org');
  await run('backup b.tar');
  assert.match((await run('backup b.tar')).err, /exists already/);
});

test('a damaged or foreign backup changes nothing', async () => {
  const { run, data, workDir } = site();
  await run('user add a@x.org');
  await run('backup good.tar');
  const good = readFileSync(join(workDir, 'good.tar'));
  const before = readFileSync(databaseFile(data));
  const entries = await listTar(join(workDir, 'good.tar'));
  const at = (name: string) => entries.find((entry) => entry.name === name)!.offset;
  const flipped = (offset: number) => {
    const bytes = Buffer.from(good);
    bytes[offset]! ^= 1;
    return bytes;
  };
  const outside = Buffer.from(good);
  outside.write('../evil.txt\0', at('secret.key') - 512, 'latin1');
  const broken = {
    'a changed byte of the database': flipped(at('vidette.db') + 5_000),
    'a changed byte of the key': flipped(at('secret.key') + 10),
    'a changed header': flipped(at('secret.key') - 500),
    'a path that leads out': outside,
    'the first half': good.subarray(0, good.length / 2),
    nothing: Buffer.alloc(0),
    'something else': Buffer.from('hello '.repeat(1_000)),
    'no manifest': Buffer.alloc(1_024),
  };
  for (const [name, bytes] of Object.entries(broken)) {
    writeFileSync(join(workDir, 'bad.tar'), bytes);
    const { code, err } = await run('restore bad.tar');
    assert.equal(code, 1, name);
    assert.match(err, /cannot be restored|damaged/, name);
    assert.ok(readFileSync(databaseFile(data)).equals(before), name);
  }
  assert.ok(!existsSync(join(workDir, 'evil.txt')) && !existsSync(join(data, 'evil.txt')));
  assert.ok(!readdirSync(data).some((entry) => entry.startsWith('restore-')));
});

test('any bytes are either a backup or refused', async () => {
  const file = join(tempFolder('tar'), 'x.tar');
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 2_000 }), async (bytes) => {
      writeFileSync(file, bytes);
      await listTar(file).catch((error: unknown) => assert.ok(error instanceof VidetteError));
    }),
    { numRuns: 200 },
  );
});

test('the doctor finds nothing wrong on a new folder and on one in use', async () => {
  const free = createServer();
  await once(free.listen(0, '127.0.0.1'), 'listening');
  const { port } = free.address() as AddressInfo;
  free.close();
  const { run, data } = site({ VIDETTE_HTTP_PORT: String(port), VIDETTE_ARCHIVE_MIN_FREE_BYTES: '0' });
  const fresh = await run('doctor');
  assert.equal(fresh.code, 0, fresh.out);
  await run('user add a@x.org');
  using _server = lockDataFolder(data);
  const used = await run('doctor');
  assert.equal(used.code, 0, used.out);
  assert.match(used.out, /in use by the running server/);
});

test('the doctor says what is wrong and what to do', async () => {
  const taken = createServer();
  await once(taken.listen(0, '127.0.0.1'), 'listening');
  const { port } = taken.address() as AddressInfo;
  const { run, data } = site({ VIDETTE_HTTP_PORT: String(port), VIDETTE_ARCHIVE_MIN_FREE_BYTES: '1000 TiB' });
  await run('user add a@x.org');
  chmodSync(keyFile(data), 0o644);
  copyFileSync(keyFile(data), `${databaseFile(data)}-wal`);
  writeFileSync(databaseFile(data), 'no database'.repeat(1_000));
  const { code, out } = await run('doctor');
  taken.close();
  assert.equal(code, 1);
  for (const expected of [
    /BAD .*http\.port.*\n.*another program has it/,
    /BAD .*secret\.key may be read.*\n.*chmod 600/,
    /BAD .*GiB free\n.*min_free_bytes/,
    /BAD .*database .*damaged.*\n.*restore/,
  ])
    assert.match(out, expected);
});

test('the doctor names wrong settings', async () => {
  const { code, out } = await site({ VIDETTE_HTTP_PORT: 'x' }).run('doctor');
  assert.equal(code, 1);
  assert.match(out, /BAD {3}settings: VIDETTE_HTTP_PORT/);
});
