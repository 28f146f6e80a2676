/**
 * The opener of everything that is not RTSP or multipart JPEG: RTMP, HLS, files, video devices, containers over HTTP, and
 * RTSP servers that only libav understands (`libav+rtsp:`). One child process per input demuxes; nothing is decoded.
 */
import { type ChildProcess, fork } from 'node:child_process';
import { join } from 'node:path';
import type { SourceSink, StreamFailure } from '#media/stream.ts';
import type { Opener, OpenOptions } from '../opener.ts';
import { toSourceError } from '../source-error.ts';
import { type InputRules, inputRequest } from './input.ts';
import type { InputMessage } from './messages.ts';
import { PacketStream } from './packet-stream.ts';

export interface LibavOptions extends InputRules {
  /** Opening and finding out what is inside may take this long. */
  readonly openTimeoutMs?: number;
  /** Without a packet for this long the input counts as silent. */
  readonly silenceMs?: number;
  /** The module that the child runs. */
  readonly entry?: string;
}

const defaultEntry = join(import.meta.dirname, 'libav-process.ts');

/** `fileRoots` names the folders whose files may serve as cameras; without it none may. */
export function createLibavOpener(libav: LibavOptions = {}): Opener {
  return (options, sink) => {
    const connection = new LibavConnection(options, libav, sink);
    queueMicrotask(() => connection.run());
    return { [Symbol.asyncDispose]: () => connection.dispose() };
  };
}

class LibavConnection {
  readonly #options: OpenOptions;
  readonly #libav: LibavOptions;
  readonly #sink: SourceSink;
  #child: ChildProcess | null = null;
  #gone: Promise<void> = Promise.resolve();
  #packets: PacketStream | null = null;
  #watchdog: NodeJS.Timeout | null = null;
  #ended = false;

  constructor(options: OpenOptions, libav: LibavOptions, sink: SourceSink) {
    this.#options = options;
    this.#libav = libav;
    this.#sink = sink;
  }

  run(): void {
    if (this.#ended) return;
    try {
      const request = inputRequest(this.#options.url, this.#options, this.#libav);
      this.#options.counters.transport = request.kind === 'loop' ? 'file' : 'tcp';
      const child = this.#start();
      child.send(request, (error) => {
        if (error !== null) this.#fail('closed', 'the demuxer ended before it was told what to open');
      });
      this.#expect(this.#libav.openTimeoutMs ?? 20_000, 'nothing could be read from the input in time');
    } catch (error) {
      const { failure, message } = toSourceError(error);
      this.#fail(failure, message);
    }
  }

  #start(): ChildProcess {
    const { PATH, HOME, TMPDIR, LANG, LD_LIBRARY_PATH } = process.env;
    const child = fork(this.#libav.entry ?? defaultEntry, {
      serialization: 'advanced',
      execArgv: [],
      // It reads hostile data: none of the secrets that the environment may hold.
      env: { PATH, HOME, TMPDIR, LANG, LD_LIBRARY_PATH },
    });
    this.#child = child;
    child.on('message', (message) => this.#received(message as InputMessage));
    child.on('error', (error) => this.#fail('closed', `the demuxer does not run: ${error.message}`));
    this.#gone = new Promise((resolve) => {
      child.once('exit', (code, signal) => {
        this.#fail('closed', `the demuxer ended by itself (${signal ?? `exit code ${code}`})`);
        resolve();
      });
    });
    return child;
  }

  #received(message: InputMessage): void {
    if (this.#ended) return;
    if (message.type === 'failed') {
      this.#fail(message.failure, message.message);
      return;
    }
    this.#expect(this.#libav.silenceMs ?? 15_000, 'the input has stopped sending');
    try {
      if (message.type === 'opened') this.#packets = new PacketStream(message, this.#options, this.#sink);
      else this.#packets?.packet(message);
    } catch (error) {
      const { failure, message: text } = toSourceError(error);
      this.#fail(failure, text);
    }
  }

  /** Something must come within this time. */
  #expect(timeoutMs: number, otherwise: string): void {
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    this.#watchdog = setTimeout(() => this.#fail('timeout', otherwise), timeoutMs);
  }

  #fail(failure: StreamFailure, message: string): void {
    if (this.#ended) return;
    this.#end();
    this.#sink.state({ state: 'failed', failure, message, retryInMs: 0 });
  }

  #end(): void {
    this.#ended = true;
    if (this.#watchdog !== null) clearTimeout(this.#watchdog);
    // A blocked read does not listen to anything gentler.
    this.#child?.kill('SIGKILL');
  }

  async dispose(): Promise<void> {
    if (!this.#ended) this.#end();
    await this.#gone;
  }
}
