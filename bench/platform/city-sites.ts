/** Sites in two levels, plans, cameras with whole settings, grants and clips of the city. */
import type { Vault } from '#services/secrets/vault.ts';
import type { Db } from '#stores/schema.ts';
import { foldForSearch } from '#stores/search-text.ts';
import { insertMany } from './bulk.ts';
import type { CityPeople } from './city-people.ts';
import type { Random } from './random.ts';
import { citySize, organizationOf } from './size.ts';

interface CitySite {
  readonly id: number;
  readonly parentId: number | null;
  readonly organizationIndex: number;
  /** How many of the organisation come before it. */
  readonly place: number;
}

const streets = [
  'Station Road',
  'Königstraße',
  'Rue de la Paix',
  'Harbour Gate',
  'Market Square',
  'Long Bridge',
];
const spots = ['entrance', 'exit', 'parking', 'crossing', 'platform', 'lift', 'roof', 'tunnel'];
const clipCount = 4_000;

export async function fillSites(db: Db, random: Random, vault: Vault, people: CityPeople): Promise<void> {
  const nowMs = Date.now();
  const sites = layOut();
  await insertMany(
    db,
    'sites',
    sites.map((site) => {
      const name = `${random.pick(streets)} ${site.id}`;
      return {
        uuid: random.uuid(),
        organization_id: people.organizationIds[site.organizationIndex]!,
        parent_id: site.parentId,
        name,
        name_search: foldForSearch(name),
        description: 'Behind the gate; keys with the porter.',
        latitude: 52.3 + random.next() * 0.4,
        longitude: 13.1 + random.next() * 0.6,
        created_ms: nowMs,
        updated_ms: nowMs,
      };
    }),
  );
  await insertMany(
    db,
    'site_ancestors',
    sites.flatMap(({ id, parentId }) => [
      { site_id: id, ancestor_id: id },
      ...(parentId === null ? [] : [{ site_id: id, ancestor_id: parentId }]),
    ]),
  );
  await insertMany(
    db,
    'plans',
    sites.slice(0, citySize.plans).map(({ id }) => ({
      uuid: random.uuid(),
      site_id: id,
      name: `Ground floor ${id}`,
      name_search: foldForSearch(`Ground floor ${id}`),
      image_id: random.uuid(),
      created_ms: nowMs,
      updated_ms: nowMs,
    })),
  );
  await insertMany(db, 'cameras', camerasOf(sites, random, vault, people, nowMs));
  await insertMany(
    db,
    'group_sites',
    sites
      .filter(({ place }) => place % 20 !== 7)
      .map(({ id, organizationIndex, place }) => {
        const groups = people.groupIds[organizationIndex]!;
        return {
          group_id: groups[place % groups.length]!,
          site_id: id,
          live: 1 as const,
          archive: 1 as const,
        };
      }),
  );
  await fillClips(db, random, people, nowMs);
}

/** Ids count from 1: the table is empty. Every third site of an organisation is below the one before it. */
function layOut(): CitySite[] {
  const last = new Map<number, { id: number; place: number }>();
  return Array.from({ length: citySize.sites }, (_, index) => {
    const organizationIndex = organizationOf(index);
    const before = last.get(organizationIndex);
    const place = before === undefined ? 0 : before.place + 1;
    const site = { id: index + 1, parentId: place % 3 === 2 ? before!.id : null, organizationIndex, place };
    last.set(organizationIndex, site);
    return site;
  });
}

function* camerasOf(
  sites: readonly CitySite[],
  random: Random,
  vault: Vault,
  people: CityPeople,
  nowMs: number,
) {
  for (let index = 0; index < citySize.cameras; index++) {
    const site = sites[index % sites.length]!;
    const uuid = random.uuid();
    const name = `${random.pick(streets)} ${random.pick(spots)} ${index}`;
    const onPlan = site.id <= citySize.plans;
    yield {
      uuid,
      organization_id: people.organizationIds[site.organizationIndex]!,
      site_id: site.id,
      plan_id: onPlan ? site.id : null,
      plan_x: onPlan ? random.next() : null,
      plan_y: onPlan ? random.next() : null,
      name,
      name_search: foldForSearch(name),
      settings: JSON.stringify(settingsOf(index)),
      source_password: vault.seal(`secret ${index}`, `camera:${uuid}:source_password`),
      onvif_password: null,
      extras: '{}',
      created_ms: nowMs,
      updated_ms: nowMs,
    };
  }
}

function settingsOf(index: number): object {
  const host = `192.0.2.${index % 250}`;
  const points = [
    [0.1, 0.1],
    [0.9, 0.1],
    [0.9, 0.9],
    [0.1, 0.9],
  ];
  return {
    source: {
      url: `rtsp://${host}:554/Streaming/Channels/101`,
      sub_url: `rtsp://${host}:554/Streaming/Channels/102`,
      username: 'viewer',
      password: '******',
      transport: 'tcp',
    },
    video_storage: { mode: 'continuous', max_days: 30, pre_seconds: 5 },
    video_analytics: {
      motion_detection: { enabled: true, sensitivity: 5, zones: [{ name: 'door', points }] },
    },
    onvif_host: host,
    onvif_port: 80,
  };
}

async function fillClips(db: Db, random: Random, people: CityPeople, nowMs: number): Promise<void> {
  const cameras = await db
    .selectFrom('cameras')
    .select(['id', 'uuid', 'name', 'organization_id'])
    .orderBy('id')
    .execute();
  await insertMany(
    db,
    'clips',
    Array.from({ length: clipCount }, (_, index) => {
      const camera = cameras[(index * 7) % cameras.length]!;
      const organization = people.organizationIds.indexOf(camera.organization_id);
      const makers = people.users.filter(({ organizationIndex }) => organizationIndex === organization);
      const createdMs = nowMs - (clipCount - index) * 20_000;
      return {
        uuid: random.uuid(),
        organization_id: camera.organization_id,
        user_id: random.pick(makers).id,
        camera_id: camera.id,
        camera_uuid: camera.uuid,
        camera_name: camera.name,
        from_ms: createdMs - 120_000,
        to_ms: createdMs - 60_000,
        state: 'done' as const,
        progress: 1,
        message: null,
        size_bytes: 20_000_000,
        duration_ms: 60_000,
        sha256: null,
        created_ms: createdMs,
        finished_ms: createdMs + 5_000,
        expires_ms: nowMs + 30 * 24 * 3_600_000,
      };
    }),
  );
}
