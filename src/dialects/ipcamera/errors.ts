/** Failures as this API tells them: {error}, and richer forms where signing in fails. */
import type { FastifyRequest } from 'fastify';
import type { VidetteError } from '#domain/errors.ts';
import type { Answer, Failure } from '../shared/errors.ts';

const maxLockoutSeconds = 30;

export function answerFailure(failure: Failure, request: FastifyRequest): Answer {
  const isSignIn = request.routeOptions.config.operation?.id === 'authenticate';
  switch (failure.kind) {
    case 'no_route':
      return say(404, 'Not found');
    case 'not_served':
      return say(501, 'Not implemented');
    case 'bug':
      return say(500, 'Internal server error');
    case 'malformed': {
      const issue = failure.issues[0];
      if (failure.where !== 'body') return say(400, failure.message);
      if (issue?.keyword === 'required') return say(400, 'Missing field');
      return say(
        400,
        issue?.field.length === 0 ? 'Invalid JSON' : `${issue?.field.join('.')}: ${issue?.message}`,
      );
    }
    case 'refused':
      return isSignIn ? signInRefusal(failure.error) : refusal(failure.error);
  }
}

function signInRefusal(error: VidetteError): Answer {
  const isLocked = error.code === 'exhausted' || error.reason === 'locked_out';
  if (isLocked) {
    const seconds = Math.ceil((error.retryAfterMs ?? 1_000) / 1_000);
    const lockoutRemaining = Math.min(maxLockoutSeconds, Math.max(0, seconds));
    const body = { success: false, error: 'Too many attempts', lockout: true, lockoutRemaining };
    return { status: 429, body, headers: { 'retry-after': String(lockoutRemaining) } };
  }
  if (error.code === 'unauthenticated')
    return { status: 401, body: { success: false, error: 'Invalid password' } };
  return refusal(error);
}

function refusal(error: VidetteError): Answer {
  switch (error.code) {
    case 'unauthenticated':
      return say(401, 'Authentication required');
    case 'not_allowed':
      return say(403, error.reason === 'csrf' ? 'Invalid CSRF token' : 'Not allowed');
    case 'not_found':
      return say(404, 'Not found');
    case 'invalid':
    case 'conflict':
      return say(400, error.message);
    case 'unavailable':
      return say(503, 'Camera not started');
    case 'exhausted':
      return say(429, 'Rate limit exceeded');
    case 'data_loss':
    case 'bug':
      return say(500, 'Internal server error');
  }
}

function say(status: number, error: string): Answer {
  return { status, body: { error } };
}
