/**
 * The chain of hashes through all files of a stream, and the two `uuid` boxes that carry it (docs/design/archive.md, "Chain").
 *
 *     link    size u32 | 'uuid' | usertype 16 | version u8 = 1 | signature length u8 | position u64 | digest 32 | chain 32 | signature
 *     origin  size u32 | 'uuid' | usertype 16 | JSON
 */
import { createHash } from 'node:crypto';
import type { Gap } from '#domain/recording.ts';
import { box, readU64, writeU64 } from '#media/fmp4/box.ts';
import { readBoxHeader } from '#media/fmp4/box-reader.ts';
import type { Signer } from './signer.ts';

const linkType = Buffer.from('5b6a1f6e0a2c4f1db3f76c1f2d0e9a41', 'hex');
const originType = Buffer.from('c1d2f0a94f3e4a6f8e0b7d5a9c3b1e72', 'hex');
const maxOriginBytes = 64 * 1024;

/** A place in a stream's chain: the number of the last unit, from 1, and the hash over everything up to it. */
export interface ChainHead {
  readonly position: number;
  readonly chain: Buffer;
}

export interface Link extends ChainHead {
  readonly digest: Buffer;
  readonly signature: Buffer;
}

/** What a file says of itself at its beginning. */
export interface Origin {
  readonly cameraId: string;
  readonly stream: string;
  readonly startMs: number;
  /** The link before the first unit of this file. */
  readonly previous: ChainHead;
  /** What was not recorded since the segment before. */
  readonly gaps: readonly Pick<Gap, 'startMs' | 'endMs' | 'cause' | 'detail'>[];
}

export function genesis(cameraId: string, stream: string): ChainHead {
  return {
    position: 0,
    chain: createHash('sha256').update(`vidette-chain\0${cameraId}\0${stream}`).digest(),
  };
}

export function digestOf(parts: readonly Buffer[]): Buffer {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
}

/** The chain value after a unit with this digest. */
export function advance(head: ChainHead, digest: Buffer): ChainHead {
  const position = head.position + 1;
  const prefix = Buffer.allocUnsafe(21);
  prefix.write('vidette-link\0', 0, 13, 'latin1');
  writeU64(prefix, position, 13);
  return { position, chain: createHash('sha256').update(prefix).update(head.chain).update(digest).digest() };
}

const signed = (chain: Buffer): Buffer =>
  Buffer.concat([Buffer.from('vidette-signature\0', 'latin1'), chain]);

/** Closes a unit: the link box to write after its bytes, and the new head. */
export function closeUnit(
  head: ChainHead,
  parts: readonly Buffer[],
  signer: Signer,
): { head: ChainHead; link: Buffer } {
  const digest = digestOf(parts);
  const next = advance(head, digest);
  const signature = signer.sign(signed(next.chain));
  const fixed = Buffer.allocUnsafe(10);
  fixed[0] = 1;
  fixed[1] = signature.length;
  writeU64(fixed, next.position, 2);
  return { head: next, link: box('uuid', linkType, fixed, digest, next.chain, signature) };
}

export function signatureFits(link: Pick<Link, 'chain' | 'signature'>, signer: Signer): boolean {
  return signer.verify(signed(link.chain), link.signature);
}

/** The link in a `uuid` box at the first byte of `bytes`; null when it is another one, or damaged. */
export function parseLink(bytes: Buffer): Link | null {
  const header = readBoxHeader(bytes, 0);
  if (header === null || header.type !== 'uuid' || header.end > bytes.length) return null;
  const content = bytes.subarray(header.content, header.end);
  if (content.length < 90 || !content.subarray(0, 16).equals(linkType) || content[16] !== 1) return null;
  const position = readU64(content, 18);
  if (position === null || content.length !== 90 + (content[17] ?? 0)) return null;
  return {
    position,
    digest: content.subarray(26, 58),
    chain: content.subarray(58, 90),
    signature: content.subarray(90),
  };
}

export function originBox(origin: Origin): Buffer {
  const { previous, ...rest } = origin;
  const text = JSON.stringify({
    ...rest,
    previous: { position: previous.position, chain: previous.chain.toString('hex') },
  });
  return box('uuid', originType, Buffer.from(text, 'utf8'));
}

/** The origin in a `uuid` box at the first byte of `bytes`; null when it is another one, or makes no sense. */
export function parseOrigin(bytes: Buffer): Origin | null {
  const header = readBoxHeader(bytes, 0);
  if (header === null || header.type !== 'uuid' || header.end > bytes.length) return null;
  const content = bytes.subarray(header.content, header.end);
  if (content.length > maxOriginBytes || !content.subarray(0, 16).equals(originType)) return null;
  return originFromJson(content.toString('utf8', 16));
}

function originFromJson(text: string): Origin | null {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return null;
  }
  if (!isObject(value) || !isObject(value.previous)) return null;
  const { cameraId, stream, startMs, previous, gaps } = value;
  const chain = typeof previous.chain === 'string' ? Buffer.from(previous.chain, 'hex') : Buffer.alloc(0);
  if (typeof cameraId !== 'string' || typeof stream !== 'string' || typeof startMs !== 'number') return null;
  if (!Number.isSafeInteger(previous.position) || chain.length !== 32) return null;
  return {
    cameraId,
    stream,
    startMs,
    previous: { position: Number(previous.position), chain },
    gaps: Array.isArray(gaps) ? gaps.filter(isGap) : [],
  };
}

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

function isGap(value: unknown): value is Origin['gaps'][number] {
  return (
    isObject(value) &&
    typeof value.startMs === 'number' &&
    typeof value.endMs === 'number' &&
    typeof value.cause === 'string' &&
    (value.detail === undefined || typeof value.detail === 'string')
  );
}
