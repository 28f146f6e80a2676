import assert from 'node:assert/strict';
import { readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { type Kysely, sql } from 'kysely';
import { VidetteError } from '#domain/errors.ts';
import { forEachEngine, openSqliteDatabase } from '../../test/harness/database.ts';
import { startPostgres } from '../../test/harness/postgres.ts';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import { connectDatabase, databaseFile, migrate, openDatabase } from './database.ts';
import { findInstallationValue, keepInstallationValue } from './installation.ts';
import { migrations } from './migrations/index.ts';
import { findUserByName, insertOrganization, insertRole, insertUser, type NewUser } from './people.ts';
import type { Db } from './schema.ts';

async function addPlace(db: Db): Promise<Pick<NewUser, 'organizationId' | 'roleId'>> {
  const organizationId = await insertOrganization(db, { name: 'o', description: '', isInternal: false });
  const roleId = await insertRole(db, {
    name: 'r',
    description: '',
    isInternal: false,
    permissions: ['camera_read'],
  });
  return { organizationId, roleId };
}

function person(place: Pick<NewUser, 'organizationId' | 'roleId'>, email: string, login: string): NewUser {
  const forms = { passwordHash: 'x', md5Hash: null, rtspHa1: null };
  return {
    ...place,
    ...forms,
    email,
    login,
    firstName: '',
    lastName: '',
    superuser: false,
    nowMs: 1_800_000_000_123,
  };
}

function codeIs(code: string, reason?: string) {
  return (error: unknown) => {
    assert.ok(error instanceof VidetteError, String(error));
    assert.equal(error.code, code);
    if (reason !== undefined) assert.equal(error.reason, reason);
    return true;
  };
}

forEachEngine((open) => {
  test('times in milliseconds come back as numbers', async () => {
    await using store = await open();
    const user = await insertUser(store.db, person(await addPlace(store.db), 'a@b.c', 'a'));
    assert.equal(user.created_ms, 1_800_000_000_123);
  });

  test('numbers of deleted rows are never given again', async () => {
    await using store = await open();
    const place = await addPlace(store.db);
    const first = await insertUser(store.db, person(place, 'a@b.c', 'a'));
    await store.db.deleteFrom('users').execute();
    const second = await insertUser(store.db, person(place, 'a@b.c', 'a'));
    assert.equal(second.id, first.id + 1);
  });

  test('names are found without their case, also beyond ASCII', async () => {
    await using store = await open();
    const user = await insertUser(store.db, person(await addPlace(store.db), 'Ünal@Example.org', 'Ünal'));
    for (const name of ['ünal@example.ORG', 'ÜNAL', ' ünal '])
      assert.equal((await findUserByName(store.db, name))?.id, user.id);
    const lower = await sql<{ text: string }>`select lower('ÜNAL') as text`.execute(store.db);
    assert.equal(lower.rows[0]?.text, 'ünal');
  });

  test('a taken name is a conflict, whatever its case', async () => {
    await using store = await open();
    const place = await addPlace(store.db);
    await insertUser(store.db, person(place, 'a@b.c', 'a'));
    await assert.rejects(insertUser(store.db, person(place, 'A@B.C', 'b')), codeIs('conflict', 'unique'));
  });

  test('what is referred to is not deleted', async () => {
    await using store = await open();
    await insertUser(store.db, person(await addPlace(store.db), 'a@b.c', 'a'));
    await assert.rejects(store.db.deleteFrom('organizations').execute(), codeIs('conflict', 'reference'));
    await assert.rejects(store.db.deleteFrom('roles').execute(), codeIs('conflict', 'reference'));
  });

  test('a transaction that throws leaves nothing behind', async () => {
    await using store = await open();
    const failing = store.db.transaction().execute(async (trx) => {
      await addPlace(trx);
      throw new Error('stop');
    });
    await assert.rejects(failing, /stop/);
    assert.equal((await store.db.selectFrom('organizations').selectAll().execute()).length, 0);
  });

  test('a migration that fails half-way changes nothing and is named', async () => {
    await using store = await open();
    const broken = async (db: Kysely<unknown>) => {
      await db.schema.createTable('half').addColumn('id', 'integer').execute();
      await sql`select * from nowhere`.execute(db);
    };
    await assert.rejects(
      migrate(store.db, store.options, { ...migrations, '999-broken': { up: broken } }),
      /999-broken/,
    );
    const tables = await store.db.introspection.getTables();
    assert.ok(!tables.some((table) => table.name === 'half'));
  });

  test('a database of a newer version is refused', async () => {
    await using store = await open();
    const newer = { ...migrations, '999-newer': { up: async () => {} } };
    await migrate(store.db, store.options, newer);
    await assert.rejects(migrate(store.db, store.options), codeIs('conflict', 'database_newer'));
  });
});

test('only the owner may read the database file', async () => {
  await using store = await openSqliteDatabase();
  assert.equal(statSync(databaseFile(store.options.data)).mode & 0o777, 0o600);
});

test('a snapshot is taken before a migration and the newest are kept', async () => {
  await using store = await openSqliteDatabase();
  await addPlace(store.db);
  const snapshots = join(store.options.data, 'snapshots');
  const steps = { ...migrations };
  for (const name of ['901-a', '902-b', '903-c', '904-d']) {
    steps[name] = { up: async () => {} };
    await migrate(store.db, store.options, steps);
  }
  const names = readdirSync(snapshots).sort();
  assert.deepEqual(
    names.map((name) => /before-(.*)\.db/.exec(name)?.[1]),
    ['902-b', '903-c', '904-d'],
  );
  const copy = new DatabaseSync(join(snapshots, names[0]!), { readOnly: true });
  assert.equal(copy.prepare('select count(*) as count from organizations').get()?.count, 1);
  copy.close();
  assert.equal(statSync(join(snapshots, names[0]!)).mode & 0o777, 0o600);
});

test('a new database needs no snapshot', async () => {
  await using store = await openSqliteDatabase();
  assert.ok(!readdirSync(store.options.data).includes('snapshots'));
});

test('a locked database is told as such and works again afterwards', async () => {
  await using store = await openSqliteDatabase();
  const impatient = connectDatabase({
    ...store.options,
    database: { ...store.options.database, busySeconds: 0 },
  });
  const other = new DatabaseSync(databaseFile(store.options.data));
  other.exec('begin immediate');
  await assert.rejects(keepInstallationValue(impatient, 'x', '1'), codeIs('unavailable', 'database_locked'));
  const patient = keepInstallationValue(store.db, 'x', '2');
  other.exec('rollback');
  assert.equal(await patient, '2');
  assert.equal(await keepInstallationValue(impatient, 'x', '3'), '2');
  other.close();
  await impatient.destroy();
});

test('a damaged database is refused as lost data', async () => {
  await using store = await openSqliteDatabase();
  const { options } = store;
  await store.db.destroy();
  for (const suffix of ['', '-wal', '-shm']) rmSync(databaseFile(options.data) + suffix, { force: true });
  writeFileSync(
    databaseFile(options.data),
    'this is not a database, and it is long enough to be looked at'.repeat(20),
  );
  await assert.rejects(openDatabase(options), codeIs('data_loss'));
});

test('a PostgreSQL that does not answer is unavailable', async () => {
  const options = {
    data: '/nowhere',
    database: { url: 'postgres://u@127.0.0.1:1/x', snapshots: 3, busySeconds: 5 },
  };
  await assert.rejects(openDatabase(options), codeIs('unavailable'));
});

test('a full disk is told as such, and works again when there is room', async () => {
  await using store = await openSqliteDatabase();
  await sql`pragma max_page_count = 1`.execute(store.db);
  const large = 'x'.repeat(1_000_000);
  const insert = () => store.db.insertInto('installation').values({ name: 'large', value: large }).execute();
  await assert.rejects(insert(), codeIs('exhausted', 'disk_full'));
  const inTransaction = store.db.transaction().execute(async (trx) => {
    await trx.insertInto('installation').values({ name: 'small', value: 'x' }).execute();
    await trx.insertInto('installation').values({ name: 'large', value: large }).execute();
  });
  await assert.rejects(inTransaction, codeIs('exhausted', 'disk_full'));
  await sql`pragma max_page_count = 100000`.execute(store.db);
  await insert();
  assert.equal(await findInstallationValue(store.db, 'small'), undefined, 'the transaction left nothing');
});

const { start, missing } = startPostgres();

test('a PostgreSQL that stops is unavailable until it is back', { skip: missing ?? false }, async () => {
  const server = await start();
  const data = tempFolder('store');
  const db = await openDatabase({ data, database: { url: server.url, snapshots: 3, busySeconds: 5 } });
  assert.equal(await keepInstallationValue(db, 'x', '1'), '1');
  await server.stop();
  for (let attempt = 0; attempt < 3; attempt++)
    await assert.rejects(keepInstallationValue(db, 'x', '1'), codeIs('unavailable'));
  await db.destroy();
});
