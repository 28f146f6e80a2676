import assert from 'node:assert/strict';
import { test } from 'node:test';
import { forEachEngine } from '../../test/harness/database.ts';
import { keptQuery } from './kept-query.ts';
import { insertOrganization } from './people.ts';
import type { Db } from './schema.ts';

interface Question {
  readonly ids?: readonly number[];
  readonly without?: readonly number[];
  readonly name?: string | null;
  readonly page?: { readonly limit: number };
}

/** Asks for organisations, and counts how often the text was built. */
function question() {
  const built = { times: 0 };
  const ask = keptQuery((db, { ids, without, name, page }: Question, order: 'asc' | 'desc') => {
    built.times++;
    let query = db.selectFrom('organizations').select('name');
    if (ids !== undefined) query = query.where('id', 'in', ids);
    if (without !== undefined) query = query.where('id', 'not in', without);
    if (name === null) query = query.where('description', 'is', null);
    else if (name !== undefined) query = query.where('name', '=', name);
    query = query.orderBy('id', order);
    return page === undefined ? query : query.limit(page.limit);
  });
  const names = async (db: Db, values: Question, order: 'asc' | 'desc' = 'asc') =>
    (await ask(db, values, order)).map((row) => row.name).join('');
  return { built, names };
}

forEachEngine((open) => {
  test('the same question with other values is built once', async () => {
    await using store = await open();
    const { db } = store;
    const ids: Record<string, number> = {};
    for (const name of ['a', 'b', 'c', 'd', 'e'])
      ids[name] = await insertOrganization(db, { name, description: '', isInternal: false });
    const of = (names: string) => [...names].map((name) => ids[name]!);
    const { built, names } = question();

    assert.equal(await names(db, { name: 'b' }), 'b');
    assert.equal(await names(db, { name: 'c' }), 'c');
    assert.equal(await names(db, { name: "' or 1 = 1 --" }), '');
    assert.equal(built.times, 1);

    assert.equal(await names(db, { ids: of('abc'), page: { limit: 2 } }), 'ab');
    assert.equal(await names(db, { ids: of('bcde'), page: { limit: 3 } }), 'bcd');
    assert.equal(await names(db, { ids: of('cbe'), page: { limit: 100 } }), 'bce');
    assert.equal(built.times, 2);

    assert.equal(await names(db, { ids: of('abcde'), without: of('bd') }), 'ace');
    assert.equal(await names(db, { ids: of('bcdea'), without: of('ae') }), 'bcd');
    assert.equal(built.times, 3);
  });

  test('another form is another text', async () => {
    await using store = await open();
    const { db } = store;
    const a = await insertOrganization(db, { name: 'a', description: '', isInternal: false });
    const b = await insertOrganization(db, { name: 'b', description: '', isInternal: false });
    const { built, names } = question();
    assert.equal(await names(db, { ids: [a, b] }), 'ab');
    assert.equal(await names(db, { ids: [a, b] }, 'desc'), 'ba');
    assert.equal(await names(db, { ids: [b] }), 'b');
    assert.equal(await names(db, { ids: [] }), '');
    assert.equal(await names(db, { ids: [a, b], name: null }), '');
    assert.equal(await names(db, { without: [a] }), 'b');
    assert.equal(built.times, 6);
  });

  test('a text that depends on a value is refused', async () => {
    await using store = await open();
    const { db } = store;
    const wrong = keptQuery((asked: Db, { limit }: { readonly limit: number }) =>
      asked
        .selectFrom('organizations')
        .select('id')
        .limit(limit > 10 ? 10 : limit),
    );
    await assert.rejects(wrong(db, { limit: 3 }), { code: 'bug' });
  });
});
