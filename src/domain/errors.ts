/** The one small family of errors that the core throws. Dialects turn the code into their own status and body. */

export const errorCodes = [
  'not_found',
  'conflict',
  'not_allowed',
  'unauthenticated',
  'invalid',
  'unavailable',
  'exhausted',
  'data_loss',
  'bug',
] as const;

/**
 * - `not_found`: no such thing, or the caller may not know that it exists.
 * - `conflict`: the thing is in a state that forbids this (in use, name taken, already running).
 * - `not_allowed`: the caller is known and lacks the right.
 * - `unauthenticated`: missing, wrong, expired or locked credentials.
 * - `invalid`: the request makes no sense; `field` says where.
 * - `unavailable`: a part outside this process does not answer (camera, streamserver, database); try later.
 * - `exhausted`: a limit is reached (rate, quota, disk space).
 * - `data_loss`: stored bytes are damaged or missing.
 * - `bug`: anything unexpected.
 */
export type ErrorCode = (typeof errorCodes)[number];

export interface ErrorDetails {
  readonly cause?: unknown;
  /** Path of the wrong value inside the request, for `invalid`. */
  readonly field?: readonly (string | number)[];
  /** A finer machine-readable reason inside the code, for example `locked_out` or `wrong_password`. */
  readonly reason?: string;
  /** When to try again, for `exhausted` and `unavailable`. */
  readonly retryAfterMs?: number;
}

export class VidetteError extends Error {
  readonly code: ErrorCode;
  readonly field: readonly (string | number)[] | undefined;
  readonly reason: string | undefined;
  readonly retryAfterMs: number | undefined;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, details.cause === undefined ? undefined : { cause: details.cause });
    this.name = 'VidetteError';
    this.code = code;
    this.field = details.field;
    this.reason = details.reason;
    this.retryAfterMs = details.retryAfterMs;
  }
}

/** The error itself when it is one of ours, else a `bug` that wraps it. */
export function toVidetteError(error: unknown): VidetteError {
  if (error instanceof VidetteError) return error;
  return new VidetteError('bug', error instanceof Error ? error.message : String(error), { cause: error });
}
