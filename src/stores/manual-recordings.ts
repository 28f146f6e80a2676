/** Recordings by hand that are meant to run. */
import type { Db } from './schema.ts';

export interface ManualRecordingTables {
  manual_recordings: {
    camera_id: number;
    /** Null: until somebody ends it. */
    until_ms: number | null;
    since_ms: number;
    /** Null: a scenario, or a user who is gone. */
    user_id: number | null;
  };
}

export interface ManualRecording {
  readonly cameraId: number;
  readonly untilMs: number | null;
}

/** Those that have not ended by `nowMs`. */
export async function listManualRecordings(db: Db, nowMs: number): Promise<ManualRecording[]> {
  const rows = await db
    .selectFrom('manual_recordings')
    .select(['camera_id', 'until_ms'])
    .where((where) => where.or([where('until_ms', 'is', null), where('until_ms', '>', nowMs)]))
    .execute();
  return rows.map((row) => ({ cameraId: row.camera_id, untilMs: row.until_ms }));
}

export async function findManualRecording(db: Db, cameraId: number): Promise<ManualRecording | undefined> {
  const row = await db
    .selectFrom('manual_recordings')
    .select(['camera_id', 'until_ms'])
    .where('camera_id', '=', cameraId)
    .executeTakeFirst();
  return row && { cameraId: row.camera_id, untilMs: row.until_ms };
}

export async function storeManualRecording(
  trx: Db,
  cameraId: number,
  recording: { readonly untilMs: number | null; readonly sinceMs: number; readonly userId: number | null },
): Promise<void> {
  const values = { until_ms: recording.untilMs, since_ms: recording.sinceMs, user_id: recording.userId };
  await trx
    .insertInto('manual_recordings')
    .values({ camera_id: cameraId, ...values })
    .onConflict((conflict) => conflict.column('camera_id').doUpdateSet(values))
    .execute();
}

export async function deleteManualRecording(trx: Db, cameraId: number): Promise<void> {
  await trx.deleteFrom('manual_recordings').where('camera_id', '=', cameraId).execute();
}
