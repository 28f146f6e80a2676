/** What the scenarios need of others. */
import type { EventReport } from '#domain/event.ts';

export interface FeedEntry {
  readonly change: number;
  readonly report: EventReport;
  /** `organizationId`: whose event it is when no camera saw it; 0: of the installation. */
  readonly series: { readonly organizationId: number };
}

/** The event log as those see it who follow it. */
export interface EventFeed {
  /** The number of the last change. */
  readonly change: number;
  /** What changed after a number, in order: each event once, as it is now. */
  since(change: number, limit: number): Promise<readonly FeedEntry[]>;
  /** Told after something was stored. Gives back what ends it. */
  subscribe(listener: () => void): () => void;
}

/** What this installation can do, besides what cameras do. */
export interface ActionMeans {
  /** Null, or why no mail can be sent. */
  readonly noMail: string | null;
  /** Null, or why nothing can be published. */
  readonly noMqtt: string | null;
}
