import assert from 'node:assert/strict';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import type { EventReport } from '#domain/event.ts';
import { camera, jpeg, motion, noon, otherCamera, reports, TestEvents } from './events.fixture.ts';
import { systemPictureCalls } from './snapshot-files.ts';
import { timeOfUuidV7 } from './uuid-v7.ts';

let at: TestEvents;
beforeEach(() => {
  at = new TestEvents();
});
afterEach(() => at[Symbol.asyncDispose]());

const brief = ({ action, revision, beginMs, endMs }: EventReport) => [
  action,
  revision,
  beginMs - noon,
  endMs === null ? null : endMs - noon,
];
const told = () => setImmediate();

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

describe('an event', () => {
  test('begins, is updated at most every two seconds, and ends, with one id and growing revisions', async () => {
    const { writer, outbox } = await at.parts();
    writer.take(camera, motion('begin', noon));
    await told();
    for (let i = 1; i <= 30; i += 1) {
      at.clock.pass(100);
      writer.take(camera, motion('update', at.clock.nowMs, { area: i / 100 }));
      writer.look();
    }
    // Read as the sender does: what was sent is not taken back.
    assert.deepEqual(reports(outbox).map(brief), [
      ['appeared', 1, 0, null],
      ['updated', 2, 0, null],
    ]);
    at.clock.pass(100);
    writer.take(camera, motion('end', at.clock.nowMs, { area: 0.4 }));
    await told();
    const all = reports(outbox);
    assert.deepEqual(brief(all.at(-1)!), ['finished', 3, 0, 3100]);
    assert.equal(all.length, 3);
    assert.equal(new Set(all.map(({ id }) => id)).size, 1);
    assert.equal(timeOfUuidV7(all[0]!.id), noon);
    assert.equal((all.at(-1)!.facts.details as { area: number }).area, 0.4);
  });

  test('that is over at once is one report', async () => {
    const { writer, outbox } = await at.parts();
    writer.take(camera, motion('once', noon));
    await told();
    assert.deepEqual(reports(outbox).map(brief), [['finished', 1, 0, 0]]);
  });

  test('keeps one waiting update while the server is away', async () => {
    const { writer, outbox } = await at.parts();
    writer.take(camera, motion('begin', noon));
    await told();
    for (let i = 1; i <= 100; i += 1) {
      at.clock.pass(2000);
      writer.take(camera, motion('update', at.clock.nowMs, { area: i / 100 }));
      writer.look();
    }
    assert.deepEqual(
      reports(outbox).map(({ action, revision }) => [action, revision]),
      [
        ['appeared', 1],
        ['updated', 101],
      ],
    );
  });

  test('never ends before it begins, whatever the clock does', async () => {
    const { writer, outbox } = await at.parts();
    writer.take(camera, motion('begin', noon));
    writer.take(camera, motion('end', noon - 3_600_000));
    writer.take(camera, motion('begin', noon + 5, { key: 'other' }));
    at.clock.nowMs = noon - 3_600_000;
    writer.analysisStopped(camera);
    await told();
    assert.deepEqual(
      reports(outbox).map(({ beginMs, endMs }) => [beginMs - noon, endMs! - noon]),
      [
        [0, 0],
        [5, 5],
      ],
    );
  });

  test('that begins anew without an end was over when it was last seen', async () => {
    const { writer, outbox } = await at.parts();
    writer.take(camera, motion('begin', noon));
    writer.take(camera, motion('update', noon + 700));
    writer.take(camera, motion('begin', noon + 9000));
    await told();
    assert.deepEqual(reports(outbox).map(brief), [
      ['finished', 1, 0, 700],
      ['appeared', 1, 9000, null],
    ]);
  });

  test('of a camera whose analysis ends ends too; those of other cameras and a lost connection go on', async () => {
    const { writer, outbox } = await at.parts();
    const lost = {
      ...motion('begin', noon, { key: 'connection' }),
      facts: {
        ...motion('begin', noon).facts,
        type: 'camera_connection' as const,
        details: { change: 'lost' as const },
      },
    };
    writer.take(camera, motion('begin', noon));
    writer.take(camera, lost);
    writer.take(otherCamera, motion('begin', noon));
    await told();
    writer.analysisStopped(camera, noon + 4000.5);
    await told();
    const finished = reports(outbox).filter(({ action }) => action === 'finished');
    assert.deepEqual(
      finished.map(({ cameraId, facts, endMs }) => [cameraId, facts.type, endMs! - noon]),
      [[camera, 'motion_detection', 4000]],
    );
    assert.ok(writer.isOpen(camera, 'connection') && writer.isOpen(otherCamera, 'motion'));
  });

  test('is not made of sightings that nothing began, nor of times that are none', async () => {
    const { writer, outbox } = await at.parts();
    writer.take(camera, motion('update', noon));
    writer.take(camera, motion('end', noon));
    writer.take(camera, motion('begin', Number.NaN));
    await told();
    assert.deepEqual(reports(outbox), []);
    assert.equal(writer.counters.refused, 3);
  });

  test('a storm of them is bounded and told', async () => {
    const { writer, outbox } = await at.parts();
    for (let i = 0; i < 1000; i += 1) writer.take(camera, motion('begin', noon, { key: `track ${i}` }));
    writer.take(otherCamera, motion('begin', noon));
    await told();
    assert.equal(reports(outbox).length, 257);
    assert.equal(writer.counters.refused, 744);
    assert.deepEqual(
      at.said.map(({ message }) => message),
      ['there are too many events at once; some are left out'],
    );
  });
});

describe('pictures', () => {
  test('are there when the report says so, and a better one replaces the first with its box', async () => {
    const { writer, outbox, snapshots, ledger } = await at.parts();
    writer.take(camera, motion('begin', noon, { picture: true }), { full: jpeg(3000), crop: jpeg(400) });
    await until(() => outbox.counters.waiting === 1);
    const [report] = reports(outbox);
    assert.ok(report?.snapshot && report.crop);
    assert.deepEqual(await snapshots.read(camera, report.id, 'crop'), jpeg(400));
    const folder = join(at.volume, 'snapshots', camera, '2026-06-01', '12');
    assert.deepEqual(readdirSync(folder).sort(), [`${report.id}-crop.jpg`, `${report.id}.jpg`]);

    at.clock.pass(3000);
    const better = motion('update', at.clock.nowMs, { picture: true });
    const box = [0.5, 0.5, 0.6, 0.6] as const;
    writer.take(camera, { ...better, facts: { ...better.facts, box } }, { full: jpeg(5000), crop: null });
    writer.take(camera, motion('update', at.clock.nowMs));
    await until(() => ledger.bytes === 5400);
    await told();
    writer.look();
    assert.deepEqual(reports(outbox).at(-1)?.facts.box, box);
    assert.equal((await snapshots.read(camera, report.id, 'full')).length, 5000);
  });

  test('that cannot be kept cost no event, and it is told once', async () => {
    let isFull = true;
    const calls = {
      ...systemPictureCalls,
      write: async (path: string, bytes: Buffer) => {
        if (isFull) throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
        await systemPictureCalls.write(path, bytes);
      },
    };
    const { writer, outbox, snapshots } = await at.parts({ calls });
    const pictures = { full: jpeg(3000), crop: jpeg(400) };
    for (const key of ['a', 'b']) writer.take(camera, motion('once', noon, { key, picture: true }), pictures);
    await until(() => outbox.counters.waiting === 2);
    isFull = false;
    writer.take(camera, motion('once', noon, { picture: true }), pictures);
    await until(() => outbox.counters.waiting === 3);
    assert.deepEqual(
      reports(outbox).map(({ snapshot, crop }) => [snapshot, crop]),
      [
        [false, false],
        [false, false],
        [true, true],
      ],
    );
    assert.equal(snapshots.counters.failed, 4);
    assert.deepEqual(
      at.said.map(({ message }) => message),
      [
        'pictures of events cannot be kept; the events are, without them',
        'pictures of events are kept again',
      ],
    );
  });

  test('on a disk that hangs hold up their event for two seconds, and no other', async () => {
    const { promise, resolve } = Promise.withResolvers<void>();
    const calls = {
      ...systemPictureCalls,
      write: async (path: string, bytes: Buffer) => {
        await promise;
        await systemPictureCalls.write(path, bytes);
      },
    };
    const { writer, outbox } = await at.parts({ calls });
    writer.take(camera, motion('begin', noon, { picture: true }), { full: jpeg(3000), crop: null });
    writer.take(otherCamera, motion('once', noon));
    await told();
    assert.deepEqual(
      reports(outbox).map(({ cameraId }) => cameraId),
      [otherCamera],
    );
    at.clock.pass(2000);
    writer.look();
    assert.deepEqual(
      reports(outbox).map(({ snapshot }) => snapshot),
      [false, false],
    );
    resolve();
    await until(() => existsSync(join(at.volume, 'snapshots', camera)));
    while (reports(outbox).length < 3) {
      at.clock.pass(2000);
      await told();
      writer.look();
    }
    assert.equal(reports(outbox).at(-1)?.snapshot, true);
  });
});

describe('after a crash', () => {
  test('what was open is finished when it was last seen, once', async () => {
    const first = await at.parts();
    first.writer.take(camera, motion('begin', noon, { picture: true }), { full: jpeg(3000), crop: null });
    first.writer.take(otherCamera, motion('begin', noon));
    await until(() => first.outbox.counters.waiting === 2);
    at.clock.pass(3000);
    first.writer.take(otherCamera, motion('update', at.clock.nowMs));
    first.writer.look();
    at.clock.pass(1000);
    first.writer.look();

    at.clock.pass(60_000);
    const second = await at.parts();
    assert.equal(second.database.afterCrash, true);
    const finished = reports(second.outbox).filter(({ action }) => action === 'finished');
    assert.deepEqual(
      finished.map(({ cameraId, endMs, snapshot }) => [cameraId, endMs! - noon, snapshot]).sort(),
      [
        [camera, 3000, true],
        [otherCamera, 3000, false],
      ],
    );
    const third = await at.parts();
    assert.equal(reports(third.outbox).length, 5);
  });

  test('a lost connection is still the same event', async () => {
    const lost = motion('begin', noon, { key: 'connection' });
    const facts = { ...lost.facts, type: 'camera_connection' as const, details: { change: 'lost' as const } };
    const first = await at.parts();
    first.writer.take(camera, { ...lost, facts });
    await told();
    const second = await at.parts();
    assert.deepEqual(
      reports(second.outbox).map(({ action }) => action),
      ['appeared'],
    );
    second.writer.take(camera, { ...lost, phase: 'end', utcMs: noon + 7000, facts });
    await told();
    assert.deepEqual(reports(second.outbox).map(brief), [
      ['appeared', 1, 0, null],
      ['finished', 2, 0, 7000],
    ]);
  });

  test('a sign of life that the disk does not take is told once a minute, and when it is taken again', async () => {
    const { writer, database } = await at.parts();
    writer.take(camera, motion('begin', noon));
    await told();
    const said = () => at.said.map(({ message }) => message).filter((text) => text.includes('sign of life'));
    database.run('PRAGMA query_only = 1');
    for (let looks = 0; looks <= 30; looks += 1) {
      at.clock.pass(2000);
      writer.look();
    }
    const failing = 'the sign of life of the events cannot be written';
    assert.deepEqual(said(), [failing, failing]);
    database.run('PRAGMA query_only = 0');
    at.clock.pass(2000);
    writer.look();
    assert.deepEqual(said().slice(2), ['the sign of life of the events is written again']);
  });

  test('an end in order leaves nothing open', async () => {
    const first = await at.parts();
    first.writer.take(camera, motion('begin', noon, { picture: true }), { full: jpeg(3000), crop: null });
    await first.writer[Symbol.asyncDispose]();
    assert.deepEqual(
      reports(first.outbox).map(({ action, snapshot }) => [action, snapshot]),
      [['finished', true]],
    );
    assert.deepEqual(first.openEvents.all(), []);
  });
});
