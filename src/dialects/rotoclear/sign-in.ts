/** Bearer token, HTTP Basic, or `?token=`; a header beats the query. */
import type { FastifyRequest } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { parseAuthorization } from '../shared/credentials.ts';
import type { Operation } from '../shared/openapi.ts';
import type { RotoclearPorts } from './ports.ts';

export function signIn({ access, device }: Pick<RotoclearPorts, 'access' | 'device'>) {
  return async (request: FastifyRequest, operation: Operation): Promise<Principal | null> => {
    const isOpen = operation.security.some((requirement) => Object.keys(requirement).length === 0);
    // A monitor has no secret, and one that it sends anyway must not make it fail.
    if (isOpen) return null;
    const { authorization } = request.headers;
    if (authorization !== undefined) {
      const credentials = parseAuthorization(authorization);
      if (credentials?.scheme === 'bearer') return access.authenticateBearer(credentials.token, request.ip);
      if (credentials?.scheme === 'basic') {
        return device.authenticate(credentials.username, credentials.password, request.ip);
      }
      throw new VidetteError('unauthenticated', 'this kind of sign-in is not offered');
    }
    const { token } = request.query as { token?: unknown };
    if (typeof token === 'string') return access.authenticateBearer(token, request.ip);
    throw new VidetteError('unauthenticated', 'no sign-in data was sent');
  };
}
