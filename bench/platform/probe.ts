/**
 * Loaded into the server before it starts (`node --import`): how long each request is in the server, from its head read to its
 * answer handed to the socket. Requests carry the name of what is measured in `x-bench`. Whoever connects to the socket named by
 * BENCH_PROBE gets all times since the last one, milliseconds by name, as JSON.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:net';

interface Message {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

let times: Record<string, number[]> = {};
const began = new WeakMap<IncomingMessage, number>();

subscribe('http.server.request.start', (message) => {
  const { request } = message as Message;
  if (request.headers['x-bench'] !== undefined) began.set(request, performance.now());
});
subscribe('http.server.response.finish', (message) => {
  const { request } = message as Message;
  const beganMs = began.get(request);
  if (beganMs === undefined) return;
  const name = String(request.headers['x-bench']);
  times[name] ??= [];
  times[name].push(performance.now() - beganMs);
});
createServer((socket) => {
  socket.end(JSON.stringify(times));
  times = {};
})
  .listen(process.env.BENCH_PROBE)
  .unref();
