/** Bearer tokens of this API's own login. */
import type { FastifyRequest } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { DeviceUser } from '../shared/device-user.ts';
import type { Tokens } from './token.ts';

export function signIn(device: DeviceUser, tokens: Tokens) {
  return async (request: FastifyRequest): Promise<Principal> => {
    // Own reading instead of RFC 6750's: the token holds characters that are no token68.
    const token = /^bearer +(\S+) *$/i.exec(request.headers.authorization ?? '')?.[1];
    if (token === undefined)
      throw new VidetteError('unauthenticated', 'no token was sent', { reason: 'no_token' });
    const login = tokens.verify(token);
    const principal = await device.principal(request.ip);
    if (login !== principal.login) {
      throw new VidetteError('unauthenticated', 'the token is of another user', { reason: 'bad_token' });
    }
    return principal;
  };
}
