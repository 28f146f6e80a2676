/**
 * The cameras at an MQTT broker: states and events out, orders in, Home Assistant's discovery. It sees and may do what one user sees
 * and may do. docs/integrations/mqtt.md describes the topics.
 */
import { VidetteError } from '#domain/errors.ts';
import type { EventReport } from '#domain/event.ts';
import type { CameraView } from '../cameras/camera-view.ts';
import { Announcements } from './announcements.ts';
import { CalmLog } from './calm-log.ts';
import { carryOut, resultOf } from './commands.ts';
import { BrokerConnection, type BrokerSettings, type Message } from './connection.ts';
import { EventRelay } from './event-relay.ts';
import {
  cameraDevice,
  type DeviceContext,
  type Discovery,
  installationDevice,
  withoutFormer,
} from './home-assistant.ts';
import { cameraState } from './messages.ts';
import type { BridgeCore, LineCounter } from './ports.ts';
import { type Command, isPublishable, Topics } from './topics.ts';

export interface BridgeSettings extends BrokerSettings {
  readonly prefix: string;
  readonly homeAssistant: boolean;
  readonly homeAssistantPrefix: string;
  /** Publish pictures of motion, and those that are asked for. */
  readonly snapshots: boolean;
}

export interface BridgeOptions {
  readonly settings: BridgeSettings;
  readonly core: BridgeCore;
  /** Of events; null when it is gone. */
  readonly eventPicture: (report: EventReport) => Promise<Buffer | null>;
  readonly version: string;
  readonly installation: string;
  /** How often states are compared, milliseconds. */
  readonly tickMs?: number;
  readonly log: (message: string, details: object) => void;
}

const defaultTickMs = 1000;
/** Cameras and counters are looked up anew at least this often. */
const refreshEvery = 15;
const installationOwner = '';
/** Who sends more at a time is refused. */
const mostOrders = 100;

export class MqttBridge implements AsyncDisposable {
  readonly #options: BridgeOptions;
  readonly #topics: Topics;
  readonly #announcements: Announcements;
  readonly #relay: EventRelay;
  readonly #stopping: (() => void)[] = [];
  #broker: BrokerConnection | null = null;
  #cameras = new Map<string, CameraView>();
  /** What Home Assistant is told of each camera. */
  #devices = new Map<string, Discovery>();
  #eventCameras: ReadonlySet<string> = new Set();
  #counters = new Map<string, LineCounter[]>();
  #countersChanged = false;
  /** How often cameras or rights have changed, and which of these times the last look-up knew of. */
  #changes = 1;
  #knownChanges = 0;
  /** Ticks until the next look-up; 0: at the next tick. */
  #untilRefresh = 0;
  #ticking: Promise<void> | null = null;
  /** Being carried out now. */
  #orders = 0;
  readonly #refused: CalmLog;
  readonly #untold: CalmLog;
  readonly #untoldStates: CalmLog;
  readonly #noPicture: CalmLog;

  constructor(options: BridgeOptions) {
    this.#options = options;
    const { core, settings, log } = options;
    this.#topics = new Topics(settings.prefix, settings.homeAssistantPrefix);
    this.#refused = new CalmLog(log, 'MQTT: an order was refused');
    this.#untold = new CalmLog(log, 'MQTT: the end of an order cannot be told');
    this.#untoldStates = new CalmLog(log, 'MQTT: states wait');
    this.#noPicture = new CalmLog(log, 'MQTT: the picture of an event cannot be fetched');
    const publish = (message: Message) => this.#publish(message);
    this.#announcements = new Announcements({ publish, read: core.read, write: core.write });
    this.#relay = new EventRelay({
      core,
      topics: this.#topics,
      publish,
      isConnected: () => this.connected,
      refresh: async () => {
        if (this.#knownChanges < this.#changes) await this.#lookUp();
      },
      cameraOf: (id) => this.#cameras.get(id),
      seesEventsOf: (id) => this.#eventCameras.has(id),
      principal: () => core.principal(),
      sent: (report) => this.#eventSent(report),
      log,
    });
  }

  get connected(): boolean {
    return this.#broker?.connected ?? false;
  }

  async start(): Promise<void> {
    const { settings, core, log } = this.#options;
    await this.#announcements.load();
    await this.#relay.load();
    this.#broker = new BrokerConnection({
      settings,
      will: { topic: this.#topics.status, payload: 'offline', retain: true },
      connected: () => void this.#connected(),
      received: (topic, payload, retained) => this.#received(topic, payload, retained),
      log,
    });
    const timer = setInterval(() => this.#tick(), this.#options.tickMs ?? defaultTickMs);
    this.#stopping.push(
      () => clearInterval(timer),
      core.events.subscribe(() => this.#relay.wake()),
    );
  }

  /** Cameras, rights or counters may have changed. */
  changed(): void {
    this.#untilRefresh = 0;
    this.#changes += 1;
  }

  /** For scenarios. Throws `invalid` for a topic that cannot be, `unavailable` without a broker. */
  async publish(
    topic: string,
    payload: string,
    { retain, qos }: { readonly retain: boolean; readonly qos: 0 | 1 },
  ): Promise<void> {
    if (!isPublishable(topic)) throw new VidetteError('invalid', `nothing can be published at ${topic}`);
    await this.#publish({ topic, payload, retain, confirmed: qos === 1 });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const stop of this.#stopping) stop();
    await this.#ticking;
    await this.#relay.end();
    if (this.connected) {
      // The broker sends the will only when a connection breaks.
      await this.#publish({
        topic: this.#topics.status,
        payload: 'offline',
        retain: true,
        confirmed: true,
      }).catch((error: unknown) => this.#options.log('MQTT: cannot say goodbye', { error }));
    }
    await this.#broker?.[Symbol.asyncDispose]();
  }

  async #publish(message: Message): Promise<void> {
    await this.#broker?.publish(message);
  }

  async #connected(): Promise<void> {
    try {
      this.#announcements.forgetContents();
      await this.#broker!.subscribe(this.#topics.subscriptions(this.#options.settings.homeAssistant));
      await this.#publish({ topic: this.#topics.status, payload: 'online', retain: true, confirmed: true });
      this.#relay.wake();
    } catch (error) {
      this.#options.log('MQTT: the connection was lost while it began', { error });
    }
  }

  /** One at a time; a slow broker makes for fewer of them. */
  #tick(): void {
    this.#refused.look();
    this.#untold.look();
    this.#untoldStates.look();
    this.#noPicture.look();
    this.#relay.look();
    if (!this.connected || this.#ticking !== null) return;
    this.#ticking = this.#tellAll()
      .catch((error: unknown) => this.#untoldStates.tell({ error }))
      .finally(() => {
        this.#ticking = null;
      });
  }

  async #tellAll(): Promise<void> {
    const refresh = this.#untilRefresh <= 0;
    this.#untilRefresh = refresh ? refreshEvery : this.#untilRefresh - 1;
    if (refresh) {
      await this.#lookUp();
      await this.#announcements.keepOnly(new Set([installationOwner, ...this.#cameras.keys()]));
    }
    if (this.#countersChanged) await this.#lookUpCounters();
    const { settings, core } = this.#options;
    const armed = await core.armed(await core.principal());
    await this.#announcements.say(installationOwner, [
      ...(settings.homeAssistant ? [installationDevice(this.#deviceContext())] : []),
      { topic: this.#topics.arming, payload: armed ? 'ON' : 'OFF' },
    ]);
    for (const camera of this.#cameras.values())
      await this.#announcements.say(camera.id, this.#said(camera), [
        this.#topics.camera(camera.id, 'snapshot'),
      ]);
  }

  async #lookUp(): Promise<void> {
    const { core, settings } = this.#options;
    const changes = this.#changes;
    const principal = await core.principal();
    const cameras = await core.cameras(principal);
    this.#eventCameras = await core.eventCameras(principal);
    this.#cameras = new Map(cameras.map((camera) => [camera.id, camera]));
    const context = this.#deviceContext();
    const announced = settings.homeAssistant ? cameras : [];
    this.#devices = new Map(
      announced.map((camera) => [
        camera.id,
        withoutFormer(cameraDevice(camera, context), this.#devices.get(camera.id)),
      ]),
    );
    this.#knownChanges = changes;
    await this.#lookUpCounters();
  }

  async #lookUpCounters(): Promise<void> {
    const { core } = this.#options;
    this.#countersChanged = false;
    const counters = await core.counters(await core.principal());
    this.#counters = Map.groupBy(counters, ({ cameraId }) => cameraId);
  }

  #deviceContext(): DeviceContext {
    const { version, installation, settings } = this.#options;
    return { topics: this.#topics, version, installation, snapshots: settings.snapshots };
  }

  /** All retained topics of a camera but its picture. */
  #said(camera: CameraView): { topic: string; payload: string }[] {
    const topics = this.#topics;
    const status = this.#options.core.statusOf(camera.id);
    const device = this.#devices.get(camera.id);
    const state = cameraState(camera, status);
    const at = (...levels: string[]) => topics.camera(camera.id, ...levels);
    return [
      ...(device === undefined ? [] : [device]),
      { topic: at('availability'), payload: state.online ? 'online' : 'offline' },
      { topic: at('state'), payload: JSON.stringify(state) },
      { topic: at('motion'), payload: state.motion ? 'ON' : 'OFF' },
      { topic: at('record'), payload: status?.recording.reason === 'manual' ? 'ON' : 'OFF' },
      ...Object.entries(status?.analysis?.occupancy ?? {}).map(([zone, count]) => ({
        topic: at('occupancy', zone),
        payload: String(count),
      })),
      ...(this.#counters.get(camera.id) ?? []).map((counter) => ({
        topic: at('counters', counter.line),
        payload: JSON.stringify({ in: counter.in, out: counter.out }),
      })),
    ];
  }

  async #eventSent(report: EventReport): Promise<void> {
    const { settings } = this.#options;
    const { type } = report.facts;
    if (type === 'counting') this.#countersChanged = true;
    if (!settings.snapshots || type !== 'motion_detection' || !report.snapshot) return;
    const jpeg = await this.#pictureOf(report);
    if (jpeg !== null) await this.#picture(report.cameraId!, jpeg);
  }

  /** Events do not wait for pictures that cannot be had. */
  async #pictureOf(report: EventReport): Promise<Buffer | null> {
    try {
      return await this.#options.eventPicture(report);
    } catch (error) {
      this.#noPicture.tell({ event: report.id, error });
      return null;
    }
  }

  async #picture(cameraId: string, jpeg: Buffer): Promise<void> {
    await this.#publish({
      topic: this.#topics.camera(cameraId, 'snapshot'),
      payload: jpeg,
      retain: true,
      confirmed: true,
    });
  }

  #received(topic: string, payload: Buffer, retained: boolean): void {
    const command = this.#topics.parse(topic);
    if (command === null) return;
    if (command.kind === 'birth') {
      // Home Assistant started and knows nothing yet.
      if (payload.toString('utf8') === 'online') this.#announcements.forgetContents();
      return;
    }
    // A retained order would be carried out again at every connection.
    if (retained) return;
    void this.#order(command, payload);
  }

  async #order(command: Exclude<Command, { kind: 'birth' }>, payload: Buffer): Promise<void> {
    const { core, settings } = this.#options;
    let failure: unknown = null;
    this.#orders += 1;
    try {
      if (this.#orders > mostOrders)
        throw new VidetteError('exhausted', `${mostOrders} orders are being carried out already`);
      const picture = (id: string, jpeg: Buffer) => this.#picture(id, jpeg);
      await carryOut(command, payload, { core, picture: settings.snapshots ? picture : null });
    } catch (error) {
      failure = error;
      this.#refused.tell({ command, error });
    } finally {
      this.#orders -= 1;
    }
    if (command.kind === 'arming' || !this.#cameras.has(command.cameraId) || !this.connected) return;
    const topic = this.#topics.camera(command.cameraId, 'result');
    await this.#publish({ topic, payload: resultOf(command.kind, failure) }).catch((error: unknown) =>
      this.#untold.tell({ error }),
    );
  }
}
