/** Proves who sends an HTTP request, from its headers alone. Dialects with ways of their own call the service themselves. */
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { AccessService, Session } from './access-service.ts';

export interface AuthRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>;
  readonly address: string;
  /** The camera of a media address, as it is named there, with the value of `?token=`. Elsewhere no token in a query counts. */
  readonly media?: { readonly camera: string; readonly token: string | null };
}

export const sessionCookie = 'vidette_session';

type Access = Pick<
  AccessService,
  'authenticateBearer' | 'authenticateSession' | 'authenticateMediaToken' | 'checkCsrf'
>;

/**
 * A bearer token counts before `?token=`, that before the session cookie. Null when the request carries no proof; throws
 * `unauthenticated` when the proof is wrong, `not_allowed` when a write by cookie lacks its X-CSRF-Token.
 */
export async function authenticateRequest(access: Access, request: AuthRequest): Promise<Principal | null> {
  const { address } = request;
  const bearer = bearerToken(headerOf(request, 'authorization'));
  if (bearer !== null) return await access.authenticateBearer(bearer, address);
  const { media } = request;
  if (media !== undefined && media.token !== null && media.token !== '') {
    return media.token.startsWith('vm.')
      ? await access.authenticateMediaToken(media.token, media.camera, address)
      : await access.authenticateBearer(media.token, address);
  }
  const session = await findSession(access, request);
  return session?.principal ?? null;
}

/** The session of the cookie, checked for CSRF when the method changes something. Null without a cookie. */
export async function findSession(
  access: Pick<AccessService, 'authenticateSession' | 'checkCsrf'>,
  request: AuthRequest,
): Promise<Session | null> {
  const secret = cookieValue(headerOf(request, 'cookie'), sessionCookie);
  if (secret === null) return null;
  refuseOtherSites(request);
  const session = await access.authenticateSession(secret, request.address);
  if (!['GET', 'HEAD', 'OPTIONS'].includes(request.method.toUpperCase()))
    access.checkCsrf(session, headerOf(request, 'x-csrf-token'));
  return session;
}

function bearerToken(authorization: string | undefined): string | null {
  const match = /^bearer +([^\s]+) *$/i.exec(authorization ?? '');
  if (match !== null) return match[1]!;
  if (/^bearer\b/i.test(authorization ?? ''))
    throw new VidetteError('unauthenticated', 'the Authorization header is malformed', {
      reason: 'token_invalid',
    });
  return null;
}

export function cookieValue(header: string | undefined, name: string): string | null {
  for (const part of (header ?? '').split(';')) {
    const at = part.indexOf('=');
    if (at > 0 && part.slice(0, at).trim() === name) return part.slice(at + 1).trim() || null;
  }
  return null;
}

/** The cookie is SameSite=Strict; this holds also in a browser that does not know what that means. */
export function refuseOtherSites(request: Pick<AuthRequest, 'headers'>): void {
  if (headerOf(request, 'sec-fetch-site') === 'cross-site')
    throw new VidetteError('not_allowed', 'a page of another site may not do this', { reason: 'cross_site' });
}

function headerOf(request: Pick<AuthRequest, 'headers'>, name: string): string | undefined {
  const value = request.headers[name];
  return typeof value === 'object' ? value[0] : value;
}
