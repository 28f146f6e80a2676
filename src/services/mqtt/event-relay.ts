/**
 * Sends every change of an event to the broker, in order, at least once: what could not be sent while the broker was away follows
 * when it is back, also after a restart.
 */
import type { EventReport } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import type { CameraView } from '../cameras/camera-view.ts';
import { CalmLog } from './calm-log.ts';
import type { Message } from './connection.ts';
import { eventMessage } from './messages.ts';
import type { BridgeCore } from './ports.ts';
import type { Topics } from './topics.ts';

const keptAs = 'mqtt:change';
const batch = 100;

export interface RelayOptions {
  readonly core: Pick<BridgeCore, 'events' | 'read' | 'write'>;
  readonly topics: Topics;
  readonly publish: (message: Message) => Promise<void>;
  readonly isConnected: () => boolean;
  /** After a batch was read: what `cameraOf` and `seesEventsOf` say is what holds now. */
  readonly refresh: () => Promise<void>;
  readonly cameraOf: (id: string) => CameraView | undefined;
  readonly seesEventsOf: (cameraId: string) => boolean;
  /** Events without a camera are for those who see everything. */
  readonly principal: () => Promise<Principal>;
  /** After an event was sent. */
  readonly sent: (report: EventReport) => Promise<void>;
  readonly log: (message: string, details: object) => void;
}

export class EventRelay {
  readonly #options: RelayOptions;
  #change: number | null = null;
  /** As far as it is kept that they were sent. */
  #kept = 0;
  #running: Promise<void> | null = null;
  /** There may be something to send. */
  #again = false;
  #ended = false;
  readonly #trouble: CalmLog;

  constructor(options: RelayOptions) {
    this.#options = options;
    this.#trouble = new CalmLog(options.log, 'MQTT: events wait');
  }

  /** Begins with what happens from now on, the first time; else where it stopped. */
  async load(): Promise<void> {
    const { core } = this.#options;
    const kept = await core.read(keptAs);
    this.#change = kept === undefined ? core.events.change : Number(kept);
    if (kept === undefined) await core.write(keptAs, String(this.#change));
    this.#kept = this.#change;
  }

  /** Something may be there to send. */
  wake(): void {
    this.#again = true;
    if (this.#ended) return;
    this.#running ??= this.#run().finally(() => {
      this.#running = null;
    });
  }

  /** Now and then: tries again what went wrong. */
  look(): void {
    this.#trouble.look();
    if (this.#again) this.wake();
  }

  async end(): Promise<void> {
    this.#ended = true;
    await this.#running;
    await this.#keep().catch((error: unknown) => this.#trouble.tell({ error }));
  }

  async #run(): Promise<void> {
    while (this.#again && !this.#ended) {
      this.#again = false;
      try {
        while (!this.#ended && this.#options.isConnected() && (await this.#sendBatch()));
      } catch (error) {
        // The next look goes on at the same place.
        this.#again = true;
        this.#trouble.tell({ error });
        return;
      }
    }
  }

  async #sendBatch(): Promise<boolean> {
    const { core, publish, sent, principal, refresh } = this.#options;
    await this.#keep();
    const entries = await core.events.since(this.#change!, batch);
    const last = entries.at(-1);
    if (last === undefined) return false;
    await refresh();
    const { superuser } = await principal();
    const visible = entries.filter(({ report }) => this.#topicOf(report, superuser) !== null);
    await Promise.all(
      visible.map(({ change, report }) =>
        publish({
          topic: this.#topicOf(report, superuser)!,
          payload: eventMessage(change, report, this.#cameraOf(report)),
          confirmed: true,
        }),
      ),
    );
    for (const { report } of visible) await sent(report);
    this.#change = last.change;
    return true;
  }

  /** A database that does not take it is asked again; nothing is sent again for that. */
  async #keep(): Promise<void> {
    const change = this.#change;
    if (change === null || change === this.#kept) return;
    await this.#options.core.write(keptAs, String(change));
    this.#kept = change;
  }

  #cameraOf({ cameraId }: EventReport): CameraView | null {
    return cameraId === null ? null : (this.#options.cameraOf(cameraId) ?? null);
  }

  #topicOf(report: EventReport, superuser: boolean): string | null {
    if (report.cameraId === null) return superuser ? this.#options.topics.events : null;
    return this.#cameraOf(report) === null || !this.#options.seesEventsOf(report.cameraId)
      ? null
      : this.#options.topics.camera(report.cameraId, 'events');
  }
}
