/** Events of a running product whose processes are killed: none is lost, none comes twice, each has one end. */
import assert from 'node:assert/strict';
import { describe, test } from 'node:test';
import { hasFfmpeg } from '#media/fmp4/test-clips.ts';
import { startFarm } from '../bench/farm/farm.ts';
import { Operator } from './harness/operator.ts';
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
});
