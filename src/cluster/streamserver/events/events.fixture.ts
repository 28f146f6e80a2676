/** For tests of the event path: a folder that looks like a streamserver's, a clock to set, sightings and small pictures. */
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Clock, systemClock } from '#domain/clock.ts';
import type { EventPhase, EventReport, Sighting } from '#domain/event.ts';
import { identityName } from '#media/archive/paths.ts';
import { tempFolder } from '../../../../test/harness/temp-folder.ts';
import type { OutboxEntry } from '../../protocol.ts';
import { EventDatabase } from './event-database.ts';
import { EventJournal } from './event-journal.ts';
import type { EventPathOptions } from './event-path.ts';
import { EventWriter } from './event-writer.ts';
import { OpenEvents } from './open-events.ts';
import { Outbox } from './outbox.ts';
import { type PictureCalls, SnapshotFiles } from './snapshot-files.ts';
import { SnapshotLedger } from './snapshot-ledger.ts';

export const camera = '5f0c4f4e-0000-4000-8000-000000000001';
export const otherCamera = '5f0c4f4e-0000-4000-8000-000000000002';
export const testCameras: readonly string[] = [camera, otherCamera];
export const noon = Date.parse('2026-06-01T12:00:00Z');
/** Begins as a JPEG does. */
export const jpeg = (bytes: number): Buffer =>
  Buffer.concat([Buffer.from([0xff, 0xd8]), Buffer.alloc(bytes - 2, 7)]);

export class HandClock implements Clock {
  nowMs = noon;
  elapsedMs = 1000;
  readonly utcMs = (): number => this.nowMs;
  readonly monotonicMs = (): number => this.elapsedMs;
  pass(ms: number): void {
    this.nowMs += ms;
    this.elapsedMs += ms;
  }
}

export function motion(
  phase: EventPhase,
  utcMs: number,
  also: { key?: string; area?: number; picture?: boolean } = {},
): Sighting {
  const { key = 'motion', area = 0.1, picture = false } = also;
  return {
    key,
    phase,
    utcMs,
    picture,
    facts: {
      type: 'motion_detection',
      name: 'yard',
      objectId: null,
      objectClass: 'unknown',
      box: [0.1, 0.1, 0.2, 0.2],
      details: { area, zoneBox: [0, 0, 1, 1] },
    },
  };
}

export interface Said {
  readonly message: string;
  readonly details: object;
}

export const pathOptions = (folder: string): Omit<EventPathOptions, 'send'> => ({
  id: 'a',
  path: join(folder, 'outbox.db'),
  volume: join(folder, 'volume'),
  clock: systemClock,
  syncSeconds: 1,
  outboxMaxBytes: 1e9,
  snapshotDays: 1,
  snapshotMaxBytes: 1e9,
  absentMinutes: 1,
  log: () => {},
});

/** What is below `EventPath`, with hands on every part. */
export class TestEvents implements AsyncDisposable {
  readonly folder: string = tempFolder('events');
  readonly volume: string = join(this.folder, 'volume');
  readonly path: string = join(this.folder, 'outbox.db');
  readonly clock = new HandClock();
  readonly said: Said[] = [];
  readonly log = (message: string, details: object): void => void this.said.push({ message, details });
  #open: EventDatabase[] = [];

  constructor() {
    mkdirSync(this.volume);
    writeFileSync(join(this.volume, identityName), '{}');
  }

  /** For `EventPath.open`. */
  get pathOptions(): Omit<EventPathOptions, 'send'> {
    return pathOptions(this.folder);
  }

  database(path: string = this.path): Promise<EventDatabase> {
    return EventDatabase.open({ path, syncSeconds: 60, log: this.log }).then((database) => {
      this.#open.push(database);
      return database;
    });
  }

  async parts(options: { maxBytes?: number; calls?: PictureCalls } = {}) {
    const { clock, log, volume } = this;
    const database = await this.database();
    const outbox = new Outbox(database, { maxBytes: options.maxBytes ?? 1e9, log });
    const openEvents = new OpenEvents(database);
    const ledger = new SnapshotLedger(database);
    const { calls } = options;
    const snapshots = new SnapshotFiles({ volume, ledger, log, ...(calls === undefined ? {} : { calls }) });
    const journal = new EventJournal({ outbox, openEvents, clock, ready: () => {}, log });
    const writer = new EventWriter({ journal, openEvents, snapshots, clock, log });
    writer.start(database.lastAliveMs);
    return { database, outbox, openEvents, ledger, snapshots, writer };
  }

  /** As a process that is killed leaves it: nothing is ended, nothing is marked as closed. */
  leave(database: EventDatabase): void {
    this.#open = this.#open.filter((one) => one !== database);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const database of this.#open) await database.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}

export const reports = (outbox: Outbox): EventReport[] => reportsOf(outbox.next(10_000, 1e9));

export function reportsOf(entries: readonly OutboxEntry[]): EventReport[] {
  return entries.flatMap((entry) => ('event' in entry ? [entry.event] : []));
}
