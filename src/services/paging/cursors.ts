/**
 * Page markers: the last number of a page, signed together with the list it belongs to. A marker is good for one list with one
 * set of filters and one reader, and for a day; whoever changes it or brings it elsewhere is refused.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';

/** Name of the list, who reads it and by which filters. */
export type ListKey = readonly [list: string, userId: number, filter: object];

export interface PageRequest {
  /** As the page before gave it. */
  readonly cursor?: string | undefined;
  readonly limit?: number | undefined;
}

export interface Page<T> {
  readonly items: readonly T[];
  /** Undefined on the last page. */
  readonly cursor: string | undefined;
}

export const defaultPageSize = 100;
const lifeS = 24 * 3600;
const signatureBytes = 16;

export class Cursors {
  readonly #key: Buffer;
  readonly #clock: Clock;

  constructor(key: Buffer, clock: Clock) {
    this.#key = key;
    this.#clock = clock;
  }

  /** Reads one row more than the page has, to know whether there is a next one. `read` gives rows by ascending number. */
  async page<Row extends { readonly id: number }, T>(
    key: ListKey,
    request: PageRequest,
    read: (range: { afterId: number; limit: number }) => Promise<readonly Row[]>,
    map: (row: Row) => T,
  ): Promise<Page<T>> {
    const limit = request.limit ?? defaultPageSize;
    const afterId = request.cursor === undefined ? 0 : this.open(key, request.cursor);
    const rows = await read({ afterId, limit: limit + 1 });
    const items = rows.slice(0, limit);
    const last = items.at(-1);
    return {
      items: items.map(map),
      cursor: rows.length > limit && last !== undefined ? this.make(key, last.id) : undefined,
    };
  }

  make(key: ListKey, lastId: number): string {
    return this.makeAt(key, lastId.toString(36));
  }

  /** The number to go on after; `invalid` when the marker is not one of this list, or is too old. */
  open(key: ListKey, cursor: string): number {
    const position = this.openAt(key, cursor);
    if (!/^[0-9a-z]{1,11}$/.test(position)) throw refused('is not a page marker of this list');
    return Number.parseInt(position, 36);
  }

  /** For lists that go by something else than a number: a position of letters, digits, `_` and `-`. */
  makeAt(key: ListKey, position: string): string {
    const text = `${position}.${(this.#nowS() + lifeS).toString(36)}`;
    return `${text}.${this.#sign(key, text).toString('base64url')}`;
  }

  openAt(key: ListKey, cursor: string): string {
    const match = /^(([\w-]{1,120})\.([0-9a-z]{1,11}))\.([\w-]{22})$/.exec(cursor);
    if (match === null) throw refused('is not a page marker of this list');
    const given = Buffer.from(match[4]!, 'base64url');
    if (!timingSafeEqual(given, this.#sign(key, match[1]!)))
      throw refused('is not a page marker of this list');
    if (Number.parseInt(match[3]!, 36) < this.#nowS()) throw refused('has expired; begin anew');
    return match[2]!;
  }

  #sign(key: ListKey, text: string): Buffer {
    return createHmac('sha256', this.#key)
      .update('cursor\0')
      .update(JSON.stringify(key))
      .update('\0')
      .update(text)
      .digest()
      .subarray(0, signatureBytes);
  }

  #nowS(): number {
    return Math.floor(this.#clock.utcMs() / 1000);
  }
}

function refused(message: string): VidetteError {
  return new VidetteError('invalid', `cursor ${message}`, { field: ['cursor'], reason: 'cursor' });
}
