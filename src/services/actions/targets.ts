/** What an action goes to. Actions of one target are done in order; those of different targets do not wait for each other. */
import { createHash } from 'node:crypto';
import type { QueuedSettings } from '../scenarios/scenario.ts';

/** Holds nothing secret: addresses of web hooks are often keys themselves, so that only the host is told. */
export function targetOf(settings: QueuedSettings, eventCameraId: string | null): string {
  switch (settings.kind) {
    case 'mail':
      return `mail ${[...settings.to].sort().join(', ')}`;
    case 'webhook':
      return `webhook ${new URL(settings.url).host} #${digest(settings.url)}`;
    case 'mqtt':
      return `mqtt ${settings.topic}`;
    case 'relay':
      return `relay ${settings.output} of ${settings.camera_id ?? eventCameraId}`;
    case 'record':
    case 'ptz_preset':
      return `${settings.kind} ${settings.camera_id ?? eventCameraId}`;
  }
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('hex').slice(0, 8);
}
