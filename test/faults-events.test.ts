/** Events of a running product whose processes are killed: none is lost, none comes twice, each has one end. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { globSync, mkdirSync, rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import { describe, test } from 'node:test';
import { hasFfmpeg } from '#media/fmp4/test-clips.ts';
import { startFarm } from '../bench/farm/farm.ts';
import { Operator } from './harness/operator.ts';
import { tempFolder } from './harness/temp-folder.ts';
import { type Running, startVidette, until } from './harness/vidette.ts';

const skip = hasFfmpeg ? false : 'ffmpeg makes the pictures of the cameras';

interface EventWire {
  readonly event_id: string;
  readonly event_type: string;
  readonly event_action: string;
  readonly camera_id: string | null;
  readonly revision: number;
  readonly begin: number;
  readonly end: number | null;
  readonly snapshot: boolean;
  readonly details: { readonly change?: string; readonly text?: string };
}

/** Null while the server is away. */
async function events(vidette: Running, filter: string): Promise<EventWire[] | null> {
  const answer = await vidette.api('GET', `/api/v1/eventlog?limit=1000&${filter}`).catch(() => null);
  return answer?.status === 200 ? (answer.body as { items: EventWire[] }).items : null;
}

async function kill(vidette: Running, module: 'main.ts' | 'streamserver.ts'): Promise<void> {
  const pid = await until(`a process of ${module}`, () => vidette.pids(module)[0]);
  process.kill(pid, 'SIGKILL');
  await until('another one', () => vidette.pids(module).some((other) => other !== pid));
}

describe('events', { skip }, () => {
  test('the outage of a camera is one event, whatever is killed meanwhile', async () => {
    await using farm = await startFarm({ cameras: 1 });
    await using vidette = await startVidette();
    const operator = new Operator(vidette);
    const { id } = await operator.addCamera('Yard', { url: farm.url(0) });
    await operator.streamThat('streaming', id);
    const outages = async () => await events(vidette, `event_type=camera_connection&camera_id=${id}`);

    farm.command('refuse cam0');
    farm.command('drop cam0');
    const [lost] = await until('the outage', async () => {
      const found = await outages();
      return found !== null && found.length > 0 && found;
    });
    assert.equal(lost?.details.change, 'lost');
    await kill(vidette, 'streamserver.ts');
    await kill(vidette, 'main.ts');
    await operator.streamThat('failed', id).catch(() => null);
    farm.command('accept cam0');
    await kill(vidette, 'main.ts');
    const all = await until('the end of the outage', async () => {
      const found = await outages();
      return found?.[0]?.end != null && found;
    });
    assert.deepEqual(
      all.map(({ event_id, event_action, begin, details }) => [
        event_id,
        event_action,
        begin,
        details.change,
      ]),
      [[lost.event_id, 'finished', lost.begin, 'restored']],
    );
    const restarts = await events(vidette, 'event_type=system');
    assert.equal(restarts?.length, 1, 'one streamserver was killed');
    assert.equal(await vidette.stop(), 0, vidette.output());
  });

  test('of the analytics are all stored with one end each, whatever is killed while they last', async () => {
    await using vidette = await startVidette({ env: { VIDETTE_DEMO: '1' } });
    const { body } = await vidette.api('GET', '/api/v1/cameras');
    const [camera] = (body as { cameras: { id: string; name: string; place_id: number }[] }).cameras;
    const all = async () => (await events(vidette, `camera_id=${camera!.id}`)) ?? [];
    const open = async () => (await all()).filter(({ end }) => end === null);
    const killed: string[] = [];
    for (const module of ['streamserver.ts', 'main.ts', 'streamserver.ts'] as const) {
      const [one] = await until('an event that lasts', async () => {
        const lasting = (await open()).filter(({ event_id }) => !killed.includes(event_id));
        return lasting.length > 0 && lasting;
      });
      await kill(vidette, module);
      if (module === 'streamserver.ts') killed.push(one!.event_id);
    }
    // Nothing is looked for any more, so everything ends.
    await until('the server', async () => (await events(vidette, 'event_type=system')) !== null);
    const { id, name, place_id } = camera!;
    const source = { url: 'demo:street', sub_url: 'demo:street/sub' };
    const changed = await vidette.api('PUT', `/api/v1/cameras/${id}`, { name, place_id, source });
    assert.equal(changed.status, 200, JSON.stringify(changed.body));
    await until('the end of all', async () => (await all()).length > 0 && (await open()).length === 0);

    const stored = await all();
    assert.ok(stored.every(({ event_action, begin, end }) => event_action === 'finished' && end! >= begin));
    for (const event of killed) assert.ok(stored.some(({ event_id }) => event_id === event));
    // A picture is written for an event that was taken.
    const pictures = globSync(join(vidette.data, 'archive/main/snapshots/*/*/*/*.jpg'));
    const ids = new Set(stored.map(({ event_id }) => event_id));
    assert.ok(pictures.length > 0);
    assert.deepEqual(
      pictures.filter((path) => !ids.has(basename(path).slice(0, 36))),
      [],
      'no event of a picture is lost',
    );
    const counts = await vidette.api(
      'GET',
      `/api/v1/eventlog/counts?camera_id=${id}&from=${Date.now() - 7_200_000}&to=${Date.now() + 3_600_000}&interval=hour`,
    );
    const counted = (counts.body as { items: { count: number }[] }).items;
    assert.equal(
      counted.reduce((sum, { count }) => sum + count, 0),
      stored.length,
      'each is counted once',
    );
    assert.equal(await vidette.stop(), 0, vidette.output());
  });

  test('go on without pictures when the disk is full, and it is an event itself', async (context) => {
    const temp = tempFolder('events');
    const disk = join(temp, 'disk');
    mkdirSync(disk);
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', 'size=64m', 'tmpfs', disk]).status === 0;
    if (!mounted) return context.skip('a tmpfs cannot be mounted here');
    try {
      await using vidette = await startVidette({
        env: { VIDETTE_DEMO: '1', VIDETTE_ARCHIVE_VOLUMES: `main=${disk}` },
      });
      const latest = async (): Promise<EventWire | undefined> =>
        (await events(vidette, 'event_type=object'))?.[0];
      await until('an event with a picture', async () => (await latest())?.snapshot);
      spawnSync('sh', ['-c', `cat /dev/zero > ${join(disk, 'other-data')}`]);
      await until('one without', async () => (await latest())?.snapshot === false);
      const trouble = await until(
        'the trouble',
        async () => (await events(vidette, 'event_type=system'))?.[0],
      );
      assert.match(trouble.details.text ?? '', /full/);
      await until('the failures among the metrics', async () => {
        const metrics = await (await fetch(`${vidette.url}/metrics`)).text();
        return /^vidette_events_snapshot_failures\{.*\} [1-9]/m.test(metrics);
      });
      rmSync(join(disk, 'other-data'));
      await until('pictures again', async () => (await latest())?.snapshot);
      await until('the end of the trouble', async () => {
        const [now] = (await events(vidette, 'event_type=system')) ?? [];
        return now?.event_id === trouble.event_id && now.end !== null;
      });
      assert.equal(await vidette.stop(), 0, vidette.output());
    } finally {
      spawnSync('umount', ['--lazy', disk]);
    }
  });
});
