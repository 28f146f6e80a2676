/**
 * Basic and Digest authentication (RFC 7617, RFC 7616, and RFC 2069 for old cameras), from both sides: answering a challenge
 * as a client, checking an answer as a server. RTSP and HTTP use it alike.
 */
import { createHash, timingSafeEqual } from 'node:crypto';

export type DigestAlgorithm = 'MD5' | 'SHA-256';

export type Challenge =
  | { readonly scheme: 'basic'; readonly realm: string }
  | {
      readonly scheme: 'digest';
      readonly realm: string;
      readonly nonce: string;
      readonly algorithm: DigestAlgorithm;
      /** As the server spelled the algorithm; absent when it named none. The answer repeats it. */
      readonly algorithmName?: string;
      /** HA1 covers nonce and client nonce too (`-sess`). */
      readonly session: boolean;
      readonly qopAuth: boolean;
      readonly opaque?: string;
      /** The credentials may be right, only the nonce is too old. */
      readonly stale: boolean;
    };

/** What a client sent in Authorization. */
export type Authorization =
  | { readonly scheme: 'basic'; readonly username: string; readonly password: string }
  | { readonly scheme: 'bearer'; readonly token: string }
  | {
      readonly scheme: 'digest';
      readonly username: string;
      readonly realm: string;
      readonly nonce: string;
      readonly uri: string;
      readonly response: string;
      readonly algorithm?: string;
      readonly qop?: string;
      readonly cnonce?: string;
      readonly nc?: string;
      readonly opaque?: string;
    };

export interface Credentials {
  readonly username: string;
  readonly password: string;
}

/** All challenges that can be answered, out of one or more WWW-Authenticate values, the strongest first. */
export function parseChallenges(values: readonly string[]): Challenge[] {
  const challenges = values
    .flatMap(splitChallenges)
    .flatMap(({ scheme, params }) => toChallenge(scheme, params));
  return challenges.sort((a, b) => strength(b) - strength(a));
}

function strength(challenge: Challenge): number {
  if (challenge.scheme === 'basic') return 0;
  return challenge.algorithm === 'MD5' ? 1 : 2;
}

/** One value may hold several challenges: a token without `=` begins the next one. */
function splitChallenges(value: string): { scheme: string; params: Map<string, string> }[] {
  const found: { scheme: string; params: Map<string, string> }[] = [];
  const pattern = /[\s,]*([\w-]+)(?:\s*=\s*(?:"((?:[^"\\]|\\.)*)"?|([^\s,]*)))?/gy;
  for (let match = pattern.exec(value); match !== null; match = pattern.exec(value)) {
    const [, name = '', quoted, plain] = match;
    if (quoted === undefined && plain === undefined)
      found.push({ scheme: name.toLowerCase(), params: new Map() });
    else found.at(-1)?.params.set(name.toLowerCase(), quoted?.replace(/\\(.)/g, '$1') ?? plain ?? '');
  }
  return found;
}

function toChallenge(scheme: string, params: Map<string, string>): Challenge[] {
  const realm = params.get('realm') ?? '';
  if (scheme === 'basic') return [{ scheme, realm }];
  const nonce = params.get('nonce');
  if (scheme !== 'digest' || nonce === undefined) return [];
  const algorithmName = params.get('algorithm');
  const algorithm = parseAlgorithm(algorithmName);
  if (algorithm === null) return [];
  const qop = params.get('qop');
  const qopAuth = qop?.split(',').some((one) => one.trim().toLowerCase() === 'auth') ?? false;
  // A server that insists on auth-int is not answered.
  if (qop !== undefined && qop !== '' && !qopAuth) return [];
  const opaque = params.get('opaque');
  return [
    {
      scheme,
      realm,
      nonce,
      algorithm: algorithm.hash,
      session: algorithm.session,
      qopAuth,
      stale: params.get('stale')?.toLowerCase() === 'true',
      ...(algorithmName === undefined ? {} : { algorithmName }),
      ...(opaque === undefined ? {} : { opaque }),
    },
  ];
}

function parseAlgorithm(name: string | undefined): { hash: DigestAlgorithm; session: boolean } | null {
  const match = /^(MD5|SHA-?256)(-sess)?$/i.exec(name ?? 'MD5');
  if (match === null) return null;
  return { hash: match[1]!.toUpperCase() === 'MD5' ? 'MD5' : 'SHA-256', session: match[2] !== undefined };
}

/** The Authorization value for one request. `nonceCount` counts the requests answered with this nonce, from 1. */
export function answerChallenge(
  challenge: Challenge,
  credentials: Credentials,
  request: {
    readonly method: string;
    readonly uri: string;
    readonly nonceCount: number;
    readonly cnonce: string;
  },
): string {
  const { username, password } = credentials;
  if (challenge.scheme === 'basic') {
    return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`;
  }
  const { realm, nonce, algorithm, session, qopAuth, algorithmName, opaque } = challenge;
  const { method, uri, cnonce } = request;
  const nc = request.nonceCount.toString(16).padStart(8, '0');
  const response = digestResponse({
    algorithm,
    session,
    ha1: digestHa1(algorithm, username, realm, password),
    nonce,
    method,
    uri,
    cnonce,
    ...(qopAuth ? { qop: 'auth', nc } : {}),
  });
  const fields = [
    `username="${quote(username)}"`,
    `realm="${quote(realm)}"`,
    `nonce="${quote(nonce)}"`,
    `uri="${quote(uri)}"`,
    `response="${response}"`,
  ];
  if (algorithmName !== undefined) fields.push(`algorithm=${algorithmName}`);
  if (opaque !== undefined) fields.push(`opaque="${quote(opaque)}"`);
  if (qopAuth) fields.push('qop=auth', `nc=${nc}`);
  if (qopAuth || session) fields.push(`cnonce="${cnonce}"`);
  return `Digest ${fields.join(', ')}`;
}

/** H(username:realm:password) in lower-case hex: what a server stores instead of the password. */
export function digestHa1(
  algorithm: DigestAlgorithm,
  username: string,
  realm: string,
  password: string,
): string {
  return hash(algorithm, `${username}:${realm}:${password}`);
}

export interface DigestInput {
  readonly algorithm: DigestAlgorithm;
  readonly session: boolean;
  /** From `digestHa1`, without the session part. */
  readonly ha1: string;
  readonly nonce: string;
  readonly method: string;
  readonly uri: string;
  readonly qop?: string;
  readonly nc?: string;
  readonly cnonce?: string;
}

/** The `response` value (RFC 7616, 3.4.1). */
export function digestResponse(input: DigestInput): string {
  const { algorithm, session, nonce, method, uri, qop, nc = '', cnonce = '' } = input;
  const ha1 = session ? hash(algorithm, `${input.ha1}:${nonce}:${cnonce}`) : input.ha1;
  const ha2 = hash(algorithm, `${method}:${uri}`);
  if (qop === undefined) return hash(algorithm, `${ha1}:${nonce}:${ha2}`);
  return hash(algorithm, `${ha1}:${nonce}:${nc}:${cnonce}:${qop}:${ha2}`);
}

/** Is this the answer that somebody who knows HA1 gives? Whether nonce and URI are acceptable is the caller's to check. */
export function verifyDigest(authorization: Authorization, method: string, ha1: string): boolean {
  if (authorization.scheme !== 'digest') return false;
  const algorithm = parseAlgorithm(authorization.algorithm);
  if (algorithm === null) return false;
  const { nonce, uri, qop, nc, cnonce } = authorization;
  if (qop !== undefined && qop !== 'auth') return false;
  const expected = digestResponse({
    algorithm: algorithm.hash,
    session: algorithm.session,
    ha1,
    nonce,
    method,
    uri,
    ...(qop === undefined ? {} : { qop }),
    ...(nc === undefined ? {} : { nc }),
    ...(cnonce === undefined ? {} : { cnonce }),
  });
  const a = Buffer.from(expected);
  const b = Buffer.from(authorization.response.toLowerCase());
  return a.length === b.length && timingSafeEqual(a, b);
}

/** What is in an Authorization header, or null when it makes no sense. */
export function parseAuthorization(value: string): Authorization | null {
  const space = value.indexOf(' ');
  const scheme = value.slice(0, space).toLowerCase();
  const rest = value.slice(space + 1).trim();
  if (scheme === 'bearer') return { scheme, token: rest };
  if (scheme === 'basic') {
    const decoded = Buffer.from(rest, 'base64').toString('utf8');
    const colon = decoded.indexOf(':');
    return colon < 0
      ? null
      : { scheme, username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
  }
  const params = splitChallenges(value)[0]?.params;
  if (scheme !== 'digest' || params === undefined) return null;
  const username = params.get('username');
  const nonce = params.get('nonce');
  const uri = params.get('uri');
  const response = params.get('response');
  if (username === undefined || nonce === undefined || uri === undefined || response === undefined)
    return null;
  const optional = Object.fromEntries(
    ['algorithm', 'qop', 'cnonce', 'nc', 'opaque'].flatMap((name) => {
      const one = params.get(name);
      return one === undefined ? [] : [[name, one]];
    }),
  );
  return { scheme, username, realm: params.get('realm') ?? '', nonce, uri, response, ...optional };
}

/** A Digest challenge for WWW-Authenticate. */
export function serializeDigestChallenge(challenge: {
  readonly realm: string;
  readonly nonce: string;
  readonly algorithm: DigestAlgorithm;
  readonly stale?: boolean;
}): string {
  const { realm, nonce, algorithm, stale } = challenge;
  const fields = [
    `realm="${quote(realm)}"`,
    `nonce="${quote(nonce)}"`,
    `algorithm=${algorithm}`,
    'qop="auth"',
  ];
  if (stale === true) fields.push('stale=true');
  return `Digest ${fields.join(', ')}`;
}

function quote(text: string): string {
  return text.replace(/["\\]/g, '\\$&');
}

function hash(algorithm: DigestAlgorithm, text: string): string {
  return createHash(algorithm === 'MD5' ? 'md5' : 'sha256')
    .update(text)
    .digest('hex');
}
