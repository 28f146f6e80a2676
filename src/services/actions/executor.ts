/** Carries out one kind of action. */
import type { VidetteError } from '#domain/errors.ts';
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

/** Done for some, who do not get it again. What is left goes on as actions of their own. */
export interface PartlyDone {
  readonly remark: string;
  readonly left: readonly LeftOver[];
}

export interface LeftOver {
  /** The action without what is done. */
  readonly settings: QueuedSettings;
  /** Why it is not done; says as for a whole action whether it is tried again. */
  readonly error: VidetteError;
}

/**
 * Resolves when it is done, or when some of it is. `unavailable` and `exhausted` are tried again; any other error fails it for good.
 */
export type Executor<Settings extends QueuedSettings> = (
  order: Order<Settings>,
) => Promise<PartlyDone | undefined>;

export type Executors = {
  readonly [Kind in QueuedKind]: Executor<Extract<QueuedSettings, { kind: Kind }>>;
};
