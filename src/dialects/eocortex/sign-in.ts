/**
 * Signing in: `login`, `password` (MD5 in hex) and `usertype` in the query of any request, names in any letter case, or HTTP
 * Basic with login:MD5. An empty password may be left out. Directory users send their own password, which needs a directory.
 */
import { createHash } from 'node:crypto';
import type { FastifyRequest } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import { parseAuthorization } from '../shared/credentials.ts';
import type { Authenticate, EocortexAccess } from './ports.ts';

const emptyPasswordMd5 = createHash('md5').update('').digest('hex');
const internalUserTypes = new Set(['', 'internal']);

interface Claim {
  readonly login: string;
  readonly password: string;
  readonly userType: string;
}

export function signIn(access: EocortexAccess): Authenticate {
  return async (request) => {
    const claim = fromQuery(request) ?? fromHeader(request);
    if (claim === null) throw new VidetteError('unauthenticated', 'no login was sent');
    if (!internalUserTypes.has(claim.userType.toLowerCase())) {
      throw new VidetteError('unauthenticated', 'no directory is connected', { reason: 'no_directory' });
    }
    const md5 = claim.password === '' ? emptyPasswordMd5 : claim.password.toLowerCase();
    if (!/^[0-9a-f]{32}$/.test(md5))
      throw new VidetteError('unauthenticated', 'the password is no MD5 in hex');
    return access.authenticateMd5(claim.login, md5, request.ip);
  };
}

/** A login in the query wins over the header: it is the more deliberate of the two. */
function fromQuery(request: FastifyRequest): Claim | null {
  const values = new Map<string, unknown>();
  for (const [name, value] of Object.entries(request.query as Record<string, unknown>)) {
    values.set(name.toLowerCase(), value);
  }
  const read = (name: string) => {
    const value = values.get(name) ?? '';
    if (typeof value !== 'string') throw new VidetteError('unauthenticated', `${name} was sent twice`);
    return value;
  };
  if (!values.has('login')) return null;
  return { login: read('login'), password: read('password'), userType: read('usertype') };
}

function fromHeader(request: FastifyRequest): Claim | null {
  const credentials = parseAuthorization(request.headers.authorization);
  if (credentials?.scheme !== 'basic') return null;
  const userType = request.headers.usertype;
  return {
    login: credentials.username,
    password: credentials.password,
    userType: typeof userType === 'string' ? userType : '',
  };
}
