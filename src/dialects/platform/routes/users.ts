import type { FastifyRequest } from 'fastify';
import type { Principal } from '#domain/principal.ts';
import { cookieValue, sessionCookie } from '#services/access/request.ts';
import { sessionHash } from '#services/access/sessions.ts';
import { uploadUrl } from '../addresses.ts';
import { toPagination } from '../map.ts';
import { fromUserCreate, fromUserUpdate, toCurrentUser, toUser } from '../people-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function userRoutes({
  users,
  self,
}: PlatformPorts): Routes<
  | 'listUsers'
  | 'createUser'
  | 'searchUsers'
  | 'getUser'
  | 'updateUser'
  | 'deleteUser'
  | 'getCurrentUser'
  | 'updateCurrentUser'
  | 'updateCurrentUserPassword'
  | 'updateCurrentUserEmail'
> {
  return {
    listUsers: async ({ principal, query, request }) => {
      const page = await users.list(principal, { withoutGroups: query.without_groups }, query);
      return {
        pagination: toPagination(page),
        users: page.items.map((user) => toUser(user, uploadUrl(request))),
      };
    },
    searchUsers: async ({ principal, query, body, request }) => {
      const filter = { withoutGroups: query.without_groups, organizationId: query.organization_id };
      const page = await users.search(principal, body.query, filter, query);
      return {
        pagination: toPagination(page),
        users: page.items.map((user) => toUser(user, uploadUrl(request))),
      };
    },
    getUser: async ({ principal, params, request }) =>
      toUser(await users.get(principal, params.user_id), uploadUrl(request)),
    createUser: async ({ principal, query, body, request }) =>
      toUser(await users.create(principal, fromUserCreate(body, query.organization_id)), uploadUrl(request)),
    updateUser: async ({ principal, params, body, request }) =>
      toUser(await users.update(principal, params.user_id, fromUserUpdate(body)), uploadUrl(request)),
    deleteUser: async ({ principal, params }) => {
      await users.delete(principal, params.user_id);
      return { status: 'ok' };
    },
    getCurrentUser: async ({ principal, request }) =>
      toCurrentUser(await self.read(principal), uploadUrl(request)),
    updateCurrentUser: async ({ principal, body, request }) => {
      const change = {
        firstName: body.first_name,
        lastName: body.last_name,
        avatarId: body.avatar_id?.toLowerCase() ?? null,
      };
      return toUser(await users.updateSelf(principal, change), uploadUrl(request));
    },
    updateCurrentUserPassword: async ({ principal, body, request }) => {
      const keep = sessionOf(principal, request);
      const { old_password, new_password } = body;
      const user = await users.changeOwnPassword(principal, old_password, new_password, keep);
      return toUser(user, uploadUrl(request));
    },
    updateCurrentUserEmail: async ({ principal, body, request }) =>
      toUser(await users.changeOwnEmail(principal, body.email, body.password), uploadUrl(request)),
  };
}

/** The web session that asks stays signed in when the password changes. */
function sessionOf(principal: Principal, request: FastifyRequest): string | undefined {
  if (principal.via !== 'session') return undefined;
  const secret = cookieValue(request.headers.cookie, sessionCookie);
  return secret === null ? undefined : sessionHash(secret);
}
