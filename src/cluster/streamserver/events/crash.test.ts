/** Both sides are killed at random moments while events are made: no event is lost, none comes twice, each that begun is finished once. */
import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { test } from 'node:test';
import { setTimeout } from 'node:timers/promises';
import type { EventReport } from '#domain/event.ts';
import { ServerLink } from '../../server-link.ts';
import { EventPath } from './event-path.ts';
import { TestEvents } from './events.fixture.ts';

const rounds = 12;
const fixture = (name: string): string => join(import.meta.dirname, name);

/** A child that is started anew whenever it is killed. */
function start(script: string, ...args: string[]): ChildProcess {
  return spawn(process.execPath, [fixture(script), ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
}

async function kill(child: ChildProcess): Promise<void> {
  const exited = once(child, 'exit');
  child.kill('SIGKILL');
  assert.equal((await exited)[1], 'SIGKILL');
}

interface Row {
  readonly number: number;
  readonly body: string;
}

test('kill -9 of either side loses and doubles nothing', async () => {
  await using at = new TestEvents();
  const [socketPath, stored] = [join(at.folder, 'server.sock'), join(at.folder, 'server.db')];
  const taken = new Set<string>();
  let server = start('crashing-server.fixture.ts', socketPath, stored);
  for (let round = 0; round < rounds; round += 1) {
    const streamserver = start('crashing-streamserver.fixture.ts', at.folder, socketPath, String(round));
    let lines = 0;
    const enough = 20 + Math.random() * 400;
    for await (const line of createInterface({ input: streamserver.stdout! })) {
      taken.add(line);
      lines += 1;
      if (lines > enough) break;
      if (lines % 130 === 0) {
        await kill(server);
        server = start('crashing-server.fixture.ts', socketPath, stored);
      }
    }
    await kill(streamserver);
  }

  // A last process finishes what the crashes left open and sends all.
  const events = await EventPath.open({
    ...at.pathOptions,
    send: (outbox, entries) => link.request('events.store', { outbox, entries }),
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
  while (events.status().waiting > 0) await setTimeout(20);
  link.close();
  await events[Symbol.asyncDispose]();
  await kill(server);

  const database = new DatabaseSync(stored);
  const rows = database.prepare('SELECT number, body FROM report ORDER BY rowid').all() as unknown as Row[];
  database.close();
  const numbers = rows.map(({ number }) => number);
  assert.deepEqual(
    numbers,
    [...new Set(numbers)].sort((a, b) => a - b),
    'each entry once, in order',
  );
  const reports = rows.map(({ body }) => JSON.parse(body) as EventReport);
  const motions = reports.filter(({ facts }) => facts.type === 'motion_detection');
  const byName = Map.groupBy(motions, ({ facts }) => facts.name ?? '');
  for (const name of taken) assert.ok(byName.has(name), `${name} is lost`);
  for (const [name, ofOne] of byName) {
    assert.equal(new Set(ofOne.map(({ id }) => id)).size, 1, `${name} has one id`);
    assert.deepEqual(
      ofOne.map(({ revision }) => revision),
      ofOne.map((_, index) => index + 1),
      `${name}: revisions without a hole`,
    );
    const finished = ofOne.filter(({ action }) => action === 'finished');
    assert.equal(finished.length, 1, `${name} is finished once`);
    assert.equal(ofOne.at(-1), finished[0]);
    assert.ok(finished[0]!.endMs! >= finished[0]!.beginMs);
  }
  assert.ok(taken.size > rounds * 20);
  const restarts = reports.filter(({ facts }) => facts.type === 'system');
  assert.equal(restarts.length, rounds, 'each crash is an event');
});
