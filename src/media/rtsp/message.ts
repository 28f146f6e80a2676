/**
 * RTSP 1.0 messages (RFC 2326): an incremental parser for requests, responses and interleaved frames on one TCP connection,
 * and serializers. Both ends of a connection use it: the client for cameras and the server for viewers.
 *
 *     interleaved frame (10.12):  '$' | channel (1 byte) | length (2 bytes, big endian) | RTP or RTCP packet
 */
import { VidetteError } from '#domain/errors.ts';
import { type HeaderFields, parseHeaderLines, type RtspHeaders } from './headers.ts';

export interface RtspRequest {
  readonly method: string;
  /** As sent: absolute, or `*`. */
  readonly uri: string;
  readonly headers: RtspHeaders;
  readonly body: Buffer;
}

export interface RtspResponse {
  readonly status: number;
  readonly reason: string;
  readonly headers: RtspHeaders;
  readonly body: Buffer;
}

/** Called in the order of the stream, inside `push`. */
export interface RtspHandler {
  request(request: RtspRequest): void;
  response(response: RtspResponse): void;
  /** One packet in `buffer[start … end)`: read-only, and valid only during the call. */
  interleaved(channel: number, buffer: Buffer, start: number, end: number): void;
}

export interface RtspParserOptions {
  /** Start line and headers together. */
  readonly maxHeadBytes?: number;
  readonly maxBodyBytes?: number;
  /** Bytes that belong to no message and are skipped before the connection is given up. */
  readonly maxGarbageBytes?: number;
}

const dollar = 0x24;
const frameHeadBytes = 4;
const carryBytes = frameHeadBytes + 0xffff;

/** How many bytes of the input were used; `incomplete` when the message needs more. */
const incomplete = -1;

export class RtspParser {
  /** Bytes skipped because they made no sense: cameras that cut a frame short leave such. */
  garbageBytes = 0;
  readonly #handler: RtspHandler;
  readonly #maxHeadBytes: number;
  readonly #maxBodyBytes: number;
  readonly #maxGarbageBytes: number;
  /** The beginning of a message whose rest has not come yet. */
  #carry = Buffer.alloc(0);
  #carryLength = 0;
  /** After garbage a frame must also look like RTP or RTCP, or chance bytes would be taken for one. */
  #resyncing = false;
  /** Garbage since the last good message. */
  #garbageRun = 0;

  constructor(handler: RtspHandler, options: RtspParserOptions = {}) {
    this.#handler = handler;
    this.#maxHeadBytes = options.maxHeadBytes ?? 16 * 1024;
    this.#maxBodyBytes = options.maxBodyBytes ?? 256 * 1024;
    this.#maxGarbageBytes = options.maxGarbageBytes ?? 1024 * 1024;
  }

  /**
   * Takes the first `end` bytes of `chunk`, which the caller may overwrite afterwards. Throws `invalid` (reason `protocol`)
   * when the stream cannot be followed any more; the connection is then to be closed.
   */
  push(chunk: Buffer, end: number = chunk.length): void {
    let at = 0;
    if (this.#carryLength > 0) {
      if (this.#carriesFrameHead()) {
        at = this.#completeFrame(chunk, end);
      } else {
        // Rare: a text message or a frame head in two reads.
        chunk = Buffer.concat([this.#carry.subarray(0, this.#carryLength), chunk.subarray(0, end)]);
        end = chunk.length;
        this.#carryLength = 0;
      }
    }
    while (at < end) {
      const used = this.#consume(chunk, at, end);
      if (used === incomplete) {
        this.#keep(chunk, at, end);
        return;
      }
      at += used;
    }
  }

  #carriesFrameHead(): boolean {
    return this.#carry[0] === dollar && this.#carryLength >= frameHeadBytes && !this.#resyncing;
  }

  /** Fills the carried frame up and hands it on when it is whole; returns how much of `chunk` it took. */
  #completeFrame(chunk: Buffer, end: number): number {
    const carry = this.#carry;
    const need = frameHeadBytes + ((carry[2]! << 8) | carry[3]!);
    const taken = Math.min(need - this.#carryLength, end);
    chunk.copy(carry, this.#carryLength, 0, taken);
    this.#carryLength += taken;
    if (this.#carryLength < need) return taken;
    this.#carryLength = 0;
    this.#handler.interleaved(carry[1]!, carry, frameHeadBytes, need);
    return taken;
  }

  /** One message, frame or stretch of garbage at `at`. */
  #consume(buffer: Buffer, at: number, end: number): number {
    if (buffer[at] !== dollar) return this.#consumeText(buffer, at, end);
    if (end - at < frameHeadBytes) return incomplete;
    const length = (buffer[at + 2]! << 8) | buffer[at + 3]!;
    if (this.#resyncing) {
      if (end - at === frameHeadBytes && length > 0) return incomplete;
      // RTP and RTCP begin with version 2 in the top bits (RFC 3550, 5.1).
      if (length < 8 || buffer[at + 4]! >> 6 !== 2) return this.#skip(1);
    }
    if (end - at < frameHeadBytes + length) return incomplete;
    this.#inSync();
    const start = at + frameHeadBytes;
    this.#handler.interleaved(buffer[at + 1]!, buffer, start, start + length);
    return frameHeadBytes + length;
  }

  #consumeText(buffer: Buffer, at: number, end: number): number {
    const looks = looksLikeMessage(buffer, at, end);
    if (looks === 'no') return this.#skip(garbageLength(buffer, at, end));
    if (looks === 'unclear') return incomplete;
    const head = findHeadEnd(buffer, at, Math.min(end, at + this.#maxHeadBytes));
    if (head === null) {
      if (end - at >= this.#maxHeadBytes) throw protocolError('RTSP headers are too long');
      return incomplete;
    }
    const [startLine = '', ...lines] = buffer.toString('latin1', at, head.end).split(/\r?\n/);
    const headers = parseHeaderLines(lines);
    const bodyLength = parseContentLength(headers.get('content-length'));
    if (bodyLength > this.#maxBodyBytes) throw protocolError('RTSP body is too long');
    if (end - head.next < bodyLength) return incomplete;
    const body = Buffer.from(buffer.subarray(head.next, head.next + bodyLength));
    this.#dispatch(startLine, headers, body);
    return head.next + bodyLength - at;
  }

  #dispatch(startLine: string, headers: RtspHeaders, body: Buffer): void {
    const response = /^RTSP\/\d+\.\d+ +(\d{3})(?: +(.*))?$/.exec(startLine);
    if (response !== null) {
      this.#inSync();
      this.#handler.response({
        status: Number(response[1]),
        reason: response[2]?.trim() ?? '',
        headers,
        body,
      });
      return;
    }
    const request = /^([A-Z_]+) +(\S+) +RTSP\/\d+\.\d+$/.exec(startLine.trimEnd());
    if (request === null) throw protocolError('RTSP start line is malformed');
    this.#inSync();
    this.#handler.request({ method: request[1]!, uri: request[2]!, headers, body });
  }

  #inSync(): void {
    this.#resyncing = false;
    this.#garbageRun = 0;
  }

  #skip(count: number): number {
    this.#resyncing = true;
    this.garbageBytes += count;
    this.#garbageRun += count;
    if (this.#garbageRun > this.#maxGarbageBytes) throw protocolError('too many bytes that are not RTSP');
    return count;
  }

  #keep(chunk: Buffer, at: number, end: number): void {
    const length = end - at;
    if (this.#carry.length < length) this.#carry = Buffer.allocUnsafeSlow(Math.max(length, carryBytes));
    chunk.copy(this.#carry, 0, at, end);
    this.#carryLength = length;
  }
}

/** Does a text message begin here? `unclear` while too few bytes are there to tell. */
function looksLikeMessage(buffer: Buffer, at: number, end: number): 'yes' | 'no' | 'unclear' {
  const limit = Math.min(end, at + maxMethodBytes);
  for (let i = at; i < limit; i += 1) {
    const byte = buffer[i]!;
    if ((byte >= 0x41 && byte <= 0x5a) || byte === 0x5f) continue;
    // `GET ` of a request, or `RTSP/` of a response.
    if (i > at + 1 && byte === 0x20) return 'yes';
    return byte === 0x2f && buffer.toString('latin1', at, i) === 'RTSP' ? 'yes' : 'no';
  }
  return limit === end && limit < at + maxMethodBytes ? 'unclear' : 'no';
}

const maxMethodBytes = 24;

/** At least one byte; up to the next one with which a frame or message could begin. */
function garbageLength(buffer: Buffer, at: number, end: number): number {
  let i = at + 1;
  while (i < end) {
    const byte = buffer[i]!;
    if (byte === dollar || (byte >= 0x41 && byte <= 0x5a)) break;
    i += 1;
  }
  return i - at;
}

/** `end` is behind the last header, `next` behind the blank line. Lines may end with a bare line feed. */
function findHeadEnd(buffer: Buffer, at: number, end: number): { end: number; next: number } | null {
  for (let i = buffer.indexOf(0x0a, at); i !== -1 && i < end; i = buffer.indexOf(0x0a, i + 1)) {
    if (i + 1 < end && buffer[i + 1] === 0x0a) return { end: i, next: i + 2 };
    if (i + 2 < end && buffer[i + 1] === 0x0d && buffer[i + 2] === 0x0a) return { end: i, next: i + 3 };
  }
  return null;
}

function parseContentLength(value: string | undefined): number {
  if (value === undefined) return 0;
  if (!/^\d{1,9}$/.test(value)) throw protocolError('RTSP Content-Length is not a number');
  return Number(value);
}

function protocolError(message: string): VidetteError {
  return new VidetteError('invalid', message, { reason: 'protocol' });
}

export function serializeRequest(method: string, uri: string, headers: HeaderFields, body?: Buffer): Buffer {
  return serialize(`${method} ${uri} RTSP/1.0`, headers, body);
}

export function serializeResponse(
  status: number,
  reason: string,
  headers: HeaderFields,
  body?: Buffer,
): Buffer {
  return serialize(`RTSP/1.0 ${status} ${reason}`, headers, body);
}

/** Adds Content-Length when there is a body. Throws `invalid` on line breaks in a value. */
function serialize(startLine: string, headers: HeaderFields, body: Buffer | undefined): Buffer {
  const lines = [startLine];
  for (const [name, value] of Object.entries(headers)) {
    if (value === undefined) continue;
    for (const one of typeof value === 'object' ? value : [value]) lines.push(`${name}: ${one}`);
  }
  if (body !== undefined && body.length > 0) lines.push(`Content-Length: ${body.length}`);
  for (const line of lines) {
    if (/[\r\n]/.test(line)) throw new VidetteError('invalid', 'line break in an RTSP header');
  }
  const head = Buffer.from(`${lines.join('\r\n')}\r\n\r\n`, 'latin1');
  return body === undefined ? head : Buffer.concat([head, body]);
}

/** Writes the four bytes before a packet of `length` bytes. */
export function writeFrameHead(target: Buffer, at: number, channel: number, length: number): void {
  target[at] = dollar;
  target[at + 1] = channel;
  target[at + 2] = length >> 8;
  target[at + 3] = length & 0xff;
}
