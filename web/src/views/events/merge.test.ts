import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { LoggedEvent } from '../../api/contract.ts';
import { mergeEvents, upsert } from './merge.ts';
import { filterOf, isOpenEnded, parseSearch } from './search.ts';

const event = (id: string, begin: number, revision = 1) =>
  ({ event_id: id, begin, revision }) as unknown as LoggedEvent;
const told = (events: readonly LoggedEvent[]) =>
  events.map(({ event_id, revision }) => `${event_id}${revision}`);

test('a later state replaces an earlier one in its place, a new event comes where its time is', () => {
  const listed = [event('c', 30), event('b', 20), event('a', 10)];
  assert.deepEqual(told(mergeEvents(listed, [event('b', 20, 2)])), ['c1', 'b2', 'a1']);
  assert.deepEqual(told(mergeEvents(listed, [event('d', 25)])), ['c1', 'd1', 'b1', 'a1']);
  assert.deepEqual(told(mergeEvents([event('b', 20, 3)], [event('b', 20, 2)])), ['b3']);
  assert.deepEqual(told(upsert([event('b', 20, 1)], [event('b', 20, 2), event('c', 30)])), ['b2', 'c1']);
});

test('what makes no sense in the address is left out', () => {
  const raw = { period: 'year', from: -1, types: ['zone', 'nonsense'], cameras: 'x', class: 7, name: '' };
  assert.deepEqual(parseSearch(raw), { types: ['zone'] });
});

test('a period ends now; a chosen range says itself where', () => {
  const now = 100 * 3_600_000;
  assert.deepEqual(filterOf({ period: 'hour', types: ['zone'], class: 1, name: 'Gate' }, now), {
    from: 99 * 3_600_000,
    event_type: ['zone'],
    obj_class: [1],
    name: ['Gate'],
  });
  assert.deepEqual(filterOf({ from: 5, to: 9, types: ['object'] }, now), {
    from: 5,
    to: 9,
    event_type: ['object'],
  });
  assert.deepEqual(Object.keys(filterOf({ period: 'all' }, now)), ['event_type']);
  assert.equal(filterOf({}, now).event_type?.includes('object'), false, 'every passing object is too much');
  assert.equal(isOpenEnded({ to: 9 }, now), false);
  assert.equal(isOpenEnded({}, now), true);
});
