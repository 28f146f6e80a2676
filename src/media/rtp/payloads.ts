/** The payloads of one sample, laid out one after the other in one buffer. */

export interface Payloads {
  readonly buffer: Buffer;
  /** Payload i is `buffer[starts[i] … ends[i])`; before each start `headroom` bytes are free for headers. */
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

export interface PacketizerOptions {
  /** Most bytes of one payload. 1400 leaves room for RTP, UDP and IP headers in an Ethernet frame. */
  readonly mtu?: number;
  /** Free bytes before each payload: 12 for an RTP header, 16 with the interleaved frame head before it. */
  readonly headroom?: number;
}

export const defaultMtu = 1400;

/** Fills a buffer of known size with payloads. */
export class PayloadWriter {
  readonly starts: number[] = [];
  readonly ends: number[] = [];
  readonly #buffer: Buffer;
  readonly #headroom: number;
  #at = 0;

  /** `payloadBytes` in all, in `count` payloads at most. */
  constructor(payloadBytes: number, count: number, headroom: number) {
    this.#buffer = Buffer.allocUnsafeSlow(payloadBytes + count * headroom);
    this.#headroom = headroom;
  }

  begin(): void {
    this.#at += this.#headroom;
    this.starts.push(this.#at);
  }

  byte(value: number): void {
    this.#buffer[this.#at] = value;
    this.#at += 1;
  }

  copy(source: Buffer, from: number, to: number): void {
    source.copy(this.#buffer, this.#at, from, to);
    this.#at += to - from;
  }

  end(): void {
    this.ends.push(this.#at);
  }

  finish(): Payloads {
    return { buffer: this.#buffer.subarray(0, this.#at), starts: this.starts, ends: this.ends };
  }
}
