/** What a request is answered with. */
import type { VidetteError } from '#domain/errors.ts';
import type { HeaderFields } from '../rtsp/headers.ts';

export interface Reply {
  readonly status: number;
  readonly headers?: HeaderFields;
  readonly body?: Buffer;
  /** Done when the reply is on its way. */
  readonly afterwards?: () => void;
}

/** RFC 2326, 7.1.1. */
export const reasons: Readonly<Record<number, string>> = {
  200: 'OK',
  302: 'Moved Temporarily',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  454: 'Session Not Found',
  455: 'Method Not Valid in This State',
  459: 'Aggregate Operation Not Allowed',
  461: 'Unsupported Transport',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

export function statusOf(error: VidetteError): number {
  switch (error.code) {
    case 'not_found':
      return 404;
    case 'unauthenticated':
      return 401;
    case 'not_allowed':
      return 403;
    case 'invalid':
      return 400;
    case 'conflict':
      return 455;
    case 'unavailable':
    case 'exhausted':
      return 503;
    case 'data_loss':
    case 'bug':
      return 500;
  }
}
