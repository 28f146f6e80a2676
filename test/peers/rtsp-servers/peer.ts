/** Starts a peer of a test as a child process and waits for the line in which it says where it listens. */
import { type ChildProcess, type SpawnOptions, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Peer extends AsyncDisposable {
  /** First group of the pattern. */
  readonly answer: string;
  readonly process: ChildProcess;
}

export async function startPeer(
  command: string,
  args: readonly string[],
  ready: RegExp,
  env = {},
): Promise<Peer> {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'pipe'], env: { ...process.env, ...env } });
  const exited = once(child, 'exit');
  const errors: string[] = [];
  child.stderr.on('data', (chunk: Buffer) => errors.push(chunk.toString()));
  const answer = Promise.withResolvers<string>();
  createInterface({ input: child.stdout }).on('line', (line) => {
    const found = ready.exec(line)?.[1];
    if (found !== undefined) answer.resolve(found);
  });
  exited.then(
    () => answer.reject(new Error(`${command} ended: ${errors.join('').slice(-500)}`)),
    (error: unknown) => answer.reject(error),
  );
  const dispose = async () => {
    child.kill();
    await exited.catch(() => {});
  };
  try {
    return { answer: await answer.promise, process: child, [Symbol.asyncDispose]: dispose };
  } catch (error) {
    await dispose();
    throw error;
  }
}

/** Starts a peer that says nothing: whoever connects tries until it is there. */
export function startSilentPeer(
  command: string,
  args: readonly string[],
  options: SpawnOptions,
): AsyncDisposable {
  const child = spawn(command, args, { ...options, stdio: 'ignore' });
  const exited = once(child, 'exit');
  return {
    [Symbol.asyncDispose]: async () => {
      child.kill('SIGKILL');
      await exited;
    },
  };
}
