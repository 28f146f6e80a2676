/** The typed clients of the platform API and of the native API beside it. Every failure is an ApiError. */
import createClient, { type Middleware } from 'openapi-fetch';
import type { NativePaths, PlatformPaths } from './contract.ts';
import { ApiError, sessionChangedReason, toApiError } from './errors.ts';
import { fetchOrExplain } from './request.ts';
import { csrfHeader, sessionChanged } from './session.ts';

const writes = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

const middleware: Middleware = {
  onRequest({ request }) {
    if (!writes.has(request.method)) return;
    for (const [name, value] of Object.entries(csrfHeader())) request.headers.set(name, value);
  },
  async onResponse({ request, response }) {
    if (response.ok) return;
    // The token of a former session is refused as well; that is no missing right.
    if (response.status === 403 && writes.has(request.method) && (await sessionChanged()))
      throw new ApiError(403, '', sessionChangedReason);
    const isJson = (response.headers.get('content-type') ?? '').includes('json');
    throw toApiError(response, isJson ? await response.json() : null);
  },
};

export const platform = createClient<PlatformPaths>({
  baseUrl: '/',
  credentials: 'same-origin',
  fetch: (input) => fetchOrExplain(input),
});
platform.use(middleware);

export const native = createClient<NativePaths>({
  baseUrl: '/',
  credentials: 'same-origin',
  fetch: (input) => fetchOrExplain(input),
  // Lists are repeated: `camera_id=a&camera_id=b`.
  querySerializer: { array: { style: 'form', explode: true } },
});
native.use(middleware);

/** The body of an answer that the contract promises to have one. */
export function bodyOf<Data>(answer: { data?: Data }): Data {
  if (answer.data === undefined) throw new TypeError('the server answered without a body');
  return answer.data;
}
