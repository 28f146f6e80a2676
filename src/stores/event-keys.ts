/**
 * The key of an event: its UUIDv7 as 16 bytes, a blob on SQLite and a `uuid` on PostgreSQL. Both engines order it byte by byte, and
 * its first 48 bits are the begin in milliseconds (RFC 9562 section 5.7), so the key is the order of time, too.
 */
import { randomBytes } from 'node:crypto';
import { type RawBuilder, sql } from 'kysely';
import { engineOf } from './columns.ts';
import type { Db } from './schema.ts';

/** Opaque: what the driver of the engine takes and gives. */
export type EventKey = Uint8Array | string;

export function toEventKey(db: Db, id: string): EventKey {
  return engineOf(db) === 'sqlite' ? Uint8Array.fromHex(hexOf(id)) : id;
}

export function fromEventKey(key: EventKey): string {
  return typeof key === 'string' ? key : fromHex(key.toHex());
}

/** 32 digits with hyphens where they belong, in lower case. */
export function fromHex(hex: string): string {
  const all = hex.toLowerCase();
  return `${all.slice(0, 8)}-${all.slice(8, 12)}-${all.slice(12, 16)}-${all.slice(16, 20)}-${all.slice(20)}`;
}

/** The 32 digits of an id. */
export function hexOf(id: string): string {
  return id.replaceAll('-', '');
}

/** A column of keys as text, which is faster read than bytes: for `fromKeyText`. */
export function keyText(db: Db, column: string): RawBuilder<string> {
  return engineOf(db) === 'sqlite' ? sql<string>`hex(${sql.ref(column)})` : sql<string>`${sql.ref(column)}`;
}

export function fromKeyText(text: string): string {
  return text.length === 32 ? fromHex(text) : text;
}

/** A new one that begins at this time. */
export function makeEventId(ms: number): string {
  const bytes = Buffer.concat([Buffer.alloc(6), randomBytes(10)]);
  bytes.writeUIntBE(Math.min(Math.max(0, Math.trunc(ms)), latestEventMs), 0, 6);
  bytes[6] = 0x70 | (bytes[6]! & 0x0f);
  bytes[8] = 0x80 | (bytes[8]! & 0x3f);
  return fromHex(bytes.toString('hex'));
}

export function isEventId(id: string): boolean {
  return /^[\da-f]{8}-[\da-f]{4}-7[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/.test(id);
}

export function timeOfEventId(id: string): number {
  return Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);
}

export const dayMs = 86_400_000;

/** Since 1970, UTC. */
export function dayOf(id: string): number {
  return Math.floor(timeOfEventId(id) / dayMs);
}

export const latestEventMs = 2 ** 48 - 1;

/** No event that began at this time, or later, has a lower id. */
export function firstEventIdAt(ms: number): string {
  const time = Math.min(Math.max(0, Math.ceil(ms)), latestEventMs);
  return fromHex(time.toString(16).padStart(12, '0').padEnd(32, '0'));
}
