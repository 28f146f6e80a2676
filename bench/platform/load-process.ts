/**
 * The clients. Reads a `MixedLoad` from its standard input and prints a `MixedResult`. They have the lowest priority: elsewhere they would
 * be on machines of their own.
 */
import { Agent, request } from 'node:http';
import { constants, setPriority } from 'node:os';
import { text } from 'node:stream/consumers';
import { setTimeout as pause } from 'node:timers/promises';
import type { MixedLoad, MixedResult, Question } from './load.ts';
import { Random } from './random.ts';

setPriority(constants.priority.PRIORITY_LOW);
const { url, clients, seconds, pauseMs, questions } = JSON.parse(await text(process.stdin)) as MixedLoad;
const agent = new Agent({ keepAlive: true, maxSockets: clients });
const waits: Record<string, number[]> = {};
const refused: Record<string, number> = {};
const bytes: Record<string, number> = {};
let requests = 0;
const beganMs = performance.now();
const endMs = beganMs + seconds * 1000;

function ask({ name, token, method, path, body }: Question): Promise<void> {
  const askedMs = performance.now();
  const headers = {
    authorization: `Bearer ${token}`,
    'x-bench': name,
    ...(body === undefined ? {} : { 'content-type': 'application/json' }),
  };
  return new Promise((resolve, reject) => {
    const sent = request(url + path, { agent, method, headers }, (answer) => {
      let size = 0;
      answer.on('data', (chunk: Buffer) => {
        size += chunk.length;
      });
      answer.on('end', () => {
        requests += 1;
        bytes[name] = size;
        waits[name] ??= [];
        waits[name].push(performance.now() - askedMs);
        if (answer.statusCode !== 200) {
          const key = `${name}: ${answer.statusCode}`;
          refused[key] = (refused[key] ?? 0) + 1;
        }
        resolve();
      });
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

/** Every client asks for everything in an order of its own. */
async function client(number: number): Promise<void> {
  const random = new Random(number);
  await pause(random.next() * pauseMs);
  while (performance.now() < endMs) {
    await ask(random.pick(questions));
    if (pauseMs > 0) await pause(pauseMs * (0.5 + random.next()));
  }
}

await Promise.all(Array.from({ length: clients }, (_, index) => client(index + 1)));
const result: MixedResult = { requests, wallMs: performance.now() - beganMs, waits, refused, bytes };
process.stdout.write(JSON.stringify(result), () => process.exit(0));
