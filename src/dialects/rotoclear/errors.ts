/** Failures in the error wrapper of this API: {error: {code, message, details, timestamp}}. */
import type { Clock } from '#domain/clock.ts';
import type { VidetteError } from '#domain/errors.ts';
import type { Answer, Failure } from '../shared/errors.ts';

interface Words {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

export function answerFailure(clock: Clock): (failure: Failure) => Answer {
  return (failure) => {
    const { status, code, message, details, headers } = words(failure);
    const timestamp = new Date(clock.utcMs()).toISOString();
    const body = { error: { code, message, ...(details !== undefined && { details }), timestamp } };
    return { status, body, ...(headers && { headers }) };
  };
}

function words(failure: Failure): Words {
  switch (failure.kind) {
    case 'no_route':
      return { status: 404, code: 'NOT_FOUND', message: 'Unknown route' };
    case 'not_served':
      return { status: 501, code: 'NOT_IMPLEMENTED', message: 'This server does not serve this route' };
    case 'malformed':
      if (failure.status === 413) return { status: 413, code: 'FILE_TOO_LARGE', message: 'Upload too large' };
      return {
        status: 400,
        code: 'INVALID_PARAMETER',
        message: 'Parameter or body is not acceptable',
        details: failure.message,
      };
    case 'bug':
      return { status: 500, code: 'INTERNAL_ERROR', message: 'Unexpected failure' };
    case 'refused':
      return refusal(failure.error);
  }
}

function refusal(error: VidetteError): Words {
  const details = error.message;
  switch (error.code) {
    case 'unauthenticated':
      return unauthorized;
    case 'not_allowed':
      return { status: 403, code: 'PERMISSION_DENIED', message: 'User may not do this', details };
    case 'not_found':
      return { status: 404, code: 'NOT_FOUND', message: 'No such resource', details };
    case 'conflict':
      return { status: 409, code: 'RESOURCE_IN_USE', message: 'In use or exists already', details };
    case 'invalid':
      return {
        status: 400,
        code: 'INVALID_PARAMETER',
        message: 'Parameter or body is not acceptable',
        details,
      };
    case 'unavailable':
      return { status: 503, code: 'CAMERA_NOT_CONNECTED', message: 'Camera device not available', details };
    case 'exhausted':
      if (error.reason === 'request_rate') {
        return { status: 429, code: 'RATE_LIMITED', message: 'Too many requests in this class', details };
      }
      // An address that guessed too often is answered as a wrong password is; Retry-After says when to come back.
      if (error.reason === 'rate_limited') return unauthorized;
      return { status: 503, code: 'SERVICE_OVERLOADED', message: 'Device is too busy', details };
    case 'data_loss':
    case 'bug':
      return { status: 500, code: 'INTERNAL_ERROR', message: 'Unexpected failure' };
  }
}

const unauthorized: Words = {
  status: 401,
  code: 'INVALID_CREDENTIALS',
  message: 'Sign-in data missing or wrong',
  headers: { 'www-authenticate': 'Bearer, Basic realm="rotoclear-cam", charset="UTF-8"' },
};
