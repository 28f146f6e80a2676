/** Carries out one kind of action. */
import type { QueuedKind, QueuedSettings } from '../scenarios/scenario.ts';
import type { Occasion } from './occasion.ts';

export interface Order<Settings extends QueuedSettings = QueuedSettings> {
  /** UUID: the same in every attempt, so that a receiver knows what it has already. */
  readonly id: string;
  readonly organizationId: number;
  readonly settings: Settings;
  readonly occasion: Occasion;
  /** Ends the attempt. */
  readonly signal: AbortSignal;
}

/**
 * Resolves when it is done, with a remark or nothing. `unavailable` and `exhausted` are tried again; any other error fails it for
 * good.
 */
export type Executor<Settings extends QueuedSettings> = (
  order: Order<Settings>,
) => Promise<string | undefined>;

export type Executors = {
  readonly [Kind in QueuedKind]: Executor<Extract<QueuedSettings, { kind: Kind }>>;
};
