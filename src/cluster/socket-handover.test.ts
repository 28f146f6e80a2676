import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { WebSocket } from 'ws';
import { tempFolder } from '../../test/harness/temp-folder.ts';
import { relayHandovers } from './socket-handover.ts';

const folder = tempFolder('handover');

const here = (name: string): string => JSON.stringify(join(import.meta.dirname, name));
const ws = JSON.stringify(import.meta.resolve('ws'));

/** Accepts connections on a free port and gives every handshake away. */
const server = `
  import { createServer } from 'node:http';
  import { handOver } from ${here('socket-handover.ts')};
  const server = createServer();
  server.on('upgrade', (request, socket, head) => {
    if (!handOver('b', request, '/live/1/mse?x=1', socket, head)) socket.destroy();
  });
  server.listen(0, '127.0.0.1', () => process.send({ port: server.address().port }));
  process.on('disconnect', () => process.exit());
`;
/** Answers what it is given and says who it is. */
const streamserver = `
  import { WebSocketServer } from ${ws};
  import { receiveHandovers } from ${here('socket-handover.ts')};
  const sockets = new WebSocketServer({ noServer: true });
  receiveHandovers((request, socket, head) => sockets.handleUpgrade(request, socket, head, (one) => {
    one.on('message', (data) => one.send(process.pid + ' ' + request.url + ' ' + data));
  }));
  process.on('disconnect', () => process.exit());
`;

function start(name: string, source: string) {
  const path = join(folder, `${name}.ts`);
  writeFileSync(path, source);
  const child = fork(path, { cwd: join(import.meta.dirname, '..', '..') });
  after(() => child.kill());
  return child;
}

test('a viewer of the server talks to the streamserver after the handshake, and again after that was restarted', async () => {
  let b = start('b', streamserver);
  const a = start('a', server);
  relayHandovers(a, () => b);
  const { port } = await new Promise<{ port: number }>((resolve) =>
    a.once('message', (message) => resolve(message as { port: number })),
  );

  const ask = async (): Promise<string> => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}/live/1/mse?token=secret`);
    await new Promise((resolve, reject) => {
      socket.once('open', resolve);
      socket.once('error', reject);
    });
    const answer = new Promise<string>((resolve) => socket.once('message', (data) => resolve(String(data))));
    socket.send('hello');
    const text = await answer;
    socket.close();
    return text;
  };
  assert.equal(await ask(), `${b.pid} /live/1/mse?x=1 hello`);

  const ended = new Promise((resolve) => b.once('exit', resolve));
  b.kill('SIGKILL');
  await ended;
  await assert.rejects(ask(), /hang up|closed|reset/i);
  b = start('b2', streamserver);
  assert.equal(await ask(), `${b.pid} /live/1/mse?x=1 hello`);
});
