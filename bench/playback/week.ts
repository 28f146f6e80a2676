/**
 * A week in the archive of one camera, without recording a week: ten minutes are recorded as ever (1080p25, 4 Mb/s, AAC), and every
 * further minute is a link to one of their files with a row of its own in the index.
 */
import { linkSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';
import { DatabaseSync, type SQLOutputValue } from 'node:sqlite';
import { packFragments, unpackFragments } from '#media/archive/fragment-table.ts';
import { segmentPath } from '#media/archive/paths.ts';
import type { Sample } from '#media/stream.ts';
import { makeClip } from '../../test/harness/live-source.ts';
import { openArchive, volumeOf } from './place.ts';

export const cameraId = '0b9d6a52-6f7e-4a8f-9d0e-2f4f6f3c1a11';
/** 2026-03-02 00:00:00 UTC, a Monday. */
export const weekStartMs = Date.UTC(2026, 2, 2);
export const minuteMs = 60_000;
const recordedMinutes = 10;
const clipSeconds = 10;

/** Returns how many minutes the week has. */
export async function makeWeek(folder: string, days: number): Promise<number> {
  await recordMinutes(folder);
  const minutes = days * 24 * 60;
  multiply(folder, minutes);
  return minutes;
}

async function recordMinutes(folder: string): Promise<void> {
  const clip = makeClip({
    width: 1920,
    height: 1080,
    seconds: clipSeconds,
    gopSeconds: 2,
    bitrateKbps: 4000,
    audio: 'aac',
  });
  await using archive = await openArchive(folder, { utcMs: () => weekStartMs, monotonicMs: () => 0 });
  const writer = archive.writer(cameraId, 'main');
  writer.tracks(clip);
  for (let at = 0; at < recordedMinutes * 60; at += clipSeconds) {
    for (const { atSeconds, sample } of clip.samples) {
      const seconds = at + atSeconds;
      const timescale = (sample.kind === 'video' ? clip.video : clip.audio)?.timescale ?? 1;
      const timed: Sample = {
        ...sample,
        dts: Math.round(seconds * timescale),
        utcMs: weekStartMs + seconds * 1000,
        discontinuity: false,
      };
      writer.sample(timed);
      if (sample.keyframe && sample.kind === 'video') await writer.drain();
    }
  }
  await archive.closeWriter(cameraId, 'main');
}

type Row = Record<string, SQLOutputValue> & { start_ms: number; end_ms: number; fragments: Uint8Array };

function multiply(folder: string, minutes: number): void {
  const { index, volume } = volumeOf(folder);
  using database = new DatabaseSync(index);
  const rows = database.prepare('SELECT * FROM segment ORDER BY start_ms').all() as Row[];
  const names = Object.keys(rows[0] ?? {}).filter((name) => name !== 'id');
  const insert = database.prepare(
    `INSERT INTO segment (${names.join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
  );
  database.exec('BEGIN');
  for (let minute = recordedMinutes; minute < minutes; minute += 1) {
    const row = rows[minute % recordedMinutes];
    if (row === undefined) throw new Error('nothing was recorded');
    const laterMs = (minute - (minute % recordedMinutes)) * minuteMs;
    const copy: Row = {
      ...row,
      start_ms: row.start_ms + laterMs,
      end_ms: row.end_ms + laterMs,
      fragments: new Uint8Array(
        packFragments(
          unpackFragments(row.fragments).map((one) => ({
            ...one,
            startMs: one.startMs + laterMs,
            endMs: one.endMs + laterMs,
          })),
        ),
      ),
    };
    insert.run(...names.map((name) => copy[name] ?? null));
    const path = segmentPath(volume, cameraId, 'main', copy.start_ms);
    mkdirSync(dirname(path), { recursive: true });
    linkSync(segmentPath(volume, cameraId, 'main', row.start_ms), path);
  }
  database.exec('COMMIT');
}
