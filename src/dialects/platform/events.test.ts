import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { test } from 'node:test';
import type { EventReport } from '#domain/event.ts';
import { forEachEngine, type OpenDatabase } from '../../../test/harness/database.ts';
import {
  addGroup,
  addOrganization,
  openTestPlatform,
  type TestPlatform,
} from '../../../test/harness/platform.ts';
import { entries, report } from '../../services/events/reports.fixture.ts';

const api = '/api/v1';
const source = { url: 'rtsp://192.0.2.7/' };
const hourMs = 3_600_000;

interface Yard extends AsyncDisposable {
  readonly platform: TestPlatform;
  readonly placeId: number;
  readonly cameraId: string;
  readonly beginMs: number;
  /** A query of one hour around `beginMs`. */
  readonly period: string;
  store(...reports: EventReport[]): Promise<void>;
}

async function openYard(open?: OpenDatabase): Promise<Yard> {
  const platform = await openTestPlatform(open === undefined ? {} : { open });
  const place = await platform.admin('POST', `${api}/places`, { name: 'Yard' });
  const placeId = place.body.id as number;
  const camera = await platform.admin('POST', `${api}/cameras`, { name: 'Gate', place_id: placeId, source });
  const beginMs = Math.floor(platform.clock.utcMs() / hourMs) * hourMs - 2 * hourMs;
  return {
    platform,
    placeId,
    cameraId: camera.body.id,
    beginMs,
    period: periodOf(beginMs, beginMs + hourMs),
    store: async (...reports) => void (await platform.eventLog.store(randomUUID(), entries(reports))),
    [Symbol.asyncDispose]: () => platform[Symbol.asyncDispose](),
  };
}

function periodOf(fromMs: number, toMs: number): string {
  return `ts_from=${new Date(fromMs).toISOString()}&ts_to=${new Date(toMs).toISOString()}`;
}

test('motion and crossings come with zone, line, direction and class', async () => {
  await using yard = await openYard();
  const { platform, cameraId, beginMs, placeId } = yard;
  const motion = report({ cameraId, beginMs, facts: { name: 'Door', objectId: 'o-1' } });
  const crossing = report({
    type: 'line_crossing',
    cameraId,
    beginMs,
    facts: { name: 'Fence', objectClass: 'vehicle', box: [0.5, 0.5, 0.75, 1] },
    report: { action: 'appeared', endMs: null },
  });
  await yard.store(motion, crossing);
  const get = async ({ id, facts }: EventReport, more = '') =>
    (await platform.admin('GET', `${api}/events/${id}?event_type=${facts.type}${more}`)).body;
  assert.deepEqual(await get(motion), {
    streamserver_id: 'local-1',
    stream_id: cameraId,
    object_id: 'o-1',
    event_id: motion.id,
    event_action: 'finished',
    ts: beginMs,
    event_type: 'motion_detection',
    event_data: {
      motion: { roi_bbox: [0, 0, 0.5, 0.5], roi_name: 'Door', area_fr: 0.1 },
      // Nothing particular was seen: the zone's box.
      detection: { bbox: [0, 0, 0.5, 0.5] },
      attributes: { obj_class: 0 },
    },
  });
  const found = await get(crossing, '&with_origin=true');
  assert.deepEqual(found.event_data, {
    line_crossing: { line_coords: [0.1, 0.2, 0.3, 0.4], direction: 1, line_name: 'Fence' },
    detection: { bbox: [0.5, 0.5, 0.75, 1] },
    attributes: { obj_class: 2 },
  });
  const origin = { camera_id: cameraId, camera_name: 'Gate', place_id: placeId, place_name: 'Yard' };
  assert.deepEqual([found.origin, found.event_action, found.object_id], [origin, 'appeared', '']);
});

test('an event is asked for with its type', async () => {
  await using yard = await openYard();
  const motion = report({ cameraId: yard.cameraId, beginMs: yard.beginMs, report: { snapshot: true } });
  const sound = report({ type: 'sound', cameraId: yard.cameraId, beginMs: yard.beginMs });
  await yard.store(motion, sound);
  const status = async (path: string) => (await yard.platform.admin('GET', `${api}/${path}`)).status;
  assert.equal(await status(`events/${motion.id}?event_type=line_crossing`), 404);
  assert.equal(await status(`events/${sound.id}?event_type=motion_detection`), 404);
  assert.equal(await status(`events/${motion.id}`), 422);
  assert.equal(await status(`events/${motion.id}?event_type=sound`), 422);
  assert.equal(await status(`events/${randomUUID()}?event_type=motion_detection`), 404);
  assert.equal(await status('events/1?event_type=motion_detection'), 422);
  assert.equal(await status(`snapshots/${motion.id}?event_type=motion_detection`), 200);
  assert.equal(await status(`snapshots/${motion.id}?event_type=line_crossing`), 404);
  assert.equal(await status(`eventmatches/${motion.id}?event_type=motion_detection`), 400);
  assert.equal(await status(`eventmatches/${motion.id}?event_type=plate_recognition`), 404);
});

test('lists need a day at most and one filter at most', async () => {
  await using yard = await openYard();
  const { beginMs, cameraId, placeId, period } = yard;
  const statusOf = async (path: string) => (await yard.platform.admin('GET', `${api}/${path}`)).status;
  for (const list of ['events?event_type=motion_detection', 'eventmatches?event_type=plate_recognition']) {
    assert.equal(await statusOf(`${list}&${periodOf(beginMs, beginMs + 24 * hourMs)}`), 200);
    assert.equal(await statusOf(`${list}&${periodOf(beginMs, beginMs + 24 * hourMs + 1)}`), 400);
    assert.equal(await statusOf(`${list}&${periodOf(beginMs, beginMs - 1)}`), 400);
    assert.equal(await statusOf(`${list}&${period}&stream_id=${cameraId}&place_id=${placeId}`), 400);
    assert.equal(await statusOf(`${list}&${period}&limit=9`), 422);
    assert.equal(await statusOf(`${list}&${period}&limit=1001`), 422);
    assert.equal(await statusOf(`${list}&${period}&cursor=x`), 422);
    assert.equal(await statusOf(`${list}&${period}&place_id=99999999999`), 200);
    assert.equal(await statusOf(list), 422);
  }
  assert.equal(await statusOf(`eventmatches?event_type=motion_detection&${period}`), 400);
});

forEachEngine((open) => {
  test('pages go on behind the marker of body and header, and hold one type', async () => {
    await using yard = await openYard(open);
    const { cameraId, beginMs, platform, period } = yard;
    const all = Array.from({ length: 25 }, (_, index) => report({ cameraId, beginMs: beginMs + index }));
    await yard.store(...all, report({ type: 'line_crossing', cameraId, beginMs }));
    const found: string[] = [];
    for (let cursor = ''; ; ) {
      const url = `${api}/events?event_type=motion_detection&limit=10&${period}${cursor}`;
      const { body, headers } = await platform.admin('GET', url);
      found.push(...body.events.map((event: { event_id: string }) => event.event_id));
      assert.equal(headers['pagination-cursor'], body.pagination.cursor);
      if (body.pagination.cursor === undefined) break;
      cursor = `&cursor=${body.pagination.cursor}`;
    }
    assert.deepEqual(found, all.map(({ id }) => id).reverse());
  });

  test('hits come with their events, newest first, and are counted by priority', async () => {
    await using yard = await openYard(open);
    const { cameraId, beginMs, platform, period } = yard;
    const plates = [0, 1, 2].map((index) =>
      report({
        type: 'plate_recognition',
        cameraId,
        beginMs: beginMs + index,
        details: { plate: `AB 12${index}` },
      }),
    );
    await yard.store(...plates);
    const [stored] = (await platform.eventLog.since(0, 10)).filter((one) => one.report.id === plates[1]!.id);
    const hit = {
      listId: 4,
      entryId: 5,
      similarity: 1,
      priority: 'high',
      listName: 'Wanted',
      entryName: 'AB121',
    } as const;
    await platform.eventLog.storeMatches(stored!, [hit, { ...hit, listId: 6, priority: null }]);
    await platform.eventLog.storeMatches(stored!, [hit]);
    const { body } = await platform.admin(
      'GET',
      `${api}/eventmatches?event_type=plate_recognition&${period}`,
    );
    assert.deepEqual(
      body.events.map((event: { event_id: string }) => event.event_id),
      [plates[1]!.id],
    );
    assert.deepEqual(body.events[0].match_data, [
      {
        plate_id: 5,
        platelist_id: 4,
        platelist_name: 'Wanted',
        plate_number: 'AB121',
        similarity: 1,
        priority: 'high',
      },
      { plate_id: 5, platelist_id: 6, platelist_name: 'Wanted', plate_number: 'AB121', similarity: 1 },
    ]);
    const stats = await platform.admin('GET', `${api}/stats/eventmatchesbypriority?${period}`);
    const counts = Object.entries(stats.body as Record<string, { count: number }[]>);
    assert.deepEqual(
      counts.map(([name, [first]]) => [name, first!.count]),
      [
        ['low', 0],
        ['medium', 0],
        ['high', 1],
        ['none', 1],
      ],
    );
  });

  test('plates are found by likeness, faces by direction and model', async () => {
    await using yard = await openYard(open);
    const { cameraId, beginMs, platform } = yard;
    const plate = (number: string, after: number) =>
      report({ type: 'plate_recognition', cameraId, beginMs: beginMs + after, details: { plate: number } });
    const [same, near, far] = [plate('ab-123-cd', 0), plate('AB 123 CE', 1), plate('XY 987 ZZ', 2)];
    const face = (vector: number[], version: number) => {
      const descriptor = Buffer.from(new Float32Array(vector).buffer).toString('base64');
      return report({
        type: 'face_recognition',
        cameraId,
        beginMs,
        details: { descriptor, norm: 1, version },
      });
    };
    const [alike, turned, other] = [face([3, 4], 1), face([4, -3], 1), face([3, 4], 2)];
    await yard.store(same, near, far, alike, turned, other);
    const search = async (what: string, body: object) =>
      await platform.admin('POST', `${api}/search/${what}`, body);
    const plates = await search('plate', { plate: { number: 'AB123CD' } });
    assert.deepEqual(
      plates.body.events.map((event: { event_id: string; similarity: number }) => [
        event.event_id,
        event.similarity,
      ]),
      [
        [same.id, 1],
        [near.id, 1 - 1 / 7],
      ],
    );
    const data = Buffer.from(new Float32Array([0.6, 0.8]).buffer).toString('base64');
    const faces = await search('face', { descriptor: { data, norm: 1, version: 1 }, threshold: 0.5 });
    assert.deepEqual(
      faces.body.events.map((event: { event_id: string }) => event.event_id),
      [alike.id],
    );
    assert.ok(Math.abs(faces.body.events[0].similarity - 1) < 1e-6);
    assert.equal((await search('plate', { plate: { number: ' -' } })).status, 400);
    for (const wrong of ['', '!!!!', 'AAA='])
      assert.equal(
        (await search('face', { descriptor: { data: wrong, norm: 1, version: 1 }, threshold: 0.5 })).status,
        400,
      );
    const elsewhere = await addOrganization(platform, 'Far');
    const stranger = await platform.user({
      organizationId: elsewhere,
      permissions: ['search_plate', 'search_face'],
    });
    const nothing = await stranger('POST', `${api}/search/plate`, { plate: { number: 'AB123CD' } });
    assert.deepEqual(nothing.body, { events: [] });
  });

  test('statistics count what somebody sees, by hours up to a day and by days beyond', async () => {
    await using yard = await openYard(open);
    const { cameraId, beginMs, platform, placeId } = yard;
    const second = await platform.admin('POST', `${api}/places`, { name: 'Far' });
    const other = await platform.admin('POST', `${api}/cameras`, {
      name: 'Far',
      place_id: second.body.id,
      source,
    });
    await yard.store(
      report({ cameraId, beginMs }),
      report({ cameraId, beginMs: beginMs + 1 }),
      report({ type: 'line_crossing', cameraId, beginMs: beginMs + hourMs }),
      report({ type: 'sound', cameraId, beginMs }),
      report({ cameraId: other.body.id, beginMs }),
    );
    const groupId = await addGroup(platform, [placeId]);
    await addGroup(platform, [second.body.id]);
    const guard = await platform.user({ permissions: ['stats_read'], groupIds: [groupId] });
    const chief = platform.admin;
    const stats = async (caller: typeof chief, period: string, more = '') =>
      (await caller('GET', `${api}/stats/eventsbytype?${period}${more}`)).body;
    const counts = (body: Record<string, { count: number }[]>, type: string) =>
      body[type]!.map(({ count }) => count);
    const hours = periodOf(beginMs, beginMs + 2 * hourMs);
    const seen = await stats(guard, hours);
    assert.deepEqual(Object.keys(seen).sort(), [
      'face_recognition',
      'line_crossing',
      'motion_detection',
      'plate_recognition',
    ]);
    assert.deepEqual(
      [counts(seen, 'motion_detection'), counts(seen, 'line_crossing')],
      [
        [2, 0],
        [0, 1],
      ],
    );
    assert.deepEqual(counts(await stats(chief, hours), 'motion_detection'), [3, 0]);
    const days = periodOf(beginMs - 48 * hourMs, beginMs + 24 * hourMs);
    assert.equal(
      counts(await stats(chief, days), 'motion_detection').reduce((a, b) => a + b),
      3,
    );
    assert.equal(counts(await stats(chief, hours, '&organization_id=1'), 'motion_detection')[0], 3);
    const intensity = await guard('GET', `${api}/stats/eventsintensity?${hours}&stream_id=${cameraId}`);
    assert.deepEqual(intensity.body.entries[0], {
      ts: new Date(beginMs).toISOString(),
      fr: 0,
      pr: 0,
      md: 2,
      lc: 0,
    });
    const status = async (path: string) => (await guard('GET', `${api}/stats/${path}`)).status;
    assert.equal(await status(`eventsintensity?${hours}&stream_id=${other.body.id}`), 404);
    assert.equal(await status(`eventsbytype?${hours}&group_id=999`), 404);
    assert.equal(await status(`eventsbytype?${hours}&organization_id=999`), 404);
    assert.equal(await status(`eventsbytype?${periodOf(beginMs, beginMs)}`), 400);
    assert.equal(await status(`eventsbytype?${periodOf(0, beginMs)}`), 400);
    const cameras = await guard('GET', `${api}/stats/cameras`);
    assert.equal(cameras.body.total_count, 1);
  });
});
