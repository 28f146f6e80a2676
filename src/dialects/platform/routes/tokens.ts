import type { FastifyRequest } from 'fastify';
import type { TokenPair } from '#services/access/tokens.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes, Wire } from '../wire.ts';

export function tokenRoutes({
  access,
  version,
}: PlatformPorts): Routes<'obtainToken' | 'refreshToken' | 'revokeToken' | 'hello'> {
  const greeting = { message: 'Vidette', version };
  return {
    hello: () => greeting,
    obtainToken: async ({ body, request }) =>
      toToken(await access.loginWithPassword(body.username, body.password, clientOf(request))),
    refreshToken: async ({ body }) => toToken(await access.refresh(body.refresh_token)),
    revokeToken: async ({ body, request }) => {
      await access.revoke(body.token, request.ip);
      return undefined;
    },
  };
}

function toToken(pair: TokenPair): Wire['Token'] {
  return {
    access_token: pair.accessToken,
    refresh_token: pair.refreshToken,
    token_type: 'bearer',
    expires_in: pair.expiresInSeconds,
  };
}

function clientOf(request: FastifyRequest) {
  return { address: request.ip, userAgent: request.headers['user-agent'] ?? '' };
}
