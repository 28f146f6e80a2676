/**
 * Watchlists of the city: persons with pictures, and vehicles. They are spread evenly over the organisations, as the contract gives
 * the entries of an organisation all at once.
 */
import type { Db } from '#stores/schema.ts';
import { foldForSearch } from '#stores/search-text.ts';
import { plateKey, type WatchlistKind } from '#stores/watchlists.ts';
import { insertMany } from './bulk.ts';
import type { CityPeople } from './city-people.ts';
import { firstNames, lastNames } from './names.ts';
import type { Random } from './random.ts';
import { citySize } from './size.ts';

/** Of each kind, in each organisation. */
const listsEach = 4;
const priorities = ['low', 'medium', 'high'] as const;
/** Every so many persons has a picture. */
const pictureEvery = 4;

export async function fillLists(db: Db, random: Random, people: CityPeople): Promise<void> {
  const nowMs = Date.now();
  await fillKind(db, random, people, nowMs, 'person', citySize.faces);
  await fillKind(db, random, people, nowMs, 'vehicle', citySize.plates);
  await fillPictures(db, random, people, nowMs);
}

async function fillKind(
  db: Db,
  random: Random,
  { organizationIds }: CityPeople,
  nowMs: number,
  kind: WatchlistKind,
  count: number,
): Promise<void> {
  const times = { created_ms: nowMs, updated_ms: nowMs };
  await insertMany(
    db,
    'watchlists',
    organizationIds.flatMap((organization_id) =>
      Array.from({ length: listsEach }, (_, index) => ({
        uuid: random.uuid(),
        organization_id,
        kind,
        name: `List ${index + 1}`,
        name_key: `list ${index + 1}`,
        description: null,
        priority: priorities[index % 3]!,
        external_id: null,
        ...times,
      })),
    ),
  );
  await insertMany(
    db,
    'watchlist_entries',
    Array.from({ length: count }, (_, index) => ({
      uuid: random.uuid(),
      organization_id: organizationIds[index % organizationIds.length]!,
      kind,
      ...(kind === 'person' ? person(random) : vehicle(random, index)),
      external_id: null,
      ...times,
    })),
  );
  const lists = await db
    .selectFrom('watchlists')
    .select(['id', 'organization_id'])
    .where('kind', '=', kind)
    .execute();
  const entries = await db
    .selectFrom('watchlist_entries')
    .select(['id', 'organization_id'])
    .where('kind', '=', kind)
    .orderBy('id')
    .execute();
  const listsOf = new Map(
    organizationIds.map((id) => [id, lists.filter((list) => list.organization_id === id)]),
  );
  await insertMany(
    db,
    'watchlist_members',
    entries.map(({ id, organization_id }) => ({
      list_id: random.pick(listsOf.get(organization_id)!).id,
      entry_id: id,
    })),
  );
}

function person(random: Random) {
  const name = `${random.pick(firstNames)} ${random.pick(lastNames)}-${random.pick(lastNames)}`;
  const details = { sex: random.pick(['m', 'f']), birthDate: `19${50 + random.below(50)}-05-17` };
  return { name, name_search: foldForSearch(name), name_key: null, details: JSON.stringify(details) };
}

function vehicle(random: Random, index: number) {
  const letters = 'ABCDEFGHJKLMNPRSTUVWXYZ';
  const name = `${random.pick([...letters])}${random.pick([...letters])} ${String(index).padStart(5, '0')}`;
  const key = plateKey(name);
  const details = {
    ownerFullName: `${random.pick(firstNames)} ${random.pick(lastNames)}`,
    manufacturer: random.pick(['Škoda', 'Renault', 'Toyota']),
    color: random.pick(['white', 'black', 'red']),
  };
  return { name, name_search: key, name_key: key, details: JSON.stringify(details) };
}

async function fillPictures(db: Db, random: Random, people: CityPeople, nowMs: number): Promise<void> {
  const persons = await db
    .selectFrom('watchlist_entries')
    .select(['id', 'organization_id'])
    .where('kind', '=', 'person')
    .orderBy('id')
    .execute();
  const pictures = persons
    .filter((_, index) => Math.floor(index / citySize.organizations) % pictureEvery === 0)
    .map((entry) => ({ ...entry, uuid: random.uuid() }));
  await insertMany(
    db,
    'uploads',
    pictures.map(({ uuid, organization_id }) => ({
      uuid,
      organization_id,
      user_id: people.users[0]!.id,
      kind: 'face_image' as const,
      mime_type: 'image/jpeg',
      size_bytes: 40_000,
      sha256: random.uuid().replaceAll('-', '').repeat(2),
      width_px: 640,
      height_px: 800,
      meta: null,
      created_ms: nowMs,
      touched_ms: nowMs,
    })),
  );
  await insertMany(
    db,
    'watchlist_images',
    pictures.map(({ id, uuid }) => ({ entry_id: id, upload_id: uuid })),
  );
}
