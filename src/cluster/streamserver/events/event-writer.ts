/**
 * Makes events of sightings: gives ids and revisions, keeps what is open, writes pictures, and puts reports into the outbox in one
 * transaction with the list of open events. What was taken in one turn of the event loop is in the file at its end.
 *
 * An event gets at most one report of an update in two seconds; its begin and its end are told at once, only a picture is waited for.
 * What happens to an event before it could be told is told in one report: the first of an event may be `finished`.
 */
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '#domain/clock.ts';
import type { EventType, Sighting } from '#domain/event.ts';
import type { HeatMapReport } from '../../protocol.ts';
import { type OpenEvent, type OpenEvents, reportOf } from './open-events.ts';
import type { Outbox } from './outbox.ts';
import type { Pictures, SnapshotFiles } from './snapshot-files.ts';
import { UuidV7 } from './uuid-v7.ts';

export interface EventWriterOptions {
  readonly outbox: Outbox;
  readonly openEvents: OpenEvents;
  readonly snapshots: SnapshotFiles;
  readonly clock: Clock;
  /** Something new can be sent. */
  readonly ready: () => void;
  readonly log: (message: string, details: object) => void;
}

interface LiveEvent extends OpenEvent {
  /** Monotonic time of the last report. */
  toldAtMs: number;
  /** Something is not told yet. */
  changed: boolean;
  /** Pictures that are being written, and until when reports wait for them (monotonic). */
  writing: number;
  waitUntilMs: number;
  pictures: Promise<void>;
  /** The number of its last entry when that is an update. */
  lastUpdate: number | null;
}

const noPictures: Pictures = { full: null, crop: null };
const updateEveryMs = 2000;
/** A report does not wait longer for its picture. */
const patienceMs = 2000;
const lookEveryMs = 500;
const retryEveryMs = 1000;
const complainEveryMs = 60_000;
/** Beyond these, new events are not taken: more are no help to anyone. */
const maxOpenPerCamera = 256;
const maxUnwritten = 20_000;
/** Events in one transaction, so that the process breathes in between. */
const maxAtOnce = 1000;

/** States that go on when the streamserver is started anew, and are finished by whoever watches them. */
const lasting: ReadonlySet<EventType> = new Set(['camera_connection', 'system']);

export class EventWriter implements AsyncDisposable {
  readonly #options: EventWriterOptions;
  readonly #ids = new UuidV7();
  /** By camera (or none) and key. */
  readonly #open = new Map<string | null, Map<string, LiveEvent>>();
  /** What the file does not have yet. */
  readonly #unwritten = new Set<LiveEvent>();
  #heatMaps: HeatMapReport[] = [];
  #flushing: NodeJS.Immediate | null = null;
  #retryAtMs = Number.NEGATIVE_INFINITY;
  #timer: NodeJS.Timeout | null = null;
  #failing = false;
  #aliveAtMs = Number.NEGATIVE_INFINITY;
  #complainedAtMs = Number.NEGATIVE_INFINITY;
  #taken = 0;
  #refused = 0;

  constructor(options: EventWriterOptions) {
    this.#options = options;
  }

  /** `lastAliveMs`: until when the process before this one is known to have worked. Events that it left open end then. */
  start(lastAliveMs: number): void {
    for (const event of this.#options.openEvents.all()) this.#recover(event, lastAliveMs);
    this.#flush();
    this.#timer = setInterval(() => this.look(), lookEveryMs).unref();
  }

  /** Events begun and sightings not taken (too many, or of no open event) since the start. */
  get counters(): { taken: number; refused: number } {
    return { taken: this.#taken, refused: this.#refused };
  }

  isOpen(cameraId: string | null, key: string): boolean {
    return this.#open.get(cameraId)?.has(key) === true;
  }

  /** What is open of a type. */
  openOf(type: EventType): readonly OpenEvent[] {
    return [...this.#open.values()].flatMap((events) =>
      [...events.values()].filter(({ facts }) => facts.type === type),
    );
  }

  take(cameraId: string | null, sighting: Sighting, pictures: Pictures = noPictures): void {
    const event = this.#eventOf(cameraId, sighting);
    if (event === null) {
      this.#refused += 1;
      return;
    }
    const { phase, facts, utcMs } = sighting;
    const hasPicture = sighting.picture && (pictures.full !== null || pictures.crop !== null);
    // The box belongs to the picture.
    const box = hasPicture || !event.snapshot ? facts.box : event.facts.box;
    event.facts = { ...facts, box };
    event.seenMs = Math.max(event.seenMs, Math.trunc(utcMs));
    event.changed = true;
    if (hasPicture && cameraId !== null) this.#keep(event, cameraId, pictures);
    if (phase === 'end' || phase === 'once') this.#end(event, utcMs);
    // An update waits for its time (`look`).
    if (phase !== 'update') this.#tell(event);
  }

  takeHeatMap(report: HeatMapReport): void {
    if (this.#heatMaps.length >= maxUnwritten) {
      this.#refused += 1;
      return;
    }
    this.#heatMaps.push(report);
    this.#flushSoon();
  }

  /** The analysis of a camera ended: what it left open ends when it was last seen, or at `utcMs` if that is later. */
  analysisStopped(cameraId: string, utcMs: number = 0): void {
    for (const event of [...(this.#open.get(cameraId)?.values() ?? [])]) {
      if (lasting.has(event.facts.type)) continue;
      this.#end(event, Math.max(event.seenMs, utcMs));
      this.#tell(event);
    }
  }

  /** Ends what the analytics left open, and waits for pictures. What was taken is in the file then. */
  async [Symbol.asyncDispose](): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const cameraId of [...this.#open.keys()]) if (cameraId !== null) this.analysisStopped(cameraId);
    const inWork = [...this.#unwritten].map(({ pictures }) => pictures);
    await Promise.race([Promise.all(inWork), setTimeout(patienceMs, undefined, { ref: false })]);
    for (const event of this.#unwritten) event.waitUntilMs = Number.NEGATIVE_INFINITY;
    if (this.#flushing !== null) clearImmediate(this.#flushing);
    this.#flushing = null;
    this.#flush();
  }

  #recover(found: OpenEvent, lastAliveMs: number): void {
    const event = live(found);
    if (event.cameraId !== null) {
      const { full, crop } = this.#options.snapshots.present(event.cameraId, event.id);
      Object.assign(event, { snapshot: full, crop });
    }
    if (event.endMs === null && lasting.has(event.facts.type)) {
      this.#eventsOf(event.cameraId).set(event.key, event);
      return;
    }
    event.endMs ??= Math.max(event.seenMs, Math.trunc(lastAliveMs));
    this.#tell(event);
  }

  #eventOf(cameraId: string | null, { key, phase, utcMs, facts }: Sighting): LiveEvent | null {
    if (!Number.isFinite(utcMs)) return null;
    const present = this.#open.get(cameraId)?.get(key) ?? null;
    if (phase === 'update' || phase === 'end') return present;
    if (present !== null) {
      // The observer began anew without an end.
      this.#end(present, present.seenMs);
      this.#tell(present);
    }
    const events = this.#eventsOf(cameraId);
    if (events.size >= maxOpenPerCamera || this.#unwritten.size >= maxUnwritten) {
      this.#complain(cameraId);
      return null;
    }
    const beginMs = Math.max(0, Math.trunc(utcMs));
    const event = live({
      id: this.#ids.at(beginMs),
      cameraId,
      key,
      beginMs,
      seenMs: beginMs,
      endMs: null,
      facts,
      snapshot: false,
      crop: false,
      revision: 0,
    });
    events.set(key, event);
    this.#taken += 1;
    return event;
  }

  #eventsOf(cameraId: string | null): Map<string, LiveEvent> {
    const present = this.#open.get(cameraId);
    if (present !== undefined) return present;
    const events = new Map<string, LiveEvent>();
    this.#open.set(cameraId, events);
    return events;
  }

  /** Never before the begin, whatever the clock did. */
  #end(event: LiveEvent, utcMs: number): void {
    event.endMs = Math.max(event.beginMs, Math.trunc(utcMs));
    const events = this.#open.get(event.cameraId);
    events?.delete(event.key);
    if (events?.size === 0) this.#open.delete(event.cameraId);
  }

  #keep(event: LiveEvent, cameraId: string, pictures: Pictures): void {
    if (event.writing === 0) event.waitUntilMs = this.#options.clock.monotonicMs() + patienceMs;
    event.writing += 1;
    event.pictures = event.pictures.then(async () => {
      const written = await this.#options.snapshots.write(cameraId, event.id, pictures);
      event.writing -= 1;
      const isNews = (written.full && !event.snapshot) || (written.crop && !event.crop);
      event.snapshot ||= written.full;
      event.crop ||= written.crop;
      event.changed ||= isNews;
      if (this.#unwritten.has(event)) this.#flushSoon();
    });
  }

  /** As soon as its picture is there. After its end nothing more is told of an event, not even a late picture. */
  #tell(event: LiveEvent): void {
    event.changed = true;
    this.#unwritten.add(event);
    this.#flushSoon();
  }

  #complain(cameraId: string | null): void {
    const nowMs = this.#options.clock.monotonicMs();
    if (nowMs - this.#complainedAtMs < complainEveryMs) return;
    this.#complainedAtMs = nowMs;
    this.#options.log('there are too many events at once; some are left out', {
      camera: cameraId,
      leftOut: this.#refused + 1,
    });
  }

  #flushSoon(): void {
    this.#flushing ??= setImmediate(() => {
      this.#flushing = null;
      if (this.#options.clock.monotonicMs() >= this.#retryAtMs) this.#flush();
    });
  }

  /** What can be told is; all else is noted, so that it can be finished after a crash. */
  #flush(): void {
    if (this.#unwritten.size === 0 && this.#heatMaps.length === 0) return;
    const { outbox, openEvents, clock, ready, log } = this.#options;
    const nowMs = clock.monotonicMs();
    const events = [...this.#unwritten].slice(0, maxAtOnce);
    const told = new Set(events.filter((event) => !waitsForPicture(event, nowMs)));
    let numbers: number[];
    try {
      numbers = outbox.transaction(() => {
        for (const report of this.#heatMaps) outbox.append(report);
        for (const event of events) {
          const isTold = told.has(event);
          if (isTold && event.endMs !== null) openEvents.delete(event.id);
          else openEvents.save(stored(event, isTold ? event.revision + 1 : event.revision));
        }
        return [...told].map((event) => {
          if (event.lastUpdate !== null) outbox.withdraw(event.lastUpdate);
          return outbox.append(reportOf(event));
        });
      });
    } catch (error) {
      this.#retryAtMs = nowMs + retryEveryMs;
      if (!this.#failing) log('events cannot be written down; it is tried again every second', { error });
      this.#failing = true;
      return;
    }
    this.#settle([...told], numbers, nowMs);
    if (this.#failing) log('events are written down again', { events: events.length });
    this.#failing = false;
    if (this.#unwritten.size > maxAtOnce) this.#flushSoon();
    ready();
  }

  #settle(told: readonly LiveEvent[], numbers: readonly number[], nowMs: number): void {
    this.#heatMaps = [];
    for (const [index, event] of told.entries()) {
      const isUpdate = event.revision > 0 && event.endMs === null;
      event.lastUpdate = isUpdate ? (numbers[index] ?? null) : null;
      event.revision += 1;
      event.toldAtMs = nowMs;
      event.changed = false;
      this.#unwritten.delete(event);
    }
  }

  /** Tells what is due; twice a second. */
  look(): void {
    const { clock, openEvents, log } = this.#options;
    const nowMs = clock.monotonicMs();
    const open = [...this.#open.values()].flatMap((events) => [...events.values()]);
    for (const event of open) {
      const isDue = event.changed && nowMs - event.toldAtMs >= updateEveryMs;
      if (isDue && !waitsForPicture(event, nowMs)) this.#unwritten.add(event);
    }
    if (nowMs >= this.#retryAtMs) this.#flush();
    const isObserving = open.some(({ facts }) => !lasting.has(facts.type));
    if (!isObserving || nowMs - this.#aliveAtMs < updateEveryMs) return;
    this.#aliveAtMs = nowMs;
    try {
      openEvents.alive(clock.utcMs());
    } catch (error) {
      log('the sign of life of the events cannot be written', { error });
    }
  }
}

const waitsForPicture = (event: LiveEvent, nowMs: number): boolean =>
  event.writing > 0 && nowMs < event.waitUntilMs;

/** As it stands in the file. */
function stored(event: LiveEvent, revision: number): OpenEvent {
  const { id, cameraId, key, beginMs, seenMs, endMs, facts, snapshot, crop } = event;
  return { id, cameraId, key, beginMs, seenMs, endMs, facts, snapshot, crop, revision };
}

function live(event: OpenEvent): LiveEvent {
  return {
    ...event,
    toldAtMs: Number.NEGATIVE_INFINITY,
    changed: false,
    writing: 0,
    waitUntilMs: Number.NEGATIVE_INFINITY,
    pictures: Promise.resolve(),
    lastUpdate: null,
  };
}
