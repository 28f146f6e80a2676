/**
 * Writes down what is to be told of events, and the list of open ones, in one transaction at the end of each turn of the event loop.
 * While the disk takes nothing, events wait here as their last state.
 */
import type { Clock } from '#domain/clock.ts';
import type { HeatMapReport } from '../../protocol.ts';
import { type LiveEvent, toStored, waitsForPicture } from './live-event.ts';
import { type OpenEvents, reportOf } from './open-events.ts';
import type { Outbox } from './outbox.ts';

export interface EventJournalOptions {
  readonly outbox: Outbox;
  readonly openEvents: OpenEvents;
  readonly clock: Clock;
  /** Something new can be sent. */
  readonly ready: () => void;
  readonly log: (message: string, details: object) => void;
}

const retryEveryMs = 1000;
const maxWaiting = 20_000;
/** Events in one transaction, so that the process breathes in between. */
const maxAtOnce = 1000;

export class EventJournal {
  readonly #options: EventJournalOptions;
  readonly #waiting = new Set<LiveEvent>();
  #heatMaps: HeatMapReport[] = [];
  #soon: NodeJS.Immediate | null = null;
  #retryAtMs = Number.NEGATIVE_INFINITY;
  #failing = false;

  constructor(options: EventJournalOptions) {
    this.#options = options;
  }

  /** More than this is refused. */
  get full(): boolean {
    return this.#waiting.size + this.#heatMaps.length >= maxWaiting;
  }

  get waiting(): ReadonlySet<LiveEvent> {
    return this.#waiting;
  }

  /** To be told as soon as its picture is there. */
  add(event: LiveEvent): void {
    event.changed = true;
    this.#waiting.add(event);
    this.writeSoon();
  }

  addHeatMap(report: HeatMapReport): void {
    this.#heatMaps.push(report);
    this.writeSoon();
  }

  writeSoon(): void {
    this.#soon ??= setImmediate(() => {
      this.#soon = null;
      this.writeIfTime();
    });
  }

  /** Not within the second after a failure. */
  writeIfTime(): void {
    if (this.#options.clock.monotonicMs() >= this.#retryAtMs) this.write();
  }

  /** What can be told is; of all else the state is kept, so that it can be finished after a crash. */
  write(): void {
    if (this.#waiting.size === 0 && this.#heatMaps.length === 0) return;
    const { clock, ready, log } = this.#options;
    const nowMs = clock.monotonicMs();
    const events = [...this.#waiting].slice(0, maxAtOnce);
    const told = events.filter((event) => !waitsForPicture(event, nowMs));
    try {
      const numbers = this.#transact(events, told);
      this.#settle(told, numbers, nowMs);
    } catch (error) {
      this.#retryAtMs = nowMs + retryEveryMs;
      if (!this.#failing) log('events cannot be written down; it is tried again every second', { error });
      this.#failing = true;
      return;
    }
    if (this.#failing) log('events are written down again', { waiting: this.#waiting.size });
    this.#failing = false;
    if (events.length === maxAtOnce) this.writeSoon();
    ready();
  }

  /** The numbers of the reports. */
  #transact(events: readonly LiveEvent[], told: readonly LiveEvent[]): number[] {
    const { outbox, openEvents } = this.#options;
    const isTold = new Set(told);
    return outbox.transaction(() => {
      for (const report of this.#heatMaps) outbox.append(report);
      for (const event of events) {
        if (!isTold.has(event)) openEvents.save(toStored(event, event.revision));
        else if (event.endMs === null) openEvents.save(toStored(event, event.revision + 1));
        else openEvents.delete(event.id);
      }
      return told.map((event) => {
        if (event.lastUpdate !== null) outbox.withdraw(event.lastUpdate);
        return outbox.append(reportOf(event));
      });
    });
  }

  #settle(told: readonly LiveEvent[], numbers: readonly number[], nowMs: number): void {
    this.#heatMaps = [];
    for (const [index, event] of told.entries()) {
      const isUpdate = event.revision > 0 && event.endMs === null;
      event.lastUpdate = isUpdate ? (numbers[index] ?? null) : null;
      event.revision += 1;
      event.toldAtMs = nowMs;
      event.changed = false;
      this.#waiting.delete(event);
    }
  }
}
