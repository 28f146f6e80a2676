/** One that follows the log live: what it wants, what it may see at this moment, how far it has come. */
import type { EventType } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import type { StoredEvent } from '#stores/events.ts';
import type { EventView } from './event-view.ts';
import { isVisible, type VisibleEvents } from './visibility.ts';

/** Where events go. None of it waits. */
export interface FollowerSink {
  /** It has enough for now: what comes is left out until it has room again. */
  readonly isFull: boolean;
  /** The first word: events after this change follow. */
  hello(change: number): void;
  event(view: EventView): void;
  /** The id of an alarm that was opened or changed, and who looks at it. */
  alarm(id: string, by: Principal): void;
  /** Something up to this change was left out; read it from the lists. */
  behind(change: number): void;
  /** The last word: the login has ended (`unauthenticated`) or the right is gone (`not_allowed`). */
  end(reason: 'unauthenticated' | 'not_allowed'): void;
}

export interface FollowOptions {
  /** Proves anew who it is; rejects when the login has ended. */
  readonly who: () => Promise<Principal>;
  readonly types?: readonly EventType[] | undefined;
  /** UUIDs, in lower case. */
  readonly cameraIds?: readonly string[] | undefined;
  /** The last change that is known; what came since is told first. */
  readonly after?: number | undefined;
}

export class Follower {
  readonly sink: FollowerSink;
  readonly who: () => Promise<Principal>;
  readonly #types: ReadonlySet<EventType> | null;
  readonly #cameraIds: ReadonlySet<string> | null;
  principal: Principal;
  visible: VisibleEvents;
  /** The last change that was considered. */
  change: number;
  /** It reads for itself what was before it came. */
  isCatchingUp = false;
  #isBehind = false;

  constructor(
    sink: FollowerSink,
    options: FollowOptions,
    first: { readonly principal: Principal; readonly visible: VisibleEvents; readonly change: number },
  ) {
    this.sink = sink;
    this.who = options.who;
    this.#types = options.types === undefined ? null : new Set(options.types);
    this.#cameraIds = options.cameraIds === undefined ? null : new Set(options.cameraIds);
    this.principal = first.principal;
    this.visible = first.visible;
    this.change = first.change;
  }

  take(event: StoredEvent, view: EventView): void {
    if (event.change <= this.change) return;
    this.change = event.change;
    if (!this.#wants(event)) return;
    if (this.sink.isFull) this.#isBehind = true;
    if (!this.#isBehind) this.sink.event(view);
  }

  /** Lets it go on where the log is now, once it has room. */
  resume(change: number): void {
    if (!this.#isBehind || this.sink.isFull) return;
    this.#isBehind = false;
    this.change = Math.max(this.change, change);
    this.sink.behind(this.change);
  }

  leaveOut(change: number): void {
    this.change = change;
    this.#isBehind = true;
  }

  #wants({ report, series }: StoredEvent): boolean {
    if (this.#types !== null && !this.#types.has(series.type)) return false;
    if (this.#cameraIds !== null && (report.cameraId === null || !this.#cameraIds.has(report.cameraId)))
      return false;
    return isVisible(this.visible, series);
  }
}
