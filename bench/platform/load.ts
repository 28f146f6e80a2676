/** Many clients that ask for different things at once, from a process of their own. */
import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Question {
  /** What it measures. */
  readonly name: string;
  readonly token: string;
  readonly method: 'GET' | 'POST';
  readonly path: string;
  readonly body?: string;
}

export interface MixedLoad {
  readonly url: string;
  readonly clients: number;
  readonly seconds: number;
  /** Each client rests so long on average after an answer. */
  readonly pauseMs: number;
  readonly questions: readonly Question[];
}

export interface MixedResult {
  readonly requests: number;
  readonly wallMs: number;
  /** Milliseconds that clients waited, by name. */
  readonly waits: Record<string, number[]>;
  /** Answers other than 200, as `name: status`, counted. */
  readonly refused: Record<string, number>;
  readonly bytes: Record<string, number>;
}

const execute = promisify(execFile);
const mostOutput = 256 * 1024 * 1024;

export async function mixedLoad(load: MixedLoad): Promise<MixedResult> {
  const file = join(import.meta.dirname, 'load-process.ts');
  const child = execute(process.execPath, [file], { maxBuffer: mostOutput });
  child.child.stdin?.end(JSON.stringify(load));
  return JSON.parse((await child).stdout) as MixedResult;
}
