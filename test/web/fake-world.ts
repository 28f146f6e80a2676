/** What the fake server knows: cameras, their states, what is recorded. Tests change it while the page looks on. */
import { randomUUID } from 'node:crypto';
import type { CameraStatus, ProbeResult, StreamStatus } from '#cluster/protocol.ts';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import type { Clip } from './fake-media.ts';
import { FakeNative } from './fake-native.ts';

export interface FakeCamera {
  readonly id: string;
  name: string;
  place_id: number;
  source: Record<string, unknown>;
  video_storage: Record<string, unknown>;
  video_analytics?: Record<string, unknown>;
  readonly created_at: string;
  updated_at: string;
  readonly clip: Clip;
  failed: boolean;
  sinceMs: number;
}

export interface FakeVideoClip {
  readonly id: string;
  readonly camera_id: string;
  readonly camera_name: string;
  readonly range_start: string;
  readonly range_end: string;
  readonly created_at: string;
  status: 'queued' | 'running' | 'done';
  progress: number;
  result?: { url: string };
}

export class FakeWorld {
  readonly startedAtMs = Date.now() - 93_784_000;
  readonly cameras: FakeCamera[] = [];
  readonly places = [
    {
      id: 1,
      name: 'Warehouse north',
      created_at: isoNow(),
      updated_at: isoNow(),
      plan_count: 0,
      camera_count: 0,
    },
  ];
  readonly videoClips: FakeVideoClip[] = [];
  readonly native = new FakeNative();
  /** Who logs in; each session has a token of its own. */
  person = { email: 'admin@example.org', login: 'admin' };
  csrfToken = 'fake-csrf';
  /** As a proxy answers while the server behind it is away. */
  away = false;
  /** Of whoever logs in. */
  rights: { is_superuser: boolean; permissions?: string[] } = { is_superuser: true };
  probe: ProbeResult = {
    ok: true,
    transport: 'tcp',
    video: { codec: 'h264', width: 640, height: 360, fps: 20, bitrateBps: 512_000 },
  };
  /** Paths and queries of all requests, for assertions. */
  readonly requests: string[] = [];

  addCamera(name: string, clip: Clip, settings: Partial<FakeCamera> = {}): FakeCamera {
    const camera: FakeCamera = {
      id: randomUUID(),
      name,
      place_id: 1,
      source: { url: `rtsp://10.0.0.${this.cameras.length + 10}/stream1`, transport: 'auto', audio: false },
      video_storage: { mode: 'continuous', max_days: 30 },
      created_at: isoNow(),
      updated_at: isoNow(),
      clip,
      failed: false,
      sinceMs: Date.now() - 7_000_000,
      ...settings,
    };
    this.cameras.push(camera);
    return camera;
  }

  /** Two hours up to now, with a gap of five minutes forty minutes ago, and nothing at all in a spot without a known cause. */
  spans(fromMs: number, toMs: number, nowMs: number): RecordedSpan[] {
    const minute = 60_000;
    const all = [
      { startMs: nowMs - 120 * minute, endMs: nowMs - 70 * minute },
      { startMs: nowMs - 68 * minute, endMs: nowMs - 40 * minute },
      { startMs: nowMs - 35 * minute, endMs: nowMs - 1_000 },
    ];
    return all
      .map(({ startMs, endMs }) => ({ startMs: Math.max(startMs, fromMs), endMs: Math.min(endMs, toMs) }))
      .filter(({ startMs, endMs }) => endMs > startMs);
  }

  gaps(cameraId: string, fromMs: number, toMs: number, nowMs: number): Gap[] {
    const minute = 60_000;
    const gap = {
      cameraId,
      stream: 'main' as const,
      startMs: nowMs - 40 * minute,
      endMs: nowMs - 35 * minute,
    };
    return gap.endMs < fromMs || gap.startMs > toMs
      ? []
      : [{ ...gap, cause: 'camera_offline', detail: 'no answer' }];
  }

  statusOf(camera: FakeCamera): CameraStatus {
    const stream = (name: 'main' | 'sub'): StreamStatus => ({
      name,
      sinceMs: camera.sinceMs,
      viewers: 1,
      receivedBytes: 80_000_000,
      lostPackets: 0,
      reconnects: 0,
      transport: 'tcp',
      ...(camera.failed
        ? { state: 'failed', failure: 'unreachable', message: 'connect EHOSTUNREACH' }
        : {
            state: 'streaming',
            video: { codec: 'h264', width: 640, height: 360, fps: 20, bitrateBps: 512_000 },
          }),
    });
    return {
      cameraId: camera.id,
      streams: [stream('main'), stream('sub')],
      recording: {
        active: !camera.failed,
        reason: camera.failed ? 'camera offline' : 'continuous',
        bitrateBps: 512_000,
      },
    };
  }
}

export function isoNow(): string {
  return new Date().toISOString();
}
