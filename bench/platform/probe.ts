/**
 * Loaded into the server before it starts (`node --import`): how long each request is in the server, from its head read to its
 * answer handed to the socket, and how long the server's main thread computes meanwhile, for this request or for others. On a
 * machine that is busy with other programs the second one stays what it is. Requests carry the name of what is measured in `x-bench`. Whoever connects to the socket named by
 * BENCH_PROBE gets all times since the last one, milliseconds by name, as JSON.
 */
import { subscribe } from 'node:diagnostics_channel';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:net';

interface Message {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
}

export interface Spent {
  readonly ms: number;
  readonly cpuMs: number;
}

let times: Record<string, Spent[]> = {};
const began = new WeakMap<IncomingMessage, { readonly ms: number; readonly cpu: NodeJS.CpuUsage }>();

subscribe('http.server.request.start', (message) => {
  const { request } = message as Message;
  if (request.headers['x-bench'] !== undefined)
    began.set(request, { ms: performance.now(), cpu: process.threadCpuUsage() });
});
subscribe('http.server.response.finish', (message) => {
  const { request } = message as Message;
  const start = began.get(request);
  if (start === undefined) return;
  const name = String(request.headers['x-bench']);
  times[name] ??= [];
  const { user, system } = process.threadCpuUsage(start.cpu);
  times[name].push({ ms: performance.now() - start.ms, cpuMs: (user + system) / 1000 });
});
createServer((socket) => {
  socket.end(JSON.stringify(times));
  times = {};
})
  .listen(process.env.BENCH_PROBE)
  .unref();
