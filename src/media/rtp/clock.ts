/**
 * The clock of one track: RTP timestamps in, decoding times and server UTC out. The model and its reasons are in
 * docs/design/time.md; in short: `dts` follows the camera's sampling clock, `utcMs` follows the server's clock by way of the
 * sender reports, or of the arrival times where there are none, and both strictly grow whatever comes in.
 */
import { type CameraClock, MinFilter } from './camera-clock.ts';
import { DecodingOrder } from './decoding-order.ts';

/** RTP time that runs ahead of the arrival times by more than this was set forward. */
const forwardJumpMs = 2000;
/** A step back by more than this is no reordering. */
const backwardJumpMs = 1000;
/** Between UTC as predicted and as wanted: up to this it is pulled over slowly. */
const maxPullMs = 1000;
/** Share of the elapsed time by which UTC is pulled; the second one beyond 100 ms. */
const pull = 0.01;
const strongPull = 0.05;
/** While UTC is too far ahead it runs at half speed, since it must not step back. */
const brake = 0.5;

/** Where the decoding times of a generation begin; its tracks share it. */
export interface GenerationOrigin {
  /** Null until the first sample. */
  utcMs: number | null;
}

/** Result of `stamp`, reused by the caller. */
export interface Stamp {
  /** In ticks since the origin of the generation; negative for what was taken before it. */
  dts: number;
  ptsOffset: number;
  utcMs: number;
  discontinuity: boolean;
}

export interface ArrivalTime {
  /** Monotonic. */
  ms: number;
  /** Server UTC minus the monotonic clock. */
  utcOffsetMs: number;
}

export class TrackClock {
  readonly #rate: number;
  readonly #camera: CameraClock;
  readonly #delay = new MinFilter();
  #order: DecodingOrder;
  #started = false;
  /** RTP timestamp and continuous position, in ticks, of the newest sample. */
  #rtp = 0;
  #position = 0;
  #maxPosition = 0;
  #arrivalMs = 0;
  /** Decoding position and UTC given to the newest sample. */
  #dts = 0;
  #utcMs = 0;
  /** A sender report: this position was sampled at this time by the camera's clock. */
  #report: { readonly position: number; readonly cameraUtcMs: number } | null = null;
  #origin: GenerationOrigin = { utcMs: null };
  /** The position of dts 0; null until the first sample of the generation. */
  #originDts: number | null = null;

  /** `rate` in ticks per second. `reorderDepth` is 0 for tracks without B-frames, undefined when unknown. */
  constructor(rate: number, camera: CameraClock, reorderDepth: number | undefined, fps = 25) {
    this.#rate = rate;
    this.#camera = camera;
    this.#order = new DecodingOrder(reorderDepth, Math.round(rate / fps));
  }

  /** The next sample is the first of a new generation. */
  beginGeneration(origin: GenerationOrigin): void {
    this.#origin = origin;
    this.#originDts = null;
  }

  /** The stream changed: what its parameter sets now say. */
  setReorderDepth(depth: number | undefined, fps = 25): void {
    this.#order = new DecodingOrder(depth, Math.round(this.#rate / fps));
  }

  /** The sender says that its clock showed `cameraUtcMs` at this RTP timestamp. */
  senderReport(rtpTimestamp: number, cameraUtcMs: number): void {
    if (!this.#started) return;
    const position = this.#position + ((rtpTimestamp - this.#rtp) | 0);
    const before = this.#report;
    if (before !== null) {
      const drift = cameraUtcMs - before.cameraUtcMs - ((position - before.position) * 1000) / this.#rate;
      if (Math.abs(drift) > maxPullMs) this.#camera.reset();
    }
    this.#report = { position, cameraUtcMs };
  }

  /** The times of a sample with this RTP timestamp. */
  stamp(rtpTimestamp: number, arrival: ArrivalTime, keyframe: boolean, out: Stamp): void {
    out.discontinuity = this.#advance(rtpTimestamp, arrival.ms, keyframe);
    const positionMs = this.#toMs(this.#position);
    this.#delay.add(arrival.ms - positionMs, arrival.ms);
    if (this.#report !== null) {
      this.#camera.observe(this.#cameraTime(this.#report, this.#position), arrival.ms, arrival.utcOffsetMs);
    }
    const before = this.#dts;
    const wanted = this.#order.next(this.#position);
    this.#dts = this.#started ? Math.max(before + 1, wanted) : wanted;
    if (this.#follow(this.#toMs(this.#dts - before), arrival)) out.discontinuity = true;
    this.#started = true;
    if (this.#originDts === null) this.#originDts = this.#beginAt();
    out.dts = this.#dts - this.#originDts;
    out.ptsOffset = Math.max(0, this.#position - this.#dts);
    out.utcMs = this.#utcMs;
  }

  /** Moves the position on. True when RTP time jumped. */
  #advance(rtpTimestamp: number, arrivalMs: number, keyframe: boolean): boolean {
    const step = (rtpTimestamp - this.#rtp) | 0;
    const elapsedMs = arrivalMs - this.#arrivalMs;
    const jumped = this.#started && this.#isJump(step, arrivalMs, keyframe);
    this.#rtp = rtpTimestamp;
    this.#arrivalMs = arrivalMs;
    if (!this.#started) return false;
    if (!jumped) {
      this.#position += step;
      this.#maxPosition = Math.max(this.#maxPosition, this.#position);
      return false;
    }
    // Time went on as our own clock says, from the latest picture.
    this.#position = this.#maxPosition + Math.max(1, Math.round((elapsedMs * this.#rate) / 1000));
    this.#maxPosition = this.#position;
    this.#delay.reset();
    this.#report = null;
    this.#order.reset();
    return true;
  }

  #isJump(step: number, arrivalMs: number, keyframe: boolean): boolean {
    const position = this.#position + step;
    if (step >= 0) return arrivalMs - this.#toMs(position) < this.#delay.value - forwardJumpMs;
    if (!this.#order.reorders || this.#toMs(step) < -backwardJumpMs) return true;
    // Nothing that comes after a keyframe is shown before what came before it.
    return keyframe && position < this.#maxPosition;
  }

  /** Moves UTC on by `elapsedMs` of media, towards what the clocks say. True when it had to leap. */
  #follow(elapsedMs: number, arrival: ArrivalTime): boolean {
    const wanted = this.#wantedUtc(arrival);
    if (!this.#started) {
      this.#utcMs = wanted;
      return false;
    }
    const predicted = this.#utcMs + elapsedMs;
    const error = wanted - predicted;
    if (error > maxPullMs) {
      this.#utcMs = wanted;
      return true;
    }
    const share = error < -maxPullMs ? brake : Math.abs(error) > 100 ? strongPull : pull;
    const most = elapsedMs * share;
    this.#utcMs = predicted + Math.max(-most, Math.min(most, error));
    return false;
  }

  #wantedUtc(arrival: ArrivalTime): number {
    if (this.#report !== null) {
      return this.#camera.toServer(this.#cameraTime(this.#report, this.#dts), arrival.utcOffsetMs);
    }
    return this.#delay.value + arrival.utcOffsetMs + this.#toMs(this.#dts);
  }

  #cameraTime(report: { position: number; cameraUtcMs: number }, position: number): number {
    return report.cameraUtcMs + this.#toMs(position - report.position);
  }

  #beginAt(): number {
    if (this.#origin.utcMs === null) {
      this.#origin.utcMs = this.#utcMs;
      return this.#dts;
    }
    return this.#dts - Math.round(((this.#utcMs - this.#origin.utcMs) * this.#rate) / 1000);
  }

  #toMs(ticks: number): number {
    return (ticks * 1000) / this.#rate;
  }
}
