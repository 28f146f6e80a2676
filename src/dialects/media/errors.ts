/** Errors of media URLs and native extras: the platform API's form, `{status, status_code, detail}`. */
import type { ErrorCode, VidetteError } from '#domain/errors.ts';

const answers: Record<ErrorCode, { status: number; name: string }> = {
  not_found: { status: 404, name: 'not_found' },
  conflict: { status: 409, name: 'conflict' },
  not_allowed: { status: 403, name: 'unauthorized' },
  unauthenticated: { status: 401, name: 'unauthenticated' },
  invalid: { status: 400, name: 'invalid_request' },
  unavailable: { status: 503, name: 'temporarily_unavailable' },
  exhausted: { status: 429, name: 'too_many_requests' },
  data_loss: { status: 500, name: 'data_loss' },
  bug: { status: 500, name: 'internal_error' },
};

export interface MediaAnswer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: { readonly status: string; readonly status_code: number; readonly detail: string };
}

export function mediaAnswer(error: VidetteError): MediaAnswer {
  const { status, name } = answers[error.code];
  const headers: Record<string, string> = {};
  if (status === 401) headers['www-authenticate'] = 'Bearer';
  if (error.retryAfterMs !== undefined) headers['retry-after'] = String(Math.ceil(error.retryAfterMs / 1000));
  const detail = error.code === 'bug' ? 'an unexpected error; the log has more' : error.message;
  return { status, headers, body: { status: name, status_code: status, detail } };
}
