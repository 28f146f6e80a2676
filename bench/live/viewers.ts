/**
 * Viewers for `bench/live.ts`, in a process of their own: `node bench/live/viewers.ts <kind> <count> <http port> <rtsp port>`.
 * Tells its parent the time to the first picture of each once all have one, then how many pictures came when it is asked.
 */
import { connect } from 'node:net';
import { useH264 as h264Codec, RTCPeerConnection } from 'werift';
import { WebSocket } from 'ws';
import { RtspParser, serializeRequest } from '#media/rtsp/message.ts';

export type ViewerKind = 'mse' | 'rtsp' | 'whep' | 'slow';

export interface ViewersReady {
  readonly firstPictureMs: readonly number[];
}

export interface ViewersSaw {
  /** By viewer. */
  readonly pictures: readonly number[];
}

const [kind = 'mse', count = '1', http = '', rtsp = ''] = process.argv.slice(2);
const pictures: number[] = new Array<number>(Number(count)).fill(0);
const firsts: number[] = [];
const startedMs: number[] = [];

function picture(viewer: number): void {
  pictures[viewer]! += 1;
  if (pictures[viewer] !== 1) return;
  firsts.push(performance.now() - startedMs[viewer]!);
  if (firsts.length === Number(count)) process.send?.({ firstPictureMs: firsts } satisfies ViewersReady);
}

function watchMse(viewer: number): void {
  const socket = new WebSocket(`ws://127.0.0.1:${http}/live/cam0/mse`);
  let messages = 0;
  socket.on('message', (_: Buffer, binary: boolean) => {
    messages += binary ? 1 : 0;
    // The first binary message is the initialization segment.
    if (binary && messages > 1) picture(viewer);
  });
}

/** Connects and never reads: it counts as having a picture when it is connected. */
function watchSlowly(viewer: number): void {
  const socket = connect(Number(http), '127.0.0.1', () => {
    socket.pause();
    const lines = ['GET /live/cam0/mse HTTP/1.1', 'Host: x', 'Connection: Upgrade', 'Upgrade: websocket'];
    lines.push('Sec-WebSocket-Version: 13', `Sec-WebSocket-Key: ${Buffer.alloc(16).toString('base64')}`);
    socket.write(`${lines.join('\r\n')}\r\n\r\n`);
    picture(viewer);
  });
  socket.on('error', () => {});
}

function watchRtsp(viewer: number): void {
  const base = `rtsp://127.0.0.1:${rtsp}/cam0`;
  const socket = connect(Number(rtsp), '127.0.0.1');
  const authorization = `Basic ${Buffer.from('a:b').toString('base64')}`;
  const steps: [string, string, Record<string, string>][] = [
    ['DESCRIBE', base, {}],
    ['SETUP', `${base}/trackID=0`, { Transport: 'RTP/AVP/TCP;interleaved=0-1' }],
    ['PLAY', base, {}],
  ];
  let step = 0;
  const next = () => {
    const [method, uri, headers] = steps[step] ?? [];
    step += 1;
    if (method === undefined || uri === undefined) return;
    socket.write(serializeRequest(method, uri, { CSeq: step, Authorization: authorization, ...headers }));
  };
  const parser = new RtspParser({
    request: () => {},
    response: next,
    interleaved: (channel, buffer, start) => {
      // The marker bit ends a picture.
      if (channel === 0 && (buffer[start + 1]! & 0x80) !== 0) picture(viewer);
    },
  });
  socket.on('connect', next);
  socket.on('data', (chunk: Buffer) => parser.push(chunk));
}

async function watchWhep(viewer: number): Promise<void> {
  const peer = new RTCPeerConnection({
    codecs: { video: [h264Codec()] },
    iceAdditionalHostAddresses: ['127.0.0.1'],
  });
  peer.onTrack.subscribe((track) => {
    track.onReceiveRtp.subscribe(({ header }) => {
      if (header.marker) picture(viewer);
    });
  });
  peer.addTransceiver('video', { direction: 'recvonly' });
  await peer.setLocalDescription(await peer.createOffer());
  startedMs[viewer] = performance.now();
  const answer = await fetch(`http://127.0.0.1:${http}/live/cam0/whep`, {
    method: 'POST',
    headers: { 'content-type': 'application/sdp' },
    body: peer.localDescription?.sdp ?? '',
  });
  await peer.setRemoteDescription({ type: 'answer', sdp: await answer.text() });
}

const ways = { mse: watchMse, slow: watchSlowly, rtsp: watchRtsp, whep: watchWhep };
const watch = ways[kind as ViewerKind];
for (let viewer = 0; viewer < Number(count); viewer += 1) {
  startedMs[viewer] = performance.now();
  await watch(viewer);
  // One after the other, as people come; else the first pictures of all wait for each other.
  await new Promise((resolve) => setTimeout(resolve, 20));
}
process.on('message', () => {
  process.send?.({ pictures: [...pictures] } satisfies ViewersSaw);
});
process.on('disconnect', () => process.exit(0));
