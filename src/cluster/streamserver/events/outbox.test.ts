import assert from 'node:assert/strict';
import { execFileSync, spawnSync } from 'node:child_process';
import { mkdirSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { EventPath } from './event-path.ts';
import { camera, motion, noon, reports, reportsOf, TestEvents, testCameras } from './events.fixture.ts';
import { Outbox } from './outbox.ts';
import { OutboxSender } from './outbox-sender.ts';

let at: TestEvents;
beforeEach(() => {
  at = new TestEvents();
});
afterEach(() => at[Symbol.asyncDispose]());

async function until(condition: () => boolean): Promise<void> {
  while (!condition()) await setImmediate();
}

describe('the outbox', () => {
  test('never gives a number twice, also when the last ones were forgotten by a power cut', async () => {
    const { outbox, database } = await at.parts();
    const report = { cameraId: camera, hourMs: noon, columns: 1, rows: 1, counts: [1] };
    const before = outbox.transaction(() => outbox.append(report));
    // The file as the disk has it after the cut: the transaction is not there.
    database.run('DELETE FROM entry');
    database.run("UPDATE sqlite_sequence SET seq = seq - 1 WHERE name = 'entry'");
    const again = new Outbox(await at.database(), { maxBytes: 1e9, log: at.log });
    assert.ok(again.transaction(() => again.append(report)) > before);
    assert.equal(again.uuid, outbox.uuid);
  });

  test('has a bound: the oldest updates go first, then the oldest of all, and it is told', async () => {
    const { outbox, writer } = await at.parts({ maxBytes: 200_000 });
    for (let i = 0; i < 300; i += 1) {
      writer.take(camera, motion('begin', noon + i));
      await setImmediate();
      at.clock.pass(2000);
      writer.take(camera, motion('update', noon + i));
      writer.look();
      outbox.next(1, 1);
      if (i % 2 === 0) writer.take(camera, motion('end', noon + i));
    }
    const { waiting, bytes, dropped } = outbox.counters;
    assert.ok(bytes <= 200_000 && waiting > 0, `${bytes}`);
    assert.ok(dropped > 0);
    assert.match(at.said[0]?.message ?? '', /dropped/);
    assert.equal(reports(outbox).at(-1)?.beginMs, noon + 299, 'the newest are there');
    assert.equal(new Outbox(await at.database(), { maxBytes: 1e9, log: at.log }).counters.bytes, bytes);
  });

  test('whose file is damaged is put aside, and a new one begins', async () => {
    writeFileSync(
      at.path,
      'not a database at all, but long enough to be read as the header of one'.repeat(50),
    );
    const { outbox, writer } = await at.parts();
    writer.take(camera, motion('once', noon));
    await setImmediate();
    assert.equal(reports(outbox).length, 1);
    assert.match(at.said[0]?.message ?? '', /damaged/);
    assert.equal(readdirSync(at.folder).filter((name) => name.includes('.damaged-')).length, 1);
  });

  test('on a full disk keeps events in memory, in order, until there is room', async (context) => {
    const disk = join(at.folder, 'disk');
    mkdirSync(disk);
    if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=8m', 'tmpfs', disk]).status !== 0)
      return context.skip('no right to mount a tmpfs');
    try {
      Object.assign(at, { path: join(disk, 'outbox.db') });
      const { outbox, writer, database } = await at.parts();
      const take = (count: number) => {
        for (let i = 0; i < count; i += 1) writer.take(camera, motion('once', noon + i, { key: `k${i}` }));
      };
      take(10);
      await setImmediate();
      spawnSync('sh', ['-c', `cat /dev/zero > ${join(disk, 'other-data')}`]);
      take(3000);
      await setImmediate();
      assert.equal(outbox.counters.waiting, 10);
      assert.match(at.said[0]?.message ?? '', /cannot be written down/);
      rmSync(join(disk, 'other-data'));
      at.clock.pass(1000);
      writer.look();
      await until(() => outbox.counters.waiting === 3010);
      assert.match(at.said[1]?.message ?? '', /written down again/);
      const begins = reports(outbox).map(({ beginMs }) => beginMs - noon);
      assert.deepEqual(
        begins.slice(10),
        Array.from({ length: 3000 }, (_, index) => index),
      );
      await database.close();
      at.leave(database);
    } finally {
      execFileSync('umount', ['--lazy', disk]);
    }
  });

  test('gives its space back when all is sent', async () => {
    const { outbox, writer } = await at.parts();
    for (let i = 0; i < 5000; i += 1) writer.take(testCameras[i % 2]!, motion('once', noon + i));
    await until(() => outbox.counters.waiting === 5000);
    const { database } = await at.parts();
    database.run('DELETE FROM entry');
    for (let i = 0; i < 100; i += 1) database.shrink();
    database.get('PRAGMA wal_checkpoint(TRUNCATE)');
    assert.ok(statSync(at.path).size < 2_000_000, `${statSync(at.path).size}`);
  });
});

describe('the sender', () => {
  test('sends thousands of events in order when the server is back after a long time, in bounded batches', async () => {
    const { outbox, writer } = await at.parts();
    const received: number[] = [];
    const sizes: number[] = [];
    let isThere = false;
    using sender = new OutboxSender({
      outbox,
      log: at.log,
      firstPauseMs: 1,
      send: async (uuid, entries) => {
        assert.equal(uuid, outbox.uuid);
        if (!isThere) throw new Error('not connected');
        sizes.push(JSON.stringify(entries).length);
        received.push(...reportsOf(entries).map(({ beginMs }) => beginMs - noon));
        return { upTo: entries.at(-1)!.number };
      },
    });
    for (let i = 0; i < 5000; i += 1) {
      writer.take(camera, motion('once', noon + i));
      if (i % 500 === 0) {
        await setImmediate();
        sender.wake();
      }
    }
    await until(() => outbox.counters.waiting === 5000);
    isThere = true;
    sender.connected();
    await until(() => outbox.counters.waiting === 0);
    assert.deepEqual(
      received,
      Array.from({ length: 5000 }, (_, index) => index),
    );
    assert.ok(sizes.length >= 5 && Math.max(...sizes) < 1.2 * 2 ** 20);
    assert.equal(sender.stored, 5000);
    assert.deepEqual(
      at.said.map(({ message }) => message),
      ['the server does not store events; they wait', 'the server stores events again'],
    );
  });

  test('keeps what the server has not stored, and what comes meanwhile', async () => {
    const { outbox, writer } = await at.parts();
    const batches: number[][] = [];
    const answers = [0, 3, 5];
    using sender = new OutboxSender({
      outbox,
      log: at.log,
      firstPauseMs: 1,
      send: async (_, entries) => {
        batches.push(reportsOf(entries).map(({ beginMs }) => beginMs - noon));
        if (batches.length === 2) writer.take(camera, motion('once', noon + 4));
        await setImmediate();
        // Of the first batch nothing, of the second only three.
        const count = answers[batches.length - 1] ?? 99;
        return { upTo: entries[count - 1]?.number ?? (count === 0 ? 0 : entries.at(-1)!.number) };
      },
    });
    for (let i = 0; i < 4; i += 1) writer.take(camera, motion('once', noon + i));
    await setImmediate();
    sender.wake();
    await until(() => outbox.counters.waiting === 0);
    assert.deepEqual(batches, [
      [0, 1, 2, 3],
      [0, 1, 2, 3],
      [3, 4],
    ]);
  });
});

describe('at an end in order', () => {
  const open = (send: (numbers: number[]) => Promise<unknown>) =>
    EventPath.open({
      ...at.pathOptions,
      log: at.log,
      send: async (_, entries) => {
        await send(entries.map(({ number }) => number));
        return { upTo: entries.at(-1)!.number };
      },
    });
  const waiting = async () => (await at.parts()).outbox.counters.waiting;

  test('the last events are written down and sent', async () => {
    const sent: number[] = [];
    const events = await open(async (numbers) => {
      await setImmediate();
      sent.push(...numbers);
    });
    events.connected();
    events.writer.take(camera, motion('begin', noon));
    await until(() => sent.length === 1);
    events.writer.take(camera, motion('begin', noon, { key: 'other' }));
    await events[Symbol.asyncDispose]();
    assert.equal(sent.length, 3, 'a begin, its end, and an event that was told whole');
    assert.equal(await waiting(), 0);
  });

  test('they wait for the next start when the server is away', async () => {
    const events = await open(() => Promise.reject(new Error('away')));
    events.connected();
    events.writer.take(camera, motion('begin', noon));
    await until(() => at.said.length > 0);
    await events[Symbol.asyncDispose]();
    assert.equal(await waiting(), 2);
  });

  test('they wait for the next start when the server does not answer in time', async () => {
    const events = await open(() => Promise.withResolvers().promise);
    events.connected();
    events.writer.take(camera, motion('begin', noon));
    await events[Symbol.asyncDispose]();
    assert.equal(await waiting(), 1);
  });
});

test('the whole path starts where the disk takes nothing, and says so', async (context) => {
  const disk = join(at.folder, 'disk');
  mkdirSync(disk);
  if (spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', disk]).status !== 0)
    return context.skip('no right to mount a tmpfs');
  try {
    spawnSync('sh', ['-c', `cat /dev/zero > ${join(disk, 'other-data')}`]);
    const sent: number[] = [];
    const events = await EventPath.open({
      ...at.pathOptions,
      path: join(disk, 'outbox.db'),
      log: at.log,
      send: async (_, entries) => {
        sent.push(...entries.map(({ number }) => number));
        return { upTo: entries.at(-1)!.number };
      },
    });
    assert.match(at.said[0]?.message ?? '', /kept in memory/);
    events.writer.take(camera, motion('once', noon));
    await until(() => sent.length === 1);
    await events[Symbol.asyncDispose]();
  } finally {
    execFileSync('umount', ['--lazy', disk]);
  }
});
