/** The folder of uploads: `<first two digits>/<uuid>`, and `incoming/<uuid>` while one arrives. */
import { createWriteStream } from 'node:fs';
import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { VidetteError } from '#domain/errors.ts';

export class UploadFiles {
  readonly #folder: string;
  readonly #incoming: string;

  constructor(folder: string) {
    this.#folder = folder;
    this.#incoming = join(folder, 'incoming');
  }

  /** Makes the folders; what was arriving when the server ended is dropped. */
  async start(): Promise<void> {
    await rm(this.#incoming, { recursive: true, force: true });
    await mkdir(this.#incoming, { recursive: true, mode: 0o700 });
  }

  /** `uuid` is one that the server made, never text from outside. */
  pathOf(uuid: string): string {
    return join(this.#folder, uuid.slice(0, 2), uuid);
  }

  /** Writes what arrives to a file, at most `maxBytes`, and gives its path. */
  async receive(uuid: string, source: Readable, maxBytes: number): Promise<string> {
    const path = join(this.#incoming, uuid);
    const file = createWriteStream(path, { flags: 'wx', mode: 0o600 });
    const closed = new Promise((resolve) => file.once('close', resolve));
    try {
      await pipeline(source, bounded(maxBytes), file);
    } catch (cause) {
      // It may be opened, and so made, after its end was told.
      await closed;
      await this.drop(uuid);
      throw fromWriting(cause) ?? endsEarly(cause);
    }
    return path;
  }

  /** What arrived is not needed any more. */
  async drop(uuid: string): Promise<void> {
    await rm(join(this.#incoming, uuid), { force: true });
  }

  async keep(uuid: string, bytes: Buffer): Promise<void> {
    const written = join(this.#incoming, `${uuid}.new`);
    try {
      await mkdir(join(this.#folder, uuid.slice(0, 2)), { recursive: true, mode: 0o700 });
      await writeFile(written, bytes, { mode: 0o600, flush: true });
      await rename(written, this.pathOf(uuid));
    } catch (cause) {
      await rm(written, { force: true });
      throw fromWriting(cause) ?? cause;
    }
  }

  async remove(uuid: string): Promise<void> {
    await rm(this.pathOf(uuid), { force: true });
  }

  /** UUIDs of files last written before `beforeMs`, a folder at a time. */
  async *writtenBefore(beforeMs: number): AsyncGenerator<string[]> {
    for (const folder of await readdir(this.#folder)) {
      if (!/^[0-9a-f]{2}$/.test(folder)) continue;
      const old: string[] = [];
      for (const name of await readdir(join(this.#folder, folder))) {
        const facts = await stat(join(this.#folder, folder, name)).catch(gone);
        if (facts !== null && facts.mtimeMs < beforeMs) old.push(name);
      }
      yield old;
    }
  }
}

function bounded(maxBytes: number) {
  return async function* (source: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes)
        throw new VidetteError('conflict', `the file is larger than ${maxBytes} bytes`, {
          reason: 'picture',
        });
      yield chunk;
    }
  };
}

function fromWriting(error: unknown): VidetteError | null {
  if (error instanceof VidetteError) return error;
  const { code, syscall } = error as NodeJS.ErrnoException;
  if (code === 'ENOSPC' || code === 'EDQUOT')
    return new VidetteError('exhausted', 'the disk is full', { cause: error, reason: 'disk_full' });
  return syscall === undefined
    ? null
    : new VidetteError('unavailable', 'uploads cannot be written', { cause: error });
}

function endsEarly(cause: unknown): VidetteError {
  return new VidetteError('invalid', 'upload_data ends early', { cause, field: ['upload_data'] });
}

function gone(error: NodeJS.ErrnoException): null {
  if (error.code === 'ENOENT') return null;
  throw error;
}
