import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import { auditOf } from '../../../test/harness/access.ts';
import { addOrganization } from '../../../test/harness/event-log.ts';
import { openTestScenarios } from '../../../test/harness/scenarios.ts';
import { maskedPassword } from '../cameras/settings.ts';
import type { Conditions, ScenarioAction, ScenarioInput } from './scenario.ts';

const motion: Conditions = { event_types: ['motion_detection'] };
const secret = 'sixteen letters!';

async function openWorld() {
  const world = await openTestScenarios();
  const [north, south] = [await world.site(), await world.site()];
  return Object.assign(world, {
    north,
    south,
    yard: await world.camera({ siteId: north }),
    gate: await world.camera({ siteId: south, name: 'Gate' }),
  });
}

const input = (change: Partial<ScenarioInput> = {}): ScenarioInput => ({
  name: 'Somebody is there',
  when: motion,
  actions: [{ kind: 'alarm' }],
  ...change,
});

const refused = (code: string, field: string, message?: RegExp) => (error: unknown) => {
  assert.ok(error instanceof VidetteError, String(error));
  assert.equal(error.code, code, error.message);
  assert.equal((error.field ?? []).join('.'), field, error.message);
  if (message !== undefined) assert.match(error.message, message);
  return true;
};

test('what makes no sense is refused, with its place', async () => {
  await using world = await openWorld();
  const create = (change: Partial<ScenarioInput>) => world.scenarios.create(world.admin, input(change));
  const action = (one: ScenarioAction) => create({ actions: [{ kind: 'alarm' }, one] });
  const hook = (url: string, key?: string) => action({ kind: 'webhook', url, ...(key && { secret: key }) });
  await assert.rejects(create({ name: ' ' }), refused('invalid', 'name'));
  await assert.rejects(create({ name: 'a\nb' }), refused('invalid', 'name'));
  await assert.rejects(
    create({ when: { ...motion, time_zone: 'Mars/X' } }),
    refused('invalid', 'when.time_zone'),
  );
  await assert.rejects(
    create({ when: { ...motion, names: ['a\u0000'] } }),
    refused('invalid', 'when.names.0'),
  );
  await assert.rejects(hook('ftp://example.org/'), refused('invalid', 'actions.1.url'));
  await assert.rejects(hook('not an address'), refused('invalid', 'actions.1.url'));
  await assert.rejects(hook('http://127.0.0.1/'), refused('invalid', 'actions.1.url', /private address/));
  await assert.rejects(hook('http://[::ffff:10.0.0.1]/'), refused('invalid', 'actions.1.url', /private/));
  await assert.rejects(hook('http://a:b@example.org/'), refused('invalid', 'actions.1.url', /login/));
  await assert.rejects(hook('http://example.org/', 'short'), refused('invalid', 'actions.1.secret'));
  await assert.rejects(hook('http://example.org/', maskedPassword), refused('invalid', 'actions.1.secret'));
  await assert.rejects(action({ kind: 'speak', text: 'Stop!' }), refused('invalid', 'actions.1', /speaks/));
  await assert.rejects(action({ kind: 'mail', to: ['a@b.c'] }), refused('invalid', 'actions.1', /mail.host/));
  await assert.rejects(action({ kind: 'mqtt', topic: 'a' }), refused('invalid', 'actions.1', /mqtt.url/));
  assert.deepEqual((await world.scenarios.list(world.admin, {})).items, []);
});

test('what no camera can do is refused, unless one is named or the scenario is off', async () => {
  await using world = await openWorld();
  const { north, south, gate } = world;
  const turns = (more: object = {}): Partial<ScenarioInput> => ({
    actions: [{ kind: 'alarm' }, { kind: 'ptz_preset', preset: 'door', ...more }],
  });
  const create = (change: Partial<ScenarioInput>) => world.scenarios.create(world.admin, input(change));
  const noLogin = refused('invalid', 'actions.1', /no camera that the conditions mean has an ONVIF login/);
  await assert.rejects(create(turns()), noLogin);
  await assert.rejects(create({ actions: [{ kind: 'alarm' }, { kind: 'relay', output: 'gate' }] }), noLogin);
  await create(turns({ camera_id: gate.id }));
  const { id } = await create({ ...turns(), enabled: false });
  await assert.rejects(world.scenarios.update(world.admin, id, input(turns())), noLogin);

  await world.cameras.create(world.admin, {
    name: 'Dome',
    siteId: await world.site(north),
    settings: {
      source: { url: 'rtsp://192.0.2.1/' },
      onvif_host: '192.0.2.1',
      onvif_login: 'operator',
      onvif_password: 'secret',
    },
  });
  await world.scenarios.update(world.admin, id, input(turns()));
  await create({ ...turns(), when: { ...motion, place_ids: [north] } });
  await assert.rejects(create({ ...turns(), when: { ...motion, place_ids: [south] } }), noLogin);
});

test('five hundred scenarios are enough for one organisation', async () => {
  await using world = await openWorld();
  await world.scenario();
  const { id: _, ...row } = await world.db.selectFrom('scenarios').selectAll().executeTakeFirstOrThrow();
  const more = Array.from({ length: 499 }, (_, n) => ({ ...row, uuid: String(n) }));
  await world.db.insertInto('scenarios').values(more).execute();
  await assert.rejects(world.scenario(), { code: 'conflict', reason: 'quota' });
});

test('mails and messages are checked where they can be sent', async () => {
  const mail = {
    host: 'x',
    port: 25,
    tls: 'none',
    user: null,
    password: null,
    from: 'a@b.c',
    ca: null,
  } as const;
  await using world = await openTestScenarios({ mail, publisher: { publish: async () => {} } });
  const action = (one: ScenarioAction) => world.scenarios.create(world.admin, input({ actions: [one] }));
  const to = ['guard@example.org'];
  await action({ kind: 'mail', to, subject: '{event} at {camera}', text: '{ "a": {0} } {time}' });
  await action({ kind: 'mqtt', topic: 'house/alarm', payload: '{"on": true, "at": "{time}"}' });
  await assert.rejects(action({ kind: 'mail', to: ['a@b.c, x@y.z'] }), refused('invalid', 'actions.0.to.0'));
  await assert.rejects(
    action({ kind: 'mail', to: ['a@b.c\r\nBcc:x@y.z'] }),
    refused('invalid', 'actions.0.to.0'),
  );
  await assert.rejects(
    action({ kind: 'mail', to, text: '{password}' }),
    refused('invalid', 'actions.0.text'),
  );
  await assert.rejects(
    action({ kind: 'mail', to, subject: '{constructor}' }),
    refused('invalid', 'actions.0.subject'),
  );
  await assert.rejects(action({ kind: 'mqtt', topic: 'a/#' }), refused('invalid', 'actions.0.topic'));
  await assert.rejects(action({ kind: 'mqtt', topic: '$SYS/x' }), refused('invalid', 'actions.0.topic'));
});

test('only a superuser publishes at the topics where orders are taken', async () => {
  await using world = await openTestScenarios({ publisher: { publish: async () => {} } });
  const site = await world.site();
  const { id } = await world.camera({ siteId: site });
  const guard = await world.member([site]);
  const when = { event_types: ['motion_detection'], camera_ids: [id] } as const;
  const publish = (topic: string): ScenarioInput => input({ when, actions: [{ kind: 'mqtt', topic }] });
  for (const topic of ['vidette/arming/set', `vidette/cameras/${id}/motion`, 'homeassistant/device/x/config'])
    await assert.rejects(world.scenarios.create(guard, publish(topic)), refused('not_allowed', ''));
  const { id: own } = await world.scenarios.create(guard, publish('house/vidette'));
  await assert.rejects(
    world.scenarios.update(guard, own, publish('vidette/arming/set')),
    refused('not_allowed', ''),
  );
  await world.scenarios.update(world.admin, own, publish('vidette/arming/set'));
});

test('secrets are sealed in the database, masked in answers and the audit log, and stay with their server', async () => {
  await using world = await openWorld();
  const hook = (url: string, key?: string): ScenarioAction => ({
    kind: 'webhook',
    url,
    ...(key === undefined ? {} : { secret: key }),
  });
  const url = 'https://hooks.example.org/a';
  const { id, actions } = await world.scenarios.create(world.admin, input({ actions: [hook(url, secret)] }));
  assert.deepEqual(actions, [hook(url, maskedPassword)]);
  const stored = async () => {
    const row = await world.db.selectFrom('scenarios').select('actions').executeTakeFirstOrThrow();
    assert.equal(row.actions.includes(secret), false);
    const [first] = JSON.parse(row.actions) as { secret?: string }[];
    return first!.secret && world.vault.open(first!.secret, `scenario:${id}:webhook`);
  };
  assert.equal(await stored(), secret);
  const update = (one: ScenarioAction) => world.scenarios.update(world.admin, id, input({ actions: [one] }));
  await update(hook('https://hooks.example.org/b', maskedPassword));
  assert.equal(await stored(), secret, 'the same server');
  await assert.rejects(
    update(hook('https://evil.example.org/', maskedPassword)),
    refused('invalid', 'actions.0.secret'),
  );
  await update(hook(url, 'another secret of it'));
  assert.equal(await stored(), 'another secret of it');
  await update(hook(url));
  assert.equal(await stored(), undefined);
  assert.doesNotMatch(JSON.stringify(await auditOf(world)), /sixteen|another secret/);
});

test('a scenario may only mean cameras that its writer sees; who does not see them all does not see it', async () => {
  await using world = await openWorld();
  const { yard, gate, north, south } = world;
  const guard = await world.member([north]);
  const create = (change: Partial<ScenarioInput>) => world.scenarios.create(guard, input(change));
  const own = await create({ when: { ...motion, camera_ids: [yard.id.toUpperCase()] } });
  assert.deepEqual(own.when.camera_ids, [yard.id]);
  await create({ when: { ...motion, place_ids: [north] } });
  await assert.rejects(create({}), refused('not_allowed', ''));
  await assert.rejects(create({ when: { ...motion, camera_ids: [gate.id] } }), { code: 'not_found' });
  await assert.rejects(create({ when: { ...motion, place_ids: [south] } }), { code: 'not_found' });
  const turns: ScenarioAction = { kind: 'ptz_preset', camera_id: gate.id, preset: 'x' };
  await assert.rejects(create({ when: { ...motion, camera_ids: [yard.id] }, actions: [turns] }), {
    code: 'not_found',
  });
  const wide = await world.scenarios.create(world.admin, input({ name: 'all' }));
  const records: ScenarioAction = { kind: 'record', camera_id: gate.id };
  const mixed = await world.scenarios.create(
    world.admin,
    input({ when: { ...motion, camera_ids: [yard.id] }, actions: [records] }),
  );
  assert.equal((await world.scenarios.list(guard, {})).items.length, 2);
  for (const { id } of [wide, mixed]) {
    await assert.rejects(world.scenarios.get(guard, id), { code: 'not_found' });
    await assert.rejects(world.scenarios.update(guard, id, input()), { code: 'not_found' });
    await assert.rejects(world.scenarios.delete(guard, id), { code: 'not_found' });
  }
  const reader = await world.member([north, south], ['event_read']);
  await assert.rejects(world.scenarios.list(reader, {}), { code: 'not_allowed' });
  const chief = await world.member([north, south]);
  assert.equal((await world.scenarios.list(chief, {})).items.length, 4);
});

test('cameras, places and lists of another organisation are not there', async () => {
  await using world = await openWorld();
  const elsewhere = await addOrganization(world.db, 'Elsewhere');
  const theirs = await world.camera({ organizationId: elsewhere });
  for (const when of [{ camera_ids: [theirs.id] }, { place_ids: [theirs.siteId] }, { list_ids: [1] }])
    await assert.rejects(world.scenarios.create(world.admin, input({ when: { ...motion, ...when } })), {
      code: 'not_found',
    });
});

test('a deleted scenario leaves nothing waiting, and every change is in the audit log', async () => {
  await using world = await openWorld();
  await world.work.engine.start();
  const { id } = await world.scenario({ actions: [{ kind: 'webhook', url: 'https://example.org/' }] });
  await world.happens({ cameraId: world.yard.id });
  await world.read();
  await world.scenarios.delete(world.admin, id);
  const [action] = (await world.actions.list(world.admin, {}, {})).items;
  assert.deepEqual(
    [action!.state, action!.message, action!.scenarioId],
    ['failed', 'the scenario was deleted', null],
  );
  await assert.rejects(world.scenarios.get(world.admin, id), { code: 'not_found' });
  const audit = (await auditOf(world)).filter(({ meta }) => meta.scenario_id === id);
  assert.equal(audit.length, 2);
});

test('arming is told with who did it, and saying it again changes nothing', async () => {
  await using world = await openWorld();
  const guard = await world.member([]);
  assert.deepEqual(await world.arming.get(guard), { armed: false, changedMs: null, changedBy: null });
  const armed = { armed: true, changedMs: world.clock.utcMs(), changedBy: guard.email };
  assert.deepEqual(await world.arming.set(guard, true), armed);
  world.clock.pass(1000);
  assert.deepEqual(await world.arming.set(world.admin, true), armed);
  await assert.rejects(world.arming.set(await world.member([], ['event_read']), false), {
    code: 'not_allowed',
  });
  await assert.rejects(world.arming.get(await world.member([], [])), { code: 'not_allowed' });
  const audit = (await auditOf(world)).filter(({ meta }) => meta.subject === 'arming');
  assert.equal(audit.length, 1);
});
