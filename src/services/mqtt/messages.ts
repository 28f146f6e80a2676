/** What is said about cameras and events, as JSON texts. Times are Unix milliseconds, boxes fractions 0..1 of the picture. */
import type { CameraStatus } from '#cluster/protocol.ts';
import { type EventReport, objectClasses } from '#domain/event.ts';
import type { CameraView } from '../cameras/camera-view.ts';

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
  const { facts } = report;
  return JSON.stringify({
    event_id: report.id,
    change,
    revision: report.revision,
    event_type: facts.type,
    event_action: report.action,
    camera_id: report.cameraId,
    camera_name: camera?.name ?? null,
    place_name: camera?.origin.siteName ?? null,
    begin: report.beginMs,
    end: report.endMs,
    name: facts.name,
    object_id: facts.objectId,
    obj_class: objectClasses.indexOf(facts.objectClass),
    bbox: facts.box,
    ...(facts.confidence !== undefined && { confidence: facts.confidence }),
    details: Object.fromEntries(Object.entries(facts.details).map(([key, value]) => [snake(key), value])),
    snapshot: report.snapshot,
  });
}

function snake(name: string): string {
  return name.replaceAll(/[A-Z]/g, (capital) => `_${capital.toLowerCase()}`);
}
