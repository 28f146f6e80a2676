import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { forEachEngine, type OpenDatabase, openSqliteDatabase } from '../../../test/harness/database.ts';
import { addOrganization } from '../../../test/harness/event-log.ts';
import { openTestScenarios, type TestScenarios } from '../../../test/harness/scenarios.ts';
import { mostPerMinute } from './firing.ts';
import type { ScenarioInput } from './scenario.ts';

const minuteMs = 60_000;
const hourMs = 60 * minuteMs;
const hook = { kind: 'webhook', url: 'https://hooks.example.org/a' } as const;

/** A world whose scenarios follow the log, but whose queue does nothing. */
async function openWorld(open: OpenDatabase): Promise<TestScenarios> {
  const world = await openTestScenarios({ open });
  await world.work.engine.start();
  return world;
}

/** `phase camera` of each action that was ordered. */
async function ordered(world: TestScenarios): Promise<string[]> {
  await world.read();
  return (await world.actionRows()).map(({ occasion, kind }) => {
    const { moment, camera } = JSON.parse(occasion);
    return `${kind} ${moment} ${camera?.name ?? '-'}`;
  });
}

const hooked = (order: Partial<ScenarioInput> = {}): Partial<ScenarioInput> => ({
  actions: [hook],
  ...order,
});

forEachEngine((open) => {
  test('an event whose begin and end came together has begun and ended', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    await world.scenario(hooked({ when: { event_types: ['motion_detection'], phases: ['begin', 'end'] } }));
    const open1 = await world.happens({ cameraId: camera.id, report: { endMs: null, action: 'appeared' } });
    // Both come before the scenarios look: the log shows only the last state.
    await world.happens({
      cameraId: camera.id,
      beginMs: open1.beginMs,
      report: { id: open1.id, revision: 2 },
    });
    assert.deepEqual(await ordered(world), ['webhook begin Yard', 'webhook end Yard']);
  });

  test('a scenario repeats itself for a camera only after its interval, also when events come out of order', async () => {
    await using world = await openWorld(open);
    const [yard, gate] = [await world.camera(), await world.camera({ name: 'Gate' })];
    await world.scenario(hooked({ repeat_seconds: 60 }));
    const t = world.clock.utcMs();
    const at = (seconds: number, camera = yard) =>
      world.happens({ cameraId: camera.id, beginMs: t + seconds * 1000 });
    await at(0);
    await at(59.999);
    await at(30, gate);
    await at(60);
    await at(5);
    assert.deepEqual(await ordered(world), [
      'webhook begin Yard',
      'webhook begin Gate',
      'webhook begin Yard',
    ]);
  });

  test('armed is what the organisation was at the time of the event', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    await world.scenario(hooked({ when: { event_types: ['motion_detection'], arming: 'armed' } }));
    await world.scenario(
      hooked({
        actions: [{ kind: 'record' }],
        when: { event_types: ['motion_detection'], arming: 'disarmed' },
      }),
    );
    const beforeMs = world.clock.utcMs();
    world.clock.pass(10_000);
    await world.arming.set(world.admin, true);
    world.clock.pass(10_000);
    await world.happens({ cameraId: camera.id });
    // Reported late: then it was not armed.
    await world.happens({ cameraId: camera.id, beginMs: beforeMs });
    assert.deepEqual(await ordered(world), ['webhook begin Yard', 'record begin Yard']);
  });

  test('what was armed stays armed when the clock is set back, and when it comes there again', async () => {
    await using world = await openTestScenarios({ open });
    await world.work.engine.start();
    const camera = await world.camera();
    await world.scenario(hooked({ when: { event_types: ['motion_detection'], arming: 'armed' } }));
    const hourMs = 3_600_000;
    await world.arming.set(world.admin, true);
    world.clock.pass(-24 * hourMs);
    assert.equal((await world.arming.get(world.admin)).armed, true);
    await world.happens({ cameraId: camera.id });
    assert.equal((await ordered(world)).length, 1);
    await world.arming.set(world.admin, false);
    world.clock.pass(48 * hourMs);
    assert.equal((await world.arming.get(world.admin)).armed, false);
    await world.happens({ cameraId: camera.id });
    assert.equal((await ordered(world)).length, 1);
  });

  test('a server that is killed goes on where the last decision was, and decides nothing twice', async () => {
    await using world = await openTestScenarios({ open });
    const camera = await world.camera();
    await world.scenario(hooked());
    await world.work.engine.start();
    for (let n = 0; n < 3; n += 1) await world.happens({ cameraId: camera.id });
    assert.equal((await ordered(world)).length, 3);
    await world.happens({ type: 'sound', cameraId: camera.id });
    await world.read();
    // It shall not see what was before it, after the start, either.
    await world.scenario({ when: { event_types: ['sound'] }, actions: [{ kind: 'record' }] });
    // Killed: nothing is ended, another one begins with what is in the database.
    const next = world.again().work.engine;
    for (let n = 0; n < 2; n += 1) await world.happens({ cameraId: camera.id });
    await next.start();
    await next.wake();
    assert.equal((await world.actionRows()).length, 5);
    await next[Symbol.asyncDispose]();
  });

  test('a decision that cannot be written down is made again', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    await world.scenario(hooked());
    await world.db.schema.alterTable('actions').renameTo('away').execute();
    await world.happens({ cameraId: camera.id });
    await world.read();
    assert.deepEqual(new Set(world.said), new Set(['scenarios wait']));
    await world.db.schema.alterTable('away').renameTo('actions').execute();
    assert.deepEqual(await ordered(world), ['webhook begin Yard']);
  });
});

describe('on SQLite alone', () => {
  const open = openSqliteDatabase;

  test('later states of an event order nothing again, but may be the first to fulfil the conditions', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    await world.scenario(hooked({ when: { event_types: ['line_crossing'], obj_classes: [1] } }));
    const state = async (revision: number, objectClass: 'unknown' | 'person', id?: string) => {
      const event = await world.happens({
        type: 'line_crossing',
        cameraId: camera.id,
        beginMs: 1_800_000_000_000,
        facts: { objectClass },
        report: { revision, endMs: null, action: 'updated', ...(id && { id }) },
      });
      return { id: event.id, orders: (await ordered(world)).length };
    };
    const { id, orders } = await state(1, 'unknown');
    assert.equal(orders, 0);
    assert.equal((await state(2, 'person', id)).orders, 1);
    assert.equal((await state(3, 'person', id)).orders, 1);
  });

  test('a scenario that makes its own next event is stopped, and shows it', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    const { id } = await world.scenario(hooked());
    // Whatever is ordered makes motion at once, as a light would.
    let orders = 0;
    for (let round = 0; round < 100; round += 1) {
      await world.happens({ cameraId: camera.id });
      const now = (await ordered(world)).length;
      if (now === orders) break;
      orders = now;
      world.clock.pass(100);
    }
    assert.equal(orders, mostPerMinute);
    const { firedMs, limitedMs } = await world.scenarios.get(world.admin, id);
    assert.equal(limitedMs, world.clock.utcMs());
    assert.equal(firedMs, world.clock.utcMs() - 100);
    world.clock.pass(minuteMs);
    await world.happens({ cameraId: camera.id });
    assert.equal((await ordered(world)).length, mostPerMinute + 1, 'a minute later it goes on');
  });

  test('after an outage old events make alarms, but nothing turns or is sent for them', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    const cameraAction = { camera_id: camera.id };
    await world.scenario({
      actions: [
        { kind: 'alarm' },
        hook,
        { kind: 'record', ...cameraAction },
        { kind: 'relay', output: 'gate', ...cameraAction },
        { kind: 'ptz_preset', preset: 'door', ...cameraAction },
      ],
    });
    const alarms = async () => (await world.alarms.list(world.admin, {}, {})).items.length;
    const ago = (ms: number) =>
      world.happens({ cameraId: camera.id, beginMs: Math.trunc(world.clock.utcMs() - ms) });
    await ago(25 * hourMs);
    assert.deepEqual([await ordered(world), await alarms()], [[], 0]);
    await ago(2 * hourMs);
    assert.deepEqual([await ordered(world), await alarms()], [[], 1]);
    await ago(30 * minuteMs);
    assert.deepEqual([await ordered(world), await alarms()], [['webhook begin Yard'], 2]);
    await ago(minuteMs);
    assert.deepEqual((await ordered(world)).slice(1), [
      'webhook begin Yard',
      'record begin Yard',
      'relay begin Yard',
      'ptz_preset begin Yard',
    ]);
  });

  test('a new installation begins with what happens from now on', async () => {
    await using world = await openTestScenarios({ open });
    const camera = await world.camera();
    await world.scenario(hooked());
    await world.happens({ cameraId: camera.id });
    await world.work.engine.start();
    assert.deepEqual(await ordered(world), []);
    await world.happens({ cameraId: camera.id });
    assert.deepEqual(await ordered(world), ['webhook begin Yard']);
  });

  test('events belong to one organisation, those of the installation to all', async () => {
    await using world = await openWorld(open);
    const elsewhere = await addOrganization(world.db, 'Elsewhere');
    const camera = await world.camera({ organizationId: elsewhere, name: 'Theirs' });
    const types = ['motion_detection', 'user_alarm', 'system'] as const;
    await world.scenario(hooked({ when: { event_types: types } }));
    await world.happens({ cameraId: camera.id });
    await world.happens({ type: 'user_alarm', cameraId: null, organizationId: elsewhere });
    assert.deepEqual(await ordered(world), []);
    await world.happens({ type: 'user_alarm', cameraId: null, organizationId: 1 });
    await world.happens({ type: 'system', cameraId: null });
    assert.deepEqual(await ordered(world), ['webhook begin -', 'webhook begin -']);
  });

  test('a plate on a list is one of the list, others are not', async () => {
    await using world = await openTestScenarios({ open });
    await world.work.engine.start();
    const camera = await world.camera();
    const list = { organization_id: 1, kind: 'vehicle', created_ms: 0, updated_ms: 0 } as const;
    const { id: listId } = await world.db
      .insertInto('watchlists')
      .values({ ...list, uuid: 'w', name: 'Wanted', name_key: 'wanted' })
      .returning('id')
      .executeTakeFirstOrThrow();
    const { id: entryId } = await world.db
      .insertInto('watchlist_entries')
      .values({ ...list, uuid: 'e', name: 'AB 123 CD', name_search: 'ab123cd', details: '{}' })
      .returning('id')
      .executeTakeFirstOrThrow();
    await world.scenario(hooked({ when: { event_types: ['plate_recognition'], list_ids: [listId] } }));
    const order = { type: 'plate_recognition', cameraId: camera.id } as const;
    const { id } = await world.happens(order);
    await world.happens(order);
    assert.deepEqual(await ordered(world), []);
    const stored = (await world.eventLog.since(0, 10)).find(({ report }) => report.id === id)!;
    const match = { listId, entryId, similarity: null, priority: null, listName: 'Wanted', entryName: null };
    await world.eventLog.storeMatches(stored, [match]);
    // Its next state is the one that is judged with its lists.
    await world.happens({ ...order, beginMs: stored.report.beginMs, report: { id, revision: 2 } });
    assert.deepEqual(await ordered(world), ['webhook begin Yard']);
  });

  test('a scenario that is switched off does nothing; one that cannot be read is left out and told', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    await world.scenario(hooked({ enabled: false }));
    const { id } = await world.scenario(hooked({ name: 'broken' }));
    await world.scenario({ actions: [{ kind: 'record' }] });
    const conditions = JSON.stringify({
      event_types: ['motion_detection'],
      schedule: [{ days: [1], from: '00:00', to: '24:00' }],
      time_zone: 'Mars/Olympus',
    });
    await world.db.updateTable('scenarios').set({ conditions }).where('uuid', '=', id).execute();
    await world.happens({ cameraId: camera.id });
    assert.deepEqual(await ordered(world), ['record begin Yard']);
    await world.happens({ cameraId: camera.id });
    await world.read();
    assert.deepEqual(world.said, ['a scenario cannot be read and is left out']);
  });

  test('thousands that wait for one target are enough', async () => {
    await using world = await openWorld(open);
    const camera = await world.camera();
    await world.scenario(hooked());
    await world.happens({ cameraId: camera.id });
    await world.read();
    const [row] = await world.actionRows();
    const { id: _, ...rest } = row!;
    const many = Array.from({ length: 500 }, (_, n) => n);
    for (let round = 0; round < 20; round += 1)
      await world.db
        .insertInto('actions')
        .values(many.map((n) => ({ ...rest, uuid: `${round} ${n}` })))
        .execute();
    await world.happens({ cameraId: camera.id });
    await world.read();
    const last = (await world.actionRows()).at(-1)!;
    assert.equal(last.state, 'failed');
    assert.match(last.message ?? '', /10000 are waiting/);
  });
});
