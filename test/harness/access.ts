/** Everything about people on a database of its own, with cheap password hashes and a clock that the test moves. */
import assert from 'node:assert/strict';
import { makeDataFolder } from '#config/data-folder.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import { type OpenAccess, type OpenAccessOptions, openAccess } from '#services/access/open-access.ts';
import { PasswordHasher } from '#services/access/passwords.ts';
import type { User } from '#services/access/people-service.ts';
import { insertRole } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';
import { type OpenDatabase, openSqliteDatabase } from './database.ts';

export const adminPassword = 'correct horse battery';

export interface TestClock extends Clock {
  /** Moves both clocks. */
  pass(ms: number): void;
}

export function testClock(startMs = 1_800_000_000_000): TestClock {
  let passedMs = 0;
  return {
    utcMs: () => startMs + passedMs,
    monotonicMs: () => passedMs,
    pass: (ms) => {
      passedMs += ms;
    },
  };
}

export interface TestAccess extends OpenAccess, AsyncDisposable {
  readonly db: Db;
  readonly settings: Settings;
  readonly clock: TestClock;
}

/** Lets a test log in hundreds of times; 100 times cheaper than the real cost. */
export const cheapHasher = () => new PasswordHasher({ memoryKib: 64, passes: 1, lanes: 1 });

export async function openTestAccess(
  env: Readonly<Record<string, string>> = {},
  open: OpenDatabase = openSqliteDatabase,
): Promise<TestAccess> {
  const store = await open();
  const { data } = store.options;
  makeDataFolder(data);
  const settings = loadSettings({
    env: { VIDETTE_ADMIN_PASSWORD: adminPassword, ...env },
    dataDir: data,
    workDir: data,
  });
  const clock = testClock();
  const opened = await openAccess({ db: store.db, settings, clock, hasher: cheapHasher() });
  return {
    ...opened,
    db: store.db,
    settings,
    clock,
    [Symbol.asyncDispose]: () => store[Symbol.asyncDispose](),
  };
}

/** For a login whose origin does not matter. */
export const client = { address: '192.0.2.1', userAgent: 'test' };

/** For `assert.rejects`: a VidetteError of this code and reason. */
export function refused(code: string, reason: string) {
  return (error: unknown): true => {
    assert.ok(error instanceof VidetteError, String(error));
    assert.deepEqual([error.code, error.reason], [code, reason]);
    return true;
  };
}

export interface UserWithRights {
  readonly email: string;
  readonly login?: string;
  readonly password: string;
  readonly permissions?: readonly string[];
}

/** A user with a role of its own. */
export async function addUser(people: TestAccess, order: UserWithRights): Promise<User> {
  const { permissions = ['camera_read', 'user_me_update'], ...rest } = order;
  const role = { name: `role of ${order.email}`, description: '', isInternal: false, permissions };
  const roleId = await insertRole(people.db, role);
  return await people.people.createUser(await people.access.principalNamed(null, ''), { ...rest, roleId });
}

/** The same people once more, as after a start with other settings. */
export async function reopenAccess(
  people: TestAccess,
  change: {
    env?: Readonly<Record<string, string>>;
    hasher?: PasswordHasher;
    log?: OpenAccessOptions['log'];
  } = {},
): Promise<OpenAccess> {
  const { data } = people.settings;
  const settings =
    change.env === undefined
      ? people.settings
      : loadSettings({ env: change.env, dataDir: data, workDir: data });
  const { db, clock } = people;
  const { hasher = cheapHasher(), log } = change;
  return await openAccess({ db, settings, clock, hasher, ...(log === undefined ? {} : { log }) });
}

export async function auditOf(people: TestAccess) {
  const rows = await people.db.selectFrom('audit_log').selectAll().orderBy('at_ms').execute();
  return rows.map((row) => ({ ...row, meta: JSON.parse(row.meta), actor: JSON.parse(row.actor) }));
}
