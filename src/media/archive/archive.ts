/** The archive of one streamserver: volumes, index, writers, retention and the questions about what is recorded. */
import type { KeyObject } from 'node:crypto';
import type { StreamName } from '#domain/camera.ts';
import { type Clock, systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import type {
  ArchiveRange,
  ArchiveUsage,
  Gap,
  RecordedSpan,
  SegmentInfo,
  VolumeStatus,
} from '#domain/recording.ts';
import { Trouble } from '#domain/trouble.ts';
import { currentBootId, writeLife } from './alive.ts';
import { type CameraFacts, CameraFolders } from './camera-folders.ts';
import { DeletionStore } from './deletions.ts';
import { type FileCalls, systemFiles } from './files.ts';
import { GapLedger } from './gaps.ts';
import { IndexDatabase } from './index-database.ts';
import { acquireLock, type Lock } from './lock.ts';
import { Queries, type StoredSegment } from './queries.ts';
import { Recovery, type RecoveryReport } from './recover.ts';
import { Remover } from './remover.ts';
import { Retention, type RetentionPolicy, type RetentionReport } from './retention.ts';
import { defaultSegmenterOptions, type SegmenterOptions } from './segmenter.ts';
import { SegmentStore } from './segments.ts';
import { createSigner } from './signer.ts';
import { StreamWriter } from './stream-writer.ts';
import { SyncScheduler } from './sync-scheduler.ts';
import { type VolumeOptions, Volumes } from './volumes.ts';
import type { ArchiveLog, QueueBudget, WriterParts } from './writer-parts.ts';

export interface ArchiveOptions {
  readonly indexPath: string;
  readonly volumes: readonly VolumeOptions[];
  /** Ed25519 private key, or a secret key. */
  readonly signingKey: KeyObject;
  readonly clock?: Clock;
  readonly log: ArchiveLog;
  /** At most so much is lost in a power cut, 1..60 s. */
  readonly syncSeconds: number;
  readonly segmenter?: Partial<SegmenterOptions>;
  readonly queue?: { readonly maxBytes: number; readonly maxBytesPerStream: number };
  /** Walks all files at the start instead of the last hours (`archive repair`). */
  readonly repairEverything?: boolean;
  /** For tests that make disks fail. */
  readonly files?: FileCalls;
  /** How often volumes are looked at, and how often the sign of life is written; milliseconds. */
  readonly checkEveryMs?: number;
  readonly aliveEveryMs?: number;
}

const mebibyte = 1024 * 1024;

export class Archive implements AsyncDisposable {
  /** What was found and put right when the archive was opened. */
  readonly recovery: RecoveryReport;
  readonly #index: IndexDatabase;
  readonly #lock: Lock;
  readonly #parts: WriterParts;
  readonly #remover: Remover;
  readonly #retention: Retention;
  readonly #queries: Queries;
  readonly #cameras: CameraFolders;
  readonly #writers = new Map<string, StreamWriter>();
  readonly #timers: NodeJS.Timeout[] = [];
  /** One deletion at a time. */
  #deleting: Promise<unknown> = Promise.resolve();
  #checking: Promise<void> = Promise.resolve();
  #closed = false;

  private constructor(core: Core, recovery: RecoveryReport, options: ArchiveOptions) {
    this.recovery = recovery;
    this.#index = core.index;
    this.#lock = core.lock;
    this.#remover = core.remover;
    this.#retention = new Retention(core.index, core.segments, core.remover, core.volumes);
    this.#cameras = new CameraFolders();
    const budget: QueueBudget = {
      bytes: 0,
      ...(options.queue ?? { maxBytes: 256 * mebibyte, maxBytesPerStream: 8 * mebibyte }),
    };
    this.#parts = {
      segments: core.segments,
      gaps: core.gaps,
      volumes: core.volumes,
      files: core.files,
      signer: core.signer,
      clock: core.clock,
      log: options.log,
      scheduler: new SyncScheduler(core.files, options.syncSeconds),
      segmenter: { ...defaultSegmenterOptions, ...options.segmenter },
      budget,
      makeRoom: (volume) => this.#exclusively(() => this.#retention.makeRoom(volume, core.clock.utcMs())),
      cameraFolder: (volume, cameraId) => this.#cameras.written(volume.path, cameraId),
    };
    this.#queries = new Queries(
      core.segments,
      core.gaps,
      core.deletions,
      core.volumes,
      core.clock,
      (key) => this.#writers.get(key)?.openSegments ?? [],
    );
    this.#parts.scheduler.start();
    this.#every(options.checkEveryMs ?? 5000, 'the check of volumes', () => this.checkVolumes());
    this.#every(options.aliveEveryMs ?? 1000, 'the sign of life', () => {
      writeLife(core.index, { atMs: core.clock.utcMs(), bootId: currentBootId() });
    });
  }

  /** Refuses with `conflict` when another process has this index or one of the volumes. Repairs what a crash left. */
  static async open(options: ArchiveOptions): Promise<Archive> {
    const core = await openCore(options);
    try {
      await core.volumes.check();
      const report = await new Recovery({ ...core, log: options.log }).run(options.repairEverything === true);
      return new Archive(core, report, options);
    } catch (error) {
      core.volumes.release();
      core.index.close();
      core.lock.release();
      throw error;
    }
  }

  /** The one writer of a stream. */
  writer(cameraId: string, stream: StreamName): StreamWriter {
    const key = `${cameraId}/${stream}`;
    const present = this.#writers.get(key);
    if (present !== undefined) return present;
    if (this.#closed) throw new VidetteError('unavailable', 'the archive is closed');
    const { segments, clock } = this.#parts;
    const writer = new StreamWriter(segments.stream(cameraId, stream, clock.utcMs()), this.#parts);
    this.#writers.set(key, writer);
    return writer;
  }

  /** Ends a writer; the stream may get a new one. A stream that was recording until now gets a gap with cause `policy`. */
  async closeWriter(cameraId: string, stream: StreamName): Promise<void> {
    const key = `${cameraId}/${stream}`;
    const writer = this.#writers.get(key);
    if (writer?.gapCause === null) writer.stop('policy', 'not recorded here any more');
    await writer?.close();
    await this.#parts.scheduler.drain();
    this.#writers.delete(key);
  }

  /** Number and name of a camera, kept in `camera.json` for people who look into the folders. */
  describeCamera(cameraId: string, facts: CameraFacts): void {
    this.#cameras.describe(cameraId, facts);
  }

  segments(range: ArchiveRange & { limit?: number }): SegmentInfo[] {
    return this.#queries.segments(range);
  }

  /** Recorded spans, ordered, joined, inside the range. */
  spans(range: ArchiveRange): RecordedSpan[] {
    return this.#queries.spans(range);
  }

  /** What of the range is not recorded, and why: the complement of `spans` since the stream is known. */
  gaps(range: ArchiveRange): Gap[] {
    return this.#queries.gaps(range);
  }

  /** Files with their fragments that cover the range, each from the keyframe at or before its beginning. */
  fragmentsInRange(range: ArchiveRange): StoredSegment[] {
    return this.#queries.fragmentsInRange(range);
  }

  /** The segment that begins at this millisecond, as `segments` names it. */
  findSegment(cameraId: string, stream: StreamName, startMs: number): StoredSegment | null {
    return this.#queries.findSegment(cameraId, stream, startMs);
  }

  usage(): ArchiveUsage[] {
    return this.#queries.usage();
  }

  volumes(): VolumeStatus[] {
    const growing = [...this.#writers.values()].flatMap((writer) => writer.openSegments);
    return this.#parts.volumes.status(growing);
  }

  /** Looks at the volumes again: those that came back are used again, those that run full get room as far as policies allow. */
  checkVolumes(): Promise<void> {
    const check = this.#checking.then(async () => {
      await this.#parts.volumes.check();
      const tight = this.#parts.volumes.all.filter(({ freeBytes, reserveBytes }) => freeBytes < reserveBytes);
      for (const volume of tight) await this.#parts.makeRoom(volume);
    });
    this.#checking = check.catch(() => undefined);
    return check;
  }

  /** Deletes everything recorded of a camera. Its writers end. */
  async forget(cameraId: string): Promise<void> {
    for (const stream of ['main', 'sub'] as const) await this.closeWriter(cameraId, stream);
    await this.#exclusively(() => this.#remover.forget(cameraId));
    this.#cameras.forget(cameraId);
  }

  /** Applies retention now, and remembers the policies for when a volume runs full. */
  applyRetention(policies: readonly RetentionPolicy[]): Promise<RetentionReport> {
    return this.#exclusively(() => this.#retention.apply(policies, this.#parts.clock.utcMs()));
  }

  /** Keeps a range whatever retention says, until `unprotect(id)`. */
  protect(id: string, range: ArchiveRange): void {
    this.#retention.protect(id, range.cameraId, range.fromMs, range.toMs);
  }

  unprotect(id: string): void {
    this.#retention.release(id);
  }

  /** Ends all writers, syncs, and lets go of index and volumes. Streams that were recording get a `restart` gap. */
  async close(): Promise<void> {
    if (this.#closed) return;
    this.#closed = true;
    for (const timer of this.#timers) clearInterval(timer);
    for (const writer of this.#writers.values()) writer.stopForRestart();
    await Promise.all([...this.#writers.values()].map((writer) => writer.close()));
    this.#parts.scheduler.stop();
    await this.#parts.scheduler.drain();
    await Promise.allSettled([this.#deleting, this.#checking]);
    writeLife(this.#index, { atMs: this.#parts.clock.utcMs(), bootId: currentBootId() });
    this.#index.close();
    this.#parts.volumes.release();
    this.#lock.release();
  }

  [Symbol.asyncDispose](): Promise<void> {
    return this.close();
  }

  #every(ms: number, what: string, work: () => void | Promise<void>): void {
    const { clock, log } = this.#parts;
    const trouble = new Trouble({
      failing: `archive: ${what} failed; it is tried again`,
      over: `archive: ${what} is done again`,
      clock,
      log: (message, fields) => log.warn(message, fields),
    });
    const attempt = async (): Promise<void> => {
      try {
        await work();
        trouble.works();
      } catch (error) {
        trouble.failed({ message: error instanceof Error ? error.message : String(error) });
      }
    };
    this.#timers.push(setInterval(() => void attempt(), ms));
  }

  #exclusively<Result>(work: () => Promise<Result>): Promise<Result> {
    const result = this.#deleting.then(work, work);
    this.#deleting = result.catch(() => undefined);
    return result;
  }
}

interface Core {
  readonly lock: Lock;
  readonly index: IndexDatabase;
  readonly segments: SegmentStore;
  readonly gaps: GapLedger;
  readonly deletions: DeletionStore;
  readonly volumes: Volumes;
  readonly remover: Remover;
  readonly files: FileCalls;
  readonly signer: ReturnType<typeof createSigner>;
  readonly clock: Clock;
}

async function openCore(options: ArchiveOptions): Promise<Core> {
  const { indexPath, signingKey, clock = systemClock, files = systemFiles } = options;
  const signer = createSigner(signingKey);
  const lock = acquireLock(`${indexPath}-lock`, `the archive index ${indexPath}`);
  try {
    const unwritten = new Trouble({
      failing: 'archive index not written; it is tried again every second',
      over: 'archive index written again',
      clock,
      log: (message, fields) => options.log.warn(message, fields),
    });
    const index = new IndexDatabase(indexPath, {
      failed: (error) => unwritten.failed({ message: String(error) }),
      committed: () => unwritten.works(),
    });
    const segments = new SegmentStore(index);
    const deletions = new DeletionStore(index);
    const volumes = new Volumes(options.volumes, segments, files);
    const remover = new Remover({ index, segments, deletions, volumes, files, signer, clock });
    return {
      lock,
      index,
      segments,
      gaps: new GapLedger(index),
      deletions,
      volumes,
      remover,
      files,
      signer,
      clock,
    };
  } catch (error) {
    lock.release();
    throw error;
  }
}
