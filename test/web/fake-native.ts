/** The native API of the fake server: events, alarms, scenarios, arming, recording by hand, in the shapes of its contract. */
import { randomUUID } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import type { components } from '#dialects/vidette/generated/contract.ts';

type Schemas = components['schemas'];
export type FakeEvent = Schemas['Event'];
export type FakeAlarm = Schemas['Alarm'];

export class FakeNative {
  readonly events: FakeEvent[] = [];
  readonly alarms: FakeAlarm[] = [];
  readonly scenarios: Schemas['Scenario'][] = [];
  /** Cameras that were deleted. */
  readonly deleted = new Set<string>();
  readonly actions: Schemas['QueuedAction'][] = [];
  readonly counters: Schemas['Counter'][] = [];
  readonly recordings = new Map<string, boolean>();
  readonly sockets = new Set<WebSocket>();
  /** What the last socket asked to go on behind. */
  lastAfter: string | null = null;
  armed = false;
  change = 100;

  addEvent(more: Partial<FakeEvent> & Pick<FakeEvent, 'event_type' | 'camera_id' | 'begin'>): FakeEvent {
    this.change += 1;
    const event: FakeEvent = {
      event_id: randomUUID(),
      change: this.change,
      revision: 1,
      event_action: 'finished',
      camera_name: 'Gate',
      place_id: 1,
      place_name: 'Warehouse north',
      end: more.begin,
      name: null,
      object_id: null,
      obj_class: 0,
      bbox: null,
      details: {},
      snapshot: false,
      crop: false,
      ...more,
    };
    this.events.push(event);
    this.tell({ kind: 'event', event });
    return event;
  }

  addAlarm(more: Partial<FakeAlarm> = {}): FakeAlarm {
    const now = Date.now();
    const alarm: FakeAlarm = {
      id: randomUUID(),
      number: this.alarms.length + 1,
      state: 'open',
      severity: 'high',
      scenario_id: null,
      scenario_name: 'Night yard',
      camera_ids: [],
      opened: now,
      last_event: now,
      events: 1,
      event_ids: [],
      ...more,
    };
    this.alarms.push(alarm);
    this.tell({ kind: 'alarm', alarm });
    return alarm;
  }

  tell(message: object): void {
    for (const socket of this.sockets) socket.send(JSON.stringify(message));
  }

  /** As the real one: first where it stands, then what was missed. */
  serveSocket(socket: WebSocket, url: URL): void {
    this.sockets.add(socket);
    socket.on('close', () => this.sockets.delete(socket));
    this.lastAfter = url.searchParams.get('after');
    socket.send(JSON.stringify({ kind: 'hello', change: this.change }));
    if (this.lastAfter === null) return;
    for (const event of this.events)
      if (event.change > Number(this.lastAfter)) socket.send(JSON.stringify({ kind: 'event', event }));
  }

  /** False when it is none of its routes. */
  async serve(request: IncomingMessage, response: ServerResponse, url: URL, body: unknown): Promise<boolean> {
    const json = (status: number, answer: unknown) => {
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(answer));
      return true;
    };
    const [, , , subject = '', id = '', step = ''] = url.pathname.split('/');
    const page = (items: readonly unknown[]) => json(200, { items, pagination: {} });
    switch (`${request.method} ${subject}`) {
      case 'GET eventlog':
        if (id === '') return page(this.#select(url).slice(0, Number(url.searchParams.get('limit') ?? 50)));
        if (id === 'counts') return json(200, { items: this.#counts(url) });
        return json(200, this.events.find(({ event_id }) => event_id === id) ?? null);
      case 'GET counters':
        return json(200, { items: this.counters });
      case 'POST counters':
        for (const counter of this.counters) Object.assign(counter, { in: 0, out: 0, since: Date.now() });
        return json(200, { items: this.counters });
      case 'GET heatmaps':
        return json(200, { columns: 2, rows: 1, counts: [0, 9] });
      case 'GET alarms': {
        const state = url.searchParams.get('state');
        return page(this.alarms.filter((alarm) => state === null || alarm.state === state).toReversed());
      }
      case 'POST alarms': {
        const alarm = this.alarms.find((one) => one.id === id);
        if (alarm === undefined) return json(404, { status: 'not_found', detail: 'no such alarm' });
        const { note } = body as { note?: string };
        const done =
          step === 'close'
            ? ({ state: 'closed', closed_by: 'admin', closed_at: Date.now() } as const)
            : ({ state: 'acknowledged', acknowledged_by: 'admin', acknowledged_at: Date.now() } as const);
        return json(200, Object.assign(alarm, done, note === undefined ? {} : { note }));
      }
      case 'GET scenarios':
        for (const scenario of this.scenarios) scenario.missing = this.#missingFrom(scenario);
        return page(this.scenarios);
      case 'POST scenarios':
        this.scenarios.push({
          ...(body as Schemas['Scenario']),
          id: randomUUID(),
          last_fired: null,
          last_limited: null,
          missing: { camera_ids: [], place_ids: [], list_ids: [] },
        });
        return json(200, this.scenarios.at(-1));
      case 'PUT scenarios':
        return json(200, Object.assign(this.scenarios.find((one) => one.id === id) ?? {}, body));
      case 'GET arming':
        return json(200, { armed: this.armed, changed_at: null, changed_by: null });
      case 'PUT arming':
        this.armed = (body as { armed: boolean }).armed;
        return json(200, { armed: this.armed, changed_at: Date.now(), changed_by: 'admin' });
      case 'GET actions':
        return page(this.actions.filter(({ state }) => state === url.searchParams.get('state')));
      case 'POST actions': {
        const action = this.actions.find((one) => one.id === id);
        return json(200, Object.assign(action ?? {}, { state: 'waiting', attempts: 0 }));
      }
      case 'GET cameras':
        if (step !== 'recording') return false;
        return json(200, { on: this.recordings.get(id) ?? false, until: null });
      case 'PUT cameras':
        if (step !== 'recording') return false;
        this.recordings.set(id, (body as { on: boolean }).on);
        return json(200, { on: this.recordings.get(id), until: null });
      default:
        return false;
    }
  }

  #missingFrom({ when, actions }: Schemas['Scenario']): Schemas['MissingFromScenario'] {
    const actors = actions.flatMap((action) => ('camera_id' in action && action.camera_id) || []);
    const named = [...new Set([...(when.camera_ids ?? []), ...actors])];
    return { camera_ids: named.filter((id) => this.deleted.has(id)), place_ids: [], list_ids: [] };
  }

  #select({ searchParams: query }: URL): FakeEvent[] {
    const [types, cameras, names] = ['event_type', 'camera_id', 'name'].map((name) => query.getAll(name));
    const [from, to] = [Number(query.get('from') ?? 0), Number(query.get('to') ?? Number.MAX_SAFE_INTEGER)];
    const among = (wanted: readonly string[] | undefined, value: string | null) =>
      wanted === undefined || wanted.length === 0 || wanted.includes(value ?? '');
    return this.events
      .filter(({ begin }) => begin >= from && begin <= to)
      .filter(
        (event) =>
          among(types, event.event_type) && among(cameras, event.camera_id) && among(names, event.name),
      )
      .sort((a, b) => b.begin - a.begin);
  }

  #counts(url: URL): Schemas['EventCount'][] {
    const stepMs = url.searchParams.get('interval') === 'day' ? 86_400_000 : 3_600_000;
    const counts = new Map<string, Schemas['EventCount']>();
    for (const { begin, event_type } of this.#select(url)) {
      const step = Math.floor(begin / stepMs) * stepMs;
      const key = `${step} ${event_type}`;
      counts.set(key, { begin: step, event_type, count: (counts.get(key)?.count ?? 0) + 1 });
    }
    return [...counts.values()];
  }
}
