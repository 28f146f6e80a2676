/** Asks for one address over and over on connections that stay open, from a process of its own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Load {
  readonly tool: 'wrk' | 'node';
  readonly url: string;
  readonly token: string;
  readonly seconds: number;
  readonly connections: number;
}

export interface LoadResult {
  readonly requests: number;
  /** Answers that were not 200. */
  readonly refused: number;
  /** Connections that broke, and answers that took longer than 2 s (`wrk`): the server got too little of the machine. */
  readonly lateOrCut: number;
  readonly meanMs: number;
  /** Of all answers with their heads. */
  readonly bytes: number;
}

const execute = promisify(execFile);

export async function loadWith(load: Load): Promise<LoadResult> {
  return load.tool === 'wrk' ? await withWrk(load) : await withNode(load);
}

async function withWrk({ url, token, seconds, connections }: Load): Promise<LoadResult> {
  const count = String(connections);
  const words = ['-t', '1', '-c', count, '-d', `${seconds}s`, '-H', `Authorization: Bearer ${token}`, url];
  const { stdout } = await execute('wrk', words);
  const requests = Number(/(\d+) requests in/.exec(stdout)?.[1] ?? Number.NaN);
  if (Number.isNaN(requests)) throw new Error(`wrk says what it never said: ${stdout}`);
  const bad = Number(/Non-2xx or 3xx responses: (\d+)/.exec(stdout)?.[1] ?? 0);
  const broken =
    /Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)/.exec(stdout)?.slice(1) ?? [];
  return {
    requests,
    refused: bad,
    lateOrCut: broken.reduce((sum, text) => sum + Number(text), 0),
    meanMs: milliseconds(/Latency\s+([\d.]+)(us|ms|s)/.exec(stdout)),
    bytes: bytesOf(/requests in [^,]+, ([\d.]+)([KMGT]?B) read/.exec(stdout)),
  };
}

async function withNode(load: Load): Promise<LoadResult> {
  const file = join(import.meta.dirname, 'load-process.ts');
  const { stdout } = await execute(process.execPath, [file, JSON.stringify(load)]);
  return JSON.parse(stdout) as LoadResult;
}

function milliseconds(match: RegExpExecArray | null): number {
  const factor = { us: 0.001, ms: 1, s: 1000 }[match?.[2] ?? ''] ?? Number.NaN;
  return Number(match?.[1]) * factor;
}

function bytesOf(match: RegExpExecArray | null): number {
  const power = ['B', 'KB', 'MB', 'GB', 'TB'].indexOf(match?.[2] ?? '');
  return Number(match?.[1]) * 1024 ** power;
}
