import assert from 'node:assert/strict';
import { test } from 'node:test';
import { systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type { EventReport } from '#domain/event.ts';
import type { InputNotice } from '#domain/onvif.ts';
import { until } from '../../../test/harness/vidette.ts';
import { CameraInputs, type ListenedCamera } from './camera-inputs.ts';

const yard: ListenedCamera = {
  id: 'yard',
  target: { host: '192.0.2.1', port: 80, secure: false, username: 'u', password: 'p' },
};

class Cameras {
  list: readonly ListenedCamera[] = [yard];
  /** Of the cameras that are listened to now. */
  readonly tell = new Map<string, (notice: InputNotice) => void>();
  readonly cut = new Map<string, (error: Error) => void>();
  refusal: VidetteError | null = null;
  attempts = 0;

  async watchInputs(
    { host }: { host: string },
    signal: AbortSignal,
    tell: (notice: InputNotice) => void,
  ): Promise<void> {
    this.attempts += 1;
    if (this.refusal !== null) throw this.refusal;
    this.tell.set(host, tell);
    const { promise, resolve, reject } = Promise.withResolvers<void>();
    this.cut.set(host, reject);
    signal.addEventListener('abort', () => resolve());
    await promise;
    this.tell.delete(host);
  }
}

async function open(
  cameras = new Cameras(),
  kept = new Map<string, string>(),
  record: (report: EventReport) => Promise<void> = async () => {},
) {
  const reports: EventReport[] = [];
  let ids = 0;
  const inputs = new CameraInputs({
    clock: systemClock,
    devices: cameras,
    cameras: async () => cameras.list,
    record: async (report) => {
      await record(report);
      reports.push(report);
    },
    newId: () => `id-${kept.size}-${++ids}`,
    read: async (name) => kept.get(name),
    write: async (name, value) => void kept.set(name, value),
    log: () => {},
    pausesMs: { trouble: 1, unsupported: 1e6 },
  });
  await inputs.start();
  return { inputs, reports, cameras, kept };
}

const door = (active: boolean): InputNotice => ({ input: 'input door', active });

test('an event lasts as long as the input is active, and what is known is no news', async () => {
  const { inputs, reports, cameras } = await open();
  await using _inputs = inputs;
  const tell = await until('listened to', () => cameras.tell.get('192.0.2.1'));
  for (const active of [false, true, true, false, false]) tell(door(active));
  await until('two reports', () => reports.length === 2);
  const [begin, end] = reports;
  assert.deepEqual([begin?.action, end?.action], ['appeared', 'finished']);
  assert.equal(begin?.id, end?.id);
  assert.equal(begin?.endMs, null);
  assert.ok(end!.endMs! >= end!.beginMs);
  assert.deepEqual(end?.facts.details, { input: 'input door', active: false });
});

test('a server that starts again ends what became inactive meanwhile', async () => {
  const first = await open();
  (await until('listened to', () => first.cameras.tell.get('192.0.2.1')))(door(true));
  await until('begun', () => first.reports.length === 1);
  await first.inputs[Symbol.asyncDispose]();
  const second = await open(new Cameras(), first.kept);
  await using _inputs = second.inputs;
  (await until('listened to', () => second.cameras.tell.get('192.0.2.1')))(door(false));
  await until('ended', () => second.reports.at(-1)?.action === 'finished');
  assert.equal(second.reports.at(-1)?.id, first.reports[0]?.id);
});

test('a begin that was not stored when the server was killed is stored when it starts again', async () => {
  const first = await open(new Cameras(), new Map(), () => new Promise(() => {}));
  (await until('listened to', () => first.cameras.tell.get('192.0.2.1')))(door(true));
  await until('kept', () => first.kept.size === 1);
  // Killed: it ends in no other way.
  const second = await open(new Cameras(), new Map(first.kept));
  await using _inputs = second.inputs;
  await until('begun', () => second.reports.length === 1);
  (await until('listened to', () => second.cameras.tell.get('192.0.2.1')))(door(true));
  second.cameras.tell.get('192.0.2.1')?.(door(false));
  await until('ended', () => second.reports.length === 2);
  assert.deepEqual(
    second.reports.map(({ action }) => action),
    ['appeared', 'finished'],
  );
});

test('what the database does not take at once is stored later, each once', async () => {
  let failures = 3;
  const { inputs, reports, cameras } = await open(new Cameras(), new Map(), async () => {
    if (failures-- > 0) throw new Error('the disk is full');
  });
  await using _inputs = inputs;
  const tell = await until('listened to', () => cameras.tell.get('192.0.2.1'));
  for (const active of [true, false]) tell(door(active));
  await until('both', () => reports.length === 2);
  assert.deepEqual(
    reports.map(({ action }) => action),
    ['appeared', 'finished'],
  );
});

test('a camera that is cut is listened to again; one without events is left alone', async () => {
  const { inputs, cameras } = await open();
  await using _inputs = inputs;
  await until('listened to', () => cameras.cut.has('192.0.2.1'));
  cameras.cut.get('192.0.2.1')?.(new VidetteError('unavailable', 'cut'));
  await until('again', () => cameras.attempts === 2);
  cameras.refusal = new VidetteError('conflict', 'no events', { reason: 'onvif_unsupported_action' });
  cameras.cut.get('192.0.2.1')?.(new VidetteError('unavailable', 'cut'));
  await until('refused', () => cameras.attempts === 3);
});

test('a camera that goes takes its open events with it', async () => {
  const { inputs, reports, cameras } = await open();
  await using _inputs = inputs;
  (await until('listened to', () => cameras.tell.get('192.0.2.1')))(door(true));
  await until('begun', () => reports.length === 1);
  cameras.list = [];
  inputs.changed();
  await until('ended', () => reports.length === 2);
  assert.equal(reports[1]?.action, 'finished');
  assert.equal(cameras.tell.size, 0);
});
