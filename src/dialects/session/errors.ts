/** Errors of the session routes: `{status, status_code, detail}`, as the platform API has them. */
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { ErrorCode, VidetteError } from '#domain/errors.ts';
import { classify, type Failure } from '../shared/errors.ts';

const answers: Partial<Record<ErrorCode, readonly [number, string]>> = {
  unauthenticated: [401, 'unauthenticated'],
  not_allowed: [403, 'unauthorized'],
  invalid: [400, 'invalid_request'],
  exhausted: [429, 'too_many_requests'],
  unavailable: [503, 'temporarily_unavailable'],
};

export function answerError(error: unknown, request: FastifyRequest, reply: FastifyReply): void {
  const failure = classify(error);
  const [status, name] = statusOf(failure);
  if (failure.kind === 'bug') request.log.error({ err: error }, 'request failed');
  if (failure.kind === 'refused' && failure.error.retryAfterMs !== undefined)
    reply.header('retry-after', Math.ceil(failure.error.retryAfterMs / 1_000));
  void reply.code(status).send({ status: name, status_code: status, detail: detailOf(failure) });
}

function statusOf(failure: Failure): readonly [number, string] {
  if (failure.kind === 'malformed') return [failure.status, 'invalid_request'];
  if (failure.kind !== 'refused') return [500, 'internal_error'];
  // A locked account is told when to try again, like any other limit.
  if (failure.error.reason === 'locked_out') return answers.exhausted!;
  return answers[failure.error.code] ?? [500, 'internal_error'];
}

function detailOf(failure: Failure): string {
  if (failure.kind === 'malformed') return failure.message;
  return failure.kind === 'refused' && !isInternal(failure.error)
    ? failure.error.message
    : 'an unexpected error; the log has more';
}

function isInternal(error: VidetteError): boolean {
  return answers[error.code] === undefined;
}
