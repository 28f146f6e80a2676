/** What the writers of an archive share. */
import type { Clock } from '#domain/clock.ts';
import type { FileCalls } from './files.ts';
import type { GapLedger } from './gaps.ts';
import type { SegmenterOptions } from './segmenter.ts';
import type { SegmentStore } from './segments.ts';
import type { Signer } from './signer.ts';
import type { SyncScheduler } from './sync-scheduler.ts';
import type { Volume } from './volume.ts';
import type { Volumes } from './volumes.ts';

/** Bytes that wait for the disks, over all streams. */
export interface QueueBudget {
  bytes: number;
  readonly maxBytes: number;
  readonly maxBytesPerStream: number;
}

export interface ArchiveLog {
  info(message: string, fields?: Record<string, unknown>): void;
  warn(message: string, fields?: Record<string, unknown>): void;
}

/** What all writers of an archive share. */
export interface WriterParts {
  readonly segments: SegmentStore;
  readonly gaps: GapLedger;
  readonly volumes: Volumes;
  readonly scheduler: SyncScheduler;
  readonly files: FileCalls;
  readonly signer: Signer;
  readonly clock: Clock;
  readonly log: ArchiveLog;
  readonly budget: QueueBudget;
  readonly segmenter: SegmenterOptions;
  /** Deletes what may be deleted on a full volume; true when there is room again. */
  makeRoom(volume: Volume): Promise<boolean>;
  /** A folder was made for this camera. */
  cameraFolder(volume: Volume, cameraId: string): Promise<void>;
}

export interface WriterCounters {
  segments: number;
  fragments: number;
  /** Samples of the leading track. */
  samples: number;
  bytes: number;
  droppedFragments: number;
  droppedSamples: number;
  errors: number;
}

export const messageOf = (error: unknown): string => (error instanceof Error ? error.message : String(error));
