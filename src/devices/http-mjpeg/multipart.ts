/**
 * multipart/x-mixed-replace as cameras send it, incrementally. The delimiter is learned from the stream itself, since cameras
 * announce another one than they send, with more or fewer dashes. A part ends after its Content-Length or, when there is
 * none, before the next delimiter line.
 */
import { VidetteError } from '#domain/errors.ts';

export interface MultipartOptions {
  readonly maxHeadBytes?: number;
  readonly maxPartBytes?: number;
  /** Bytes outside parts before the stream is given up. */
  readonly maxGarbageBytes?: number;
}

const dash = 0x2d;
const lineFeed = 0x0a;

export class MultipartParser {
  /** Bytes outside parts that were no delimiter. */
  garbageBytes = 0;
  readonly #part: (data: Buffer) => void;
  readonly #maxHeadBytes: number;
  readonly #maxPartBytes: number;
  readonly #maxGarbageBytes: number;
  #state: 'between' | 'headers' | 'counted' | 'delimited' = 'between';
  /** Text in progress, or the body of a part without length. */
  #buffer = Buffer.alloc(0);
  #delimiter = Buffer.alloc(0);
  /** The body of a part with length. */
  #body = Buffer.alloc(0);
  #bodyLength = 0;
  #garbageRun = 0;

  /** `part` gets the body of each part in a buffer of its own. */
  constructor(part: (data: Buffer) => void, options: MultipartOptions = {}) {
    this.#part = part;
    this.#maxHeadBytes = options.maxHeadBytes ?? 8 * 1024;
    this.#maxPartBytes = options.maxPartBytes ?? 16 * 1024 * 1024;
    this.#maxGarbageBytes = options.maxGarbageBytes ?? 1024 * 1024;
  }

  /** Throws `invalid` (reason `protocol`) when the stream cannot be followed. */
  push(chunk: Buffer): void {
    let rest = chunk;
    while (rest.length > 0) {
      switch (this.#state) {
        case 'between':
          rest = this.#findDelimiter(rest);
          break;
        case 'headers':
          rest = this.#readHeaders(rest);
          break;
        case 'counted':
          rest = this.#readCounted(rest);
          break;
        case 'delimited':
          rest = this.#readDelimited(rest);
          break;
      }
    }
  }

  /** Each of these takes what it can use and returns the rest. */
  #findDelimiter(chunk: Buffer): Buffer {
    const data = this.#join(chunk);
    let at = 0;
    for (let end = data.indexOf(lineFeed); end !== -1; end = data.indexOf(lineFeed, at)) {
      const line = data.subarray(at, end);
      at = end + 1;
      if (line.length > 2 && line[0] === dash && line[1] === dash) {
        this.#delimiter = Buffer.from(`\n${line.toString('latin1').trimEnd()}`, 'latin1');
        this.#state = 'headers';
        this.#garbageRun = 0;
        return data.subarray(at);
      }
      if (line.length > 1) this.#countGarbage(line.length);
    }
    this.#keep(data.subarray(at));
    if (this.#buffer.length > this.#maxHeadBytes) {
      this.#countGarbage(this.#buffer.length);
      this.#buffer = Buffer.alloc(0);
    }
    return nothing;
  }

  #readHeaders(chunk: Buffer): Buffer {
    const data = this.#join(chunk);
    const end = headersEnd(data.subarray(0, this.#maxHeadBytes));
    if (end === -1) {
      if (data.length > this.#maxHeadBytes) throw protocolError('the headers of a part are too long');
      this.#keep(data);
      return nothing;
    }
    const length = /^content-length[ \t]*:[ \t]*(\d{1,10})[ \t\r]*$/im.exec(
      data.toString('latin1', 0, end),
    )?.[1];
    if (length === undefined) {
      this.#state = 'delimited';
      return data.subarray(end);
    }
    this.#state = 'counted';
    if (Number(length) > this.#maxPartBytes) throw protocolError('a part is too long');
    this.#body = Buffer.allocUnsafeSlow(Number(length));
    this.#bodyLength = 0;
    if (this.#body.length === 0) this.#state = 'between';
    return data.subarray(end);
  }

  #readCounted(chunk: Buffer): Buffer {
    const taken = chunk.copy(this.#body, this.#bodyLength);
    this.#bodyLength += taken;
    if (this.#bodyLength === this.#body.length) {
      this.#state = 'between';
      this.#part(this.#body);
      this.#body = nothing;
    }
    return chunk.subarray(taken);
  }

  #readDelimited(chunk: Buffer): Buffer {
    const searched = Math.max(0, this.#buffer.length - this.#delimiter.length);
    const data = this.#join(chunk);
    const at = data.indexOf(this.#delimiter, searched);
    if (at === -1) {
      if (data.length > this.#maxPartBytes) throw protocolError('a part is too long');
      this.#keep(data);
      return nothing;
    }
    const end = at > 0 && data[at - 1] === 0x0d ? at - 1 : at;
    this.#state = 'between';
    if (end > 0) this.#part(Buffer.from(data.subarray(0, end)));
    return data.subarray(at + 1);
  }

  #join(chunk: Buffer): Buffer {
    if (this.#buffer.length === 0) return chunk;
    const joined = Buffer.concat([this.#buffer, chunk]);
    this.#buffer = nothing;
    return joined;
  }

  #keep(data: Buffer): void {
    this.#buffer = Buffer.from(data);
  }

  #countGarbage(bytes: number): void {
    this.garbageBytes += bytes;
    this.#garbageRun += bytes;
    if (this.#garbageRun > this.#maxGarbageBytes) throw protocolError('no parts in the multipart stream');
  }
}

const nothing = Buffer.alloc(0);

/** Behind the first blank line, or -1. */
function headersEnd(data: Buffer): number {
  for (let at = 0; ; ) {
    const end = data.indexOf(lineFeed, at);
    if (end === -1) return -1;
    if (end === at || (end === at + 1 && data[at] === 0x0d)) return end + 1;
    at = end + 1;
  }
}

function protocolError(message: string): VidetteError {
  return new VidetteError('invalid', message, { reason: 'protocol' });
}
