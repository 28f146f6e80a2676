/**
 * Who asks, in the contract's order of checks: token, then CSRF, then rate. A token comes as bearer, in `?token=` or in the cookie
 * named session, and the first of them that is there counts. Only the cookie needs X-CSRF-Token, on requests that change something.
 */
import type { FastifyRequest } from 'fastify';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { cookieValue } from '#services/access/request.ts';
import { parseAuthorization } from '../shared/credentials.ts';
import type { DeviceUser } from '../shared/device-user.ts';
import { RateLimiter } from '../shared/rate-limit.ts';
import { isCsrfToken, type Session, type Sessions } from './sessions.ts';

export const cookieName = 'session';
/** Per client address. */
const requestsPerSecond = 20;

export class SignIn {
  readonly #sessions: Sessions;
  readonly #device: DeviceUser;
  readonly #rate: RateLimiter;

  constructor(sessions: Sessions, device: DeviceUser, clock: Clock) {
    this.#sessions = sessions;
    this.#device = device;
    this.#rate = new RateLimiter(clock, 1_000);
  }

  async authenticate(request: FastifyRequest): Promise<Principal> {
    if (this.session(request) === null) throw new VidetteError('unauthenticated', 'no valid token was sent');
    const principal = await this.#device.principal(request.ip);
    this.takeRate(request);
    return principal;
  }

  /** The session of a request, checked for CSRF; null without a valid token. */
  session(request: FastifyRequest): Session | null {
    const claim = readToken(request);
    const session = claim && this.#sessions.find(claim.token);
    if (!session) return null;
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(request.method);
    if (claim.isCookie && changes && !isCsrfToken(session, request.headers['x-csrf-token'])) {
      throw new VidetteError('not_allowed', 'X-CSRF-Token is missing or wrong', { reason: 'csrf' });
    }
    return session;
  }

  takeRate(request: FastifyRequest): void {
    const state = this.#rate.take(request.ip, requestsPerSecond);
    if (state.allowed) return;
    throw new VidetteError('exhausted', `more than ${requestsPerSecond} requests a second`, {
      reason: 'request_rate',
      retryAfterMs: state.resetInMs,
    });
  }
}

function readToken(request: FastifyRequest): { token: string; isCookie: boolean } | null {
  const { authorization, cookie } = request.headers;
  if (authorization !== undefined) {
    const credentials = parseAuthorization(authorization);
    return credentials?.scheme === 'bearer' ? { token: credentials.token, isCookie: false } : null;
  }
  const { token } = request.query as { token?: unknown };
  if (typeof token === 'string') return { token, isCookie: false };
  const value = cookieValue(cookie, cookieName);
  return value === null ? null : { token: value, isCookie: true };
}
