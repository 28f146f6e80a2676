/** A child process that is started again when it ends, after a growing pause. */
import { type ChildProcess, spawn } from 'node:child_process';

/** A child that ends with this code says: starting again makes no sense (wrong settings, port taken). sysexits.h EX_CONFIG. */
export const exitCodeDoNotRestart = 78;

const firstPauseMs = 100;
const longestPauseMs = 10_000;
/** A child that lived this long is taken as healthy: the next pause is the first again. */
const healthyAfterMs = 20_000;

export interface SupervisedOptions {
  readonly name: string;
  readonly modulePath: string;
  readonly args: readonly string[];
  readonly env?: NodeJS.ProcessEnv;
  readonly log: (event: {
    name: string;
    message: string;
    code?: number | null;
    signal?: string | null;
  }) => void;
  /** Called with every new child. */
  readonly started?: (child: ChildProcess) => void;
  /** Called when the child asked not to be started again. */
  readonly givenUp: (code: number) => void;
}

export class SupervisedProcess {
  readonly #options: SupervisedOptions;
  #child: ChildProcess | null = null;
  #timer: NodeJS.Timeout | null = null;
  #pauseMs = firstPauseMs;
  #stopping = false;

  constructor(options: SupervisedOptions) {
    this.#options = options;
  }

  /** The present child; null between two of them. */
  get child(): ChildProcess | null {
    return this.#child;
  }

  start(): void {
    const { modulePath, args, env } = this.#options;
    const startedAt = performance.now();
    const child = spawn(process.execPath, [...process.execArgv, modulePath, ...args], {
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      env: { ...process.env, ...env },
    });
    this.#child = child;
    this.#options.started?.(child);
    child.once('error', (error) => this.#options.log({ name: this.#options.name, message: error.message }));
    child.once('exit', (code, signal) => this.#ended(code, signal, performance.now() - startedAt));
  }

  /** When the child ends from now on it is not started again; a signal may have reached it beside the parent. */
  restartNoMore(): void {
    this.#stopping = true;
    if (this.#timer !== null) clearTimeout(this.#timer);
  }

  /** Asks the child to end; kills it when it has not within `graceMs`. */
  async stop(graceMs: number): Promise<void> {
    this.restartNoMore();
    const child = this.#child;
    if (child === null || child.exitCode !== null || child.signalCode !== null) return;
    const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.kill('SIGTERM');
    const timer = setTimeout(() => child.kill('SIGKILL'), graceMs);
    await ended;
    clearTimeout(timer);
  }

  #ended(code: number | null, signal: NodeJS.Signals | null, livedMs: number): void {
    this.#child = null;
    if (this.#stopping) return;
    if (code === exitCodeDoNotRestart) {
      this.#options.givenUp(code);
      return;
    }
    if (livedMs > healthyAfterMs) this.#pauseMs = firstPauseMs;
    this.#options.log({
      name: this.#options.name,
      message: `ended; starting it again in ${this.#pauseMs} ms`,
      code,
      signal,
    });
    this.#timer = setTimeout(() => this.start(), this.#pauseMs);
    this.#pauseMs = Math.min(this.#pauseMs * 2, longestPauseMs);
  }
}
