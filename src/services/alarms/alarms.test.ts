import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { auditOf, refused } from '../../../test/harness/access.ts';
import { forEachEngine, type OpenDatabase, openSqliteDatabase } from '../../../test/harness/database.ts';
import { openTestScenarios } from '../../../test/harness/scenarios.ts';
import type { ScenarioAction } from '../scenarios/scenario.ts';
import { incidentMs } from './incidents.ts';

const alarm = (severity: 'low' | 'medium' | 'high' = 'medium'): ScenarioAction[] => [
  { kind: 'alarm', severity },
];

/** Two places with a camera each; everything that is read at once follows the log. */
async function openWorld(open: OpenDatabase) {
  const world = await openTestScenarios({ open });
  await world.work.engine.start();
  const [north, south] = [await world.site(), await world.site()];
  const cameras = {
    yard: await world.camera({ siteId: north }),
    door: await world.camera({ siteId: north, name: 'Door' }),
    gate: await world.camera({ siteId: south, name: 'Gate' }),
  };
  const all = async () => (await world.alarms.list(world.admin, {}, {})).items;
  return Object.assign(world, {
    north,
    south,
    ...cameras,
    all,
    moves: async (camera: { id: string }, beginMs = Math.trunc(world.clock.utcMs())) => {
      const { id } = await world.happens({ cameraId: camera.id, beginMs });
      await world.read();
      return id;
    },
  });
}

forEachEngine((open) => {
  test('one intruder at one place is one alarm, as long as no five minutes lie between what is seen', async () => {
    await using world = await openWorld(open);
    await world.scenario({ actions: alarm() });
    const first = world.clock.utcMs();
    const events = [await world.moves(world.yard)];
    world.clock.pass(incidentMs - 1000);
    events.push(await world.moves(world.door));
    world.clock.pass(incidentMs);
    events.push(await world.moves(world.yard));
    await world.moves(world.gate);
    const [south, north] = await world.all();
    assert.deepEqual(
      [north!.eventCount, north!.eventIds, north!.openedMs, north!.lastEventMs],
      [3, events.toReversed(), first, world.clock.utcMs()],
    );
    assert.deepEqual(new Set(north!.cameraIds), new Set([world.yard.id, world.door.id]));
    assert.deepEqual([south!.eventCount, south!.cameraIds], [1, [world.gate.id]]);
    assert.ok(south!.number > north!.number);
    world.clock.pass(incidentMs + 1);
    await world.moves(world.yard);
    assert.equal((await world.all()).length, 3, 'somebody else');
  });

  test('an alarm is acknowledged by one person, closed by one, and then there is a new one', async () => {
    await using world = await openWorld(open);
    await world.scenario({ actions: alarm() });
    await world.moves(world.yard);
    const told: string[] = [];
    const leave = world.alarms.subscribe(({ id }) => told.push(id));
    const { id } = (await world.all())[0]!;
    const [ada, bob] = [await world.member([world.north]), await world.member([world.north])];
    const both = await Promise.allSettled([
      world.alarms.acknowledge(ada, id, 'On my way'),
      world.alarms.acknowledge(bob, id),
    ]);
    assert.deepEqual(both.map(({ status }) => status).sort(), ['fulfilled', 'rejected']);
    const winner = both[0]!.status === 'fulfilled' ? ada : bob;
    await assert.rejects(world.alarms.acknowledge(bob, id), (error: Error) => {
      assert.match(error.message, new RegExp(`^${winner.email} has acknowledged it already$`));
      return refused('conflict', 'alarm_state')(error);
    });
    // They are at it: what joins now does not open it again.
    await world.moves(world.door);
    const acknowledged = await world.alarms.get(ada, id);
    assert.deepEqual([acknowledged.state, acknowledged.eventCount], ['acknowledged', 2]);
    assert.equal(acknowledged.acknowledged?.by, winner.email);
    world.clock.pass(1000);
    const closed = await world.alarms.close(bob, id, 'A fox.');
    assert.deepEqual(
      [closed.state, closed.closed, closed.note],
      ['closed', { by: bob.email, atMs: world.clock.utcMs() }, 'A fox.'],
    );
    await assert.rejects(world.alarms.close(ada, id), refused('conflict', 'alarm_state'));
    await assert.rejects(world.alarms.acknowledge(ada, id), refused('conflict', 'alarm_state'));
    await world.moves(world.yard);
    assert.equal((await world.all()).length, 2);
    assert.equal(told.filter((one) => one === id).length, 3, 'acknowledged, joined, closed');
    leave();
    const audit = (await auditOf(world)).filter(({ meta }) => meta.subject === 'alarm');
    assert.deepEqual(
      audit.map(({ meta }) => [meta.number, meta.after.state]),
      [
        [closed.number, 'acknowledged'],
        [closed.number, 'closed'],
      ],
    );
  });

  test('somebody who sees one camera of an alarm sees the alarm, and of its cameras and events only that', async () => {
    await using world = await openWorld(open);
    const [above, inner] = [world.north, await world.site(world.north)];
    const safe = await world.camera({ siteId: inner, name: 'Safe' });
    await world.scenario({ actions: alarm() });
    // Seen at the same place first, then one of the cameras is hung elsewhere.
    const seen = await world.moves(world.yard);
    await world.moves(world.door);
    await world.moves(safe);
    await world.moves(world.gate);
    const group = { cameraId: world.door.number, siteId: world.south };
    await world.db
      .updateTable('cameras')
      .set({ site_id: group.siteId })
      .where('id', '=', group.cameraId)
      .execute();
    const guard = await world.member([above]);
    const visible = (await world.alarms.list(guard, {}, {})).items;
    assert.deepEqual(
      visible.map(({ cameraIds, eventIds, eventCount }) => [cameraIds, eventIds.length, eventCount]),
      [
        [[safe.id], 1, 1],
        [[world.yard.id], 1, 2],
      ],
    );
    assert.deepEqual(visible[1]!.eventIds, [seen]);
    const stranger = await world.member([]);
    assert.deepEqual((await world.alarms.list(stranger, {}, {})).items, []);
    await assert.rejects(world.alarms.get(stranger, visible[0]!.id), { code: 'not_found' });
    await assert.rejects(world.alarms.close(stranger, visible[0]!.id), { code: 'not_found' });
    assert.equal(await world.alarms.find(stranger, visible[0]!.id), null);
    const blind = await world.member([above], ['camera_update']);
    await assert.rejects(world.alarms.list(blind, {}, {}), { code: 'not_allowed' });
  });

  test('alarms are listed page by page, by state, camera and time', async () => {
    await using world = await openWorld(open);
    await world.scenario({ actions: alarm() });
    const times: number[] = [];
    for (let n = 0; n < 5; n += 1) {
      world.clock.pass(2 * incidentMs);
      times.push(Math.trunc(world.clock.utcMs()));
      await world.moves(n % 2 === 0 ? world.yard : world.gate);
    }
    const [newest] = await world.all();
    await world.alarms.close(world.admin, newest!.id);
    const list = async (filter: Parameters<typeof world.alarms.list>[1]) =>
      (await world.alarms.list(world.admin, filter, {})).items.length;
    assert.equal(await list({ state: 'open' }), 4);
    assert.equal(await list({ state: 'closed' }), 1);
    assert.equal(await list({ cameraId: world.gate.id }), 2);
    assert.equal(await list({ fromMs: times[3]! }), 2);
    assert.equal(await list({ toMs: times[3]! }), 3);
    await assert.rejects(list({ fromMs: times[3]!, toMs: times[2]! }), { code: 'conflict' });
    const numbers: number[] = [];
    let cursor: string | undefined;
    do {
      const page = await world.alarms.list(world.admin, {}, { limit: 2, cursor });
      numbers.push(...page.items.map(({ number }) => number));
      cursor = page.cursor;
    } while (cursor !== undefined);
    assert.deepEqual(
      numbers,
      (await world.all()).map(({ number }) => number),
    );
    assert.deepEqual(
      numbers,
      numbers.toSorted((a, b) => b - a),
    );
  });
});

describe('on SQLite alone', () => {
  const open = openSqliteDatabase;

  test('scenarios have alarms of their own; of one, the highest severity counts', async () => {
    await using world = await openWorld(open);
    const low = await world.scenario({ name: 'low', actions: alarm('low') });
    const when = { event_types: ['motion_detection'], camera_ids: [world.door.id] } as const;
    await world.scenario({ name: 'door', when, actions: alarm('high') });
    await world.moves(world.yard);
    await world.scenarios.update(world.admin, low.id, { ...low, actions: alarm('high') });
    await world.moves(world.door);
    await world.scenarios.update(world.admin, low.id, { ...low, actions: alarm('low') });
    await world.moves(world.yard);
    assert.deepEqual(
      (await world.all()).map((one) => [one.scenarioName, one.severity, one.eventCount]),
      [
        ['door', 'high', 1],
        ['low', 'high', 3],
      ],
    );
  });

  test('the end of an event belongs to the alarm that it opened, however late it comes', async () => {
    await using world = await openWorld(open);
    const when = { event_types: ['motion_detection'], phases: ['begin', 'end'] } as const;
    await world.scenario({ when, actions: alarm() });
    const beginMs = Math.trunc(world.clock.utcMs());
    const report = { endMs: null, action: 'appeared' } as const;
    const { id } = await world.happens({ cameraId: world.yard.id, beginMs, report });
    await world.read();
    world.clock.pass(3 * incidentMs);
    const endMs = Math.trunc(world.clock.utcMs());
    await world.happens({ cameraId: world.yard.id, beginMs, report: { id, revision: 2, endMs } });
    await world.read();
    assert.deepEqual(
      (await world.all()).map(({ eventCount }) => eventCount),
      [1],
    );
  });

  test('the end of an event opens no new alarm after somebody has closed its own, and keeps an open one together', async () => {
    await using world = await openWorld(open);
    const when = { event_types: ['motion_detection'], phases: ['begin', 'end'] } as const;
    await world.scenario({ when, actions: alarm() });
    const report = { endMs: null, action: 'appeared' } as const;
    const begin = async () => {
      const { id, beginMs } = await world.happens({ cameraId: world.yard.id, report });
      await world.read();
      return { id, beginMs };
    };
    const end = async ({ id, beginMs }: { id: string; beginMs: number }) => {
      const endMs = Math.trunc(world.clock.utcMs());
      await world.happens({ cameraId: world.yard.id, beginMs, report: { id, revision: 2, endMs } });
      await world.read();
    };
    const first = await begin();
    await world.alarms.close(world.admin, (await world.all())[0]!.id);
    world.clock.pass(10_000);
    await end(first);
    assert.equal((await world.all()).length, 1);

    world.clock.pass(10_000);
    const long = await begin();
    world.clock.pass(3 * incidentMs);
    await end(long);
    world.clock.pass(60_000);
    await begin();
    assert.deepEqual(
      (await world.all()).map(({ state, eventCount }) => [state, eventCount]),
      [
        ['open', 2],
        ['closed', 1],
      ],
    );
  });

  test('of two actions of one scenario, the higher severity counts', async () => {
    await using world = await openWorld(open);
    await world.scenario({
      actions: [
        { kind: 'alarm', severity: 'low' },
        { kind: 'alarm', severity: 'high' },
      ],
    });
    await world.moves(world.yard);
    assert.deepEqual(
      (await world.all()).map(({ severity, eventCount }) => [severity, eventCount]),
      [['high', 1]],
    );
  });

  test('an alarm outlives its scenario; old closed ones go', async () => {
    await using world = await openWorld(open);
    const { id } = await world.scenario({ name: 'Night', actions: alarm() });
    await world.moves(world.yard);
    await world.moves(world.gate);
    await world.scenarios.delete(world.admin, id);
    const [first, second] = await world.all();
    assert.deepEqual([first!.scenarioId, first!.scenarioName], [null, 'Night']);
    await world.alarms.close(world.admin, first!.id);
    world.clock.pass(366 * 24 * 3_600_000);
    await world.alarms.removeOld();
    assert.deepEqual(
      (await world.all()).map((one) => one.id),
      [second!.id],
    );
  });
});
