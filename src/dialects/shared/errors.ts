/** Failures on their way to a client: one classification for all dialects, each of which gives it its own status and body. */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type ErrorDetails, toVidetteError, VidetteError } from '#domain/errors.ts';

export type Where = 'path' | 'query' | 'header' | 'cookie' | 'body';

export interface Issue {
  /** Path of the wrong value inside its part of the request; empty for the whole. */
  readonly field: readonly (string | number)[];
  readonly message: string;
  /** The rule that was broken, for example `required`, `maximum`, `format`, `json`. */
  readonly keyword: string;
}

/** The request does not fit its contract. */
export class ContractViolation extends VidetteError {
  readonly where: Where;
  readonly issues: readonly Issue[];

  constructor(where: Where, issues: readonly Issue[], details: ErrorDetails = {}) {
    const first = issues[0] ?? { field: [], message: 'is not valid' };
    super('invalid', `${[where, ...first.field].join('.')} ${first.message}`, {
      reason: 'malformed',
      field: [where, ...first.field],
      ...details,
    });
    this.where = where;
    this.issues = issues;
  }
}

/** The contract knows the operation, this server does not serve it. */
export class NotServed extends Error {
  readonly operationId: string;

  constructor(operationId: string) {
    super(`${operationId} is not served by this server`);
    this.operationId = operationId;
  }
}

/** What went wrong, for a dialect to put into its own words. */
export type Failure =
  | { readonly kind: 'not_served'; readonly operationId: string }
  | { readonly kind: 'no_route' }
  /** The request breaks HTTP or the contract. `status` is what plain HTTP would answer: 400, 413, 415 … */
  | {
      readonly kind: 'malformed';
      readonly status: number;
      readonly where: Where | null;
      readonly issues: readonly Issue[];
      readonly message: string;
    }
  | { readonly kind: 'refused'; readonly error: VidetteError }
  /** Nothing of the inside may be told. */
  | { readonly kind: 'bug' };

export interface Answer {
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
}

export function classify(error: unknown): Failure {
  if (error instanceof NotServed) return { kind: 'not_served', operationId: error.operationId };
  if (error instanceof ContractViolation) {
    const { where, issues, message } = error;
    return { kind: 'malformed', status: 400, where, issues, message };
  }
  if (!(error instanceof VidetteError)) {
    const status = (error as { statusCode?: unknown } | null)?.statusCode;
    if (typeof status === 'number' && status >= 400 && status < 500) {
      const message = (error as Error).message;
      return {
        kind: 'malformed',
        status,
        where: null,
        issues: [{ field: [], message, keyword: 'http' }],
        message,
      };
    }
    return { kind: 'bug' };
  }
  return error.code === 'bug' ? { kind: 'bug' } : { kind: 'refused', error };
}

/**
 * Sets the error and not-found handlers of a dialect's plugin. `answer` is pure: failure in, status and body out. Where two plugins
 * share a prefix, only one of them can answer for unknown addresses below it.
 */
export function installErrors(
  app: FastifyInstance,
  answer: (failure: Failure, request: FastifyRequest) => Answer,
  { unknownRoutes = true }: { readonly unknownRoutes?: boolean } = {},
): void {
  const send = (failure: Failure, request: FastifyRequest, reply: FastifyReply) => {
    const { status, body, headers } = answer(failure, request);
    const retryAfterMs = failure.kind === 'refused' ? failure.error.retryAfterMs : undefined;
    if (retryAfterMs !== undefined) reply.header('retry-after', Math.max(1, Math.ceil(retryAfterMs / 1000)));
    reply.code(status).headers({ ...headers });
    if (typeof body === 'object') reply.type('application/json; charset=utf-8');
    return reply.send(typeof body === 'object' ? JSON.stringify(body) : body);
  };
  app.setErrorHandler((error, request, reply) => {
    const failure = classify(error);
    if (failure.kind === 'bug')
      request.log.error({ err: toVidetteError(error).cause ?? error }, 'request failed');
    return send(failure, request, reply);
  });
  if (unknownRoutes) app.setNotFoundHandler((request, reply) => send({ kind: 'no_route' }, request, reply));
}
