/** Many million events of the last 30 days, as the event log would have stored them: without indexes first, in the order of time. */
import { sql } from 'kysely';
import { engineOf } from '#stores/columns.ts';
import { hourMs } from '#stores/event-counts.ts';
import { dayMs } from '#stores/event-keys.ts';
import { makeEventDays } from '#stores/event-retention.ts';
import type { EventSeries } from '#stores/event-series.ts';
import { toRow } from '#stores/event-writes.ts';
import { classCodes, eventTypeCodes, type StoredEvent } from '#stores/events.ts';
import type { Db } from '#stores/schema.ts';
import { plateKey } from '#stores/watchlists.ts';
import { insertMany } from '../platform/bulk.ts';
import { Random } from '../platform/random.ts';
import { sampleReport } from './sample.ts';
import type { BenchSite } from './site.ts';

const atATime = 20_000;
const days = 29;

export async function fillEvents(db: Db, site: BenchSite, count: number, nowMs: number): Promise<void> {
  const restoreIndexes = await dropIndexes(db);
  const firstMs = nowMs - days * dayMs;
  const firstDay = Math.floor(firstMs / dayMs);
  await makeEventDays(
    db,
    Array.from({ length: days + 2 }, (_, index) => firstDay + index),
  );
  const random = new Random(7);
  const filling = new Filling(db, site);
  const ids = site.cameras.map(({ uuid }) => uuid);
  for (let at = 0; at < count; at += atATime) {
    const events = Array.from({ length: Math.min(atATime, count - at) }, (_, index) => {
      const beginMs = Math.floor(firstMs + ((at + index) / count) * (nowMs - firstMs));
      return filling.stored(sampleReport(random, ids, beginMs), at + index + 1);
    });
    await insertMany(
      db,
      'events',
      events.map((event) => toRow(db, event)),
    );
  }
  await filling.finish(count);
  await restoreIndexes();
  await sql.raw(engineOf(db) === 'postgres' ? 'vacuum analyze' : 'analyze').execute(db);
}

class Filling {
  readonly #db: Db;
  readonly #numbers: ReadonlyMap<string, number>;
  readonly #series = new Map<string, EventSeries>();
  readonly #counts = new Map<string, number[]>();
  readonly #perDay = new Map<number, number>();
  readonly #plates = new Map<string, number>();

  constructor(db: Db, site: BenchSite) {
    this.#db = db;
    this.#numbers = new Map(site.cameras.map(({ id, uuid }) => [uuid, id]));
  }

  stored(report: StoredEvent['report'], change: number): StoredEvent {
    const { facts, beginMs, cameraId } = report;
    const camera = this.#numbers.get(cameraId!)!;
    const key = `${camera} ${facts.type} ${facts.objectClass} ${facts.name}`;
    let series = this.#series.get(key);
    if (series === undefined) {
      const objectClass = classCodes[facts.objectClass];
      const { type, name } = facts;
      series = {
        id: this.#series.size + 1,
        camera,
        cameraUuid: cameraId,
        organizationId: 0,
        type,
        objectClass,
        name,
      };
      this.#series.set(key, series);
    }
    const day = Math.floor(beginMs / dayMs);
    for (const counted of [camera, camera % 10 === 0 ? -2 : -1, 0]) {
      const hours = this.#hoursOf(`${day} ${counted} ${eventTypeCodes[facts.type]}`);
      hours[Math.floor(beginMs / hourMs) % 24]! += 1;
    }
    add(this.#perDay, day);
    if (facts.type === 'plate_recognition') this.#plates.set(plateKey(facts.details.plate), day);
    return { change, report, series };
  }

  #hoursOf(key: string): number[] {
    const known = this.#counts.get(key);
    if (known !== undefined) return known;
    const hours = Array<number>(24).fill(0);
    this.#counts.set(key, hours);
    return hours;
  }

  async finish(count: number): Promise<void> {
    const db = this.#db;
    const series = [...this.#series.values()].map((one) => ({
      id: one.id,
      camera: one.camera,
      camera_uuid: one.cameraUuid,
      organization_id: 0,
      type: eventTypeCodes[one.type],
      class: one.objectClass,
      name: one.name ?? '',
    }));
    await insertMany(db, 'event_series', series);
    if (engineOf(db) === 'postgres')
      await sql`select setval(pg_get_serial_sequence('event_series', 'id'), ${series.length})`.execute(db);
    const counts = [...this.#counts].map(([key, hours]) => {
      const [day, camera, kind] = key.split(' ').map(Number) as [number, number, number];
      const byHour = Object.fromEntries(hours.map((value, hour) => [`h${hour}` as const, value]));
      return { day, camera, kind, count: hours.reduce((sum, value) => sum + value, 0), ...byHour };
    });
    await insertMany(db, 'event_counts', counts);
    await insertMany(
      db,
      'event_days',
      [...this.#perDay].map(([day, value]) => ({ day, count: value })),
    );
    await insertMany(
      db,
      'event_plates',
      [...this.#plates].map(([plate, last_day]) => ({
        plate,
        reversed: [...plate].reverse().join(''),
        last_day,
      })),
    );
    await db.updateTable('event_sequence').set({ change: count }).execute();
  }
}

function add<Key>(counts: Map<Key, number>, key: Key): void {
  counts.set(key, (counts.get(key) ?? 0) + 1);
}

/** Gives the way to make them again, as they were. */
async function dropIndexes(db: Db): Promise<() => Promise<void>> {
  const asked =
    engineOf(db) === 'sqlite'
      ? sql<{ name: string; text: string }>`select name, sql as text from sqlite_master
          where type = 'index' and tbl_name = 'events' and sql is not null`
      : sql<{
          name: string;
          text: string;
        }>`select indexname as name, replace(indexdef, ' ON ONLY ', ' ON ') as text
          from pg_indexes where tablename = 'events' and indexname <> 'events_pkey'`;
  const { rows } = await asked.execute(db);
  for (const { name } of rows) await sql`drop index ${sql.ref(name)}`.execute(db);
  return async () => {
    for (const { text } of rows) await sql.raw(text).execute(db);
  };
}
