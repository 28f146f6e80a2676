/** What went wrong with a request, and in which words a person is told. */
import type { TFunction } from 'i18next';

export interface ApiErrorBody {
  /** The finer reason, for example `videoclip_user_quota_exceeded`. */
  readonly status?: string;
  readonly detail?: string | readonly { readonly loc: readonly (string | number)[]; readonly msg: string }[];
}

/** What is wrong with one field of what was sent; `path` leads to it, from the outside in. */
export interface FieldProblem {
  readonly path: readonly string[];
  readonly text: string;
}

export class ApiError extends Error {
  /** HTTP status; 0 when no answer came at all. */
  readonly httpStatus: number;
  readonly reason: string | undefined;
  readonly retryAfterSeconds: number | undefined;
  readonly problems: readonly FieldProblem[];

  constructor(
    httpStatus: number,
    message: string,
    reason?: string,
    retryAfterSeconds?: number,
    problems: readonly FieldProblem[] = [],
  ) {
    super(message);
    this.name = 'ApiError';
    this.httpStatus = httpStatus;
    this.reason = reason;
    this.retryAfterSeconds = retryAfterSeconds;
    this.problems = problems;
  }
}

/** `reason` of a write that was refused because somebody logged in anew in another window. */
export const sessionChangedReason = 'session_changed';

export function toApiError(response: Response, body: unknown): ApiError {
  const { status, detail } = (typeof body === 'object' && body !== null ? body : {}) as ApiErrorBody;
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN);
  return new ApiError(
    response.status,
    detailText(detail),
    status,
    Number.isFinite(retryAfter) ? retryAfter : undefined,
    typeof detail === 'string' || detail === undefined
      ? []
      : detail.map(({ loc, msg }) => ({ path: loc.map(String), text: msg })),
  );
}

function detailText(detail: ApiErrorBody['detail']): string {
  if (typeof detail === 'string') return detail;
  if (!Array.isArray(detail)) return '';
  return detail
    .map(({ loc, msg }) => `${loc.filter((part: string | number) => part !== 'body').join('.')}: ${msg}`)
    .join('; ');
}

/** One sentence on what happened and one on what to do. */
export interface Explanation {
  readonly what: string;
  readonly todo: string;
}

export function explainError(error: unknown, t: TFunction): Explanation {
  if (!(error instanceof ApiError)) {
    return { what: t('error.unexpected', { message: String(error) }), todo: t('error.reloadTodo') };
  }
  const detail = error.message;
  const told = (key: string) => ({ what: detail || t(`error.${key}`), todo: t(`error.${key}Todo`) });
  switch (error.httpStatus) {
    case 0:
      return told('unreachable');
    case 401:
      return told('signedOut');
    case 403:
      return told(error.reason === sessionChangedReason ? 'sessionChanged' : 'forbidden');
    case 404:
      return told('notFound');
    case 400:
    case 409:
    case 422:
      return told('refused');
    case 413:
      return told('tooLarge');
    case 429:
      return {
        what: detail || t('error.tooMany'),
        todo:
          error.retryAfterSeconds === undefined
            ? t('error.tooManyTodo')
            : t('error.tooManyWaitTodo', { seconds: error.retryAfterSeconds }),
      };
    case 501:
      return told('notServed');
    case 502:
    case 503:
    case 504:
      return told('unavailable');
    default:
      return told('server');
  }
}
