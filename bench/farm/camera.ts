/** A fake camera: plays clips as RTP in a loop with clocks of its own, and has faults on command. */
import { randomBytes, randomInt } from 'node:crypto';
import type { Clip, Unit } from './clip.ts';

/** A client of a stream. */
export interface FarmClient {
  /** Bytes accepted and not sent yet. */
  backlogBytes(stream: FarmStream): number;
  /** Sends the whole unit. True when something still refers to `unit.buffer`. */
  sendUnit(stream: FarmStream, unit: Unit, skip: ((packet: number) => boolean) | null): boolean;
  sendReport(stream: FarmStream, report: Buffer): void;
  sendGarbage(bytes: Buffer): void;
  close(): void;
}

export interface FarmTotals {
  sentBytes: number;
  sentPackets: number;
  /** Units left out because a client was slow. */
  droppedUnits: number;
}

const maxBacklogBytes = 4 * 1024 * 1024;
const reportEveryMs = 5000;
/** Seconds from 1900 (NTP) to 1970. */
const ntpEpoch = 2208988800;

/** One track of a camera. All its clients see the same packets. */
export class FarmStream {
  readonly clip: Clip;
  readonly ssrc = randomInt(2 ** 32);
  /** Clients that have had their first keyframe. */
  readonly #clients = new Map<FarmClient, { started: boolean }>();
  readonly #camera: FarmCamera;
  #units: readonly Unit[];
  #position: number;
  #sequence = randomInt(2 ** 16);
  #timestamp = randomInt(2 ** 32);
  #packets = 0;
  #octets = 0;
  #dueMs = 0;
  #nextReportMs = 0;

  constructor(camera: FarmCamera, clip: Clip, phase: number) {
    this.#camera = camera;
    this.clip = clip;
    this.#units = clip.units;
    this.#position = Math.floor(phase * clip.units.length) % clip.units.length;
  }

  get active(): boolean {
    return this.#clients.size > 0;
  }

  get dueMs(): number {
    return this.#dueMs;
  }

  attach(client: FarmClient, nowMs: number): void {
    if (this.#clients.size === 0) {
      this.#dueMs = nowMs;
      if (this.#camera.instantStart) this.#seekKeyframe();
    }
    this.#clients.set(client, { started: false });
  }

  detach(client: FarmClient): void {
    this.#clients.delete(client);
  }

  clients(): Iterable<FarmClient> {
    return this.#clients.keys();
  }

  jump(ticks: number): void {
    this.#timestamp = (this.#timestamp + ticks) >>> 0;
  }

  /** Goes on with other pictures, from a keyframe. */
  play(units: readonly Unit[]): void {
    this.#units = units;
    this.#position = 0;
    this.#seekKeyframe();
  }

  #seekKeyframe(): void {
    while (!this.#units[this.#position % this.#units.length]!.keyframe) this.#position += 1;
  }

  /** Sends the unit that is due and sets the time of the next one. */
  fire(nowMs: number, totals: FarmTotals): void {
    const unit = this.#units[this.#position % this.#units.length]!;
    if (!this.#camera.stalled) {
      this.#patch(unit);
      this.#send(this.#camera.corrupt > 0 ? corrupted(unit, this.#camera.corrupt) : unit, nowMs, totals);
    }
    this.#position += 1;
    this.#timestamp = (this.#timestamp + Math.round(this.clip.clockRate / this.clip.unitsPerSecond)) >>> 0;
    this.#dueMs += 1000 / this.clip.unitsPerSecond;
    // The machine slept: go on from now instead of in a burst.
    if (nowMs - this.#dueMs > 2000) this.#dueMs = nowMs;
  }

  #send(unit: Unit, nowMs: number, totals: FarmTotals): void {
    this.#packets += unit.starts.length;
    this.#octets += unit.buffer.length - 16 * unit.starts.length;
    const loss = this.#camera.loss;
    const skip = loss > 0 ? () => Math.random() < loss : null;
    const reportDue = nowMs >= this.#nextReportMs;
    if (reportDue) this.#nextReportMs = nowMs + reportEveryMs;
    for (const [client, state] of this.#clients) {
      if (!state.started && !unit.keyframe) continue;
      if (client.backlogBytes(this) > maxBacklogBytes) {
        state.started = false;
        totals.droppedUnits += 1;
        continue;
      }
      if ((reportDue || !state.started) && this.#camera.senderReports)
        client.sendReport(this, this.#report(nowMs));
      state.started = true;
      if (client.sendUnit(this, unit, skip)) unit.buffer = Buffer.from(unit.buffer);
      totals.sentBytes += unit.buffer.length;
      totals.sentPackets += unit.starts.length;
    }
  }

  #patch(unit: Unit): void {
    const { buffer, starts } = unit;
    for (const start of starts) {
      buffer.writeUInt16BE(this.#sequence, start + 2);
      buffer.writeUInt32BE(this.#timestamp, start + 4);
      buffer.writeUInt32BE(this.ssrc, start + 8);
      this.#sequence = (this.#sequence + 1) & 0xffff;
    }
  }

  /** A sender report (RFC 3550, 6.4.1) for the unit that goes out now: its NTP time is when it was due. */
  #report(nowMs: number): Buffer {
    const utcMs = Date.now() - (nowMs - this.#dueMs) + this.#camera.clockOffsetMs;
    const report = Buffer.alloc(28);
    report.writeUInt32BE(0x80c80006, 0);
    report.writeUInt32BE(this.ssrc, 4);
    report.writeUInt32BE(Math.floor(utcMs / 1000) + ntpEpoch, 8);
    report.writeUInt32BE(Math.floor(((utcMs % 1000) / 1000) * 2 ** 32), 12);
    report.writeUInt32BE(this.#timestamp, 16);
    report.writeUInt32BE(this.#packets >>> 0, 20);
    report.writeUInt32BE(this.#octets >>> 0, 24);
    return report;
  }
}

/** A copy in which some packets are noise. */
function corrupted(unit: Unit, share: number): Unit {
  const buffer = Buffer.from(unit.buffer);
  unit.starts.forEach((start, i) => {
    if (Math.random() < share) randomBytes(unit.ends[i]! - start).copy(buffer, start);
  });
  return { ...unit, buffer };
}

export interface CameraSettings {
  readonly instantStart: boolean;
  readonly senderReports: boolean;
  /** How far the camera's clock is ahead of ours. */
  readonly clockOffsetMs: number;
}

/** One RTSP path. */
export class FarmCamera implements CameraSettings {
  readonly name: string;
  readonly streams: readonly FarmStream[];
  readonly instantStart: boolean;
  readonly senderReports: boolean;
  readonly clockOffsetMs: number;
  stalled = false;
  refusing = false;
  /** Share of RTP packets left out. */
  loss = 0;
  /** Share of RTP packets replaced by random bytes, header and all. */
  corrupt = 0;

  constructor(name: string, clips: readonly Clip[], phase: number, settings: CameraSettings) {
    this.name = name;
    this.instantStart = settings.instantStart;
    this.senderReports = settings.senderReports;
    this.clockOffsetMs = settings.clockOffsetMs;
    this.streams = clips.map((clip) => new FarmStream(this, clip, phase));
  }

  sdp(): Buffer {
    const lines = [
      'v=0',
      'o=- 1 1 IN IP4 127.0.0.1',
      `s=${this.name}`,
      'c=IN IP4 0.0.0.0',
      't=0 0',
      'a=control:*',
    ];
    this.streams.forEach((stream, i) => {
      lines.push(...stream.clip.sdp, `a=control:track${i}`);
    });
    return Buffer.from(`${lines.join('\r\n')}\r\n`);
  }

  cut(): void {
    for (const stream of this.streams) for (const client of [...stream.clients()]) client.close();
  }

  garbage(bytes: number): void {
    const clients = new Set(this.streams.flatMap((stream) => [...stream.clients()]));
    for (const client of clients) client.sendGarbage(randomBytes(bytes));
  }
}
