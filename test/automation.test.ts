/** What follows from an event in the running product: alarm, mail, web hook, message, recording, relay; over outages and killed servers. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { hasFfmpeg } from '#media/fmp4/test-clips.ts';
import { Listener } from '#services/mqtt/bridge.fixture.ts';
import { freePorts } from './harness/free-ports.ts';
import { documentedRecipe, HookReceiver } from './harness/hook-receiver.ts';
import { LiveEvents } from './harness/live-events.ts';
import { onlyHttp, type Running, startVidette, until } from './harness/vidette.ts';
import { Mosquitto, withoutMosquitto } from './peers/mosquitto/mosquitto.ts';
import { type OnvifDevice, startOnvifDevice } from './peers/onvif-device/peer.ts';
import { type ReceivedMail, type SmtpPeer, smtpCa, startSmtp } from './peers/smtp/smtp.ts';

const skip = withoutMosquitto || (hasFfmpeg ? false : 'ffmpeg reads the pictures');
const secret = 'a secret of the receiver';
const stranger = { email: 'stranger@example.org', password: 'not of this house 1' };

interface Page<T> {
  readonly items: readonly T[];
  readonly pagination: { readonly cursor?: string };
}
interface EventWire {
  readonly event_id: string;
  readonly change: number;
  readonly revision: number;
  readonly event_type: string;
}
interface AlarmWire {
  readonly id: string;
  readonly state: string;
  readonly severity: string;
  readonly camera_ids: readonly string[];
  readonly events: number;
  readonly acknowledged_by?: string;
  readonly note?: string;
  readonly closed_by?: string;
}
interface ScenarioWire {
  readonly id: string;
  readonly last_limited: number | null;
}
interface ActionWire {
  readonly state: string;
  readonly kind: string;
  readonly message?: string;
}

let vidette: Running;
let broker: Mosquitto;
let heard: Listener;
let mailPort: number;
let street: string;

/** The body of an answer that must be a success. */
async function ask<T>(method: string, path: string, order?: unknown): Promise<T> {
  const { status, body } = await vidette.api(method, `/api/v1${path}`, order);
  assert.ok(status < 300, `${method} ${path} answers ${status}: ${JSON.stringify(body)}`);
  return body as T;
}

const items = async <T>(path: string): Promise<readonly T[]> => (await ask<Page<T>>('GET', path)).items;

/** Waits until every action of a scenario is done. */
async function allDone({ id }: ScenarioWire): Promise<readonly ActionWire[]> {
  let last: readonly ActionWire[] = [];
  const done = async () => {
    last = await items<ActionWire>(`/actions?limit=1000&scenario_id=${id}`);
    return last.length > 0 && last.every(({ state }) => state === 'done') && last;
  };
  return await until('all actions are done', done).catch(() => assert.fail(JSON.stringify(last)));
}

const startMail = (): Promise<SmtpPeer> =>
  startSmtp({ port: mailPort, login: { user: 'cameras', password: 'a secret of the post' } });

const raise = (text: string) => ask<EventWire>('POST', '/user_alarms', { camera_id: street, text });

const createScenario = (order: Record<string, unknown>) =>
  ask<ScenarioWire>('POST', '/scenarios', { name: 'A scenario', ...order });

const byHand = { event_types: ['user_alarm'] };

/** What was published at a topic, in order. */
const saidAt = (topic: string) =>
  heard.all.flatMap((message) => (message.topic === topic ? message.text : []));

async function killServer(): Promise<void> {
  const pid = await until('the server', () => vidette.pids('main.ts')[0]);
  process.kill(pid, 'SIGKILL');
}

const serverIsBack = () =>
  until('the server', async () => {
    const answer = await vidette.api('GET', '/api/v1/arming').catch(() => null);
    return answer?.status === 200;
  });

describe('what follows from an event', { skip }, () => {
  before(async () => {
    broker = await Mosquitto.start();
    [mailPort = 0] = await freePorts(1);
    const ca = join(broker.folder, 'ca.pem');
    writeFileSync(ca, smtpCa);
    vidette = await startVidette({
      env: {
        ...onlyHttp,
        VIDETTE_DEMO: '1',
        VIDETTE_MQTT_URL: broker.url,
        VIDETTE_MAIL_HOST: '127.0.0.1',
        VIDETTE_MAIL_PORT: String(mailPort),
        VIDETTE_MAIL_USER: 'cameras',
        VIDETTE_MAIL_PASSWORD: 'a secret of the post',
        VIDETTE_MAIL_CA_FILE: ca,
        VIDETTE_OUTBOUND_ALLOW_PRIVATE: 'true',
      },
    });
    heard = await Listener.connect(broker.url);
    const { cameras } = await ask<{ cameras: { id: string }[] }>('GET', '/cameras');
    street = cameras[0]!.id;
  });

  after(async () => {
    await heard?.[Symbol.asyncDispose]();
    const code = await vidette?.stop();
    await broker?.[Symbol.asyncDispose]();
    if (vidette === undefined) return;
    assert.equal(code, 0, vidette.output());
    assert.doesNotMatch(vidette.output(), /a secret of the|not of this house/, 'a secret is in the log');
  });

  test('who crosses a line is one alarm, a mail with a picture, a signed post, a message, a recording, a relay', async () => {
    await using device = await startOnvifDevice();
    await using mail = await startMail();
    await using hook = await startHook();
    await using live = await LiveEvents.open(vidette, await vidette.token());
    const gate = await addGate(device);
    const scenario = await createScenario({
      name: 'Somebody in the street',
      when: { event_types: ['line_crossing'], camera_ids: [street] },
      actions: [
        { kind: 'alarm', severity: 'high' },
        { kind: 'mail', to: ['guard@example.org'], subject: '{scenario}: {name}' },
        { kind: 'webhook', url: hook.url, secret },
        { kind: 'mqtt', topic: 'house/siren', payload: '{camera} {name} {phase}' },
        { kind: 'record', seconds: 20 },
        { kind: 'relay', camera_id: gate, output: 'gate' },
      ],
    });
    const alarm = await until(
      'an alarm of two crossings',
      async () => {
        const [first] = await items<AlarmWire>('/alarms');
        return first !== undefined && first.events >= 2 && first;
      },
      40_000,
    );
    assert.equal((await items('/alarms')).length, 1, 'one intruder is one alarm');
    assert.deepEqual([alarm.state, alarm.severity, alarm.camera_ids], ['open', 'high', [street]]);

    // Nothing more follows from it; what waits is done.
    const { id, name, when, actions } = await ask<Record<string, unknown>>(
      'GET',
      `/scenarios/${scenario.id}`,
    );
    assert.doesNotMatch(JSON.stringify(actions), new RegExp(secret));
    await ask('PUT', `/scenarios/${id}`, { name, when, actions, enabled: false });
    const done = await allDone(scenario);
    const kinds = Map.groupBy(done, ({ kind }) => kind);
    const count = kinds.get('webhook')!.length;
    assert.deepEqual([...kinds.keys()].sort(), ['mail', 'mqtt', 'record', 'relay', 'webhook']);

    assert.equal(hook.posts.length, count, 'each is posted once');
    const isGenuine = await documentedRecipe();
    for (const { headers, raw, body } of hook.posts) {
      const signature = String(headers['x-vidette-signature']);
      assert.ok(isGenuine(secret, signature, raw));
      assert.equal(isGenuine('another secret', signature, raw), false);
      assert.equal(isGenuine(secret, signature, Buffer.concat([raw, Buffer.from(' ')])), false);
      assert.deepEqual([body.phase, body.event.event_type], ['begin', 'line_crossing']);
    }
    assert.equal(mail.mails.length, count);
    const named = new Set(hook.posts.map(({ body }) => `Somebody in the street: ${body.event.name}`));
    for (const { headers, secure } of mail.mails)
      assert.ok(secure && named.has(headers.get('subject') ?? ''), `${headers.get('subject')}`);
    const sizes = mail.mails.flatMap(pictureSize);
    assert.ok(sizes.length > 0, 'a mail has a picture');
    for (const [width, height] of sizes) assert.ok(width! >= 320 && height! >= 180, `${width}x${height}`);
    await until('all messages', () => saidAt('house/siren').length >= count);
    assert.equal(saidAt('house/siren').length, count);
    for (const text of saidAt('house/siren')) assert.match(text, /^Demo street \S.* begin$/);
    assert.equal(device.state.relays.get('gate'), true);
    const recording = await ask<{ on: boolean; until: number }>('GET', `/cameras/${street}/recording`);
    assert.ok(recording.on && recording.until <= Date.now() + 20_000);

    assert.ok(live.events.some(({ event_type }) => event_type === 'line_crossing'));
    assert.ok(live.messages.some(({ alarm: told }) => told?.id === alarm.id && told.state === 'open'));
    const taken = await ask<AlarmWire>('POST', `/alarms/${alarm.id}/acknowledge`, { note: 'On my way' });
    assert.deepEqual(
      [taken.state, taken.acknowledged_by, taken.note],
      ['acknowledged', 'admin@example.org', 'On my way'],
    );
    const late = await vidette.api('POST', `/api/v1/alarms/${alarm.id}/acknowledge`, {});
    assert.equal(late.status, 409);
    const closed = await ask<AlarmWire>('POST', `/alarms/${alarm.id}/close`, {});
    assert.deepEqual([closed.state, closed.closed_by], ['closed', 'admin@example.org']);
    await until('the live socket tells it', () =>
      live.messages.some(({ alarm: told }) => told?.id === alarm.id && told.state === 'closed'),
    );
    assert.equal((await items('/alarms?state=open')).length, 0);
  });

  test('only armed, when it says so', async () => {
    const scenario = await createScenario({
      when: { ...byHand, arming: 'armed' },
      actions: [{ kind: 'mqtt', topic: 'house/armed', payload: '{text}' }],
    });
    const told = () => saidAt('house/armed');
    await ask('PUT', '/arming', { armed: false });
    await raise('while disarmed');
    await ask('PUT', '/arming', { armed: true });
    await raise('while armed');
    await until('a message', () => told().length > 0);
    await ask('PUT', '/arming', { armed: false });
    await raise('disarmed again');
    await ask('PUT', '/arming', { armed: true });
    await raise('the last');
    await until('a second message', () => told().length > 1);
    assert.deepEqual(told(), ['while armed', 'the last']);
    await ask('DELETE', `/scenarios/${scenario.id}`);
  });

  test('a scenario that gives itself the cause to act again ends soon and says so', async () => {
    await using program = await startHook();
    // The house answers each order with another alarm.
    program.onPost = async () => void (await raise('again'));
    const scenario = await createScenario({
      name: 'A loop',
      when: byHand,
      actions: [
        { kind: 'mqtt', topic: `vidette/cameras/${street}/record/set`, payload: '1' },
        { kind: 'mqtt', topic: 'vidette/arming/set', payload: 'ARM' },
        { kind: 'webhook', url: program.url },
      ],
    });
    await raise('the first');
    await until('it is limited', async () => {
      const { last_limited } = await ask<ScenarioWire>('GET', `/scenarios/${scenario.id}`);
      return last_limited !== null;
    });
    const done = await allDone(scenario);
    assert.equal(program.posts.length, 30);
    assert.equal(done.length, 3 * 30);
    await ask('DELETE', `/scenarios/${scenario.id}`);
  });

  test('targets that are away get everything in order once they are there, also from a server that was killed', async () => {
    const [port] = await freePorts(1);
    await using hook = new HookReceiver(port!);
    const scenario = await createScenario({
      when: byHand,
      actions: [
        { kind: 'webhook', url: hook.url },
        { kind: 'mail', to: ['chief@example.org'], subject: '{text}', snapshot: false },
        { kind: 'mqtt', topic: 'house/late', payload: '{text}' },
      ],
    });
    await broker.stop();
    const texts = ['one', 'two', 'three', 'four', 'five', 'six'];
    for (const text of texts.slice(0, 3)) await raise(text);
    await killServer();
    await serverIsBack();
    for (const text of texts.slice(3)) await raise(text);
    const waiting = await until('a failed attempt', async () =>
      (await items<ActionWire>(`/actions?state=waiting&scenario_id=${scenario.id}`)).find(
        ({ kind, message }) => kind === 'webhook' && message !== undefined,
      ),
    );
    assert.match(waiting.message!, /ECONNREFUSED|cannot be reached/);

    let killed = false;
    hook.onPost = async ({ body }) => {
      if (killed || body.event.details.text !== 'three') return;
      killed = true;
      await killServer();
    };
    await hook.start();
    await broker.start();
    await using mail = await startMail();
    await until('all posts', () => killed && hook.texts.length === texts.length);
    await serverIsBack();
    const done = await allDone(scenario);
    assert.equal(done.length, 3 * texts.length);
    assert.deepEqual(hook.texts, texts);
    const subjects = mail.mails.map(({ headers }) => headers.get('subject'));
    assert.deepEqual([...new Set(subjects)], texts);
    const late = () => [...new Set(saidAt('house/late'))];
    await until('all messages', () => late().length === texts.length);
    assert.deepEqual(late(), texts);
    await ask('DELETE', `/scenarios/${scenario.id}`);
  });

  test('a live client that comes back after a killed server misses nothing', async () => {
    const token = await vidette.token();
    const first = await LiveEvents.open(vidette, token, '?event_type=user_alarm');
    await raise('seen at once');
    const seen = await until('the first', () => first.events[0]);
    await first[Symbol.asyncDispose]();
    await raise('missed');
    await killServer();
    await serverIsBack();
    await raise('missed, too');
    await using second = await LiveEvents.open(vidette, token, `?event_type=user_alarm&after=${seen.change}`);
    await raise('after it');
    await until('three', () => second.events.length >= 3);
    assert.equal(second.helloChange, seen.change);
    assert.deepEqual(
      second.events.map(({ details }) => details.text),
      ['missed', 'missed, too', 'after it'],
    );
    await using all = await LiveEvents.open(vidette, token, '?after=0');
    const stored = await items<EventWire>('/eventlog?limit=1000');
    const newest = Math.max(...stored.map(({ change }) => change));
    await until('everything', () => all.events.some(({ change }) => change >= newest));
    const told = new Map(all.events.map(({ event_id, revision }) => [event_id, revision]));
    for (const { event_id, revision } of stored)
      assert.ok((told.get(event_id) ?? 0) >= revision, `${event_id} in its revision ${revision}`);
  });

  test('another organisation sees none of it', async () => {
    const token = await addStranger();
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const get = (path: string) => fetch(`${vidette.url}/api/v1${path}`, { headers });
    const post = (path: string, body: unknown) =>
      fetch(`${vidette.url}/api/v1${path}`, { method: 'POST', headers, body: JSON.stringify(body) });
    const pictured = (await items<EventWire & { snapshot: boolean }>('/eventlog?limit=1000')).find(
      ({ snapshot }) => snapshot,
    )!;
    const [alarm] = await items<AlarmWire>('/alarms');
    const scenario = await createScenario({ when: byHand, actions: [{ kind: 'alarm' }] });
    await using live = await LiveEvents.open(vidette, token, '?after=0');

    for (const list of ['/eventlog', '/alarms', '/actions', '/scenarios', '/counters']) {
      const answer = await get(list);
      assert.equal(answer.status, 200, list);
      assert.deepEqual(((await answer.json()) as Page<unknown>).items, [], list);
    }
    for (const path of [
      `/eventlog/${pictured.event_id}`,
      `/eventlog/${pictured.event_id}/snapshot.jpg`,
      `/eventlog/${pictured.event_id}/crop.jpg`,
      `/snapshots/${pictured.event_id}?event_type=motion_detection`,
      `/alarms/${alarm!.id}`,
      `/scenarios/${scenario.id}`,
      `/heatmaps?camera_id=${street}&from=0&to=${Date.now()}`,
      `/cameras/${street}/recording`,
    ])
      assert.equal((await get(path)).status, 404, path);
    assert.equal((await post(`/alarms/${alarm!.id}/close`, {})).status, 404);
    assert.equal((await post('/counters/reset', { camera_id: street })).status, 404);
    assert.equal((await post('/user_alarms', { camera_id: street, text: 'mine' })).status, 404);
    const iso = (ms: number) => new Date(ms).toISOString();
    const lately = `ts_from=${iso(Date.now() - 600_000)}&ts_to=${iso(Date.now())}`;
    const platform = await get(`/events?event_type=line_crossing&${lately}`);
    assert.deepEqual(((await platform.json()) as { events: unknown[] }).events, []);
    assert.equal(await (await get('/eventlog/export?format=jsonl')).text(), '');
    assert.equal((await (await get('/eventlog/export?format=csv')).text()).trim().split('\n').length, 1);
    const reach = { when: { ...byHand, camera_ids: [street] }, actions: [{ kind: 'alarm' }] };
    assert.equal((await post('/scenarios', { name: 'Spy', ...reach })).status, 404);

    const raised = await raise('of the house');
    await until('the house has its alarm', async () => (await items('/alarms?state=open')).length > 0);
    const own = await post('/user_alarms', { text: 'of the neighbours' });
    assert.equal(own.status, 200);
    await until('their own event', () => live.events.length > 0);
    assert.deepEqual(
      live.messages.flatMap(({ event, alarm: told }) => event?.details.text ?? told ?? []),
      ['of the neighbours'],
    );
    assert.ok(raised.change < live.events[0]!.change, 'what came before was left out');
  });
});

/** One that is there. */
async function startHook(): Promise<HookReceiver> {
  const [port] = await freePorts(1);
  const hook = new HookReceiver(port!);
  await hook.start();
  return hook;
}

/** A camera that has a relay and no picture. */
async function addGate(device: OnvifDevice): Promise<string> {
  const { name, password } = device.state.accounts[0]!;
  const { id } = await ask<{ id: string }>('POST', '/cameras', {
    name: 'Gate',
    place_id: (await ask<{ places: { id: number }[] }>('GET', '/places')).places[0]!.id,
    source: { url: 'rtsp://127.0.0.1:1/none' },
    onvif_host: '127.0.0.1',
    onvif_port: device.port,
    onvif_login: name,
    onvif_password: password,
  });
  return id;
}

/** Width and height of the picture in a mail as ffprobe decodes it; nothing where there is none. */
function pictureSize({ body }: ReceivedMail): [number[]] | [] {
  const part = /Content-Type: image\/jpeg.*?\r\n\r\n([A-Za-z0-9+/=\r\n]+)/s.exec(body)?.[1];
  if (part === undefined) return [];
  const order = '-v error -f mjpeg -i - -show_entries frame=width,height -of csv=p=0'.split(' ');
  const size = execFileSync('ffprobe', order, { input: Buffer.from(part, 'base64') }).toString();
  return [size.trim().split(',').map(Number)];
}

/** An access token of somebody with all these rights in an organisation of their own. */
async function addStranger(): Promise<string> {
  const { id: organization } = await ask<{ id: number }>('POST', '/organizations', {
    name: 'Neighbours',
    description: '',
  });
  const role = await ask<{ id: number }>('POST', '/roles', { name: 'Everything', description: '' });
  for (const permission of ['event_read', 'snapshot_read', 'camera_read', 'camera_update', 'stream_read'])
    await ask('POST', '/permissions', { role_id: role.id, permission });
  await ask('POST', `/users?organization_id=${organization}`, {
    ...stranger,
    first_name: 'A',
    last_name: 'Stranger',
    group_ids: [],
    role_id: role.id,
  });
  const response = await fetch(`${vidette.url}/api/v1/token`, {
    method: 'POST',
    body: new URLSearchParams({
      grant_type: 'password',
      username: stranger.email,
      password: stranger.password,
    }),
  });
  return ((await response.json()) as { access_token: string }).access_token;
}
