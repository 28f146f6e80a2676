import { uploadUrl } from '../addresses.ts';
import { toPagination, toPlace } from '../map.ts';
import { toGroup, toUser } from '../people-map.ts';
import type { PlatformPorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function groupRoutes({
  groups,
}: PlatformPorts): Routes<
  | 'listGroups'
  | 'createGroup'
  | 'searchGroups'
  | 'getGroup'
  | 'updateGroup'
  | 'deleteGroup'
  | 'listGroupMembers'
  | 'addGroupMembers'
  | 'removeGroupMembers'
  | 'listGroupPlaces'
  | 'addGroupPlaces'
  | 'removeGroupPlaces'
> {
  const ok = { status: 'ok' } as const;
  return {
    listGroups: async ({ principal, query }) => {
      const page = await groups.list(principal, query);
      return { pagination: toPagination(page), groups: page.items.map(toGroup) };
    },
    searchGroups: async ({ principal, query, body }) => {
      const page = await groups.search(principal, body.query, query.organization_id, query);
      return { pagination: toPagination(page), groups: page.items.map(toGroup) };
    },
    getGroup: async ({ principal, params }) => toGroup(await groups.get(principal, params.group_id)),
    createGroup: async ({ principal, query, body: { name, description } }) =>
      toGroup(await groups.create(principal, { name, description }, query.organization_id)),
    updateGroup: async ({ principal, params, body: { name, description } }) =>
      toGroup(await groups.update(principal, params.group_id, { name, description })),
    deleteGroup: async ({ principal, params }) => {
      await groups.delete(principal, params.group_id);
      return ok;
    },
    listGroupMembers: async ({ principal, params, query, request }) => {
      const page = await groups.members(principal, params.group_id, query);
      return {
        pagination: toPagination(page),
        users: page.items.map((user) => toUser(user, uploadUrl(request))),
      };
    },
    addGroupMembers: async ({ principal, params, body }) => {
      await groups.addMembers(principal, params.group_id, body.user_ids);
      return ok;
    },
    removeGroupMembers: async ({ principal, params, body }) => {
      await groups.removeMembers(principal, params.group_id, body.user_ids);
      return ok;
    },
    listGroupPlaces: async ({ principal, params, query }) => {
      const page = await groups.places(principal, params.group_id, query);
      return { pagination: toPagination(page), places: page.items.map(toPlace) };
    },
    addGroupPlaces: async ({ principal, params, body }) => {
      await groups.addPlaces(principal, params.group_id, body.place_ids);
      return ok;
    },
    removeGroupPlaces: async ({ principal, params, body }) => {
      await groups.removePlaces(principal, params.group_id, body.place_ids);
      return ok;
    },
  };
}
