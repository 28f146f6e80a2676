/**
 * `<data>/secret.key`: the keys that seal what is stored. One line per key, `<id> <32 bytes in base64>`; the last one seals, all
 * open. It lies outside the database, so that a stolen database or dump says nothing.
 */
import { createSecretKey, type KeyObject, randomBytes } from 'node:crypto';
import { closeSync, fstatSync, fsyncSync, openSync, readFileSync, writeSync } from 'node:fs';
import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';

export interface MasterKeys {
  /** The id of the key that seals. */
  readonly current: string;
  readonly keys: ReadonlyMap<string, KeyObject>;
}

export function keyFile(data: string): string {
  return join(data, 'secret.key');
}

/** Makes the file at first start; refuses one that others may read. */
export function loadMasterKeys(data: string): MasterKeys {
  const file = keyFile(data);
  createOnce(file);
  const descriptor = openSync(file, 'r');
  try {
    const mode = fstatSync(descriptor).mode & 0o777;
    if ((mode & 0o077) !== 0)
      throw new VidetteError(
        'invalid',
        `${file} may be read by others (mode ${mode.toString(8)}); run: chmod 600 ${file}`,
        {
          reason: 'key_file_mode',
        },
      );
    return parseKeys(readFileSync(descriptor, 'utf8'), file);
  } finally {
    closeSync(descriptor);
  }
}

export function newKeyLine(): string {
  return `${randomBytes(4).toString('hex')} ${randomBytes(32).toString('base64')}\n`;
}

function createOnce(file: string): void {
  let descriptor: number;
  try {
    descriptor = openSync(file, 'wx', 0o600);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EEXIST') return;
    throw new VidetteError('unavailable', `${file} cannot be made: ${(cause as Error).message}`, { cause });
  }
  writeSync(descriptor, newKeyLine());
  fsyncSync(descriptor);
  closeSync(descriptor);
}

function parseKeys(content: string, file: string): MasterKeys {
  const keys = new Map<string, KeyObject>();
  for (const [index, line] of content.split('\n').entries()) {
    if (line.trim() === '') continue;
    const match = /^([0-9a-f]{8}) ([A-Za-z0-9+/]{43}=)$/.exec(line.trim());
    if (match === null)
      throw new VidetteError(
        'data_loss',
        `${file}:${index + 1}: is not a key; restore the file from a backup`,
        {
          reason: 'key_file',
        },
      );
    keys.set(match[1]!, createSecretKey(Buffer.from(match[2]!, 'base64')));
  }
  const current = [...keys.keys()].at(-1);
  if (current === undefined)
    throw new VidetteError('data_loss', `${file} holds no key; restore the file from a backup`, {
      reason: 'key_file',
    });
  return { current, keys };
}
