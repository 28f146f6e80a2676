/**
 * Hears over ONVIF what cameras say of their inputs (contacts, relays, their own motion, tamper and sound detection) and makes a
 * `camera_input` event of it that lasts as long as the input is active. Each camera with a login for ONVIF is listened to; one that
 * has no events is asked again now and then.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError } from '#domain/errors.ts';
import type { EventReport } from '#domain/event.ts';
import type { InputNotice, OnvifTarget } from '#domain/onvif.ts';
import { OpenInputs } from './open-inputs.ts';

export interface ListenedCamera {
  /** UUID. */
  readonly id: string;
  readonly target: OnvifTarget;
}

export interface InputWatcher {
  /** Until `signal` aborts; rejects when the camera cannot be listened to any more. */
  watchInputs(target: OnvifTarget, signal: AbortSignal, tell: (notice: InputNotice) => void): Promise<void>;
}

export interface CameraInputsOptions {
  readonly clock: Clock;
  readonly devices: InputWatcher;
  /** All that shall be listened to now. */
  readonly cameras: () => Promise<readonly ListenedCamera[]>;
  readonly record: (report: EventReport) => Promise<void>;
  /** An id for an event that begins then. */
  readonly newId: (utcMs: number) => string;
  /** What must survive a restart. */
  readonly read: (name: string) => Promise<string | undefined>;
  readonly write: (name: string, value: string) => Promise<void>;
  readonly log: (message: string, details: object) => void;
  /** Pause before a camera is asked again: after trouble, and after it said that it has no events. Milliseconds. */
  readonly pausesMs?: { readonly trouble: number; readonly unsupported: number };
}

interface Watch {
  readonly key: string;
  readonly ending: AbortController;
  readonly done: Promise<void>;
}

const usualPauses = { trouble: 15_000, unsupported: 3_600_000 };

export class CameraInputs implements AsyncDisposable {
  readonly #options: CameraInputsOptions;
  readonly #open: OpenInputs;
  readonly #watches = new Map<string, Watch>();
  readonly #ending = new AbortController();
  #reconciling: Promise<void> = Promise.resolve();
  #writing: Promise<void> = Promise.resolve();

  constructor(options: CameraInputsOptions) {
    this.#options = options;
    this.#open = new OpenInputs(options);
  }

  async start(): Promise<void> {
    await this.#open.load();
    this.#later(() => this.#open.settle());
    this.changed();
  }

  /** Cameras were added, changed or deleted. */
  changed(): void {
    this.#reconciling = this.#reconciling.then(async () => {
      try {
        await this.#reconcile();
      } catch (error) {
        this.#options.log('cameras cannot be looked up for their inputs', { error });
      }
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.#reconciling;
    const watches = [...this.#watches.values()];
    for (const { ending } of watches) ending.abort();
    await Promise.all(watches.map(({ done }) => done));
    this.#ending.abort();
    await this.#writing;
  }

  async #reconcile(): Promise<void> {
    const wanted = new Map((await this.#options.cameras()).map((camera) => [camera.id, camera]));
    for (const [id, watch] of this.#watches) {
      const camera = wanted.get(id);
      if (camera !== undefined && keyOf(camera.target) === watch.key) continue;
      watch.ending.abort();
      this.#watches.delete(id);
    }
    for (const id of this.#open.cameraIds()) if (!wanted.has(id)) this.#later(() => this.#open.endAll(id));
    for (const camera of wanted.values()) {
      if (this.#watches.has(camera.id)) continue;
      const ending = new AbortController();
      const done = this.#listen(camera, ending.signal);
      this.#watches.set(camera.id, { key: keyOf(camera.target), ending, done });
    }
  }

  /** Until the camera is no longer wanted. Never rejects. */
  async #listen({ id, target }: ListenedCamera, signal: AbortSignal): Promise<void> {
    const { devices, log, pausesMs = usualPauses } = this.#options;
    let told = '';
    while (!signal.aborted) {
      let pauseMs = pausesMs.trouble;
      try {
        await devices.watchInputs(target, signal, (notice) => {
          told = '';
          this.#later(() => this.#open.notice(id, notice));
        });
      } catch (error) {
        const { message, reason = '' } = toVidetteError(error);
        if (reason === 'onvif_unsupported_action') pauseMs = pausesMs.unsupported;
        if (reason !== told) log('the inputs of a camera cannot be heard', { camera: id, reason, message });
        told = reason;
      }
      await rest(pauseMs, signal);
    }
  }

  /** One after the other, so that the end of an event follows its begin; what fails is done again until the server ends. */
  #later(work: () => Promise<void>): void {
    this.#writing = this.#writing.then(async () => {
      for (;;) {
        try {
          return await work();
        } catch (error) {
          this.#options.log('an input of a camera cannot be stored', { error });
        }
        if (this.#ending.signal.aborted) return;
        const { trouble } = this.#options.pausesMs ?? usualPauses;
        await rest(trouble, this.#ending.signal);
      }
    });
  }
}

function keyOf({ host, port, secure, username, password }: OnvifTarget): string {
  return JSON.stringify([host, port, secure, username, password]);
}

/** Ends early when the signal aborts. */
async function rest(ms: number, signal: AbortSignal): Promise<void> {
  try {
    await pause(ms, undefined, { signal });
  } catch (error) {
    if (!signal.aborted) throw error;
  }
}
