import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type ServerResponse } from 'node:http';
import { type AddressInfo, connect } from 'node:net';
import { Readable } from 'node:stream';
import test from 'node:test';
import { send } from './playback-answers.ts';

/** The answer to a client that has asked and gone away. */
async function abandoned(): Promise<ServerResponse> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  const closed = once(response, 'close');
  socket.destroy();
  await closed;
  server.close();
  return response;
}

test('a client that left before the first byte is no failure, and the source is closed', async () => {
  const response = await abandoned();
  const source = new Readable({ read() {} });
  await send(source, { response });
  assert.ok(source.destroyed);
});

test('a source that fails is told, also when nothing was sent yet', async () => {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const socket = connect((server.address() as AddressInfo).port, '127.0.0.1');
  socket.on('error', () => {}).write('GET / HTTP/1.1\r\nHost: x\r\n\r\n');
  const [, response] = (await once(server, 'request')) as [unknown, ServerResponse];
  const source = new Readable({ read: () => void source.destroy(new Error('disk gone')) });
  await assert.rejects(send(source, { response }), /disk gone/);
  assert.ok(response.destroyed);
  socket.destroy();
  server.close();
});
