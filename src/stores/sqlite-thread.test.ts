import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { KeptThread, SqliteThread } from './sqlite-thread.ts';

const folder = mkdtempSync(join(tmpdir(), 'vidette-thread-'));
after(() => rmSync(folder, { recursive: true }));
const at = (name: string) => ({ file: join(folder, name), busyMs: 100 });

function isUnavailable(error: unknown): boolean {
  return error instanceof VidetteError && error.code === 'unavailable';
}

test('statements run in their order, and tell whether a transaction is open', async () => {
  const thread = await SqliteThread.open(at('order.db'));
  const asked = ['create table t (x)', 'begin', "insert into t values ('a')", 'select x from t'];
  const answers = await Promise.all(asked.map((sql) => thread.run(sql, [])));
  assert.deepEqual(answers.at(-1)?.rows, [['a']]);
  assert.equal(thread.inTransaction, true);
  await thread.run('commit', []);
  assert.equal(thread.inTransaction, false);
  await thread.close();
});

test('the log goes into the file when it has become long', async () => {
  const options = at('log.db');
  const thread = await SqliteThread.open(options);
  await thread.run('create table t (id integer primary key, x blob)', []);
  const bytes = 2 ** 22;
  for (let id = 0; id < 20; id++)
    await thread.run('insert into t values (?, randomblob(?)) on conflict do nothing', [id, bytes]);
  // 80 MB were written.
  assert.ok(statSync(`${options.file}-wal`).size < 50 * 2 ** 20);
  assert.ok(statSync(options.file).size > 30 * 2 ** 20);
  const sum = await thread.run('select count(*), sum(length(x)) from t', []);
  assert.deepEqual(sum.rows, [[20, 20 * bytes]]);
  await thread.close();
});

test('what SQLite says of a failure comes along, and values that it does not take are refused', async () => {
  const thread = await SqliteThread.open(at('failure.db'));
  await thread.run('create table t (x primary key)', []);
  await thread.run('insert into t values (?)', [1]);
  await assert.rejects(thread.run('insert into t values (?)', [1]), { errcode: 1555 });
  await assert.rejects(thread.run('insert into t values (?)', [(() => {}) as never]));
  assert.deepEqual((await thread.run('select x from t', [])).rows, [[1]]);
  await thread.close();
});

test('a file that is no database is refused when it is opened', async () => {
  const options = at('other.db');
  writeFileSync(options.file, 'this is not a database, and it is long enough to be looked at'.repeat(20));
  await assert.rejects(SqliteThread.open(options), { errcode: 26 });
});

test('whoever waits for a thread that ends is told, and the next one gets a new thread', async () => {
  const kept = new KeptThread(at('dying.db'), new URL('./sqlite-dying-thread.fixture.ts', import.meta.url));
  const first = await kept.get();
  await Promise.all([1, 2].map(() => assert.rejects(first.run('select 1', []), isUnavailable)));
  await assert.rejects(first.run('select 1', []), isUnavailable);
  assert.equal(first.hasEnded, true);
  const second = await kept.get();
  assert.notEqual(second, first);
  assert.equal(second.hasEnded, false);
  await assert.rejects(second.run('select 1', []), isUnavailable);
  await kept.close();
});
