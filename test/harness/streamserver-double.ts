/**
 * A streamserver for tests of the server: every camera sends, one hour is recorded of each, clips are written as files with as many
 * bytes as they have milliseconds. It answers over the same port as real ones do, and can be taken away.
 */
import { createHash } from 'node:crypto';
import { rmSync, writeFileSync } from 'node:fs';
import type {
  CameraStatus,
  ClipOrder,
  ClipState,
  ProbeRequest,
  ProbeResult,
  StreamStatus,
  StreamserverRequests,
  StreamserverStatus,
} from '#cluster/protocol.ts';
import { VidetteError } from '#domain/errors.ts';
import type { Gap, RecordedSpan, SegmentInfo } from '#domain/recording.ts';
import type { StreamserverPort } from '#services/streams/ports.ts';

type RequestOf<Name extends keyof StreamserverRequests> = StreamserverRequests[Name][0];
type ReplyOf<Name extends keyof StreamserverRequests> = StreamserverRequests[Name][1];

export class StreamserverDouble implements StreamserverPort {
  connected = true;
  recorded: RecordedSpan;
  gaps: Gap[] = [];
  /** What `probe` says of addresses; others are unreachable. */
  readonly reachable = new Map<string, ProbeResult>();
  readonly orders = new Map<string, ClipOrder>();
  readonly aborted: string[] = [];
  readonly probed: ProbeRequest[] = [];
  readonly statuses = new Map<string, CameraStatus>();
  #clips = new Map<string, ClipState>();

  constructor(recorded: RecordedSpan) {
    this.recorded = recorded;
  }

  list(): readonly StreamserverStatus[] {
    if (!this.connected) return [];
    return [
      {
        id: 'local-1',
        pid: process.pid,
        version: '0.1.0',
        startedAtMs: 0,
        cpuPercent: 1,
        memoryBytes: 50_000_000,
        cameras: [...this.statuses.values()],
        volumes: [],
      },
    ];
  }

  expected() {
    return [{ id: 'local-1', connected: this.connected }];
  }

  ownerOf(): string {
    return 'local-1';
  }

  statusOf(cameraId: string): CameraStatus | null {
    return this.connected ? (this.statuses.get(cameraId) ?? null) : null;
  }

  streams(cameraId: string, main: Partial<StreamStatus> = {}): void {
    const stream: StreamStatus = {
      name: 'main',
      state: 'streaming',
      sinceMs: 1_700_000_000_000,
      video: { codec: 'h264', width: 1920, height: 1080, fps: 24.98, bitrateBps: 4_012_345 },
      viewers: 0,
      receivedBytes: 1,
      lostPackets: 0,
      reconnects: 0,
      ...main,
    };
    const recording = { active: true, reason: 'continuous', bitrateBps: 4_000_000 };
    this.statuses.set(cameraId, { cameraId, streams: [stream], recording });
  }

  /** Writes the file of a clip and tells its end. */
  finish(clipId: string, bytes?: number): ClipState {
    const order = this.orders.get(clipId)!;
    const content = Buffer.alloc(order.toMs - order.fromMs, clipId);
    writeFileSync(order.path, content);
    const state: ClipState = {
      state: 'done',
      bytes: bytes ?? content.length,
      durationMs: order.toMs - order.fromMs,
      sha256: createHash('sha256').update(content).digest('hex'),
    };
    this.#clips.set(clipId, state);
    return state;
  }

  /** Killed and started again: it knows no clips any more. */
  restart(): void {
    for (const order of this.orders.values()) rmSync(`${order.path}.part`, { force: true });
    this.#clips = new Map();
    this.connected = true;
  }

  async request<Name extends keyof StreamserverRequests>(
    _cameraId: string,
    name: Name,
    payload: RequestOf<Name>,
  ): Promise<ReplyOf<Name>> {
    if (!this.connected) throw new VidetteError('unavailable', 'streamserver local-1 is not connected');
    const answer = this.#answers[name] as ((payload: RequestOf<Name>) => ReplyOf<Name>) | undefined;
    if (answer === undefined) throw new VidetteError('not_found', `unknown request ${name}`);
    return answer(payload);
  }

  requestAny<Name extends keyof StreamserverRequests>(
    name: Name,
    payload: RequestOf<Name>,
  ): Promise<ReplyOf<Name>> {
    return this.request('', name, payload);
  }

  readonly #answers: { [Name in keyof StreamserverRequests]?: (payload: RequestOf<Name>) => ReplyOf<Name> } =
    {
      probe: (request) => {
        this.probed.push(request);
        return (
          this.reachable.get(request.url) ?? {
            ok: false,
            failure: 'unreachable',
            message: 'the camera does not answer',
          }
        );
      },
      'archive.spans': ({ fromMs, toMs }) => {
        const startMs = Math.max(fromMs, this.recorded.startMs);
        const endMs = Math.min(toMs, this.recorded.endMs);
        return endMs > startMs ? [{ startMs, endMs }] : [];
      },
      'archive.segments': ({ cameraId, fromMs, toMs, limit = Number.POSITIVE_INFINITY }) => {
        const found: SegmentInfo[] = [];
        const { startMs, endMs } = this.recorded;
        for (let at = startMs; at < endMs && found.length < limit; at += 60_000) {
          if (at + 60_000 <= fromMs || at >= toMs) continue;
          const path = `/archive/${cameraId}/segments/main/${at}.mp4`;
          found.push({ cameraId, stream: 'main', startMs: at, endMs: at + 60_000, bytes: 1, path });
        }
        return found;
      },
      'archive.gaps': ({ cameraId }) => this.gaps.filter((gap) => gap.cameraId === cameraId),
      'clip.start': (order) => {
        this.orders.set(order.clipId, order);
        writeFileSync(`${order.path}.part`, 'begun');
        const state: ClipState = { state: 'running', progress: 0 };
        this.#clips.set(order.clipId, state);
        return state;
      },
      'clip.state': ({ clipId }) => this.#clips.get(clipId) ?? null,
      'clip.abort': ({ clipId }) => {
        this.aborted.push(clipId);
        this.#clips.delete(clipId);
        return {};
      },
    };
}
