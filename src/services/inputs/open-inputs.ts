/** Which inputs are active, as events that have begun; kept over restarts, so that each of them gets its end. */
import type { Clock } from '#domain/clock.ts';
import type { EventReport } from '#domain/event.ts';
import type { InputNotice } from '#domain/onvif.ts';

const keptAs = 'inputs:open';

export interface OpenInputsOptions {
  readonly clock: Clock;
  readonly record: (report: EventReport) => Promise<void>;
  readonly newId: (utcMs: number) => string;
  readonly read: (name: string) => Promise<string | undefined>;
  readonly write: (name: string, value: string) => Promise<void>;
}

interface Begun {
  readonly id: string;
  readonly beginMs: number;
}

/** By camera, then by input. */
type Inputs = Map<string, Map<string, Begun>>;

export class OpenInputs {
  readonly #options: OpenInputsOptions;
  #begun: Inputs = new Map();
  /** Begun ones of which it is not known that the log has them: storing a begin twice does no harm. */
  readonly #unsure = new Set<Begun>();

  constructor(options: OpenInputsOptions) {
    this.#options = options;
  }

  async load(): Promise<void> {
    const kept = JSON.parse((await this.#options.read(keptAs)) ?? '{}') as Record<
      string,
      Record<string, Begun>
    >;
    this.#begun = new Map(
      Object.entries(kept).map(([camera, inputs]) => [camera, new Map(Object.entries(inputs))]),
    );
    for (const inputs of this.#begun.values()) for (const begun of inputs.values()) this.#unsure.add(begun);
  }

  /** Stores begins that may have been lost when the server was killed. */
  async settle(): Promise<void> {
    for (const [cameraId, inputs] of this.#begun)
      for (const [input, begun] of inputs) await this.#begin(cameraId, input, begun);
  }

  cameraIds(): string[] {
    return [...this.#begun.keys()];
  }

  /** Begins or ends an event; what is known already is no news. */
  async notice(cameraId: string, { input, active }: InputNotice): Promise<void> {
    const begun = this.#begun.get(cameraId)?.get(input);
    if (begun !== undefined) {
      if (active) await this.#begin(cameraId, input, begun);
      else await this.#end(cameraId, input, begun);
      return;
    }
    if (!active) return;
    const beginMs = Math.trunc(this.#options.clock.utcMs());
    const fresh = { id: this.#options.newId(beginMs), beginMs };
    const inputs = this.#begun.get(cameraId) ?? new Map<string, Begun>();
    this.#begun.set(cameraId, inputs.set(input, fresh));
    this.#unsure.add(fresh);
    await this.#begin(cameraId, input, fresh);
  }

  async #begin(cameraId: string, input: string, begun: Begun): Promise<void> {
    if (!this.#unsure.has(begun)) return;
    // Kept first: an event without an end does harm.
    await this.#keep();
    await this.#options.record(report(cameraId, input, begun, null));
    this.#unsure.delete(begun);
  }

  /** The camera is no longer listened to. */
  async endAll(cameraId: string): Promise<void> {
    for (const [input, begun] of this.#begun.get(cameraId) ?? []) await this.#end(cameraId, input, begun);
  }

  async #end(cameraId: string, input: string, begun: Begun): Promise<void> {
    const endMs = Math.max(begun.beginMs, Math.trunc(this.#options.clock.utcMs()));
    await this.#options.record(report(cameraId, input, begun, endMs));
    this.#unsure.delete(begun);
    const inputs = this.#begun.get(cameraId);
    inputs?.delete(input);
    if (inputs?.size === 0) this.#begun.delete(cameraId);
    await this.#keep();
  }

  async #keep(): Promise<void> {
    const plain = [...this.#begun].map(([camera, inputs]) => [camera, Object.fromEntries(inputs)]);
    await this.#options.write(keptAs, JSON.stringify(Object.fromEntries(plain)));
  }
}

function report(cameraId: string, input: string, { id, beginMs }: Begun, endMs: number | null): EventReport {
  return {
    id,
    revision: endMs === null ? 1 : 2,
    cameraId,
    action: endMs === null ? 'appeared' : 'finished',
    beginMs,
    endMs,
    facts: {
      type: 'camera_input',
      name: input,
      objectId: null,
      objectClass: 'unknown',
      box: null,
      details: { input, active: endMs === null },
    },
    snapshot: false,
    crop: false,
  };
}
