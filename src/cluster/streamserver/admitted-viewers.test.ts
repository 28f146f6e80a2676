import assert from 'node:assert/strict';
import { once } from 'node:events';
import { request } from 'node:http';
import { connect } from 'node:net';
import { describe, test } from 'node:test';
import { WebSocket } from 'ws';
import { viewerOf, withViewer } from '#domain/viewer-header.ts';
import { openMse, startLive } from '../../../test/harness/live-listener.ts';
import { startRtspServer } from '../../../test/harness/live-rtsp.ts';
import { LiveSource, makeClip, noFfmpeg, until } from '../../../test/harness/live-source.ts';
import { AdmittedViewers } from './admitted-viewers.ts';

const skip = noFfmpeg;

const viewer = (userId: number) => ({ cameraId: 'camera-1', userId });
const headers = (userId: number) => withViewer({}, viewer(userId)) as Record<string, string>;

describe('a viewer whose right was taken away', { skip }, () => {
  test('by MSE is told so, and others watch on', async () => {
    const source = new LiveSource(makeClip({ seconds: 1 }));
    await using live = await startLive(source);
    source.appear();
    const url = `ws://${live.origin}/live/camera-1/mse`;
    const signed = await openMse(url);
    const dismissed = new WebSocket(url, { headers: headers(1) });
    const staying = new WebSocket(url, { headers: headers(2) });
    await Promise.all([once(dismissed, 'open'), once(staying, 'open')]);
    await until(() => live.viewers.count === 2);
    live.refuse(1);
    const [code, reason] = (await once(dismissed, 'close')) as [number, Buffer];
    assert.equal(code, 1008);
    assert.equal(reason.toString(), 'not allowed any more');
    const heard = signed.heard.pieces.length;
    await until(() => signed.heard.pieces.length > heard + 3);
    assert.equal(staying.readyState, WebSocket.OPEN);
    assert.equal(live.viewers.count, 1);
    staying.terminate();
    signed.socket.terminate();
    await until(() => live.viewers.count === 0);
  });

  test('by MJPEG gets no more pictures', async () => {
    const source = new LiveSource(makeClip({ codec: 'mjpeg', seconds: 1 }));
    await using live = await startLive(source);
    source.appear();
    const asked = request(`http://${live.origin}/live/camera-1/mjpeg`, { headers: headers(1) }).end();
    const [answer] = await once(asked, 'response');
    await once(answer, 'data');
    answer.resume();
    live.refuse(1);
    await assert.rejects(once(answer, 'end'), /aborted/);
    await until(() => live.audience.viewers(source.hub) === 0);
    assert.equal(live.viewers.count, 0);
  });

  test('by RTSP is disconnected', async () => {
    const refused: number[] = [];
    const viewers = new AdmittedViewers({ ask: async () => refused, failed: () => {}, everyMs: 20 });
    await using rtsp = await startRtspServer(makeClip({ seconds: 1 }), {
      authorize: async () => ({ allowed: true, cameraId: 'camera-1', viewer: viewer(1) }),
      admit: (one, cut) => viewers.add(one, cut),
    });
    const socket = connect(rtsp.port, '127.0.0.1');
    const base = `rtsp://127.0.0.1:${rtsp.port}/camera-1?token=pass`;
    socket.write(`DESCRIBE ${base} RTSP/1.0\r\nCSeq: 1\r\n\r\n`);
    const [data] = (await once(socket, 'data')) as [Buffer];
    assert.match(data.toString('latin1'), /^RTSP\/1.0 200/);
    assert.equal(viewers.count, 1);
    socket.resume();
    refused.push(0);
    await once(socket, 'close');
    await until(() => rtsp.server.connectionCount === 0);
    assert.equal(viewers.count, 0);
  });
});

test('one who leaves is not asked about any more, and a question without an answer cuts nobody', async () => {
  const asked: number[][] = [];
  let failures = 0;
  const viewers = new AdmittedViewers({
    ask: async (watching) => {
      asked.push(watching.map(({ userId }) => userId));
      if (asked.length === 1) throw new Error('the server is away');
      return watching.length === 1 ? [0] : [];
    },
    failed: () => {
      failures += 1;
    },
    everyMs: 5,
  });
  const cut: number[] = [];
  const leave = viewers.add(viewer(1), () => cut.push(1));
  viewers.add(viewer(2), () => cut.push(2));
  viewers.add(null, () => cut.push(3));
  await until(() => failures === 1);
  assert.deepEqual(cut, []);
  leave();
  await until(() => viewers.count === 0);
  assert.deepEqual(asked.at(0), [1, 2]);
  assert.deepEqual(asked.at(-1), [2]);
  assert.deepEqual(cut, [2]);
});

test('what a client writes into the header of the viewer does not count', () => {
  const forged = withViewer({}, viewer(7));
  assert.equal(viewerOf(withViewer(forged, null)), null);
  assert.deepEqual(viewerOf(withViewer(forged, viewer(1))), viewer(1));
});
