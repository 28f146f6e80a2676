/** The few tar files that backups are made of (POSIX.1-1988 ustar): plain files, names up to 100 bytes, sizes up to 8 GiB. */
import { createReadStream, createWriteStream, statSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VidetteError } from '#domain/errors.ts';

const blockBytes = 512;
const maxFileBytes = 8 * 2 ** 30 - 1;

export interface TarMember {
  readonly name: string;
  /** Where its bytes are. */
  readonly file: string;
}

export interface TarEntry {
  readonly name: string;
  /** Of its first byte. */
  readonly offset: number;
  readonly bytes: number;
}

/** The file must not exist; it is readable by its owner only. */
export async function writeTar(file: string, members: readonly TarMember[]): Promise<void> {
  await pipeline(
    Readable.from(tarBytes(members)),
    createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true }),
  );
}

async function* tarBytes(members: readonly TarMember[]): AsyncGenerator<Buffer> {
  for (const { name, file } of members) {
    const { size, mtimeMs } = statSync(file);
    if (size > maxFileBytes)
      throw new VidetteError('exhausted', `${file} is too large for a backup in one file`);
    yield header(name, size, mtimeMs);
    yield* createReadStream(file, { end: Math.max(0, size - 1) }) as AsyncIterable<Buffer>;
    yield Buffer.alloc((blockBytes - (size % blockBytes)) % blockBytes);
  }
  yield Buffer.alloc(2 * blockBytes);
}

/**
 * name 100 | mode 8 | uid 8 | gid 8 | size 12 | mtime 12 | checksum 8 | type 1 | link name 100 | "ustar\0" "00" | …
 */
function header(name: string, size: number, mtimeMs: number): Buffer {
  const block = Buffer.alloc(blockBytes);
  block.write(name, 0, 100, 'utf8');
  block.write('0000600\0', 100, 'latin1');
  block.write('0000000\0', 108, 'latin1');
  block.write('0000000\0', 116, 'latin1');
  block.write(`${size.toString(8).padStart(11, '0')}\0`, 124, 'latin1');
  block.write(
    `${Math.floor(mtimeMs / 1_000)
      .toString(8)
      .padStart(11, '0')}\0`,
    136,
    'latin1',
  );
  block.write('0', 156, 'latin1');
  block.write('ustar\u000000', 257, 'latin1');
  block.write(`${checksum(block).toString(8).padStart(6, '0')}\0 `, 148, 'latin1');
  return block;
}

/** The sum of all bytes, its own eight taken as blanks. */
function checksum(block: Buffer): number {
  let sum = 8 * 0x20;
  for (let at = 0; at < blockBytes; at++) if (at < 148 || at >= 156) sum += block[at]!;
  return sum;
}

/** More than any installation has uploaded pictures. */
const maxEntries = 1_000_000;

/** Throws `data_loss` for what is no whole tar file of plain files. */
export async function listTar(file: string): Promise<TarEntry[]> {
  await using handle = await open(file, 'r');
  const { size } = await handle.stat();
  const entries: TarEntry[] = [];
  const block = Buffer.alloc(blockBytes);
  for (let offset = 0; ; ) {
    const { bytesRead } = await handle.read(block, 0, blockBytes, offset);
    if (bytesRead < blockBytes) throw damaged(file, 'it ends early');
    if (block.every((byte) => byte === 0)) return entries;
    const entry = parseHeader(block, offset + blockBytes);
    if (entry === null || entry.offset + entry.bytes > size || entries.length >= maxEntries)
      throw damaged(file, 'it is no backup of Vidette');
    entries.push(entry);
    offset = entry.offset + Math.ceil(entry.bytes / blockBytes) * blockBytes;
  }
}

function parseHeader(block: Buffer, offset: number): TarEntry | null {
  const text = (from: number, length: number) =>
    block.toString('utf8', from, from + length).replace(/\0.*$/s, '');
  const size = text(124, 12).trim();
  const plain = ['0', '\0'].includes(block.toString('latin1', 156, 157));
  if (!plain || !/^[0-7]{1,12}$/.test(size) || Number.parseInt(text(148, 8), 8) !== checksum(block))
    return null;
  return { name: text(0, 100), offset, bytes: Number.parseInt(size, 8) };
}

/** The target must not exist. */
export async function extract(file: string, entry: TarEntry, target: string): Promise<void> {
  const bytes: Readable =
    entry.bytes === 0
      ? Readable.from([])
      : createReadStream(file, { start: entry.offset, end: entry.offset + entry.bytes - 1 });
  await pipeline(bytes, createWriteStream(target, { flags: 'wx', mode: 0o600, flush: true }));
}

function damaged(file: string, why: string): VidetteError {
  return new VidetteError('data_loss', `${file} cannot be restored: ${why}`, { reason: 'backup' });
}
