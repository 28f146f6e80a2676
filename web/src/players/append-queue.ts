/**
 * Feeds a SourceBuffer one operation at a time, in order. Bounded: when the decoder cannot follow (a sleeping tab, a slow
 * device) `push` says so and the owner starts anew, since leaving out fragments would tear the picture.
 */

const maxQueuedBytes = 16 * 1024 * 1024;

type Operation =
  | { readonly kind: 'append'; readonly data: ArrayBuffer }
  | { readonly kind: 'remove'; readonly start: number; readonly end: number }
  | { readonly kind: 'type'; readonly mime: string };

export class AppendQueue {
  readonly #buffer: SourceBuffer;
  readonly #onAppended: () => void;
  readonly #onError: (error: unknown) => void;
  #queue: Operation[] = [];
  #queuedBytes = 0;
  #stopped = false;
  /** What is buffered belongs to the timeline before. */
  #restarting = false;

  constructor(buffer: SourceBuffer, onAppended: () => void, onError: (error: unknown) => void) {
    this.#buffer = buffer;
    this.#onAppended = onAppended;
    this.#onError = onError;
    buffer.addEventListener('updateend', this.#onUpdateEnd);
    buffer.addEventListener('error', this.#onBufferError);
  }

  /** False when the queue is full. */
  push(data: ArrayBuffer): boolean {
    if (this.#queuedBytes + data.byteLength > maxQueuedBytes) return false;
    this.#queue.push({ kind: 'append', data });
    this.#queuedBytes += data.byteLength;
    this.#next();
    return true;
  }

  remove(start: number, end: number): void {
    if (end <= start) return;
    this.#queue.push({ kind: 'remove', start, end });
    this.#next();
  }

  /** What comes next is of this type and starts a new timeline: everything buffered goes. */
  restart(mime: string): void {
    this.#queue = [
      { kind: 'remove', start: 0, end: Number.POSITIVE_INFINITY },
      { kind: 'type', mime },
    ];
    this.#queuedBytes = 0;
    this.#restarting = true;
    this.#next();
  }

  stop(): void {
    this.#stopped = true;
    this.#queue = [];
    this.#buffer.removeEventListener('updateend', this.#onUpdateEnd);
    this.#buffer.removeEventListener('error', this.#onBufferError);
  }

  readonly #onUpdateEnd = () => {
    if (!this.#restarting) this.#onAppended();
    this.#next();
  };

  readonly #onBufferError = () => this.#fail(new Error('the browser refused the data'));

  #next(): void {
    while (!this.#stopped && !this.#buffer.updating) {
      const operation = this.#queue.shift();
      if (operation === undefined) return;
      try {
        this.#run(operation);
      } catch (error) {
        // QuotaExceededError (buffer full) or InvalidStateError (the media element failed): the owner starts anew.
        this.#fail(error);
        return;
      }
    }
  }

  #run(operation: Operation): void {
    if (operation.kind === 'append') {
      this.#queuedBytes -= operation.data.byteLength;
      this.#buffer.appendBuffer(operation.data);
    } else if (operation.kind === 'remove') {
      this.#buffer.remove(operation.start, operation.end);
    } else {
      this.#buffer.changeType(operation.mime);
      this.#restarting = false;
    }
  }

  #fail(error: unknown): void {
    if (this.#stopped) return;
    this.stop();
    this.#onError(error);
  }
}
