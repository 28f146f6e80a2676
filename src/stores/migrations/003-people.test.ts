import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { forEachEngine } from '../../../test/harness/database.ts';
import { migrations } from './index.ts';

forEachEngine((open) => {
  test('people of an older database are found, and roles keep their names and users', async () => {
    await using store = await open();
    const { db } = store;
    const run = async (statement: string) => {
      await sql.raw(statement).execute(db);
    };
    // Back to what 002 left.
    await run('drop index audit_log_organization');
    await run('drop index roles_organization');
    await run('alter table roles drop column name');
    await run('alter table roles drop column organization_id');
    await run('alter table roles rename column name_key to name');
    for (const table of ['users', 'groups', 'organizations'])
      await run(`alter table ${table} drop column name_search`);

    await run("insert into organizations (name, description) values ('Straße', '')");
    for (const name of ['Guard', 'GUARD'])
      await run(`insert into roles (name, description) values ('${name}', '')`);
    await run("insert into role_permissions (role_id, permission) values (2, 'camera_read')");
    await run("insert into groups (organization_id, name, description) values (1, 'Night', '')");
    await run(`insert into users (email, email_key, login, login_key, first_name, last_name, organization_id, role_id,
      password_hash, created_ms, password_changed_ms) values ('a@x', 'a@x', 'a', 'a', 'Ada', 'Lovelace', 1, 2, '', 0, 0)`);

    await db.transaction().execute(async (trx) => await migrations['003-people']!.up(trx));

    const roles = await db.selectFrom('roles').select(['name', 'organization_id']).orderBy('id').execute();
    assert.deepEqual(
      roles.map((row) => ({ ...row })),
      [
        { name: 'Guard', organization_id: null },
        { name: 'GUARD', organization_id: null },
      ],
    );
    const [user] = await db.selectFrom('users').select(['name_search', 'role_id']).execute();
    assert.deepEqual({ ...user }, { name_search: 'ada lovelace\nlovelace ada', role_id: 2 });
    const [organization] = await db.selectFrom('organizations').select('name_search').execute();
    assert.equal(organization?.name_search, 'strasse');
    const [group] = await db.selectFrom('groups').select('name_search').execute();
    assert.equal(group?.name_search, 'night');
    const held = await db.selectFrom('role_permissions').selectAll().execute();
    assert.deepEqual(
      held.map((row) => ({ ...row })),
      [{ role_id: 2, permission: 'camera_read' }],
    );
  });
});
