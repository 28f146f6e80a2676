/**
 * Makes events of sightings: gives ids, keeps what is open, writes pictures, and hands on what is to be told. Begin and end are told at
 * once, updates of an event at most every two seconds; a report waits for its picture, but not long. What happens to an event before it
 * could be told is told in one report: the first of an event may be `finished`.
 */
import { setTimeout } from 'node:timers/promises';
import type { Clock } from '#domain/clock.ts';
import type { EventType, Sighting } from '#domain/event.ts';
import { Trouble } from '#domain/trouble.ts';
import type { HeatMapReport } from '../../protocol.ts';
import type { EventJournal } from './event-journal.ts';
import { type LiveEvent, toLive, waitsForPicture } from './live-event.ts';
import type { OpenEvent, OpenEvents } from './open-events.ts';
import type { Pictures, SnapshotFiles } from './snapshot-files.ts';
import { UuidV7 } from './uuid-v7.ts';

export interface EventWriterOptions {
  readonly journal: EventJournal;
  readonly openEvents: OpenEvents;
  readonly snapshots: SnapshotFiles;
  readonly clock: Clock;
  readonly log: (message: string, details: object) => void;
}

const noPictures: Pictures = { full: null, crop: null };
const updateEveryMs = 2000;
/** A report does not wait longer for its picture. */
const patienceMs = 2000;
const lookEveryMs = 500;
const complainEveryMs = 60_000;
/** More of one camera at a time are no help to anyone. */
const maxOpenPerCamera = 256;

/** States that go on when the streamserver is started anew, and are finished by whoever watches them. */
const lasting: ReadonlySet<EventType> = new Set(['camera_connection', 'system']);

export class EventWriter implements AsyncDisposable {
  readonly #options: EventWriterOptions;
  readonly #ids = new UuidV7();
  /** By camera (or none) and key. */
  readonly #open = new Map<string | null, Map<string, LiveEvent>>();
  #timer: NodeJS.Timeout | null = null;
  #aliveAtMs = Number.NEGATIVE_INFINITY;
  #complainedAtMs = Number.NEGATIVE_INFINITY;
  /** The sign of life. */
  readonly #unsigned: Trouble;
  #taken = 0;
  #refused = 0;

  constructor(options: EventWriterOptions) {
    this.#options = options;
    const { clock, log } = options;
    this.#unsigned = new Trouble({
      failing: 'the sign of life of the events cannot be written',
      over: 'the sign of life of the events is written again',
      clock,
      log,
    });
  }

  /** `lastAliveMs`: until when the process before this one is known to have worked. Events that it left open end then. */
  start(lastAliveMs: number): void {
    for (const event of this.#options.openEvents.all()) this.#recover(event, lastAliveMs);
    this.#options.journal.write();
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
    return this.#all().filter(({ facts }) => facts.type === type);
  }

  /** Returns at once. The pictures are not changed by the caller any more. */
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
    if (phase !== 'update') this.#options.journal.add(event);
  }

  takeHeatMap(report: HeatMapReport): void {
    if (this.#options.journal.full) this.#refused += 1;
    else this.#options.journal.addHeatMap(report);
  }

  /** The analysis of a camera ended: what it left open ended with the last picture that it looked at, or when it was last seen. */
  analysisStopped(cameraId: string, lookedUtcMs: number | null = null): void {
    for (const event of [...(this.#open.get(cameraId)?.values() ?? [])]) {
      if (!lasting.has(event.facts.type)) this.#leave(event, lookedUtcMs ?? 0);
    }
  }

  /** Tells what is due; twice a second. */
  look(): void {
    const { clock, journal, openEvents } = this.#options;
    const nowMs = clock.monotonicMs();
    const open = this.#all();
    for (const event of open) {
      const isDue = event.changed && nowMs - event.toldAtMs >= updateEveryMs;
      if (isDue && !waitsForPicture(event, nowMs)) journal.add(event);
    }
    journal.writeIfTime();
    const isObserving = open.some(({ facts }) => !lasting.has(facts.type));
    if (!isObserving || nowMs - this.#aliveAtMs < updateEveryMs) return;
    this.#aliveAtMs = nowMs;
    try {
      openEvents.alive(clock.utcMs());
      this.#unsigned.works();
    } catch (error) {
      this.#unsigned.failed({ error });
    }
  }

  /** Ends what the analytics left open, and waits for pictures. What was taken is written down then. */
  async [Symbol.asyncDispose](): Promise<void> {
    const { journal } = this.#options;
    if (this.#timer !== null) clearInterval(this.#timer);
    for (const cameraId of [...this.#open.keys()]) if (cameraId !== null) this.analysisStopped(cameraId);
    const inWork = [...journal.waiting].map(({ pictures }) => pictures);
    await Promise.race([Promise.all(inWork), setTimeout(patienceMs, undefined, { ref: false })]);
    for (const event of journal.waiting) event.waitUntilMs = Number.NEGATIVE_INFINITY;
    journal.write();
  }

  #recover(found: OpenEvent, lastAliveMs: number): void {
    const event = toLive(found);
    if (event.cameraId !== null) {
      const { full, crop } = this.#options.snapshots.present(event.cameraId, event.id);
      Object.assign(event, { snapshot: full, crop });
    }
    if (event.endMs === null && lasting.has(event.facts.type)) {
      this.#eventsOf(event.cameraId).set(event.key, event);
      return;
    }
    event.endMs ??= Math.max(event.seenMs, Math.trunc(lastAliveMs));
    this.#options.journal.add(event);
  }

  /** The event that a sighting is of; null when it is of none that can be taken. */
  #eventOf(cameraId: string | null, { key, phase, utcMs, facts }: Sighting): LiveEvent | null {
    if (!Number.isFinite(utcMs)) return null;
    const present = this.#open.get(cameraId)?.get(key) ?? null;
    if (phase === 'update' || phase === 'end') return present;
    // The observer began anew without an end.
    if (present !== null) this.#leave(present);
    const events = this.#eventsOf(cameraId);
    if (events.size >= maxOpenPerCamera || this.#options.journal.full) {
      this.#complain(cameraId);
      return null;
    }
    const beginMs = Math.max(0, Math.trunc(utcMs));
    const event = toLive({
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

  #all(): LiveEvent[] {
    return [...this.#open.values()].flatMap((events) => [...events.values()]);
  }

  #eventsOf(cameraId: string | null): Map<string, LiveEvent> {
    const present = this.#open.get(cameraId);
    if (present !== undefined) return present;
    const events = new Map<string, LiveEvent>();
    this.#open.set(cameraId, events);
    return events;
  }

  /** It got no end of its own. */
  #leave(event: LiveEvent, knownMs = 0): void {
    this.#end(event, Math.max(event.seenMs, knownMs));
    this.#options.journal.add(event);
  }

  /** Never before the begin, whatever the clock did. */
  #end(event: LiveEvent, utcMs: number): void {
    event.endMs = Math.max(event.beginMs, Math.trunc(utcMs));
    const events = this.#open.get(event.cameraId);
    events?.delete(event.key);
    if (events?.size === 0) this.#open.delete(event.cameraId);
  }

  /** After its end was told nothing more is said of an event, not even a late picture. */
  #keep(event: LiveEvent, cameraId: string, pictures: Pictures): void {
    const { clock, journal, snapshots } = this.#options;
    if (event.writing === 0) event.waitUntilMs = clock.monotonicMs() + patienceMs;
    event.writing += 1;
    event.pictures = event.pictures.then(async () => {
      const written = await snapshots.write(cameraId, event.id, pictures);
      event.writing -= 1;
      const isNews = (written.full && !event.snapshot) || (written.crop && !event.crop);
      event.snapshot ||= written.full;
      event.crop ||= written.crop;
      event.changed ||= isNews;
      if (journal.waiting.has(event)) journal.writeSoon();
    });
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
}
