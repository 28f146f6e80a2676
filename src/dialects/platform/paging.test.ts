/** Every list and search with pages, read while what it shows is added and deleted at the same time. */
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { insertRole } from '#stores/people.ts';
import { foldForSearch } from '#stores/search-text.ts';
import { forEachEngine } from '../../../test/harness/database.ts';
import {
  addGroup,
  addOrganization,
  openTestPlatform,
  type TestPlatform,
} from '../../../test/harness/platform.ts';
import { served } from './served.ts';

const api = '/api/v1';

/** Three pages at least. */
const atFirst = 21;
/** Additions end some time, so that the pages do. */
const pagesWithAdditions = 6;

interface PagedList {
  readonly operation: string;
  readonly path: string;
  readonly body?: object;
  /** Where the rows are in the answer. */
  readonly rows: string;
  readonly add: () => Promise<string | number>;
  readonly remove?: (id: string | number) => Promise<void>;
}

/** What happens between one page and the next, and at the same time as it. */
const happenings = fc.array(fc.record({ added: fc.nat(1), removed: fc.nat(1) }), {
  minLength: 1,
  maxLength: 8,
});

forEachEngine((open, engine) => {
  test('pages neither repeat nor skip while rows come and go', async (context) => {
    await using platform = await openTestPlatform({ open });
    for (const list of await pagedLists(platform)) {
      const skip = (served as readonly string[]).includes(list.operation) ? false : 'not served';
      await context.test(`${list.operation} ${list.path}`, { skip }, async () => {
        await fc.assert(
          fc.asyncProperty(fc.integer({ min: 10, max: 14 }), happenings, (limit, changes) =>
            follow(platform, list, limit, changes),
          ),
          { numRuns: engine === 'sqlite' ? 3 : 1, endOnFailure: true },
        );
      });
    }
  });
});

async function follow(
  platform: TestPlatform,
  list: PagedList,
  limit: number,
  changes: readonly { added: number; removed: number }[],
): Promise<void> {
  const shown = await read(platform, list, '?limit=1000');
  for (let missing = atFirst - shown.length; missing > 0; missing--) await list.add();
  const stays = new Set(await read(platform, list, '?limit=1000'));
  assert.ok(stays.size >= atFirst, 'the list shows what was added');
  const removable = [...stays];
  const seen: (string | number)[] = [];
  let cursor: string | undefined;
  for (let page = 0; page === 0 || cursor !== undefined; page++) {
    const { added, removed } = changes[page % changes.length]!;
    const adding = page < pagesWithAdditions ? Array.from({ length: added }, () => list.add()) : [];
    const gone =
      list.remove === undefined || removed === 0 ? [] : removable.splice(page % removable.length, 1);
    for (const id of gone) stays.delete(id);
    const query = `?limit=${limit}${cursor === undefined ? '' : `&cursor=${encodeURIComponent(cursor)}`}`;
    const [answer] = await Promise.all([
      ask(platform, list, query),
      ...adding,
      ...gone.map((id) => list.remove?.(id)),
    ]);
    assert.ok(answer.ids.length <= limit);
    seen.push(...answer.ids);
    cursor = answer.cursor;
  }
  assert.equal(new Set(seen).size, seen.length, 'no row comes twice');
  assert.deepEqual(
    [...stays].filter((id) => !seen.includes(id)),
    [],
    'no row is left out',
  );
  const order = await read(platform, list, '?limit=1000');
  const kept = seen.filter((id) => order.includes(id));
  assert.deepEqual(
    kept,
    order.filter((id) => kept.includes(id)),
    'the order is that of the whole list',
  );
}

async function read(platform: TestPlatform, list: PagedList, query: string): Promise<(string | number)[]> {
  return (await ask(platform, list, query)).ids;
}

async function ask(platform: TestPlatform, { path, body, rows }: PagedList, query: string) {
  const address = path.includes('?') ? `${path}&${query.slice(1)}` : path + query;
  const reply = await platform.admin(body === undefined ? 'GET' : 'POST', address, body);
  assert.equal(reply.status, 200, reply.raw.toString());
  const ids = (reply.body[rows] as { id: string | number }[]).map(({ id }) => id);
  const cursor: string | undefined = reply.body.pagination?.cursor ?? reply.headers['pagination-cursor'];
  return { ids, cursor };
}

async function pagedLists(platform: TestPlatform): Promise<PagedList[]> {
  const { admin, db } = platform;
  const make = async (path: string, body: object) => {
    const reply = await admin('POST', `${api}/${path}`, body);
    assert.equal(reply.status, 200, reply.raw.toString());
    return reply.body.id as string | number;
  };
  const removeFrom = (path: string) => async (id: string | number) => {
    assert.equal((await admin('DELETE', `${api}/${path}/${id}`)).status, 200);
  };
  const site = (await make('places', { name: 'home' })) as number;
  const group = await addGroup(platform, []);
  const other = await addOrganization(platform, 'other');
  const roleId = await insertRole(db, { name: 'r', description: '', isInternal: false, permissions: [] });
  let count = 0;
  const next = () => `paged ${++count}`;

  const camera = () =>
    make('cameras', { name: next(), place_id: site, source: { url: 'rtsp://192.0.2.1/1' } });
  const user = () =>
    make('users', {
      first_name: 'Paged',
      last_name: `${++count}`,
      email: `u${count}@example.org`,
      password: 'a quiet password',
      role_id: roleId,
      group_ids: [group],
    });
  const place = () => make('places', { name: next() });
  const groupPlace = async () => {
    const id = await place();
    await make(`groups/${group}/places`, { place_ids: [id] });
    return id;
  };
  const newGroup = () => make('groups', { name: next(), description: '' });
  const otherGroup = async () =>
    (
      await db
        .insertInto('groups')
        .values({ organization_id: other, name: 'g', name_search: 'g', description: '', is_internal: 0 })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  const plan = async () => {
    const name = next();
    const row = {
      uuid: randomUUID(),
      site_id: site,
      name,
      name_search: foldForSearch(name),
      image_id: randomUUID(),
    };
    const times = { created_ms: 0, updated_ms: 0 };
    return (
      await db
        .insertInto('plans')
        .values({ ...row, ...times })
        .returning('id')
        .executeTakeFirstOrThrow()
    ).id;
  };
  const planId = await plan();
  const planCamera = async () => {
    const id = await camera();
    const spot = { plan_id: planId, plan_x: 0.5, plan_y: 0.5 };
    await db.updateTable('cameras').set(spot).where('uuid', '=', String(id)).execute();
    return id;
  };
  const removePlan = async (id: string | number) => {
    if (id !== planId) await db.deleteFrom('plans').where('id', '=', Number(id)).execute();
  };
  const search = { query: 'PAGED' };
  const cameras = { rows: 'cameras', add: camera, remove: removeFrom('cameras') };
  const users = { rows: 'users', add: user };
  const groups = { rows: 'groups', add: newGroup };
  const organizations = {
    rows: 'organizations',
    add: () => make('organizations', { name: next(), description: '' }),
  };
  const plans = { rows: 'plans', add: plan };
  const entries = { rows: 'auditlogs', add: place };
  return [
    { operation: 'listCameras', path: `${api}/cameras`, ...cameras },
    { operation: 'listCameras', path: `${api}/cameras?place_id=${site}&with_origin=true`, ...cameras },
    { operation: 'searchCameras', path: `${api}/cameras/search`, body: search, ...cameras },
    { operation: 'listPlaceCameras', path: `${api}/places/${site}/cameras`, ...cameras },
    {
      operation: 'searchPlaces',
      path: `${api}/places/search`,
      body: search,
      rows: 'places',
      add: place,
      remove: removeFrom('places'),
    },
    { operation: 'listUsers', path: `${api}/users`, ...users },
    {
      operation: 'searchUsers',
      path: `${api}/users/search`,
      body: search,
      ...users,
      remove: removeFrom('users'),
    },
    {
      operation: 'listGroupMembers',
      path: `${api}/groups/${group}/members`,
      ...users,
      remove: removeFrom('users'),
    },
    {
      operation: 'listOrganizationMembers',
      path: `${api}/organizations/1/members`,
      ...users,
      rows: 'members',
    },
    { operation: 'listGroups', path: `${api}/groups`, ...groups },
    {
      operation: 'searchGroups',
      path: `${api}/groups/search`,
      body: search,
      ...groups,
      remove: removeFrom('groups'),
    },
    {
      operation: 'listOrganizationGroups',
      path: `${api}/organizations/${other}/groups`,
      rows: 'groups',
      add: otherGroup,
    },
    { operation: 'listGroupPlaces', path: `${api}/groups/${group}/places`, rows: 'places', add: groupPlace },
    { operation: 'listOrganizations', path: `${api}/organizations`, ...organizations },
    {
      operation: 'searchOrganizations',
      path: `${api}/organizations/search`,
      body: search,
      ...organizations,
      remove: removeFrom('organizations'),
    },
    { operation: 'listPlacePlans', path: `${api}/places/${site}/plans`, ...plans, remove: removePlan },
    { operation: 'listPlans', path: `${api}/plans`, ...plans },
    { operation: 'searchPlans', path: `${api}/plans/search`, body: search, ...plans, remove: removePlan },
    {
      operation: 'listPlanCameras',
      path: `${api}/plans/${planId}/cameras`,
      rows: 'cameras',
      add: planCamera,
    },
    { operation: 'listAuditLogs', path: `${api}/auditlogs`, ...entries },
    {
      operation: 'listAuditLogs',
      path: `${api}/auditlogs?order_by=created_at&action_types=place_create`,
      ...entries,
    },
  ];
}
