/** Signed records of what retention took out of a stream's chain, in the index and beside the files. */
import { open, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { VidetteError } from '#domain/errors.ts';
import { errorCodeOf } from './files.ts';
import type { IndexDatabase } from './index-database.ts';
import { deletionsName } from './paths.ts';
import type { Signer } from './signer.ts';

/** Links `fromPosition`…`toPosition` are gone; the chain goes on from `chainAfter`. */
export interface Deletion {
  readonly cameraId: string;
  readonly stream: string;
  readonly fromPosition: number;
  readonly toPosition: number;
  /** Hex; the chain value before the first and after the last link that are gone. */
  readonly chainBefore: string;
  readonly chainAfter: string;
  readonly startMs: number;
  readonly endMs: number;
  readonly segments: number;
  readonly bytes: number;
  readonly reason: string;
  readonly atMs: number;
}

export interface SignedDeletion extends Deletion {
  /** Hex. */
  readonly signature: string;
}

const fields = [
  'cameraId',
  'stream',
  'fromPosition',
  'toPosition',
  'chainBefore',
  'chainAfter',
  'startMs',
  'endMs',
  'segments',
  'bytes',
  'reason',
  'atMs',
] as const;

const message = (deletion: Deletion): Buffer =>
  Buffer.from(`vidette-deletion\0${JSON.stringify(fields.map((field) => deletion[field]))}`, 'utf8');

export function signDeletion(deletion: Deletion, signer: Signer): SignedDeletion {
  return { ...deletion, signature: signer.sign(message(deletion)).toString('hex') };
}

export function deletionFits(deletion: SignedDeletion, signer: Signer): boolean {
  return signer.verify(message(deletion), Buffer.from(deletion.signature, 'hex'));
}

/** Neighbours on the chain become one record, by position. */
export function mergeDeletions(deletions: readonly Deletion[]): Deletion[] {
  const merged: Deletion[] = [];
  for (const next of [...deletions].sort((a, b) => a.fromPosition - b.fromPosition)) {
    const last = merged.at(-1);
    if (
      last === undefined ||
      last.toPosition + 1 !== next.fromPosition ||
      last.chainAfter !== next.chainBefore
    ) {
      merged.push(next);
      continue;
    }
    merged[merged.length - 1] = {
      ...last,
      toPosition: next.toPosition,
      chainAfter: next.chainAfter,
      startMs: Math.min(last.startMs, next.startMs),
      endMs: Math.max(last.endMs, next.endMs),
      segments: last.segments + next.segments,
      bytes: last.bytes + next.bytes,
      reason: last.reason === next.reason ? last.reason : 'retention',
      atMs: next.atMs,
    };
  }
  return merged;
}

/** The records in a stream's folder; none when there is no such file. */
export async function readDeletions(folder: string): Promise<SignedDeletion[]> {
  let text: string;
  try {
    text = await readFile(join(folder, deletionsName), 'utf8');
  } catch (error) {
    if (errorCodeOf(error) === 'ENOENT') return [];
    throw error;
  }
  try {
    const parsed: unknown = JSON.parse(text);
    if (!Array.isArray(parsed)) throw new Error('not a list');
    return parsed.filter(isSignedDeletion);
  } catch (cause) {
    throw new VidetteError('data_loss', `${join(folder, deletionsName)} is damaged`, { cause });
  }
}

function isSignedDeletion(value: unknown): value is SignedDeletion {
  if (typeof value !== 'object' || value === null) return false;
  const record = value as Record<string, unknown>;
  const texts = ['cameraId', 'stream', 'chainBefore', 'chainAfter', 'reason', 'signature'];
  return [...fields, 'signature'].every(
    (field) => typeof record[field] === (texts.includes(field) ? 'string' : 'number'),
  );
}

/** Replaces the file as a whole, so that a crash leaves the old or the new one. */
export async function writeDeletions(folder: string, deletions: readonly SignedDeletion[]): Promise<void> {
  const target = join(folder, deletionsName);
  const file = await open(`${target}.new`, 'w', 0o640);
  try {
    await file.writeFile(`${JSON.stringify(deletions, null, 1)}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(`${target}.new`, target);
}

export class DeletionStore {
  readonly #index: IndexDatabase;

  constructor(index: IndexDatabase) {
    this.#index = index;
  }

  of(streamId: number): SignedDeletion[] {
    const sql = 'SELECT record FROM deletion WHERE stream_id = ? ORDER BY from_position';
    return this.#index
      .all<{ record: string }>(sql, streamId)
      .map(({ record }) => JSON.parse(record) as SignedDeletion);
  }

  replace(streamId: number, deletions: readonly SignedDeletion[]): void {
    this.#index.run('DELETE FROM deletion WHERE stream_id = ?', streamId);
    for (const deletion of deletions) {
      const row = {
        stream_id: streamId,
        from_position: deletion.fromPosition,
        record: JSON.stringify(deletion),
      };
      this.#index.insert('deletion', row);
    }
  }
}
