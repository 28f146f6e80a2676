/**
 * The live feed: after each commit what is new is read once and given to all followers, each of which gets only what it may see.
 * Logins and rights are proved anew every second. A follower that is slow holds up nobody: it is told that something was left out.
 */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { StoredEvent } from '#stores/events.ts';
import type { Db } from '#stores/schema.ts';
import { requirePermission, siteScope } from '../access/rights.ts';
import type { EventLog } from './event-log.ts';
import { type EventView, toEventViews } from './event-view.ts';
import { Follower, type FollowerSink, type FollowOptions } from './follower.ts';
import { type VisibleEvents, visibleEvents } from './visibility.ts';

export interface EventFeedOptions {
  readonly db: Db;
  readonly log: EventLog;
  /** Alarms that were opened or changed, by id. */
  readonly alarms?: { subscribe(listener: (alarm: { readonly id: string }) => void): () => void };
  readonly warn: (message: string, details: Record<string, unknown>) => void;
  /** How often logins and rights are proved anew. */
  readonly proveMs?: number;
}

/** Events per reading. */
const readAtATime = 500;
/** Who has missed more is told to read the lists. */
const mostMissed = 10_000;

export class EventFeed implements AsyncDisposable {
  readonly #options: EventFeedOptions;
  readonly #followers = new Set<Follower>();
  readonly #leave: (() => void)[] = [];
  #timer: NodeJS.Timeout | undefined;
  #change = 0;
  #pumping: Promise<void> | null = null;
  #proving: Promise<void> | null = null;

  constructor(options: EventFeedOptions) {
    this.#options = options;
  }

  start(): void {
    const { log, alarms, proveMs = 1_000 } = this.#options;
    this.#change = log.change;
    this.#leave.push(log.subscribe(() => this.#wake()));
    if (alarms !== undefined)
      this.#leave.push(
        alarms.subscribe(({ id }) => {
          for (const { sink, principal } of this.#followers) if (!sink.isFull) sink.alarm(id, principal);
        }),
      );
    this.#timer = setInterval(() => {
      this.#proving ??= this.#proveAll().finally(() => {
        this.#proving = null;
      });
    }, proveMs);
    this.#timer.unref();
  }

  get followers(): number {
    return this.#followers.size;
  }

  /** Rejects when the caller may not. Gives the way to leave. */
  async follow(options: FollowOptions, sink: FollowerSink): Promise<() => void> {
    const { log, db } = this.#options;
    const principal = await options.who();
    requirePermission(principal, 'event_read');
    const visible = await visibleEvents(db, principal);
    const now = this.#change;
    const { after } = options;
    const follower = new Follower(sink, options, { principal, visible, change: now });
    sink.hello(after ?? now);
    if (after !== undefined && (after > now || now - after > mostMissed)) {
      follower.leaveOut(now);
      follower.resume(log.change);
    } else if (after !== undefined) {
      follower.change = after;
      follower.isCatchingUp = true;
    }
    this.#followers.add(follower);
    if (follower.isCatchingUp) void this.#catchUp(follower);
    return () => void this.#followers.delete(follower);
  }

  async [Symbol.asyncDispose](): Promise<void> {
    clearInterval(this.#timer);
    for (const leave of this.#leave.splice(0)) leave();
    this.#followers.clear();
    await Promise.all([this.#pumping, this.#proving]);
  }

  #wake(): void {
    // Nobody looks: those who come later begin where the log is then.
    if (this.#followers.size === 0) this.#change = this.#options.log.change;
    else this.#pumping ??= this.#pump();
  }

  async #pump(): Promise<void> {
    const { log, warn } = this.#options;
    try {
      while (this.#change < log.change && this.#followers.size > 0) {
        const events = await log.since(this.#change, readAtATime);
        const views = await toEventViews(this.#options.db, events);
        const last = events.at(-1);
        // Events that were changed again have higher numbers; those that were deleted, none.
        if (last === undefined) break;
        this.#change = last.change;
        for (const follower of this.#followers) if (!follower.isCatchingUp) give(follower, events, views);
      }
    } catch (error) {
      // Those who follow are told of it with the next change: it begins where this one stopped.
      warn('the live feed could not read the event log', { error });
    } finally {
      this.#pumping = null;
    }
  }

  /** What came before the follower, until it has come as far as the others. */
  async #catchUp(follower: Follower): Promise<void> {
    const { log, db, warn } = this.#options;
    try {
      while (this.#followers.has(follower)) {
        const reached = this.#change;
        const events = await log.since(follower.change, readAtATime);
        give(follower, events, await toEventViews(db, events));
        if (events.length === 0) follower.change = Math.max(follower.change, reached);
        if (follower.change >= this.#change) break;
      }
    } catch (error) {
      warn('a follower could not be told what it missed', { error });
      follower.leaveOut(this.#change);
    }
    follower.isCatchingUp = false;
  }

  async #proveAll(): Promise<void> {
    const seen = new Map<string, Promise<VisibleEvents>>();
    for (const follower of this.#followers) {
      try {
        const principal = await follower.who();
        requirePermission(principal, 'event_read');
        follower.principal = principal;
        follower.visible = await this.#visibleOnce(principal, seen);
        follower.resume(this.#change);
      } catch (error) {
        if (!(error instanceof VidetteError) || !isRefusal(error.code)) {
          this.#options.warn('the rights of a follower could not be looked up', { error });
          continue;
        }
        this.#followers.delete(follower);
        follower.sink.end(error.code);
      }
    }
  }

  /** Many followers have the same rights. */
  async #visibleOnce(by: Principal, seen: Map<string, Promise<VisibleEvents>>): Promise<VisibleEvents> {
    const key = JSON.stringify([siteScope(by), by.organizationId]);
    const known = seen.get(key) ?? visibleEvents(this.#options.db, by);
    seen.set(key, known);
    return await known;
  }
}

function give(follower: Follower, events: readonly StoredEvent[], views: readonly EventView[]): void {
  for (const [index, event] of events.entries()) follower.take(event, views[index]!);
}

function isRefusal(code: string): code is 'unauthenticated' | 'not_allowed' {
  return code === 'unauthenticated' || code === 'not_allowed';
}
