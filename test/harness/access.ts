/** Everything about people on a database of its own, with cheap password hashes and a clock that the test moves. */
import { makeDataFolder } from '#config/data-folder.ts';
import { loadSettings, type Settings } from '#config/settings.ts';
import type { Clock } from '#domain/clock.ts';
import { type OpenAccess, openAccess } from '#services/access/open-access.ts';
import { PasswordHasher } from '#services/access/passwords.ts';
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
