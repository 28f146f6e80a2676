/** Failures as this API tells them: 400, 403, 404, 409 and a body with `ErrorMessage`. It has no 401, 413, 429 or 500. */
import type { FastifyRequest } from 'fastify';
import type { ErrorCode } from '#domain/errors.ts';
import type { Answer, Failure } from '../shared/errors.ts';

const statuses: Record<ErrorCode, number> = {
  not_found: 404,
  conflict: 409,
  not_allowed: 403,
  unauthenticated: 403,
  invalid: 400,
  unavailable: 400,
  exhausted: 400,
  data_loss: 400,
  bug: 400,
};

export function answerFailure(failure: Failure, request: FastifyRequest): Answer {
  const place = `(${request.url.split('?', 1)[0]} | ${request.method})`;
  switch (failure.kind) {
    case 'no_route':
      return say(404, `Resource is not found ${place}`);
    case 'not_served':
      return say(501, `Resource is not served by this server ${place}`);
    case 'malformed':
      return say(400, failure.message);
    case 'bug':
      return say(400, 'Unexpected failure');
    case 'refused': {
      const { code, reason, message } = failure.error;
      if (code === 'not_found') return say(404, `Resource is not found ${place}`);
      // An address that guessed too often is refused as a blocked account is.
      if (code === 'exhausted' && reason === 'rate_limited') return say(403, `Access is denied ${place}`);
      if (statuses[code] === 403) return say(403, `Access is denied ${place}`);
      return say(statuses[code], message);
    }
  }
}

function say(status: number, message: string): Answer {
  return { status, body: { ErrorMessage: message } };
}
