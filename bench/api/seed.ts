/** Cameras as an installation has them, and an ordinary user who sees them through a group. */
import { randomUUID } from 'node:crypto';
import type { Settings } from '#config/settings.ts';
import { systemClock } from '#domain/clock.ts';
import { openAccess } from '#services/access/open-access.ts';
import { CameraService } from '#services/cameras/camera-service.ts';
import { Cursors } from '#services/paging/cursors.ts';
import { SiteService } from '#services/sites/site-service.ts';
import { openDatabase } from '#stores/database.ts';
import { insertRole } from '#stores/people.ts';
import type { Db } from '#stores/schema.ts';

export interface Seed {
  readonly email: string;
  readonly password: string;
}

const sitesOfTen = 10;

export async function applySeed(settings: Settings, cameras: number): Promise<Seed> {
  const db = await openDatabase(settings);
  try {
    const { access, people, audit, vault, keys } = await openAccess({ db, settings, clock: systemClock });
    const cursors = new Cursors(keys.tokens, systemClock);
    const parts = { db, audit, cursors, clock: systemClock };
    const log = () => {};
    const sites = new SiteService(parts);
    const service = new CameraService({ ...parts, vault, timeZone: 'UTC', changed: log, log });
    const admin = await access.principalNamed(null, '127.0.0.1');
    const siteIds: number[] = [];
    for (let index = 0; index < cameras / sitesOfTen; index++) {
      const place = { name: `Site ${index}`, description: null, latitude: 52.5, longitude: 13.4 };
      siteIds.push((await sites.create(admin, place)).id);
    }
    for (let index = 0; index < cameras; index++)
      await service.create(admin, {
        name: `Camera ${index} entrance`,
        siteId: siteIds[index % siteIds.length]!,
        settings: settingsOf(index),
      });
    const permissions = ['camera_read', 'place_read', 'user_me_read'];
    const role = { name: 'Guard', description: '', isInternal: false, permissions };
    const roleId = await insertRole(db, role);
    const seed: Seed = { email: 'guard@example.org', password: randomUUID() };
    const user = await people.createUser(admin, { ...seed, roleId });
    await addToGroup(db, admin.organizationId, user.id, siteIds);
    return seed;
  } finally {
    await db.destroy();
  }
}

async function addToGroup(db: Db, organizationId: number, userId: number, siteIds: readonly number[]) {
  const { id: groupId } = await db
    .insertInto('groups')
    .values({
      organization_id: organizationId,
      name: 'Guards',
      name_search: 'guards',
      description: '',
      is_internal: 0,
    })
    .returning('id')
    .executeTakeFirstOrThrow();
  await db.insertInto('group_members').values({ group_id: groupId, user_id: userId }).execute();
  const grants = siteIds.map(
    (siteId) => ({ group_id: groupId, site_id: siteId, live: 1, archive: 1 }) as const,
  );
  await db.insertInto('group_sites').values(grants).execute();
}

function settingsOf(index: number): object {
  const host = `192.0.2.${index % 250}`;
  return {
    source: {
      url: `rtsp://${host}:554/Streaming/Channels/101`,
      sub_url: `rtsp://${host}:554/Streaming/Channels/102`,
      username: 'viewer',
      password: randomUUID(),
      transport: 'tcp',
    },
    video_storage: { mode: 'continuous', max_days: 30, pre_seconds: 5 },
    video_analytics: {
      motion_detection: {
        enabled: true,
        sensitivity: 5,
        zones: [
          {
            name: 'door',
            points: [
              [0.1, 0.1],
              [0.9, 0.1],
              [0.9, 0.9],
              [0.1, 0.9],
            ],
          },
        ],
      },
    },
    onvif_host: host,
    onvif_port: 80,
  };
}
