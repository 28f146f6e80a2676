/** What is asked of the city: every list, search and single read of the platform API that reads the database. */
import type { Question } from './load.ts';

export interface Asker {
  readonly url: string;
  readonly token: string;
}

/** A list or search; `path` may have a query, the body makes it a search. */
interface List {
  readonly name: string;
  readonly path: string;
  readonly body?: object;
  /** Where the rows are in the answer. */
  readonly rows: string;
  /** Page that is far down, besides the first. */
  readonly far?: boolean;
  /** The contract has no pages here: all of it comes at once. */
  readonly whole?: boolean;
}

export interface Asked extends Question {
  readonly kind: 'list' | 'whole' | 'one';
  /** From 1. */
  readonly page: number;
}

const day = 24 * 3_600_000;
const farPage = 1_000;

/** Undefined where this server does not serve the operation or has nothing to show. */
export async function questionsFor(
  asker: Asker,
  nowMs: number,
): Promise<{ asked: Asked[]; missing: string[] }> {
  const asked: Asked[] = [];
  const missing: string[] = [];
  const add = async (list: List) => {
    const first = await get(asker, list.path, list.body);
    if (first.status !== 200) {
      missing.push(`${list.name}: ${first.status}`);
      return;
    }
    const base = question(asker, list.name, list.path, list.body);
    asked.push({ ...base, kind: list.whole === true ? 'whole' : 'list', page: 1 });
    if (list.far !== true) return;
    const { path, page } = await turn(asker, list, first);
    if (page > 1) {
      const name = `${list.name}, page ${page.toLocaleString('en')}`;
      asked.push({ ...question(asker, name, path, list.body), kind: 'list', page });
    }
  };
  for (const list of lists(nowMs)) await add(list);
  for (const [name, from, rows] of singles) {
    const { status, body } = await get(asker, from);
    const row = status === 200 ? (body[rows] as { id: string | number }[] | undefined)?.at(-1) : undefined;
    if (row === undefined) {
      missing.push(`${name}: ${status}`);
      continue;
    }
    const path = `${from.split('?')[0]}/${row.id}`;
    const one = await get(asker, path);
    if (one.status === 200) asked.push({ ...question(asker, name, path), kind: 'one', page: 1 });
    else missing.push(`${name}: ${one.status}`);
  }
  for (const [name, path] of others) {
    const { status } = await get(asker, path);
    if (status === 200) asked.push({ ...question(asker, name, path), kind: 'one', page: 1 });
    else missing.push(`${name}: ${status}`);
  }
  return { asked, missing };
}

function lists(nowMs: number): List[] {
  const api = '/api/v1';
  const since = encodeURIComponent(new Date(nowMs - 90 * day).toISOString());
  const until = encodeURIComponent(new Date(nowMs + day).toISOString());
  const period = `created_at_from=${since}&created_at_to=${until}`;
  const search = (query: string) => ({ query });
  return [
    { name: 'cameras', path: `${api}/cameras?limit=100`, rows: 'cameras' },
    { name: 'cameras by 10', path: `${api}/cameras?limit=10`, rows: 'cameras', far: true },
    { name: 'cameras with origin', path: `${api}/cameras?limit=100&with_origin=true`, rows: 'cameras' },
    {
      name: 'cameras: search, many',
      path: `${api}/cameras/search?limit=100`,
      body: search('ENTRANCE'),
      rows: 'cameras',
      far: true,
    },
    {
      name: 'cameras: search, one',
      path: `${api}/cameras/search`,
      body: search('königstrasse lift 49'),
      rows: 'cameras',
    },
    {
      name: 'cameras: search, none',
      path: `${api}/cameras/search`,
      body: search('no such name'),
      rows: 'cameras',
    },
    { name: 'places: all', path: `${api}/places`, rows: 'places', whole: true },
    {
      name: 'places within 2 km',
      path: `${api}/places?latitude=52.5&longitude=13.4&radius=2000`,
      rows: 'places',
    },
    {
      name: 'places: search, many',
      path: `${api}/places/search?limit=100`,
      body: search('road'),
      rows: 'places',
      far: true,
    },
    {
      name: 'places: search, none',
      path: `${api}/places/search`,
      body: search('no such name'),
      rows: 'places',
    },
    { name: 'plans', path: `${api}/plans?limit=100`, rows: 'plans', far: true },
    { name: 'plans: search', path: `${api}/plans/search?limit=100`, body: search('FLOOR 9'), rows: 'plans' },
    { name: 'users', path: `${api}/users?limit=100`, rows: 'users', far: true },
    { name: 'users: search', path: `${api}/users/search?limit=100`, body: search('horváth'), rows: 'users' },
    { name: 'groups', path: `${api}/groups?limit=100`, rows: 'groups' },
    {
      name: 'groups: search',
      path: `${api}/groups/search?limit=100`,
      body: search('harbour'),
      rows: 'groups',
    },
    { name: 'organizations', path: `${api}/organizations?limit=100`, rows: 'organizations' },
    {
      name: 'organizations: search',
      path: `${api}/organizations/search`,
      body: search('department'),
      rows: 'organizations',
    },
    { name: 'roles', path: `${api}/roles`, rows: 'roles' },
    { name: 'audit, last 24 h', path: `${api}/auditlogs?limit=100`, rows: 'auditlogs', far: true },
    { name: 'audit, 90 days', path: `${api}/auditlogs?limit=100&${period}`, rows: 'auditlogs', far: true },
    {
      name: 'audit, 90 days, oldest first',
      path: `${api}/auditlogs?limit=100&${period}&order_by=created_at`,
      rows: 'auditlogs',
      far: true,
    },
    {
      name: 'audit, rare actions',
      path: `${api}/auditlogs?limit=100&${period}&action_types=role_delete`,
      rows: 'auditlogs',
    },
    {
      name: 'audit, two users',
      path: `${api}/auditlogs?limit=100&${period}&user_ids=2&user_ids=3`,
      rows: 'auditlogs',
    },
    { name: 'video clips', path: `${api}/videoclips`, rows: 'videoclips', whole: true },
    { name: 'plate lists', path: `${api}/platelists`, rows: 'platelists' },
    { name: 'plates: all', path: `${api}/plates`, rows: 'plates', whole: true },
    { name: 'plates by number', path: `${api}/plates?number=AB12`, rows: 'plates' },
    { name: 'face lists', path: `${api}/facelists`, rows: 'facelists' },
    { name: 'faces: all', path: `${api}/faces`, rows: 'faces', whole: true },
    { name: 'faces by name', path: `${api}/faces?full_name=Horv%C3%A1th`, rows: 'faces' },
  ];
}

/** Name, the list that an id is taken from, and where its rows are. */
const singles: readonly (readonly [string, string, string])[] = [
  ['one camera', '/api/v1/cameras?limit=100', 'cameras'],
  ['one place', '/api/v1/places', 'places'],
  ['one plan', '/api/v1/plans?limit=100', 'plans'],
  ['one user', '/api/v1/users?limit=100', 'users'],
  ['one group', '/api/v1/groups?limit=10', 'groups'],
  ['one organization', '/api/v1/organizations?limit=10', 'organizations'],
  ['one role', '/api/v1/roles', 'roles'],
  ['one audit entry', '/api/v1/auditlogs?limit=100', 'auditlogs'],
  ['one video clip', '/api/v1/videoclips', 'videoclips'],
  ['one plate list', '/api/v1/platelists', 'platelists'],
  ['one plate', '/api/v1/plates', 'plates'],
  ['one face list', '/api/v1/facelists', 'facelists'],
  ['one face', '/api/v1/faces', 'faces'],
];

const others: readonly (readonly [string, string])[] = [
  ['oneself', '/api/v1/users/me'],
  ['hello', '/api/v1/hello'],
];

/** Goes on to page 1,000, or to the last full one of a shorter list. */
async function turn(asker: Asker, list: List, first: Reply): Promise<{ path: string; page: number }> {
  let { path, page } = { path: list.path, page: 1 };
  let cursor = first.body.pagination?.cursor;
  while (page < farPage && cursor !== undefined) {
    const next = `${list.path}&cursor=${encodeURIComponent(cursor)}`;
    const reply = await get(asker, next, list.body);
    if (reply.status !== 200) throw new Error(`${next}: ${reply.status}`);
    cursor = reply.body.pagination?.cursor;
    if (cursor === undefined) break;
    path = next;
    page += 1;
  }
  return { path, page };
}

interface Reply {
  readonly status: number;
  readonly body: Record<string, unknown> & { pagination?: { cursor?: string } };
}

async function get({ url, token }: Asker, path: string, body?: object): Promise<Reply> {
  const reply = await fetch(url + path, {
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { method: 'POST', body: JSON.stringify(body) }),
  });
  return { status: reply.status, body: (await reply.json()) as Reply['body'] };
}

function question({ token }: Asker, name: string, path: string, body?: object): Question {
  return {
    name,
    token,
    path,
    method: body === undefined ? 'GET' : 'POST',
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  };
}
