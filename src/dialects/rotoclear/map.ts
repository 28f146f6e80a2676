/** Cameras, machine and health in the words of this API. Pure. */
import type { CameraStatus, StreamStatus, VideoFacts } from '#cluster/protocol.ts';
import type { MachineFacts } from '../shared/machine.ts';
import type { DirectoryCamera, Release } from '../shared/ports.ts';
import type { components } from './generated/contract.ts';

type Schemas = components['schemas'];
type Check = Schemas['Health']['checks']['camera'];

/** Below this share of free space the storage check warns. */
const lowSpaceShare = 0.05;

export interface SeenCamera {
  readonly camera: DirectoryCamera;
  readonly status: CameraStatus | null;
}

export function toCameraStatus(
  seen: readonly SeenCamera[],
  shown: DirectoryCamera | null,
): Schemas['CameraStatus'] {
  const active = seen.find(({ camera }) => camera.id === shown?.id);
  return {
    cameras: seen.map(toCamera),
    active_camera: shown === null ? null : toIndex(shown),
    streaming: active !== undefined && (active.status?.streams ?? []).some((stream) => stream.viewers > 0),
  };
}

function toCamera({ camera, status }: SeenCamera): Schemas['Camera'] {
  const video = videoOf(status);
  const connected = isConnected(status);
  return {
    id: toIndex(camera),
    connected,
    device: camera.name,
    ...(connected && video && { ...toMode(video), format: video.codec.toUpperCase() }),
  };
}

/** Cameras are counted from 0 here; their number never changes and begins at 1. */
function toIndex(camera: DirectoryCamera): number {
  return camera.number - 1;
}

function toMode(video: VideoFacts): { resolution: string; framerate: number } {
  return { resolution: `${video.width}x${video.height}`, framerate: toRate(video.fps) };
}

/** A measured rate swings around the nominal one, which is a whole number for all but very slow cameras. */
function toRate(fps: number): number {
  return fps < 5 ? Math.round(fps * 10) / 10 : Math.round(fps);
}

export function toSystemInfo(
  release: Release,
  machine: MachineFacts,
  shown: CameraStatus | null,
): Schemas['SystemInfo'] {
  const video = videoOf(shown);
  const connected = isConnected(shown);
  return {
    version: release.version,
    build: new Date(release.builtAtMs).toISOString(),
    uptime: machine.uptimeSeconds,
    system: {
      temperature: machine.temperature ?? 0,
      cpu_usage: machine.cpuPercent,
      memory: toSpace(machine.memory.totalBytes, machine.memory.availableBytes),
      disk: toSpace(machine.storage?.totalBytes ?? 0, machine.storage?.freeBytes ?? 0),
    },
    camera: {
      connected,
      ...(connected && video && toMode(video)),
      recording: shown?.recording.active ?? false,
    },
    network: {
      ip: machine.address ?? '127.0.0.1',
      hostname: machine.hostname,
      connected: machine.address !== null,
    },
  };
}

/** Megabytes of 2^20 bytes; used is what the two others leave. */
function toSpace(
  totalBytes: number,
  availableBytes: number,
): { total: number; available: number; used: number } {
  const total = Math.round(totalBytes / 2 ** 20);
  const available = Math.min(total, Math.round(availableBytes / 2 ** 20));
  return { total, available, used: total - available };
}

export function toHealth(
  nowMs: number,
  machine: MachineFacts,
  shown: CameraStatus | null,
): Schemas['Health'] {
  const checks = {
    camera: cameraCheck(mainOf(shown)),
    storage: storageCheck(machine.storage),
    network: machine.address === null ? ('warning' as const) : ('ok' as const),
  };
  const worst = Object.values(checks);
  const status = worst.includes('error') ? 'unhealthy' : worst.includes('warning') ? 'degraded' : 'healthy';
  return { status, timestamp: new Date(nowMs).toISOString(), checks };
}

function cameraCheck(main: StreamStatus | undefined): Check {
  if (main?.state === 'streaming') return 'ok';
  return main?.state === 'connecting' ? 'warning' : 'error';
}

function storageCheck(storage: MachineFacts['storage']): Check {
  if (storage === null) return 'error';
  return storage.freeBytes < storage.totalBytes * lowSpaceShare ? 'warning' : 'ok';
}

function mainOf(status: CameraStatus | null): StreamStatus | undefined {
  return status?.streams.find((stream) => stream.name === 'main');
}

function videoOf(status: CameraStatus | null): VideoFacts | undefined {
  return mainOf(status)?.video;
}

function isConnected(status: CameraStatus | null): boolean {
  return mainOf(status)?.state === 'streaming';
}
