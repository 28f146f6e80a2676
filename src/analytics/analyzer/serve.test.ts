import assert from 'node:assert/strict';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { test } from 'node:test';
import type { Engine } from './operations.ts';
import { MessageReader, serializeMessage } from './protocol.ts';
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

test('pictures that came together are all decoded before one is looked at, and replies keep their order', async () => {
  const steps: string[] = [];
  const twoSteps = {
    pushAnalysis: ({ stream }: { stream: number }) => {
      if (stream === 2) throw new Error('cannot be decoded');
      steps.push(`decode ${stream}`);
      return () => {
        if (stream === 3) throw new Error('cannot be looked at');
        steps.push(`look ${stream}`);
        return { result: { stream }, parts: [] };
      };
    },
    updateAnalysis: ({ stream }: { stream: number }) => {
      steps.push(`update ${stream}`);
      return { result: { stream }, parts: [] };
    },
  } as unknown as Engine;
  const [ours, theirs] = await connected();
  const served = serveAnalyzer(ours, twoSteps);
  const requests = [
    ...[1, 2, 3, 4].map((stream) => ({ op: 'pushAnalysis', stream, together: true })),
    { op: 'updateAnalysis', stream: 1, together: false },
    { op: 'pushAnalysis', stream: 1, together: false },
  ];
  requests.forEach(({ op, stream, together }, id) => {
    for (const piece of serializeMessage({ id, op, args: { stream }, ...(together ? { together } : {}) })) {
      theirs.write(piece);
    }
  });
  theirs.end();
  const reader = new MessageReader();
  const replies: unknown[] = [];
  for await (const chunk of theirs) {
    for (const { head } of reader.push(chunk as Buffer)) {
      replies.push([head.id, head.error === undefined ? head.result : 'failed']);
    }
  }
  await served;
  assert.deepEqual(replies, [
    [0, { stream: 1 }],
    [1, 'failed'],
    [2, 'failed'],
    [3, { stream: 4 }],
    [4, { stream: 1 }],
    [5, { stream: 1 }],
  ]);
  const together = ['decode 1', 'decode 3', 'decode 4', 'look 1', 'look 4', 'update 1'];
  assert.deepEqual(steps, [...together, 'decode 1', 'look 1']);
});
