/**
 * For the crash test: the event path of a streamserver with observers that never rest, until it is killed.
 * `node crashing-streamserver.fixture.ts <folder> <socket> <round>`. For each event whose report is in the file it prints its key.
 */
import { setImmediate } from 'node:timers/promises';
import { ServerLink } from '../../server-link.ts';
import { EventPath } from './event-path.ts';
import { jpeg, motion, pathOptions, testCameras } from './events.fixture.ts';

const [folder = '', socketPath = '', round = ''] = process.argv.slice(2);
const events = await EventPath.open({
  ...pathOptions(folder),
  send: (outbox, entries) => link.request('events.store', { outbox, entries }, { timeoutMs: 1000 }),
});
const link = new ServerLink({
  socketPath,
  hello: { id: 'a', pid: process.pid, version: '0', mediaSocket: '' },
  handlers: { assign: ({ revision }: { revision: number }) => ({ revision }) } as never,
  welcomed: () => {},
  connected: () => events.connected(),
  log: () => {},
});
link.start();

for (let i = 0; ; i += 1) {
  const camera = testCameras[i % testCameras.length]!;
  const key = `${round}.${i}`;
  const pictures = { full: i % 3 === 0 ? jpeg(2000) : null, crop: null };
  const picture = i % 3 === 0;
  events.writer.take(
    camera,
    named(motion(i % 5 === 0 ? 'once' : 'begin', Date.now(), { key, picture }), key),
    pictures,
  );
  if (i >= 20 && i % 7 !== 0) {
    const earlier = i - 20;
    const old = `${round}.${earlier}`;
    const of = testCameras[earlier % testCameras.length]!;
    if (earlier % 5 !== 0) events.writer.take(of, named(motion('end', Date.now(), { key: old }), old));
  }
  // What was taken in this turn is in the file when the next one begins.
  await setImmediate();
  console.log(key);
  if (i % 50 === 0) await new Promise((resolve) => setTimeout(resolve, 1));
}

/** The name of the event tells the test which one it is. */
function named(sighting: ReturnType<typeof motion>, name: string): ReturnType<typeof motion> {
  return { ...sighting, facts: { ...sighting.facts, name } };
}
