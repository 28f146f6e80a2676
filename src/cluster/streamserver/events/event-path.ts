/** The events of one streamserver, from a sighting to the server: put together, started and closed in order. */
import { mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError } from '#domain/errors.ts';
import type { VolumeStatus } from '#domain/recording.ts';
import type { CameraStatus, EventsStatus, OutboxEntry } from '../../protocol.ts';
import { ConnectionWatch } from './connection-watch.ts';
import { EventDatabase } from './event-database.ts';
import { EventJournal } from './event-journal.ts';
import { EventWriter } from './event-writer.ts';
import { OpenEvents } from './open-events.ts';
import { Outbox } from './outbox.ts';
import { OutboxSender } from './outbox-sender.ts';
import { SnapshotFiles } from './snapshot-files.ts';
import { SnapshotLedger } from './snapshot-ledger.ts';
import { SnapshotRetention } from './snapshot-retention.ts';
import { SystemWatch } from './system-watch.ts';

export interface EventPathOptions {
  /** Id of the streamserver. */
  readonly id: string;
  readonly path: string;
  /** Folder of the archive volume that gets the pictures. */
  readonly volume: string;
  readonly clock: Clock;
  readonly syncSeconds: number;
  readonly outboxMaxBytes: number;
  readonly snapshotDays: number;
  readonly snapshotMaxBytes: number;
  readonly absentMinutes: number;
  readonly send: (outbox: string, entries: readonly OutboxEntry[]) => Promise<{ upTo: number }>;
  readonly log: (message: string, details: object) => void;
}

/** A camera that is back, or a volume that is well, within this time was never away. */
const graceMs = 5000;
/** What the server has not stored by then waits for the next start. */
const lastWordsMs = 1000;

export class EventPath implements AsyncDisposable {
  readonly writer: EventWriter;
  readonly snapshots: SnapshotFiles;
  readonly #options: EventPathOptions;
  readonly #database: EventDatabase;
  readonly #outbox: Outbox;
  readonly #sender: OutboxSender;
  readonly #connections: ConnectionWatch;
  readonly #system: SystemWatch;
  readonly #retention: SnapshotRetention;
  readonly #ending = new AbortController();

  private constructor(database: EventDatabase, options: EventPathOptions) {
    const { clock, log, id, volume, outboxMaxBytes, snapshotDays, snapshotMaxBytes, send } = options;
    this.#options = options;
    this.#database = database;
    this.#outbox = new Outbox(database, { maxBytes: outboxMaxBytes, log });
    this.#sender = new OutboxSender({ outbox: this.#outbox, send, log });
    const ledger = new SnapshotLedger(database);
    this.snapshots = new SnapshotFiles({ volume, ledger, log });
    this.#retention = new SnapshotRetention(this.snapshots.root, ledger, {
      days: snapshotDays,
      maxBytes: snapshotMaxBytes,
    });
    const openEvents = new OpenEvents(database);
    const ready = () => this.#sender.wake();
    const journal = new EventJournal({ outbox: this.#outbox, openEvents, clock, ready, log });
    this.writer = new EventWriter({ journal, openEvents, snapshots: this.snapshots, clock, log });
    const absentMs = options.absentMinutes * 60_000;
    this.#connections = new ConnectionWatch({ writer: this.writer, clock, graceMs, absentMs });
    this.#system = new SystemWatch({ writer: this.writer, clock, graceMs, streamserver: id });
  }

  /** Opens the file and finishes what a crash left open. */
  static async open(options: EventPathOptions): Promise<EventPath> {
    const { path, syncSeconds, log } = options;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    const database = await EventDatabase.open({ path, syncSeconds, log });
    const events = new EventPath(database, options);
    events.writer.start(database.lastAliveMs);
    events.#connections.start();
    if (database.afterCrash) events.#system.startedAfterCrash();
    events.#retention
      .reconcile(events.#ending.signal)
      .catch((error: unknown) =>
        log('pictures of events cannot be counted', { error: toVidetteError(error) }),
      );
    return events;
  }

  /** The server is there: what waits is sent. */
  connected(): void {
    this.#sender.connected();
  }

  /** The cameras of this streamserver are these now. */
  assigned(cameraIds: readonly string[]): void {
    this.#connections.assigned(new Set(cameraIds));
  }

  /** To be called once a second. */
  look(cameras: readonly CameraStatus[], volumes: readonly VolumeStatus[]): void {
    this.#connections.look(cameras);
    this.#system.look(volumes);
  }

  async applyRetention(): Promise<void> {
    await this.#retention.apply(this.#options.clock.utcMs());
  }

  status(): EventsStatus {
    const { waiting, bytes, dropped } = this.#outbox.counters;
    const { written, failed, bytes: snapshotBytes } = this.snapshots.counters;
    const { taken, refused } = this.writer.counters;
    return {
      begun: taken,
      refused,
      waiting,
      waitingBytes: bytes,
      stored: this.#sender.stored,
      dropped,
      snapshots: written,
      snapshotFailures: failed,
      snapshotBytes,
    };
  }

  /** Writes down the last ends, and sends them if the server is there. */
  async [Symbol.asyncDispose](): Promise<void> {
    this.#ending.abort();
    await this.writer[Symbol.asyncDispose]();
    await this.#sender.finish(lastWordsMs);
    await this.#database.close();
  }
}
