/** The audit log of ninety days, up to now. */
import { type AuditAction, auditActions } from '#services/audit/actions.ts';
import type { Db } from '#stores/schema.ts';
import { insertMany } from './bulk.ts';
import type { CityPeople } from './city-people.ts';
import type { Random } from './random.ts';
import { citySize } from './size.ts';

const spanMs = 90 * 24 * 3_600_000;
/** Most of what people do. */
const common: readonly AuditAction[] = ['user_login', 'user_logout', 'videoclip_create', 'onvif_ptz_update'];

export async function fillAudit(db: Db, random: Random, people: CityPeople, nowMs: number): Promise<void> {
  await insertMany(db, 'audit_log', entries(random, people, nowMs));
}

function* entries(random: Random, people: CityPeople, nowMs: number) {
  const actors = people.users.map((user) =>
    JSON.stringify({
      email: user.email,
      firstName: 'Ada',
      lastName: 'Almeida',
      avatarId: null,
      superuser: false,
      roleId: 2,
      roleName: 'Operator',
      organizationName: `Department ${user.organizationIndex + 1}`,
      groups: [{ id: 1, name: 'North 0' }],
    }),
  );
  for (let index = 0; index < citySize.auditEntries; index++) {
    const by = random.below(people.users.length);
    const { id, organizationIndex } = people.users[by]!;
    const action = random.next() < 0.8 ? random.pick(common) : random.pick(auditActions);
    yield {
      id: random.uuid(),
      at_ms: Math.floor(nowMs - spanMs + (spanMs * index) / citySize.auditEntries),
      action,
      user_id: id,
      organization_id: people.organizationIds[organizationIndex]!,
      client_ip: `192.0.2.${by % 250}`,
      actor: actors[by]!,
      meta: JSON.stringify({ camera_id: random.uuid(), name: `Station Road ${by}`, via: 'token' }),
    };
  }
}
