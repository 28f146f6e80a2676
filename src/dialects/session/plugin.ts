/**
 * The web interface's own way in: a cookie session instead of tokens that scripts could read.
 * - `POST /session {login, password}` → 200 `{user, csrf_token}` and the cookie
 * - `GET /session` → the same, or 401
 * - `DELETE /session` → 204
 * - `POST /session/media-token {camera}` → 200 `{token, expires_at}` for `?token=` in addresses of that camera, named in the same way
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import type { AccessService, Session } from '#services/access/access-service.ts';
import type { PeopleService } from '#services/access/people-service.ts';
import {
  type AuthRequest,
  authenticateRequest,
  findSession,
  refuseOtherSites,
  sessionCookie,
} from '#services/access/request.ts';
import { answerError } from './errors.ts';

export interface SessionOptions {
  readonly access: AccessService;
  readonly people: Pick<PeopleService, 'getSelf'>;
  /** How long the browser keeps the cookie. */
  readonly sessionHours: number;
}

const loginBody = {
  type: 'object',
  required: ['login', 'password'],
  additionalProperties: false,
  properties: {
    login: { type: 'string', minLength: 1, maxLength: 254 },
    password: { type: 'string', minLength: 1, maxLength: 1024 },
  },
} as const;

const mediaTokenBody = {
  type: 'object',
  required: ['camera'],
  additionalProperties: false,
  properties: { camera: { type: 'string', pattern: '^[0-9A-Za-z-]{1,64}$' } },
} as const;

export async function sessionPlugin(app: FastifyInstance, options: SessionOptions): Promise<void> {
  const { access, people } = options;
  app.setErrorHandler(answerError);

  app.post<{ Body: { login: string; password: string } }>(
    '/session',
    { schema: { body: loginBody } },
    async (request, reply) => {
      refuseOtherSites(authRequest(request));
      const { login, password } = request.body;
      const userAgent = request.headers['user-agent'] ?? '';
      const session = await access.createSession(login, password, { address: request.ip, userAgent });
      setCookie(request, reply, session.secret, options.sessionHours * 3_600);
      return await sessionBody(session);
    },
  );

  app.get('/session', async (request) => await sessionBody(await ownSession(request)));

  app.delete('/session', async (request, reply) => {
    await access.destroySession(await ownSession(request));
    setCookie(request, reply, '', 0);
    return reply.code(204).send();
  });

  app.post<{ Body: { camera: string } }>(
    '/session/media-token',
    { schema: { body: mediaTokenBody } },
    async (request) => {
      const principal = await authenticateRequest(access, authRequest(request));
      if (principal === null) throw notSignedIn();
      const { token, expiresMs } = await access.createMediaToken(principal, request.body.camera);
      return { token, expires_at: Math.trunc(expiresMs) };
    },
  );

  async function ownSession(request: FastifyRequest): Promise<Session> {
    const session = await findSession(access, authRequest(request));
    if (session === null) throw notSignedIn();
    return session;
  }

  async function sessionBody({ principal, csrfToken }: Session): Promise<object> {
    return { user: toWire(await people.getSelf(principal), principal), csrf_token: csrfToken };
  }
}

function toWire(user: Awaited<ReturnType<PeopleService['getSelf']>>, principal: Principal): object {
  return {
    id: user.id,
    email: user.email,
    login: user.login,
    first_name: user.firstName,
    last_name: user.lastName,
    organization_id: user.organizationId,
    role_id: user.roleId,
    is_superuser: user.superuser,
    permissions: [...principal.permissions],
  };
}

function authRequest(request: FastifyRequest): AuthRequest {
  return { method: request.method, headers: request.headers, address: request.ip };
}

/** Out of reach of scripts and of other sites; over HTTPS never sent in the clear. */
function setCookie(request: FastifyRequest, reply: FastifyReply, value: string, maxAgeSeconds: number): void {
  const secure = request.protocol === 'https' ? '; Secure' : '';
  const attributes = `Path=/; HttpOnly; SameSite=Strict; Max-Age=${maxAgeSeconds}${secure}`;
  reply.header('set-cookie', `${sessionCookie}=${value}; ${attributes}`);
}

function notSignedIn(): VidetteError {
  return new VidetteError('unauthenticated', 'sign in first', { reason: 'no_session' });
}
