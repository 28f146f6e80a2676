/** A core as the bridge sees it, whose state tests set, and a client at the broker that remembers what it hears. */
import mqtt, { type MqttClient } from 'mqtt';
import type { CameraStatus } from '#cluster/protocol.ts';
import { VidetteError } from '#domain/errors.ts';
import type { EventReport } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import type { CameraView } from '../cameras/camera-view.ts';
import { type BridgeOptions, type BridgeSettings, MqttBridge } from './mqtt-bridge.ts';
import type { BridgeCore, FeedEntry, LineCounter } from './ports.ts';

export const principal: Principal = {
  userId: 1,
  email: 'admin@vidette.local',
  login: 'admin',
  superuser: true,
  organizationId: 1,
  roleId: 1,
  permissions: new Set(),
  groupIds: [],
  via: 'internal',
  address: '',
};

export function camera(id: string, name: string): CameraView {
  return {
    id,
    number: 1,
    organizationId: 1,
    name,
    siteId: 1,
    planId: null,
    spot: null,
    settings: {
      source: { url: 'rtsp://camera/' },
      ptz: { enabled: true },
      video_analytics: {
        counting: {
          enabled: true,
          lines: [
            {
              name: 'door/1',
              points: [
                [0, 0.5],
                [1, 0.5],
              ],
            },
          ],
        },
      },
    },
    createdMs: 0,
    updatedMs: 0,
    origin: { siteName: 'Yard', siteDescription: null, latitude: null, longitude: null, planName: null },
  };
}

export function motionEvent(cameraId: string, id: string): EventReport {
  return {
    id,
    revision: 1,
    cameraId,
    action: 'appeared',
    beginMs: 1_700_000_000_000,
    endMs: null,
    facts: {
      type: 'motion_detection',
      name: 'yard',
      objectId: null,
      objectClass: 'unknown',
      box: [0.1, 0.2, 0.3, 0.4],
      details: { area: 0.02, zoneBox: [0, 0, 1, 1] },
    },
    snapshot: true,
    crop: false,
  };
}

export class FakeCore implements BridgeCore {
  cameraList: CameraView[] = [];
  counterList: LineCounter[] = [];
  readonly statuses = new Map<string, CameraStatus>();
  readonly orders: unknown[] = [];
  readonly kept = new Map<string, string>();
  readonly #feed: FeedEntry[] = [];
  readonly #listeners = new Set<() => void>();
  #armed = false;

  readonly events: BridgeCore['events'];

  constructor() {
    const feed = this.#feed;
    const listeners = this.#listeners;
    this.events = {
      get change() {
        return feed.length;
      },
      since: async (change, limit) => feed.filter((entry) => entry.change > change).slice(0, limit),
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }

  happen(report: EventReport): void {
    this.#feed.push({ change: this.#feed.length + 1, report });
    for (const listener of this.#listeners) listener();
  }

  principal = async (): Promise<Principal> => principal;
  cameras = async (): Promise<CameraView[]> => this.cameraList;
  eventCameras = async (): Promise<ReadonlySet<string>> => new Set(this.cameraList.map(({ id }) => id));
  counters = async (): Promise<LineCounter[]> => this.counterList;
  statusOf = (id: string): CameraStatus | null => this.statuses.get(id) ?? null;
  snapshot = async (): Promise<Buffer> => Buffer.from('a picture of now');
  armed = async (): Promise<boolean> => this.#armed;
  setArmed = async (_: Principal, armed: boolean): Promise<void> => {
    this.#armed = armed;
  };
  record = async (_: Principal, id: string, on: boolean, seconds?: number): Promise<void> => {
    if (!this.cameraList.some((one) => one.id === id)) throw new VidetteError('not_found', 'no such camera');
    this.orders.push({ record: id, on, seconds });
  };
  ptz = async (_: Principal, id: string, order: unknown): Promise<void> => {
    this.orders.push({ ptz: id, order });
  };
  read = async (name: string): Promise<string | undefined> => this.kept.get(name);
  write = async (name: string, value: string): Promise<void> => {
    this.kept.set(name, value);
  };
}

export class Listener implements AsyncDisposable {
  readonly client: MqttClient;
  /** Of each topic the last message; removed by an empty one. */
  readonly latest = new Map<string, string>();
  readonly all: { topic: string; text: string }[] = [];

  private constructor(client: MqttClient) {
    this.client = client;
    client.on('message', (topic, payload) => {
      const text = payload.toString('utf8');
      this.all.push({ topic, text });
      if (text === '') this.latest.delete(topic);
      else this.latest.set(topic, text);
    });
  }

  static async connect(url: string, options: mqtt.IClientOptions = {}): Promise<Listener> {
    const client = await mqtt.connectAsync(url, { reconnectPeriod: 50, ...options });
    const listener = new Listener(client);
    await client.subscribeAsync('#', { qos: 1 });
    return listener;
  }

  json(topic: string): Record<string, unknown> | null {
    const text = this.latest.get(topic);
    return text === undefined ? null : (JSON.parse(text) as Record<string, unknown>);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.client.endAsync(true);
  }
}

export const yard = '7d2f6a2e-0000-4000-8000-000000000001';
export const gate = '7d2f6a2e-0000-4000-8000-000000000002';

const streaming: CameraStatus = {
  cameraId: yard,
  streams: [
    {
      name: 'main',
      state: 'streaming',
      sinceMs: 0,
      video: { codec: 'h264', width: 1920, height: 1080, fps: 25, bitrateBps: 4_012_345 },
      viewers: 2,
      receivedBytes: 0,
      lostPackets: 0,
      reconnects: 0,
    },
  ],
  recording: { active: true, reason: 'continuous', bitrateBps: 0 },
};

export async function startBridge(
  broker: { readonly url: string },
  core: FakeCore,
  settings: Partial<BridgeSettings> = {},
  others: Partial<BridgeOptions> = {},
): Promise<MqttBridge> {
  const bridge = new MqttBridge({
    settings: {
      url: broker.url,
      username: null,
      password: null,
      clientId: 'vidette-test',
      caFile: null,
      prefix: 'vidette',
      homeAssistant: true,
      homeAssistantPrefix: 'homeassistant',
      snapshots: true,
      ...settings,
    },
    core,
    eventPicture: async ({ id }) => Buffer.from(`picture of ${id}`),
    version: '1.2.3',
    installation: 'installation-1',
    tickMs: 50,
    log: () => {},
    ...others,
  });
  await bridge.start();
  return bridge;
}

export function coreWithYard(): FakeCore {
  const core = new FakeCore();
  core.cameraList = [camera(yard, 'Yard')];
  core.statuses.set(yard, streaming);
  return core;
}
