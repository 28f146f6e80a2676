import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import type { Engine } from './operations.ts';
import { serializeMessage } from './protocol.ts';
import { serveAnalyzer } from './serve.ts';

const engine = {} as Engine;

/** Both ends of a connection. */
async function connected(): Promise<[ours: Socket, theirs: Socket]> {
  const server = createServer();
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const theirs = connect((server.address() as AddressInfo).port, '127.0.0.1');
  const [ours] = (await once(server, 'connection')) as [Socket];
  server.close();
  return [ours, theirs];
}

test('the end of a streamserver is the end of the work, also when it was killed', async () => {
  const [closed, closing] = await connected();
  closing.end();
  await serveAnalyzer(closed, engine);
  const [cut, cutting] = await connected();
  const served = serveAnalyzer(cut, engine);
  for (const piece of serializeMessage({ id: 1, op: 'none', args: {} }, [])) cutting.write(piece);
  await once(cutting, 'data');
  cutting.resetAndDestroy();
  await served;
});

test('nonsense is no end', async () => {
  const [ours, theirs] = await connected();
  const served = serveAnalyzer(ours, engine);
  theirs.write(Buffer.alloc(64, 0xff));
  await assert.rejects(served);
  theirs.destroy();
});
