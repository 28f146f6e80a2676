/** What is said about cameras and events, as JSON texts. Times are Unix milliseconds, boxes fractions 0..1 of the picture. */
import type { CameraStatus } from '#cluster/protocol.ts';
import type { EventReport } from '#domain/event.ts';
import type { CameraView } from '../cameras/camera-view.ts';
import { toEventMessage } from '../events/event-message.ts';

export interface CameraState {
  readonly name: string;
  readonly number: number;
  readonly place: string;
  readonly online: boolean;
  /** Why not; left out while it is online. */
  readonly failure?: string;
  readonly recording: boolean;
  readonly recording_reason: string;
  readonly motion: boolean;
  readonly fps: number;
  readonly bitrate_bps: number;
  readonly viewers: number;
  readonly analysis: 'off' | 'running' | 'waiting' | 'failed';
  readonly analysis_rate: number;
  readonly sound_db?: number;
}

export function cameraState(camera: CameraView, status: CameraStatus | null): CameraState {
  const main = status?.streams.find(({ name }) => name === 'main');
  const analysis = status?.analysis;
  const online = main?.state === 'streaming';
  return {
    name: camera.name,
    number: camera.number,
    place: camera.origin.siteName,
    online,
    ...(!online && { failure: main?.failure ?? main?.state ?? 'no streamserver' }),
    recording: status?.recording.active ?? false,
    recording_reason: status?.recording.reason ?? '',
    motion: analysis?.motion ?? false,
    fps: Math.round(main?.video?.fps ?? 0),
    // In steps, so that a steady camera is not news every second.
    bitrate_bps: Math.round((main?.video?.bitrateBps ?? 0) / 100_000) * 100_000,
    viewers: (status?.streams ?? []).reduce((sum, { viewers }) => sum + viewers, 0),
    analysis: analysis?.state ?? 'off',
    analysis_rate: Math.round(analysis?.rate ?? 0),
    ...(analysis?.sound && { sound_db: Math.round(analysis.sound.rmsDb) }),
  };
}

export function eventMessage(change: number, report: EventReport, camera: CameraView | null): string {
  const origin = camera && {
    cameraName: camera.name,
    placeId: camera.siteId,
    placeName: camera.origin.siteName,
  };
  return JSON.stringify({ change, ...toEventMessage(report, origin) });
}
