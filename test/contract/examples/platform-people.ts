/** Valid calls about organisations, groups, users, roles, rights and the audit log. */
import { randomUUID } from 'node:crypto';
import { insertGroup } from '#stores/groups.ts';
import { insertOrganization, insertRole } from '#stores/people.ts';
import { adminPassword } from '../../harness/access.ts';
import type { TestApp } from '../../harness/app.ts';
import { avatarId, logoId } from '../../harness/uploads.ts';
import type { Example } from '../subject.ts';

export async function peopleExamples(core: TestApp): Promise<Record<string, Example>> {
  return {
    ...(await organizationExamples(core)),
    ...(await groupExamples(core)),
    ...(await userExamples(core)),
    ...(await roleExamples(core)),
    ...(await auditExamples(core)),
  };
}

const page = { limit: 10 };

async function organizationExamples({ db }: TestApp): Promise<Record<string, Example>> {
  const gone = await insertOrganization(db, { name: 'Gone', description: '', isInternal: false });
  const own = { params: { organization_id: 1 } };
  const body = { name: 'City', description: 'of bridges' };
  return {
    listOrganizations: { query: page },
    createOrganization: { body },
    searchOrganizations: { body: { query: 'det' }, query: page },
    getOrganization: own,
    // A picture is one organisation's: this one belongs to the first.
    updateOrganization: { ...own, body: { ...body, name: 'Vidette', logo_id: logoId } },
    deleteOrganization: { params: { organization_id: gone } },
    listOrganizationMembers: { ...own, query: { ...page, without_groups: true } },
    listOrganizationGroups: { ...own, query: page },
  };
}

async function groupExamples(core: TestApp): Promise<Record<string, Example>> {
  const { db, admin, sites } = core;
  const newGroup = () => insertGroup(db, { name: 'Guards', description: '', organizationId: 1 });
  const newSite = async () =>
    (await sites.create(admin, { name: 'Quay', description: null, latitude: null, longitude: null })).id;
  const group = { params: { group_id: await newGroup() } };
  const body = { name: 'Night shift', description: 'from ten to six' };
  return {
    listGroups: { query: page },
    createGroup: { body },
    searchGroups: { body: { query: 'gUARD' }, query: { ...page, organization_id: 1 } },
    getGroup: group,
    updateGroup: { ...group, body },
    deleteGroup: { params: { group_id: await newGroup() } },
    listGroupMembers: { ...group, query: page },
    addGroupMembers: { ...group, body: { user_ids: [(await newUser(core)).id] } },
    removeGroupMembers: {
      ...group,
      body: { user_ids: [(await newUser(core, [group.params.group_id])).id] },
    },
    listGroupPlaces: { ...group, query: page },
    addGroupPlaces: { ...group, body: { place_ids: [await newSite()] } },
    removeGroupPlaces: { ...group, body: { place_ids: [await grantedSite()] } },
  };

  async function grantedSite(): Promise<number> {
    const id = await newSite();
    await core.groups.addPlaces(admin, group.params.group_id, [id]);
    return id;
  }
}

async function userExamples(core: TestApp): Promise<Record<string, Example>> {
  const user = { params: { user_id: (await newUser(core)).id } };
  const roleId = await newRole(core);
  const body = (name: string) => ({
    first_name: 'Ada',
    last_name: 'Lovelace',
    email: `${name}-${randomUUID()}@example.org`,
    group_ids: [],
    role_id: roleId,
    avatar_id: avatarId,
  });
  return {
    listUsers: { query: { ...page, without_groups: true } },
    createUser: { body: { ...body('new'), password: 'a quiet password' } },
    searchUsers: { body: { query: 'admin@vidette.local' }, query: { ...page, organization_id: 1 } },
    getUser: user,
    updateUser: { ...user, body: body('changed') },
    deleteUser: { params: { user_id: (await newUser(core)).id } },
    getCurrentUser: {},
    updateCurrentUser: { body: { first_name: 'Grace', last_name: 'Hopper' } },
    updateCurrentUserPassword: { body: { old_password: adminPassword, new_password: adminPassword } },
    updateCurrentUserEmail: { body: { password: adminPassword, email: `${randomUUID()}@example.org` } },
  };
}

async function roleExamples(core: TestApp): Promise<Record<string, Example>> {
  const id = await newRole(core);
  const role = { params: { role_id: id } };
  const body = () => ({ name: `Operator ${randomUUID().slice(0, 8)}`, description: '' });
  return {
    listRoles: {},
    createRole: { body: body() },
    getRole: role,
    updateRole: { ...role, body: body() },
    deleteRole: { params: { role_id: await newRole(core) } },
    listRoleMembers: role,
    listRolePermissions: role,
    grantPermission: { body: { role_id: await newRole(core, []), permission: 'camera_read' } },
    revokePermission: { body: { role_id: id, permission: 'camera_read' } },
  };
}

async function auditExamples({ db, admin, audit, clock }: TestApp): Promise<Record<string, Example>> {
  await audit.record(db, { action: 'version_update', by: admin, meta: {} });
  const { id } = await db
    .selectFrom('audit_log')
    .select('id')
    .where('action', '=', 'version_update')
    .executeTakeFirstOrThrow();
  const time = (ms: number) => new Date(ms).toISOString();
  return {
    listAuditLogs: {
      query: {
        ...page,
        user_ids: 1,
        action_types: 'version_update',
        created_at_from: time(clock.utcMs() - 60_000),
        created_at_to: time(clock.utcMs() + 60_000),
        order_by: 'created_at',
        organization_id: 1,
      },
    },
    getAuditLog: { params: { auditlog_id: id }, query: { organization_id: 1 } },
  };
}

/** In the first organisation, so that also who is no superuser may change it. */
async function newRole({ db }: TestApp, permissions = ['camera_read']): Promise<number> {
  const name = randomUUID();
  return await insertRole(db, { name, description: '', isInternal: false, permissions, organizationId: 1 });
}

async function newUser(core: TestApp, groupIds: number[] = []): Promise<{ id: number }> {
  const email = `${randomUUID()}@example.org`;
  const order = { email, password: 'a quiet password', roleId: await newRole(core), groupIds };
  return await core.people.createUser(core.admin, order);
}
