/**
 * What a streamserver and its analyzers say to each other, over the socket that the child inherits:
 *
 *     u32 length of all that follows | u32 length of the head | head: JSON, UTF-8 | parts, one behind the other
 *
 * The head names the sizes of the parts (pictures, access units), so that media never passes through JSON. Every request
 * gets exactly one reply, in the order of the requests; that to a request with `together` may come with the next one's.
 */
import { type ErrorCode, errorCodes, VidetteError } from '#domain/errors.ts';
import type { AudioTrack, VideoTrack } from '#media/stream.ts';

/** A GOP kept by a hub is at most a few MB; anything near this is a fault of the sender. */
const maxMessageBytes = 64 * 1024 * 1024;
export const tooLarge = 'a message to the analyzer is too large';
const maxHeadBytes = 1024 * 1024;

export interface Message {
  readonly head: Readonly<Record<string, unknown>>;
  readonly parts: readonly Buffer[];
}

/** Messages up to this size are copied into one piece: that costs less than a write of many. */
const copiedBytes = 64 * 1024;

/** Whether they can go in one message, beside a head of usual size. */
export function fitsMessage(parts: readonly Buffer[]): boolean {
  return parts.reduce((sum, part) => sum + part.length, 0) <= maxMessageBytes - maxHeadBytes;
}

/** The pieces to write, in order; larger media is not copied. */
export function serializeMessage(
  head: Readonly<Record<string, unknown>>,
  parts: readonly Buffer[] = [],
): Buffer[] {
  const json = JSON.stringify({ ...head, sizes: parts.map((part) => part.length) });
  const jsonLength = Buffer.byteLength(json);
  const total = parts.reduce((sum, part) => sum + part.length, 4 + jsonLength);
  if (total > maxMessageBytes) throw new VidetteError('invalid', tooLarge);
  const start = Buffer.allocUnsafe(8 + jsonLength);
  start.writeUInt32BE(total, 0);
  start.writeUInt32BE(jsonLength, 4);
  start.write(json, 8);
  if (parts.length === 0) return [start];
  return total <= copiedBytes ? [Buffer.concat([start, ...parts])] : [start, ...parts];
}

/** Cuts a byte stream into messages. Throws `data_loss` on bytes that cannot be one: the connection is then useless. */
export class MessageReader {
  #chunks: Buffer[] = [];
  #bytes = 0;

  push(chunk: Buffer): Message[] {
    this.#chunks.push(chunk);
    this.#bytes += chunk.length;
    const messages: Message[] = [];
    for (;;) {
      const length = this.#peekLength();
      if (length === null || this.#bytes < 4 + length) return messages;
      messages.push(parseMessage(this.#take(4 + length)));
    }
  }

  #peekLength(): number | null {
    if (this.#bytes < 4) return null;
    if ((this.#chunks[0]?.length ?? 0) < 4) this.#join();
    const length = this.#chunks[0]?.readUInt32BE(0) ?? 0;
    if (length < 4 || length > maxMessageBytes) throw broken(`length ${length}`);
    return length;
  }

  /** Chunks are joined only when a whole message is there: no quadratic copying of a large one. */
  #take(size: number): Buffer {
    this.#join();
    const all = this.#chunks[0] ?? Buffer.alloc(0);
    this.#bytes -= size;
    this.#chunks = this.#bytes === 0 ? [] : [all.subarray(size)];
    return all.subarray(0, size);
  }

  #join(): void {
    if (this.#chunks.length > 1) this.#chunks = [Buffer.concat(this.#chunks, this.#bytes)];
  }
}

function parseMessage(bytes: Buffer): Message {
  const headLength = bytes.length < 8 ? Number.POSITIVE_INFINITY : bytes.readUInt32BE(4);
  if (headLength > bytes.length - 8) throw broken('head longer than the message');
  let offset = 8 + headLength;
  const head = parseHead(bytes.toString('utf8', 8, offset));
  const parts: Buffer[] = [];
  for (const size of head.sizes) {
    if (size > bytes.length - offset) throw broken('part longer than the message');
    parts.push(bytes.subarray(offset, offset + size));
    offset += size;
  }
  return { head: head.fields, parts };
}

function parseHead(json: string): { fields: Record<string, unknown>; sizes: number[] } {
  let value: unknown;
  try {
    value = JSON.parse(json);
  } catch (cause) {
    throw broken('head is not JSON', cause);
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value))
    throw broken('head is not an object');
  const { sizes, ...fields } = value as Record<string, unknown>;
  if (!Array.isArray(sizes) || !sizes.every((size) => Number.isInteger(size) && size >= 0)) {
    throw broken('sizes of parts');
  }
  return { fields, sizes };
}

function broken(what: string, cause?: unknown): VidetteError {
  return new VidetteError('data_loss', `broken message between streamserver and analyzer: ${what}`, {
    cause,
    reason: 'broken_message',
  });
}

/** Tracks as they travel in a head: buffers as base64. */
export type WireVideoTrack = Omit<VideoTrack, 'parameterSets'> & {
  readonly parameterSets: readonly string[];
};
export type WireAudioTrack = Omit<AudioTrack, 'config'> & { readonly config: string };

export function videoTrackToWire(track: VideoTrack): WireVideoTrack {
  return { ...track, parameterSets: track.parameterSets.map((set) => set.toString('base64')) };
}

export function videoTrackFromWire(track: WireVideoTrack): VideoTrack {
  return { ...track, parameterSets: track.parameterSets.map((set) => Buffer.from(set, 'base64')) };
}

export function audioTrackToWire(track: AudioTrack): WireAudioTrack {
  return { ...track, config: track.config.toString('base64') };
}

export function audioTrackFromWire(track: WireAudioTrack): AudioTrack {
  return { ...track, config: Buffer.from(track.config, 'base64') };
}

/** An error as it travels. */
export interface WireError {
  readonly code: string;
  readonly message: string;
  readonly reason?: string;
}

export function errorToWire(error: VidetteError): WireError {
  return {
    code: error.code,
    message: error.message,
    ...(error.reason === undefined ? {} : { reason: error.reason }),
  };
}

export function errorFromWire({ code, message, reason }: WireError): VidetteError {
  const known: ErrorCode = errorCodes.find((one) => one === code) ?? 'bug';
  return new VidetteError(known, String(message), reason === undefined ? {} : { reason });
}
