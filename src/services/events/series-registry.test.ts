import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { EventType } from '#domain/event.ts';
import type { EventSeries } from '#stores/event-series.ts';
import { eventTypeCodes } from '#stores/events.ts';
import type { Db } from '#stores/schema.ts';
import { SeriesRegistry } from './series-registry.ts';

function series(id: number, camera: number, type: EventType, name: string | null = null): EventSeries {
  const cameraUuid = camera === 0 ? null : `camera-${camera}`;
  return { id, camera, cameraUuid, organizationId: camera === 0 ? 7 : 0, type, objectClass: 0, name };
}

/** Nothing is read in these tests. */
const noDatabase = {} as Db;

test('a selection holds what fits, also what came after it was worked out', () => {
  const registry = new SeriesRegistry(noDatabase);
  const cameras = new Set([1, 3]);
  registry.add([
    series(1, 1, 'sound'),
    series(2, 2, 'sound'),
    series(5, 3, 'tamper'),
    series(6, 0, 'system'),
  ]);
  const first = registry.select({ cameras, organizationId: 7 });
  assert.deepEqual([first.count, first.list()], [3, [1, 5, 6]]);
  assert.equal(registry.select({ cameras, organizationId: 7 }), first);

  // Numbers may come in any order.
  registry.add([series(9, 3, 'sound'), series(8, 2, 'sound'), series(4, 1, 'zone', 'Yard')]);
  const second = registry.select({ cameras, organizationId: 7 });
  assert.deepEqual([second.count, second.list()], [5, [1, 4, 5, 6, 9]]);
  assert.deepEqual(second.list(eventTypeCodes.sound), [1, 9]);
  assert.deepEqual([first.list(), first.mask.length], [[1, 5, 6], 7], 'what was handed out stays as it is');
});

test('selections of the same cameras by other filters are others', () => {
  const registry = new SeriesRegistry(noDatabase);
  const cameras = new Set([1]);
  registry.add([series(1, 1, 'sound', 'Gate'), series(2, 1, 'zone', 'Yard'), series(3, 0, 'system')]);
  assert.deepEqual(registry.select({ cameras, names: ['Yard'] }).list(), [2]);
  assert.deepEqual(registry.select({ cameras, types: ['sound'] }).list(), [1]);
  assert.deepEqual(registry.select({ cameras, organizationId: 8 }).list(), [1, 2]);
  assert.deepEqual(registry.select({ cameras, organizationId: null }).list(), [1, 2, 3]);
  assert.deepEqual(registry.select({ cameras: null }).list(), [1, 2]);
  assert.deepEqual(registry.select({ cameras: new Set() }).list(), []);
});
