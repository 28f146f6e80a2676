/**
 * The work on clips: hands queued ones to the streamservers that have their cameras, a few at a time each, and follows them to
 * their end. What counts is in the database, so that a server that was stopped goes on where it was: clips that their streamserver
 * still knows are followed on, others begin anew.
 */
import type { ClipState, StreamserverNotices } from '#cluster/protocol.ts';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError } from '#domain/errors.ts';
import {
  type ClipChange,
  type ClipRow,
  deleteClip,
  findAnyClip,
  listClipUuids,
  listExpiredClips,
  listUnfinishedClips,
  moveClip,
} from '#stores/clips.ts';
import type { Db } from '#stores/schema.ts';
import type { StreamserverPort } from '../streams/ports.ts';
import type { ClipFiles } from './clip-files.ts';

export interface ClipQueueOptions {
  readonly db: Db;
  readonly clock: Clock;
  readonly files: ClipFiles;
  readonly streamservers: Pick<StreamserverPort, 'expected' | 'ownerOf' | 'request'>;
  /** Finished clips are deleted after so long. */
  readonly keepMs: number;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

/** Clips that one streamserver makes at a time. */
const atATime = 2;
/** A clip that its streamserver forgets so often is given up: it may be what makes the streamserver fall. */
const maxStarts = 3;
const houseKeepingMs = 30_000;

export class ClipQueue implements AsyncDisposable {
  readonly #options: ClipQueueOptions;
  readonly #progress = new Map<string, number>();
  readonly #starts = new Map<string, number>();
  /** All work goes one after the other, so that two rounds never start the same clip. */
  #work: Promise<void> = Promise.resolve();
  #roundWanted = false;
  #timer: NodeJS.Timeout | null = null;
  #stopped = false;

  constructor(options: ClipQueueOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    const { db, files } = this.#options;
    await files.make();
    await files.removeOthers(new Set(await listClipUuids(db)));
    this.#timer = setInterval(() => this.#houseKeep(), houseKeepingMs);
    this.#timer.unref();
    this.#houseKeep();
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#stopped = true;
    if (this.#timer !== null) clearInterval(this.#timer);
    await this.#work;
  }

  /** Of a running clip, 0..1; null when nothing was told yet. */
  progressOf(uuid: string): number | null {
    return this.#progress.get(uuid) ?? null;
  }

  /** There is a new clip, or a streamserver is back. Resolves after the round that this asks for. */
  wake(): Promise<void> {
    if (!this.#roundWanted) {
      this.#roundWanted = true;
      void this.#enqueue('handing out clips', async () => {
        this.#roundWanted = false;
        await this.#round();
      });
    }
    return this.#work;
  }

  /** A streamserver tells how far a clip is. */
  moved({ clipId, state }: StreamserverNotices['clip']): Promise<void> {
    if (state.state === 'running') {
      this.#progress.set(clipId, state.progress);
      return Promise.resolve();
    }
    return this.#enqueue('taking a clip', async () => {
      const clip = await findAnyClip(this.#options.db, clipId);
      if (clip === undefined) await this.#options.files.remove(clipId);
      else await this.#apply(clip, state);
      void this.wake();
    });
  }

  /** The clip is deleted: stops the work on it and removes its file. */
  async drop(clip: Pick<ClipRow, 'uuid' | 'camera_uuid' | 'state'>): Promise<void> {
    this.#forget(clip.uuid);
    if (clip.state === 'running' || clip.state === 'queued') {
      const { streamservers, log } = this.#options;
      await streamservers
        .request(clip.camera_uuid, 'clip.abort', { clipId: clip.uuid })
        // The streamserver is away; what it may still finish is removed when it tells so, or at the next start.
        .catch((error: unknown) => log('a clip could not be stopped', { clip: clip.uuid, error }));
    }
    await this.#options.files.remove(clip.uuid);
    void this.wake();
  }

  #houseKeep(): void {
    void this.#enqueue('removing old clips', () => this.#removeExpired());
    void this.wake();
  }

  async #round(): Promise<void> {
    const { db, streamservers } = this.#options;
    const connected = new Set(
      streamservers
        .expected()
        .filter((one) => one.connected)
        .map(({ id }) => id),
    );
    const busy = new Map<string, number>();
    for (const clip of await listUnfinishedClips(db)) {
      const owner = streamservers.ownerOf(clip.camera_uuid);
      if (!connected.has(owner) || this.#stopped) continue;
      const running = busy.get(owner) ?? 0;
      const goesOn =
        clip.state === 'running' ? await this.#follow(clip) : running < atATime && (await this.#begin(clip));
      if (goesOn) busy.set(owner, running + 1);
    }
  }

  /** Looks after a clip that was started; true while it runs. */
  async #follow(clip: ClipRow): Promise<boolean> {
    const state = await this.#ask(clip, () =>
      this.#options.streamservers.request(clip.camera_uuid, 'clip.state', { clipId: clip.uuid }),
    );
    if (state === undefined) return true;
    return state === null ? await this.#begin(clip) : await this.#apply(clip, state);
  }

  async #begin(clip: ClipRow): Promise<boolean> {
    const { db, files, streamservers } = this.#options;
    const starts = (this.#starts.get(clip.uuid) ?? 0) + 1;
    if (starts > maxStarts)
      return await this.#apply(clip, { state: 'failed', message: `was begun ${maxStarts} times in vain` });
    this.#starts.set(clip.uuid, starts);
    if (!(await moveClip(db, clip.uuid, { state: 'running' }))) return false;
    const state = await this.#ask(clip, () =>
      streamservers.request(clip.camera_uuid, 'clip.start', {
        clipId: clip.uuid,
        cameraId: clip.camera_uuid,
        fromMs: clip.from_ms,
        toMs: clip.to_ms,
        path: files.pathOf(clip.uuid),
      }),
    );
    if (state === undefined) {
      // It is away again, or was told and could not answer: the next round asks it.
      return true;
    }
    return await this.#apply(clip, state ?? { state: 'failed', message: 'was not taken' });
  }

  /** Undefined when the streamserver cannot be asked now; a refusal is a state, too. */
  async #ask(clip: ClipRow, request: () => Promise<ClipState | null>): Promise<ClipState | null | undefined> {
    try {
      return await request();
    } catch (cause) {
      const error = toVidetteError(cause);
      this.#options.log('a streamserver did not take a clip', { clip: clip.uuid, error });
      return error.code === 'unavailable' ? undefined : { state: 'failed', message: error.message };
    }
  }

  /** Stores what a streamserver said; true while the clip runs. */
  async #apply(clip: ClipRow, state: ClipState): Promise<boolean> {
    if (state.state === 'running') {
      this.#progress.set(clip.uuid, state.progress);
      return true;
    }
    const { db, files, clock, keepMs } = this.#options;
    const nowMs = Math.trunc(clock.utcMs());
    const change = state.state === 'done' ? await this.#checked(clip, state) : endOf(state);
    await moveClip(db, clip.uuid, { ...change, finished_ms: nowMs, expires_ms: nowMs + keepMs });
    if (change.state !== 'done') await files.remove(clip.uuid);
    this.#forget(clip.uuid);
    return false;
  }

  /** A clip is done when its file lies there as it was told. */
  async #checked(clip: ClipRow, done: Extract<ClipState, { state: 'done' }>): Promise<ClipChange> {
    const sizeBytes = await this.#options.files.sizeOf(clip.uuid);
    if (sizeBytes !== done.bytes)
      return { state: 'failed', message: `the file has ${sizeBytes ?? 'no'} bytes instead of ${done.bytes}` };
    return {
      state: 'done',
      progress: 1,
      size_bytes: done.bytes,
      duration_ms: Math.trunc(done.durationMs),
      sha256: done.sha256,
    };
  }

  async #removeExpired(): Promise<void> {
    const { db, clock, files } = this.#options;
    for (const uuid of await listExpiredClips(db, Math.trunc(clock.utcMs()))) {
      await files.remove(uuid);
      await deleteClip(db, uuid);
    }
  }

  #forget(uuid: string): void {
    this.#progress.delete(uuid);
    this.#starts.delete(uuid);
  }

  #enqueue(what: string, work: () => Promise<void>): Promise<void> {
    this.#work = this.#work.then(async () => {
      if (this.#stopped) return;
      try {
        await work();
      } catch (error) {
        // The database or the disk does not answer; the next round tries again.
        this.#options.log(`${what} failed`, { error });
      }
    });
    return this.#work;
  }
}

function endOf(state: Exclude<ClipState, { state: 'running' } | { state: 'done' }>): ClipChange {
  return state.state === 'failed'
    ? { state: 'failed', message: state.message.slice(0, 1000) }
    : { state: 'aborted' };
}
