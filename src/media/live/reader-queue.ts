/**
 * Stands between a stream and a reader that may be slow. The queue itself is the reader's own (the send buffer of its socket,
 * which holds references to shared buffers); this decides what may enter it: everything while there is room, and once it was
 * full nothing until it has drained and a keyframe comes, so that a decoder never sees a hole inside a GOP.
 */

export interface QueueCounters {
  passed: number;
  dropped: number;
  droppedBytes: number;
  /** How often it became full. */
  overruns: number;
}

export interface ReaderQueueOptions {
  /** Bytes that were handed on and are not sent yet. */
  readonly backlogBytes: () => number;
  /** With more than this waiting, nothing more enters. One piece alone may be larger. */
  readonly maxBacklogBytes: number;
  /** Drained means at most this much waiting; a quarter of the maximum by default. */
  readonly resumeBytes?: number;
}

export class ReaderQueue {
  readonly counters: QueueCounters = { passed: 0, dropped: 0, droppedBytes: 0, overruns: 0 };
  readonly #backlogBytes: () => number;
  readonly #maxBacklogBytes: number;
  readonly #resumeBytes: number;
  #waiting: boolean;
  /** Samples refused since the last that was let in. */
  #droppedInRow = 0;

  /** `startsWithKeyframe`: refuse what comes before the first keyframe. */
  constructor(options: ReaderQueueOptions, startsWithKeyframe = false) {
    this.#backlogBytes = options.backlogBytes;
    this.#maxBacklogBytes = options.maxBacklogBytes;
    this.#resumeBytes = options.resumeBytes ?? options.maxBacklogBytes / 4;
    this.#waiting = startsWithKeyframe;
  }

  /** Pieces refused in a row: a reader that never reads makes this grow without end. */
  get droppedInRow(): number {
    return this.#droppedInRow;
  }

  /** May this piece enter? `keyframe`: decoding can begin with it. */
  admit(keyframe: boolean, bytes: number): boolean {
    if (this.#waiting) {
      if (!keyframe || this.#backlogBytes() > this.#resumeBytes) return this.#drop(bytes);
      this.#waiting = false;
    } else if (this.#backlogBytes() > this.#maxBacklogBytes) {
      this.#waiting = true;
      this.counters.overruns += 1;
      return this.#drop(bytes);
    }
    this.#droppedInRow = 0;
    this.counters.passed += 1;
    return true;
  }

  /** Something before the next piece is missing or the tracks changed: wait for a keyframe. */
  restart(): void {
    this.#waiting = true;
  }

  #drop(bytes: number): false {
    this.#droppedInRow += 1;
    this.counters.dropped += 1;
    this.counters.droppedBytes += bytes;
    return false;
  }
}
