/** A request for one of the native routes: JSON in and out, every failure an ApiError. */
import { ApiError, toApiError } from './errors.ts';

export interface RequestOptions {
  readonly method?: string;
  readonly json?: unknown;
  readonly headers?: Record<string, string>;
  readonly signal?: AbortSignal;
  /** Statuses that are answers here, not errors: the result is then null. */
  readonly allow?: readonly number[];
}

/** Fetches; turns a missing answer into an ApiError with status 0, but lets an abort through. */
export async function fetchOrExplain(input: RequestInfo | URL, init?: RequestInit): Promise<Response> {
  try {
    return await fetch(input, init);
  } catch (cause) {
    if (cause instanceof DOMException && cause.name === 'AbortError') throw cause;
    throw new ApiError(0, '');
  }
}

/** Null when the answer has no body or its status is allowed. */
export async function request<Reply>(path: string, options: RequestOptions = {}): Promise<Reply | null> {
  const response = await fetchOrExplain(path, {
    method: options.method ?? 'GET',
    credentials: 'same-origin',
    headers: {
      accept: 'application/json',
      ...(options.json === undefined ? {} : { 'content-type': 'application/json' }),
      ...options.headers,
    },
    ...(options.json === undefined ? {} : { body: JSON.stringify(options.json) }),
    ...(options.signal === undefined ? {} : { signal: options.signal }),
  });
  const body = await readJson(response);
  if (response.ok) return body as Reply | null;
  if (options.allow?.includes(response.status)) return null;
  throw toApiError(response, body);
}

/** The JSON body, or null when there is none (an error page of a proxy, for example). */
async function readJson(response: Response): Promise<unknown> {
  if (!(response.headers.get('content-type') ?? '').includes('json')) return null;
  return (await response.json()) as unknown;
}
