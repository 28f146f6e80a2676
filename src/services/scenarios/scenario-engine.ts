/**
 * Follows the event log and makes happen what scenarios say. What is decided, what is ordered and how far the log was read are one
 * transaction: killed at any moment, the server neither forgets an event nor orders anything twice. An event whose begin and end
 * came together has begun and ended.
 */
import type { Clock } from '#domain/clock.ts';
import { findInstallationValue, replaceInstallationValue } from '#stores/installation.ts';
import { deleteFirings, listEnabledScenarios } from '#stores/scenarios.ts';
import type { Db } from '#stores/schema.ts';
import { freshForMs } from '../actions/pauses.ts';
import type { AlarmChange } from '../alarms/alarm-service.ts';
import { type CompiledScenario, ScenarioCompiler } from './compiled-scenario.ts';
import { judge } from './judge.ts';
import type { EventFeed, FeedEntry } from './ports.ts';

export interface ScenarioEngineOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly feed: EventFeed;
  /** IANA name, for scenarios that name none. */
  readonly timeZone: string;
  /** After the commit: alarms that changed, targets that something waits for. */
  readonly alarmsChanged: (changes: readonly AlarmChange[]) => void;
  readonly actionsWait: (targets: ReadonlySet<string>) => void;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

const cursorName = 'scenarios:change';
const entriesAtATime = 200;
/** Of one transaction: on SQLite nobody else reads meanwhile. A decision takes about 0.1 ms. */
const decisionsAtATime = 100;
const fewestAtATime = 5;
/** In case that a word of the log was lost, and after trouble with the database. */
const lookEveryMs = 10_000;
/** Longer than any event is fresh for. */
const keepFiringsMs = 2 * freshForMs('alarm');

export class ScenarioEngine implements AsyncDisposable {
  readonly #options: ScenarioEngineOptions;
  readonly #compiler: ScenarioCompiler;
  #cursor = 0;
  #work: Promise<void> = Promise.resolve();
  #wanted = false;
  #stopped = false;
  #stopping: (() => void)[] = [];

  constructor(options: ScenarioEngineOptions) {
    this.#options = options;
    this.#compiler = new ScenarioCompiler(options.timeZone, options.log);
  }

  /** A new installation begins with what happens from now on. */
  async start(): Promise<void> {
    const { db, feed } = this.#options;
    const known = await findInstallationValue(db, cursorName);
    this.#cursor = known === undefined ? feed.change : Number(known);
    if (known === undefined) await save(db, this.#cursor);
    const timer = setInterval(() => void this.wake(), lookEveryMs);
    timer.unref();
    const houseKeeping = setInterval(() => void this.#removeOld(), 3_600_000);
    houseKeeping.unref();
    this.#stopping = [
      () => clearInterval(timer),
      () => clearInterval(houseKeeping),
      feed.subscribe(() => void this.wake()),
    ];
    void this.wake();
  }

  /** There may be something new. Resolves when the log was read to its end. */
  wake(): Promise<void> {
    if (!this.#wanted && !this.#stopped) {
      this.#wanted = true;
      this.#work = this.#work.then(() => this.#round());
    }
    return this.#work;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    for (const stop of this.#stopping) stop();
    await this.#work;
  }

  async #round(): Promise<void> {
    this.#wanted = false;
    const { feed, log } = this.#options;
    try {
      while (!this.#stopped) {
        const entries = await feed.since(this.#cursor, entriesAtATime);
        if (entries.length === 0) return;
        await this.#take(entries);
      }
    } catch (error) {
      // The database does not answer; the next look goes on at the same place.
      log('scenarios wait', { error });
    }
  }

  async #take(entries: readonly FeedEntry[]): Promise<void> {
    const scenarios = this.#compiler.compile(await listEnabledScenarios(this.#options.db));
    if (scenarios.length === 0) {
      const last = entries.at(-1)!.change;
      await save(this.#options.db, last);
      this.#cursor = last;
      return;
    }
    const atATime = Math.max(fewestAtATime, Math.floor(decisionsAtATime / scenarios.length));
    for (let at = 0; at < entries.length && !this.#stopped; at += atATime)
      await this.#judge(entries.slice(at, at + atATime), scenarios);
  }

  /** In one transaction with how far it came. */
  async #judge(entries: readonly FeedEntry[], scenarios: readonly CompiledScenario[]): Promise<void> {
    const { db, clock, alarmsChanged, actionsWait } = this.#options;
    const last = entries.at(-1)!.change;
    const { targets, alarms } = await db.transaction().execute(async (trx) => {
      const consequences = await judge(trx, entries, scenarios, Math.trunc(clock.utcMs()));
      await save(trx, last);
      return consequences;
    });
    this.#cursor = last;
    if (alarms.length > 0) alarmsChanged(alarms);
    if (targets.size > 0) actionsWait(targets);
  }

  async #removeOld(): Promise<void> {
    const { db, clock, log } = this.#options;
    await deleteFirings(db, Math.trunc(clock.utcMs()) - keepFiringsMs).catch((error: unknown) =>
      log('old firings cannot be deleted', { error }),
    );
  }
}

/** Every time: a scenario that is made later shall not see what was before it. */
async function save(db: Db, change: number): Promise<void> {
  await replaceInstallationValue(db, cursorName, String(change));
}
