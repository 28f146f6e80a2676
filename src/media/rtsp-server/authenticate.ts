/** Who asks: reads the credentials of a request and has them judged. The right and the password are for the port's other side to know. */
import type { ViewerCredentials, ViewerElsewhere, ViewerJudgement, ViewerRequest } from '#domain/viewer.ts';
import { parseAuthorization, serializeDigestChallenge } from '../rtsp/auth.ts';
import type { RtspHeaders } from '../rtsp/headers.ts';
import type { RtspRequest } from '../rtsp/message.ts';
import type { Nonces } from './nonces.ts';

/** May this viewer watch this camera (by id or number)? Rejects when nobody can tell now. */
export type AuthorizeViewer = (request: ViewerRequest) => Promise<ViewerJudgement | ViewerElsewhere>;

/** Nothing to judge: the client must be asked for (better) credentials. `stale`: they may be right, only the nonce is old. */
export interface NoCredentials {
  readonly scheme: 'none';
  readonly stale: boolean;
}

export function readCredentials(
  request: RtspRequest,
  token: string | null,
  address: string,
  nonces: Nonces,
): ViewerCredentials | NoCredentials {
  // A token in the address counts first: clients that were sent on with one still send credentials made for where they came from.
  if (token !== null) return { scheme: 'token', token };
  const header = authorizationOf(request.headers);
  const given = header === undefined ? null : parseAuthorization(header);
  if (given === null) return { scheme: 'none', stale: false };
  if (given.scheme === 'bearer') return { scheme: 'token', token: given.token };
  if (given.scheme === 'basic') return given;
  const state = nonces.check(given.nonce, address);
  if (state !== 'good' || !samePlace(given.uri, request.uri))
    return { scheme: 'none', stale: state === 'stale' };
  const { opaque: _, ...digest } = given;
  return { ...digest, method: request.method };
}

function authorizationOf(headers: RtspHeaders): string | undefined {
  const value = headers.get('authorization');
  return value === undefined || value.length > 4096 ? undefined : value;
}

/** Clients write the signed address with or without origin, query and track; the camera must be the same. */
function samePlace(signed: string, asked: string): boolean {
  const camera = (uri: string) => uri.replace(/^rtsps?:\/\/[^/]*/i, '').split(/[/?]/)[1];
  return camera(signed) === camera(asked);
}

export function challenges(realm: string, nonce: string, stale: boolean): string[] {
  return [serializeDigestChallenge({ realm, nonce, algorithm: 'MD5', stale }), `Basic realm="${realm}"`];
}
