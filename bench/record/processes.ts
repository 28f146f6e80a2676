/** Starts the processes of the benchmark and ends them again. */
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';

export interface Running {
  readonly process: ChildProcess;
  readonly pid: number;
  /** The next line on its standard output. Rejects when the process ends before. */
  line(): Promise<string>;
}

export function startNode(script: string, args: readonly string[]): Running {
  return start(process.execPath, [script, ...args]);
}

export function start(command: string, args: readonly string[]): Running {
  const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  return {
    process: child,
    pid: child.pid ?? 0,
    async line() {
      const { value, done } = await lines.next();
      if (done === true)
        throw new Error(`${command} ${args[0] ?? ''} ended with ${child.exitCode ?? child.signalCode}`);
      return value;
    },
  };
}

/** SIGINT, which ffmpeg takes as "finish your files". */
export async function stop({ process: child }: Running, signal: NodeJS.Signals = 'SIGINT'): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = once(child, 'exit');
  child.kill(signal);
  await ended;
}
