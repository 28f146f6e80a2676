/** Why a source does not deliver, as an error that carries one of the fixed causes. */
import { VidetteError } from '#domain/errors.ts';
import type { StreamFailure } from '#media/stream.ts';

export class SourceError extends VidetteError {
  readonly failure: StreamFailure;

  /** The message is for people and never holds credentials. */
  constructor(failure: StreamFailure, message: string, cause?: unknown) {
    super('unavailable', message, { reason: failure, ...(cause === undefined ? {} : { cause }) });
    this.name = 'SourceError';
    this.failure = failure;
  }
}

/** Anything thrown on a connection as a `SourceError`: what parsers throw is the camera's breach of protocol. */
export function toSourceError(error: unknown): SourceError {
  if (error instanceof SourceError) return error;
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  const failure = socketFailures[code];
  if (failure !== undefined) return new SourceError(failure[0], failure[1], error);
  const message = error instanceof Error ? error.message : String(error);
  return new SourceError('protocol', message, error);
}

const socketFailures: Readonly<Record<string, readonly [StreamFailure, string]>> = {
  ENOTFOUND: ['unreachable', 'the host name is not known'],
  EINVAL: ['unreachable', 'this is no name or address of a host'],
  EAI_AGAIN: ['unreachable', 'the host name cannot be looked up'],
  EHOSTUNREACH: ['unreachable', 'there is no way to the host'],
  ENETUNREACH: ['unreachable', 'there is no way to the network'],
  ETIMEDOUT: ['unreachable', 'the host does not answer'],
  ECONNREFUSED: ['refused', 'nothing listens on that port'],
  ECONNRESET: ['closed', 'the camera cut the connection'],
  EPIPE: ['closed', 'the camera cut the connection'],
};
