/** The load where `wrk` is not installed: Node's own client. Its one argument is a `Load`; it prints a `LoadResult`. */
import { Agent, get } from 'node:http';
import type { Load, LoadResult } from './load.ts';

const { url, token, seconds, connections } = JSON.parse(process.argv[2]!) as Load;
const agent = new Agent({ keepAlive: true, maxSockets: connections });
const headers = { authorization: `Bearer ${token}` };
const endMs = performance.now() + seconds * 1000;
let [requests, refused, lateOrCut, bytes, waitedMs] = [0, 0, 0, 0, 0];

function ask(): Promise<void> {
  const startMs = performance.now();
  return new Promise((resolve) => {
    const request = get(url, { agent, headers }, (answer) => {
      if (answer.statusCode !== 200) refused += 1;
      answer.on('data', (chunk: Buffer) => {
        bytes += chunk.length;
      });
      answer.on('end', () => {
        requests += 1;
        waitedMs += performance.now() - startMs;
        resolve();
      });
    });
    request.on('error', () => {
      lateOrCut += 1;
      resolve();
    });
  });
}

async function client(): Promise<void> {
  while (performance.now() < endMs) await ask();
}

await Promise.all(Array.from({ length: connections }, client));
const result: LoadResult = {
  requests,
  refused,
  lateOrCut,
  bytes,
  meanMs: waitedMs / Math.max(1, requests),
};
console.log(JSON.stringify(result));
process.exit(0);
