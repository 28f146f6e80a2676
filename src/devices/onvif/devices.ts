/** All cameras that speak ONVIF: kept connections and what is known of each. One slow camera keeps only its own callers waiting. */
import { createHash } from 'node:crypto';
import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import type { Clock } from '#domain/clock.ts';
import type { InputNotice, OnvifCamera, OnvifTarget } from '#domain/onvif.ts';
import { SessionCamera } from './camera.ts';
import { EventsService } from './events.ts';
import { emptyKnowledge, type Knowledge, OnvifSession } from './session.ts';

export interface OnvifDevicesOptions {
  readonly clock: Clock;
  /** For all requests of one operation together. */
  readonly operationTimeoutMs?: number;
  /** How long services and clock of a camera are taken as known; it may get a new firmware meanwhile. */
  readonly knownForMs?: number;
}

/** Cameras that are remembered; the one that was not asked for longest makes room. */
const maxKnown = 4_096;
/** Pull points last a minute. */
const renewEveryMs = 25_000;
/** Cameras serve few connections at a time. */
const pooling = { keepAlive: true, maxSockets: 2, maxFreeSockets: 1, timeout: 30_000 };

export class OnvifDevices implements Disposable {
  readonly #clock: Clock;
  readonly #operationTimeoutMs: number;
  readonly #knownForMs: number;
  readonly #plain = new HttpAgent(pooling);
  readonly #secure = new HttpsAgent(pooling);
  readonly #known = new Map<string, { readonly knowledge: Knowledge; readonly untilMs: number }>();

  constructor({ clock, operationTimeoutMs = 10_000, knownForMs = 600_000 }: OnvifDevicesOptions) {
    this.#clock = clock;
    this.#operationTimeoutMs = operationTimeoutMs;
    this.#knownForMs = knownForMs;
  }

  /** For one operation: all calls to what is returned share one time limit, which begins now. */
  open(target: OnvifTarget): OnvifCamera {
    return new SessionCamera(this.#session(target, AbortSignal.timeout(this.#operationTimeoutMs)));
  }

  /**
   * Tells what the camera says of its inputs, first how they are, until `signal` aborts. Rejects when the camera cannot be asked any
   * more, or never could.
   */
  async watchInputs(
    target: OnvifTarget,
    signal: AbortSignal,
    tell: (notice: InputNotice) => void,
  ): Promise<void> {
    const events = () => {
      const inTime = AbortSignal.timeout(this.#operationTimeoutMs);
      return new EventsService(this.#session(target, AbortSignal.any([signal, inTime])));
    };
    const point = await events().subscribe();
    let renewedAt = this.#clock.monotonicMs();
    try {
      while (!signal.aborted) {
        for (const notice of await events().pull(point, this.#operationTimeoutMs / 2000)) tell(notice);
        if (this.#clock.monotonicMs() - renewedAt < renewEveryMs) continue;
        await events().renew(point);
        renewedAt = this.#clock.monotonicMs();
      }
    } catch (error) {
      if (!signal.aborted) throw error;
    }
    // The signal would end this request, too.
    const last = this.#session(target, AbortSignal.timeout(this.#operationTimeoutMs));
    await new EventsService(last).unsubscribe(point);
  }

  #session(target: OnvifTarget, signal: AbortSignal): OnvifSession {
    return new OnvifSession({
      target,
      knowledge: this.#knowledge(target),
      agent: target.secure ? this.#secure : this.#plain,
      clock: this.#clock,
      signal,
    });
  }

  #knowledge(target: OnvifTarget): Knowledge {
    const key = keyOf(target);
    const nowMs = this.#clock.monotonicMs();
    const known = this.#known.get(key);
    this.#known.delete(key);
    const fresh =
      known !== undefined && known.untilMs > nowMs
        ? known
        : { knowledge: emptyKnowledge(), untilMs: nowMs + this.#knownForMs };
    this.#known.set(key, fresh);
    if (this.#known.size > maxKnown) this.#known.delete(this.#known.keys().next().value!);
    return fresh.knowledge;
  }

  /** Ends kept connections and those in use. */
  [Symbol.dispose](): void {
    this.#plain.destroy();
    this.#secure.destroy();
  }
}

/** Another password is another proof, and is not to be found in a memory dump of keys. */
function keyOf({ host, port, secure, username, password }: OnvifTarget): string {
  return createHash('sha256')
    .update(JSON.stringify([host, port, secure, username, password]))
    .digest('base64');
}
