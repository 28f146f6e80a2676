/** Live media of the fake server: MSE over WebSocket, MJPEG, snapshots. */
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { WebSocket } from 'ws';
import { movedBy } from './fake-media.ts';
import type { FakeCamera } from './fake-world.ts';

/** Sends the clip over and over in real time, with the current GOP at once. A camera that failed sends nothing. */
export function serveFakeMse(socket: WebSocket, camera: FakeCamera): void {
  const { clip } = camera;
  const unsupported = camera.source.url === 'rtsp://unsupported';
  if (unsupported) {
    socket.send(JSON.stringify({ type: 'unsupported', reason: 'h265' }));
    socket.close(1003);
    return;
  }
  if (!camera.failed) {
    const video = { codec: 'avc1.42c01e', width: 640, height: 360 };
    const mime = 'video/mp4; codecs="avc1.42c01e"';
    socket.send(JSON.stringify({ type: 'init', mime, video, audio: null, utcMs: Date.now() }));
    socket.send(clip.file.subarray(0, clip.initBytes));
  }
  let frame = 0;
  const loopTicks = (clip.fragments.length / clip.fps) * clip.timescale;
  const sendFrame = () => {
    if (camera.failed) return;
    const fragment = clip.fragments[frame % clip.fragments.length];
    if (fragment === undefined) return;
    socket.send(movedBy(fragment, Math.floor(frame / clip.fragments.length) * loopTicks));
    frame += 1;
  };
  for (let index = 0; index < clip.gopFrames / 2; index += 1) sendFrame();
  const timer = setInterval(sendFrame, 1000 / clip.fps);
  socket.on('close', () => clearInterval(timer));
}

export function serveFakeLive(
  request: IncomingMessage,
  url: URL,
  response: ServerResponse,
  { clip }: FakeCamera,
): void {
  if (url.pathname.endsWith('/snapshot.jpg')) {
    response.writeHead(200, { 'content-type': 'image/jpeg' }).end(clip.jpeg);
    return;
  }
  if (url.pathname.endsWith('/mjpeg')) {
    response.writeHead(200, { 'content-type': 'multipart/x-mixed-replace; boundary=frame' });
    const send = () => {
      response.write(`--frame\r\nContent-Type: image/jpeg\r\nContent-Length: ${clip.jpeg.length}\r\n\r\n`);
      response.write(clip.jpeg);
      response.write('\r\n');
    };
    send();
    const timer = setInterval(send, 200);
    request.on('close', () => clearInterval(timer));
    return;
  }
  // WebRTC is tested against the real server; here it is refused, so that the next way is taken.
  response
    .writeHead(503, { 'content-type': 'application/json' })
    .end(JSON.stringify({ detail: 'no WebRTC here' }));
}
