/** A streamserver that reports events at a steady rate over the server's own channel, and somebody who follows them live. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';

export interface WriterOrder {
  readonly socketPath: string;
  readonly url: string;
  readonly token: string;
  readonly cameras: readonly string[];
  readonly perSecond: number;
  readonly seconds: number;
}

export interface WriterResult {
  readonly stored: number;
  readonly wallMs: number;
  /** From asking to store a batch until it is stored. */
  readonly storeMs: readonly number[];
  /** From asking to store until the live socket has the event; one of each batch. */
  readonly liveMs: readonly number[];
  readonly missed: number;
}

/** Begins at once; the result is there when the time is over. */
export async function startWriter(order: WriterOrder): Promise<{ result: Promise<WriterResult> }> {
  const child = fork(join(import.meta.dirname, 'writer-process.ts'), {
    stdio: ['pipe', 'inherit', 'inherit', 'ipc'],
  });
  child.stdin?.end(JSON.stringify(order));
  const ended = once(child, 'exit').then(() => Promise.reject(new Error('the reporting streamserver ended')));
  const said = async () => (await Promise.race([once(child, 'message'), ended]))[0] as unknown;
  await said();
  return { result: said() as Promise<WriterResult> };
}
