import assert from 'node:assert/strict';
import { test } from 'node:test';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { requirePermission, requireSuperuser, serverPrincipal, siteScope } from './rights.ts';

const guard: Principal = {
  ...serverPrincipal(7),
  superuser: false,
  permissions: new Set(['camera_read']),
  groupIds: [3, 4],
  seesGroupless: false,
};

const refusal = (error: unknown) => error instanceof VidetteError && error.code === 'not_allowed';

test('a role gives what it names and nothing else', () => {
  requirePermission(guard, 'camera_read');
  assert.throws(() => requirePermission(guard, 'camera_delete'), refusal);
  assert.throws(() => requireSuperuser(guard), refusal);
});

test('a superuser may everything, also what the role does not name', () => {
  requirePermission(serverPrincipal(1), 'camera_delete');
  requireSuperuser(serverPrincipal(1));
});

test('what is seen: the own organisation and the own groups, ungrouped sites by policy', () => {
  assert.deepEqual(siteScope(guard), { organizationId: 7, groupIds: [3, 4], groupless: false });
  assert.equal(siteScope({ ...guard, seesGroupless: true }).groupless, true);
  assert.deepEqual(siteScope({ ...guard, groupIds: [] }).groupIds, []);
  const { seesGroupless: _, ...unknown } = guard;
  assert.equal(siteScope(unknown).groupless, false);
  assert.deepEqual(siteScope(serverPrincipal(7)), { organizationId: null, groupIds: null, groupless: true });
});
