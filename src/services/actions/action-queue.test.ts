import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { insertAction } from '#stores/actions.ts';
import { testClock } from '../../../test/harness/access.ts';
import { forEachEngine, type OpenDatabase } from '../../../test/harness/database.ts';
import { addOrganization } from '../../../test/harness/event-log.ts';
import { until } from '../../../test/harness/vidette.ts';
import type { QueuedKind } from '../scenarios/scenario.ts';
import { ActionQueue } from './action-queue.ts';
import type { Executors, Order, PartlyDone } from './executor.ts';
import { lifeMs, longestPauseMs, pauseMs } from './pauses.ts';

const hourMs = 3_600_000;

interface Attempt {
  readonly id: string;
  readonly signal: AbortSignal;
  done(partly?: PartlyDone): void;
  fail(error: Error): void;
}

/** A queue whose attempts the test ends. */
async function openQueue(open: OpenDatabase) {
  const store = await open();
  const { db } = store;
  const organizationId = await addOrganization(db, 'Works');
  const clock = testClock();
  const attempts: Attempt[] = [];
  const execute = ({ id, signal }: Order) =>
    new Promise<PartlyDone | undefined>((done, fail) => attempts.push({ id, signal, done, fail }));
  const executors: Executors = {
    mail: execute,
    webhook: execute,
    mqtt: execute,
    record: execute,
    relay: execute,
    ptz_preset: execute,
  };
  const told: unknown[] = [];
  const log = (_: string, { target }: Record<string, unknown>) => void told.push(target);
  const newQueue = () => new ActionQueue({ db, clock, executors, log });
  const queue = newQueue();
  await queue.start();
  return {
    db,
    clock,
    queue,
    newQueue,
    attempts,
    /** Targets of which the log tells that an action failed. */
    told,
    async add(target: string, kind: QueuedKind = 'webhook'): Promise<string> {
      const uuid = randomUUID();
      const nowMs = clock.utcMs();
      await db.transaction().execute((trx) =>
        insertAction(trx, {
          uuid,
          organization_id: organizationId,
          scenario_id: null,
          event_id: randomUUID(),
          camera_id: null,
          kind,
          target,
          settings: JSON.stringify({ kind }),
          occasion: '{}',
          state: 'waiting',
          created_ms: nowMs,
          next_ms: nowMs,
          expires_ms: nowMs + lifeMs(kind),
          finished_ms: null,
          message: null,
        }),
      );
      queue.wake([target]);
      return uuid;
    },
    /** Waits for the next attempt and takes it. */
    async attempt(): Promise<Attempt> {
      return await until('an attempt', () => attempts.shift());
    },
    async attemptOf(uuid: string): Promise<Attempt> {
      const found = await until('its attempt', () => attempts.find(({ id }) => id === uuid));
      attempts.splice(attempts.indexOf(found), 1);
      return found;
    },
    async row(uuid: string) {
      return await db.selectFrom('actions').selectAll().where('uuid', '=', uuid).executeTakeFirstOrThrow();
    },
    async becomes(uuid: string, state: string) {
      return await until(`it is ${state}`, async () => {
        const row = await this.row(uuid);
        return row.state === state && row;
      });
    },
    async waitsAgain(uuid: string, attempt: number) {
      return await until('it waits again', async () => (await this.row(uuid)).attempts === attempt);
    },
    async [Symbol.asyncDispose]() {
      for (const { done } of attempts) done();
      await queue[Symbol.asyncDispose]();
      await store[Symbol.asyncDispose]();
    },
  };
}

test('pauses grow from a second to ten minutes', () => {
  const seconds = Array.from({ length: 12 }, (_, at) => pauseMs(at + 1) / 1000);
  assert.deepEqual(seconds, [1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 600, 600]);
  assert.equal(pauseMs(1, 90_000), 90_000);
  assert.equal(pauseMs(500, 86_400_000), longestPauseMs);
});

const away = () => new VidetteError('unavailable', 'nobody answers');

forEachEngine((open) => {
  test('the actions of a target are done in order, and nobody waits for another target', async () => {
    await using one = await openQueue(open);
    const [a1, a2] = [await one.add('a'), await one.add('a')];
    const first = await one.attempt();
    assert.equal(first.id, a1);
    first.fail(away());
    await one.waitsAgain(a1, 1);
    const b = await one.add('b');
    const other = await one.attempt();
    assert.equal(other.id, b, 'a2 waits for a1, b does not');
    other.done();
    await one.becomes(b, 'done');
    assert.deepEqual(one.attempts, []);
    one.clock.pass(pauseMs(1));
    one.queue.look();
    const again = await one.attempt();
    assert.equal(again.id, a1);
    again.done();
    const next = await one.attempt();
    assert.equal(next.id, a2);
    next.done();
    const row = await one.becomes(a2, 'done');
    assert.deepEqual([row.attempts, row.message, row.finished_ms], [1, null, one.clock.utcMs()]);
  });

  test('it tries again with a growing pause until the time of the action is over', async () => {
    await using one = await openQueue(open);
    const id = await one.add('a');
    for (let attempt = 1; attempt <= 6; attempt += 1) {
      (await one.attempt()).fail(away());
      await one.waitsAgain(id, attempt);
      assert.equal((await one.row(id)).next_ms, one.clock.utcMs() + pauseMs(attempt));
      one.clock.pass(pauseMs(attempt));
      one.queue.look();
    }
    // The last one, just before its time is over.
    const last = await one.attempt();
    one.clock.pass(24 * hourMs - 100_000);
    last.fail(away());
    const { attempts, message } = await one.becomes(id, 'failed');
    assert.deepEqual([attempts, message], [7, 'nobody answers']);
    assert.deepEqual(one.queue.attempts(), [
      { kind: 'webhook', end: 'again', count: 6 },
      { kind: 'webhook', end: 'failed', count: 1 },
    ]);
  });

  test('a target that says when to come again is not asked before', async () => {
    await using one = await openQueue(open);
    const id = await one.add('a');
    (await one.attempt()).fail(new VidetteError('unavailable', 'busy', { retryAfterMs: 90_000 }));
    await one.waitsAgain(id, 1);
    assert.equal((await one.row(id)).next_ms, one.clock.utcMs() + 90_000);
  });

  test('what is refused for good fails at once, and the next one has its turn', async () => {
    await using one = await openQueue(open);
    const [first, second] = [await one.add('a'), await one.add('a')];
    (await one.attempt()).fail(new VidetteError('conflict', 'the receiver answers 410'));
    assert.equal((await one.becomes(first, 'failed')).message, 'the receiver answers 410');
    const next = await one.attempt();
    assert.equal(next.id, second);
    // Not an error of ours: a bug does not stop the queue, either.
    next.fail(new TypeError('x is undefined'));
    assert.equal((await one.becomes(second, 'failed')).message, 'x is undefined');
  });

  test('what is left of an action that is done in part is an action of its own, which holds up no other', async () => {
    await using one = await openQueue(open);
    const [first, second] = [await one.add('mail a, b, c', 'mail'), await one.add('mail a, b, c', 'mail')];
    const left = (to: string, code: 'unavailable' | 'conflict') => ({
      settings: { kind: 'mail', to: [to] } as const,
      error: new VidetteError(code, `${to} is refused`),
    });
    const attempt = await one.attempt();
    attempt.done({ remark: 'not to b, c', left: [left('b', 'unavailable'), left('c', 'conflict')] });
    assert.equal((await one.becomes(first, 'done')).message, 'not to b, c');
    assert.deepEqual(one.told, ['mail c']);
    const next = await one.attempt();
    assert.equal(next.id, second);
    next.done();
    await one.becomes(second, 'done');

    const rows = await one.db.selectFrom('actions').selectAll().orderBy('id').execute();
    const before = rows[0]!;
    const [later, never, ...more] = rows.slice(2);
    assert.deepEqual(more, []);
    assert.deepEqual(
      [later, never].map((row) => [row!.target, row!.settings, row!.state, row!.attempts, row!.message]),
      [
        ['mail b', '{"kind":"mail","to":["b"]}', 'waiting', 1, 'b is refused'],
        ['mail c', '{"kind":"mail","to":["c"]}', 'failed', 1, 'c is refused'],
      ],
    );
    assert.equal(later!.next_ms, one.clock.utcMs() + pauseMs(1));
    assert.deepEqual([later!.created_ms, later!.expires_ms], [before.created_ms, before.expires_ms]);
    assert.deepEqual(one.attempts, []);
    one.clock.pass(pauseMs(1));
    one.queue.look();
    const again = await one.attempt();
    assert.equal(again.id, later!.uuid);
    again.fail(away());
    await one.waitsAgain(later!.uuid, 2);
    one.clock.pass(24 * hourMs);
    one.queue.look();
    await one.becomes(later!.uuid, 'failed');
  });

  test('a target that refuses everything is told once, until it works again', async () => {
    await using one = await openQueue(open);
    const refusal = () => new VidetteError('conflict', 'the camera has no relay');
    const end = async (by: (attempt: Attempt) => void, state: string) => {
      const id = await one.add('gate');
      by(await one.attempt());
      await one.becomes(id, state);
    };
    for (let n = 0; n < 5; n += 1) await end((attempt) => attempt.fail(refusal()), 'failed');
    assert.deepEqual(one.told, ['gate']);
    await end((attempt) => attempt.done(), 'done');
    await end((attempt) => attempt.fail(refusal()), 'failed');
    assert.deepEqual(one.told, ['gate', 'gate']);
  });

  test('what is useless later is not done later', async () => {
    await using one = await openQueue(open);
    const id = await one.add('gate', 'relay');
    (await one.attempt()).fail(away());
    await one.waitsAgain(id, 1);
    one.clock.pass(lifeMs('relay'));
    one.queue.look();
    assert.equal((await one.becomes(id, 'failed')).message, 'nobody answers');
    assert.deepEqual(one.attempts, []);
  });

  test('targets that do not answer leave room for others of their kind, and for all other kinds', async () => {
    await using one = await openQueue(open);
    const dead = Array.from({ length: 20 }, (_, n) => `webhook dead-${n}`);
    for (const target of dead) await one.add(target);
    await until('eight attempts', () => one.attempts.length === 8);
    const relay = await one.add('relay 1 of gate', 'relay');
    (await one.attemptOf(relay)).done();
    await one.becomes(relay, 'done');
    for (const _ of dead) (await one.attempt()).fail(away());
    one.clock.pass(5_000);
    one.queue.look();
    await until('four attempts', () => one.attempts.length === 4);
    const alive = await one.add('webhook alive');
    (await one.attemptOf(alive)).done();
    await one.becomes(alive, 'done');
  });

  test('what was done is not done again because the database is full', async () => {
    await using one = await openQueue(open);
    const [first, second] = [await one.add('house'), await one.add('house')];
    const attempt = await one.attempt();
    await one.db.schema.alterTable('actions').renameTo('away').execute();
    attempt.done();
    await until('it is told', () => one.told.length > 0);
    const times = one.told.length;
    one.clock.pass(60_000);
    one.queue.look();
    await until('it is told again', () => one.told.length > times);
    assert.deepEqual(one.attempts, []);
    await one.db.schema.alterTable('away').renameTo('actions').execute();
    one.clock.pass(60_000);
    one.queue.look();
    await one.becomes(first, 'done');
    assert.equal((await one.attempt()).id, second);
  });

  test('a clock that is set back makes nobody wait for it', async () => {
    await using one = await openQueue(open);
    const id = await one.add('house');
    (await one.attempt()).fail(away());
    await one.waitsAgain(id, 1);
    one.clock.pass(-24 * hourMs);
    one.queue.look();
    (await one.attempt()).done();
    await one.becomes(id, 'done');
  });

  test('at most eight attempts of a kind run at a time', async () => {
    await using one = await openQueue(open);
    for (let n = 0; n < 20; n += 1) await one.add(`webhook ${n}`);
    await until('eight attempts', () => one.attempts.length === 8);
    for (let n = 8; n < 20; n += 1) {
      (await one.attempt()).done();
      await until('the next one', () => one.attempts.length === 8);
    }
  });

  test('a server that stops begins again with what waited, in the same order', async () => {
    await using one = await openQueue(open);
    const [a1, a2, b] = [await one.add('a'), await one.add('a'), await one.add('b')];
    const running = [await one.attempt(), await one.attempt()];
    assert.deepEqual(new Set(running.map(({ id }) => id)), new Set([a1, b]));
    await one.queue[Symbol.asyncDispose]();
    assert.ok(running.every(({ signal }) => signal.aborted));
    assert.equal((await one.row(a1)).attempts, 0, 'a stop is no attempt');
    await using next = one.newQueue();
    await next.start();
    const done: string[] = [];
    for (let n = 0; n < 3; n += 1) {
      const attempt = await one.attempt();
      done.push(attempt.id);
      attempt.done();
    }
    assert.deepEqual(
      done.filter((id) => id !== b),
      [a1, a2],
    );
    await one.becomes(a2, 'done');
    await one.becomes(b, 'done');
  });
});
