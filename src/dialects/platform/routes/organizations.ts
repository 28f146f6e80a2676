import type { FastifyReply } from 'fastify';
import type { Page } from '#services/paging/cursors.ts';
import { uploadUrl } from '../addresses.ts';
import { toPagination } from '../map.ts';
import { fromOrganization, toGroup, toOrganization, toUser } from '../people-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function organizationRoutes({
  organizations,
}: PlatformPorts): Routes<
  | 'listOrganizations'
  | 'createOrganization'
  | 'searchOrganizations'
  | 'getOrganization'
  | 'updateOrganization'
  | 'deleteOrganization'
  | 'listOrganizationMembers'
  | 'listOrganizationGroups'
> {
  return {
    listOrganizations: async ({ principal, query, request }) => {
      const page = await organizations.list(principal, query);
      return {
        pagination: toPagination(page),
        organizations: page.items.map((one) => toOrganization(one, uploadUrl(request))),
      };
    },
    searchOrganizations: async ({ principal, query, body, request }) => {
      const page = await organizations.search(principal, body.query, query);
      return {
        pagination: toPagination(page),
        organizations: page.items.map((one) => toOrganization(one, uploadUrl(request))),
      };
    },
    getOrganization: async ({ principal, params, request }) =>
      toOrganization(await organizations.get(principal, params.organization_id), uploadUrl(request)),
    createOrganization: async ({ principal, body, request }) =>
      toOrganization(await organizations.create(principal, fromOrganization(body)), uploadUrl(request)),
    updateOrganization: async ({ principal, params, body, request }) =>
      toOrganization(
        await organizations.update(principal, params.organization_id, fromOrganization(body)),
        uploadUrl(request),
      ),
    deleteOrganization: async ({ principal, params }) => {
      await organizations.delete(principal, params.organization_id);
      return { status: 'ok' };
    },
    listOrganizationMembers: async ({ principal, params, query, request, reply }) => {
      const filter = { withoutGroups: query.without_groups ?? false };
      const page = await organizations.members(principal, params.organization_id, filter, query);
      sendCursor(reply, page);
      return { members: page.items.map((user) => toUser(user, uploadUrl(request))) };
    },
    listOrganizationGroups: async ({ principal, params, query, reply }) => {
      const page = await organizations.groups(principal, params.organization_id, query);
      sendCursor(reply, page);
      return { groups: page.items.map(toGroup) };
    },
  };
}

/** The bodies of these lists have no room for the marker of the next page. */
function sendCursor(reply: FastifyReply, page: Page<unknown>): void {
  if (page.cursor !== undefined) reply.header('pagination-cursor', page.cursor);
}
