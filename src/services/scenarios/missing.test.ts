import assert from 'node:assert/strict';
import { test } from 'node:test';
import { auditOf } from '../../../test/harness/access.ts';
import { forEachEngine, type OpenDatabase } from '../../../test/harness/database.ts';
import { addOrganization, addSite } from '../../../test/harness/event-log.ts';
import { openTestScenarios } from '../../../test/harness/scenarios.ts';
import { nothingMissing } from './missing.ts';
import type { ScenarioAction, ScenarioInput } from './scenario.ts';

const event_types = ['plate_recognition'] as const;

async function openWorld(open: OpenDatabase) {
  const world = await openTestScenarios({ open });
  const [north, south] = [await world.site(), await world.site()];
  const list = async () => {
    const { id } = await world.db
      .insertInto('watchlists')
      .values({
        organization_id: 1,
        kind: 'vehicle',
        uuid: 'w',
        name: 'Wanted',
        name_key: 'wanted',
        created_ms: 0,
        updated_ms: 0,
      })
      .returning('id')
      .executeTakeFirstOrThrow();
    return id;
  };
  return Object.assign(world, {
    north,
    south,
    list,
    yard: (await world.camera({ siteId: north })).id,
    gate: (await world.camera({ siteId: south, name: 'Gate' })).id,
    inputOf: async (id: string): Promise<ScenarioInput> => {
      const { name, enabled, when, actions, repeat_seconds } = await world.scenarios.get(world.admin, id);
      return { name, enabled, when, actions, repeat_seconds };
    },
  });
}

forEachEngine((open) => {
  test('what a scenario names and is deleted stays in it and is told, until it is taken out', async () => {
    await using world = await openWorld(open);
    const { admin, scenarios, yard, gate } = world;
    const [place, list] = [await world.site(), await world.list()];
    const { id, missing } = await world.scenario({
      when: { event_types, camera_ids: [gate, yard], place_ids: [place, world.north], list_ids: [list] },
      actions: [{ kind: 'alarm' }, { kind: 'record', camera_id: gate }],
    });
    const whole = await world.scenario({ when: { event_types, camera_ids: [yard] } });
    assert.deepEqual(missing, nothingMissing);

    await world.cameras.delete(admin, gate);
    await world.db.deleteFrom('sites').where('id', '=', place).execute();
    await world.db.deleteFrom('watchlists').where('id', '=', list).execute();
    const gone = { camera_ids: [gate], place_ids: [place], list_ids: [list] };
    const read = await scenarios.get(admin, id);
    assert.deepEqual(read.missing, gone);
    assert.deepEqual(read.when.camera_ids, [gate, yard]);
    assert.deepEqual(
      (await scenarios.list(admin, {})).items.map((one) => [one.id, one.missing]),
      [
        [id, gone],
        [whole.id, nothingMissing],
      ],
    );

    const input = await world.inputOf(id);
    const renamed = await scenarios.update(admin, id, { ...input, name: 'Renamed', enabled: false });
    assert.deepEqual([renamed.name, renamed.missing], ['Renamed', gone]);
    const freed = await scenarios.update(admin, id, {
      ...input,
      when: { event_types, camera_ids: [yard], place_ids: [world.north] },
    });
    assert.deepEqual(freed.missing, { ...nothingMissing, camera_ids: [gate] }, 'the action names it yet');
    const actions: ScenarioAction[] = [{ kind: 'alarm' }];
    assert.deepEqual((await scenarios.update(admin, id, { ...freed, actions })).missing, nothingMissing);
    const back = { ...input, actions, when: { event_types, camera_ids: [gate] } };
    await assert.rejects(scenarios.update(admin, id, back), { code: 'not_found' });
    assert.equal((await auditOf(world)).filter(({ meta }) => meta.scenario_id === id).length, 4);
  });

  test('a scenario that names what is missing takes nothing else that is not there', async () => {
    await using world = await openWorld(open);
    const { admin, scenarios, yard, gate } = world;
    const { id } = await world.scenario({ when: { event_types, camera_ids: [gate] } });
    await world.cameras.delete(admin, gate);
    await world.cameras.delete(admin, yard);
    const input = await world.inputOf(id);
    for (const more of [{ camera_ids: [gate, yard] }, { place_ids: [999] }, { list_ids: [999] }])
      await assert.rejects(scenarios.update(admin, id, { ...input, when: { ...input.when, ...more } }), {
        code: 'not_found',
      });
    await assert.rejects(scenarios.create(admin, input), { code: 'not_found' });
    const actions: ScenarioAction[] = [{ kind: 'record', camera_id: yard }];
    await assert.rejects(scenarios.update(admin, id, { ...input, actions }), { code: 'not_found' });
  });

  test('what was refused for want of an ONVIF login may stay when its camera is deleted', async () => {
    await using world = await openWorld(open);
    const { admin, scenarios } = world;
    const { id: dome } = await world.cameras.create(admin, {
      name: 'Dome',
      siteId: world.north,
      settings: {
        source: { url: 'rtsp://192.0.2.1/' },
        onvif_host: '192.0.2.1',
        onvif_login: 'operator',
        onvif_password: 'secret',
      },
    });
    const { id } = await world.scenario({
      when: { event_types, camera_ids: [dome] },
      actions: [{ kind: 'relay', output: 'gate' }],
    });
    await world.cameras.delete(admin, dome);
    const input = await world.inputOf(id);
    await scenarios.update(admin, id, input);
    const elsewhere = { ...input, when: { event_types, camera_ids: [world.yard] } };
    await assert.rejects(scenarios.update(admin, id, elsewhere), { code: 'invalid' });
  });

  test('what a reader may not see is not told as missing, and shows itself no more when it is gone', async () => {
    await using world = await openWorld(open);
    const { admin, scenarios, yard, gate, north, south } = world;
    const guard = await world.member([north]);
    const chief = await world.member([north, south]);
    const only = await world.scenario({ when: { event_types, camera_ids: [gate] } });
    const both = await world.scenario({ when: { event_types, camera_ids: [gate, yard] } });
    const shed = (await world.camera({ siteId: north })).id;
    const own = await scenarios.create(guard, {
      name: 'Own',
      when: { event_types, camera_ids: [yard, shed] },
      actions: [{ kind: 'record', camera_id: shed }],
    });
    const seen = async (by: typeof guard) =>
      (await scenarios.list(by, {})).items.map(({ id, missing }) => [id, missing.camera_ids]);
    assert.deepEqual(await seen(guard), [[own.id, []]]);

    await world.cameras.delete(admin, shed);
    assert.deepEqual(await seen(guard), [[own.id, [shed]]]);
    await world.cameras.delete(admin, gate);
    assert.deepEqual(await seen(guard), [
      [both.id, [gate]],
      [own.id, [shed]],
    ]);
    for (const attempt of [scenarios.get(guard, only.id), scenarios.delete(guard, only.id)])
      await assert.rejects(attempt, { code: 'not_found' });
    assert.equal((await seen(chief)).length, 3);
    await assert.rejects(
      scenarios.update(guard, own.id, {
        ...(await world.inputOf(own.id)),
        when: { event_types, camera_ids: [gate] },
      }),
      { code: 'not_found' },
    );
  });

  test('a camera that went to another organisation is missing like a deleted one', async () => {
    await using world = await openWorld(open);
    const { id } = await world.scenario({ when: { event_types, camera_ids: [world.gate, world.yard] } });
    const organization_id = await addOrganization(world.db, 'Elsewhere');
    await world.db
      .updateTable('cameras')
      .set({ organization_id, site_id: await addSite(world.db, organization_id) })
      .where('uuid', '=', world.gate)
      .execute();
    const chief = await world.member([world.north, world.south]);
    for (const reader of [world.admin, chief])
      assert.deepEqual((await world.scenarios.get(reader, id)).missing.camera_ids, [world.gate]);
  });
});
