/** The bridge to the MQTT broker, put together from the services that it needs. */
import { version } from '#cluster/version.ts';
import type { Settings } from '#config/settings.ts';
import { toVidetteError } from '#domain/errors.ts';
import type { EventReport } from '#domain/event.ts';
import { hasPermission } from '#services/access/rights.ts';
import { MqttBridge } from '#services/mqtt/mqtt-bridge.ts';
import type { BridgeCore } from '#services/mqtt/ports.ts';
import { findInstallationValue, replaceInstallationValue } from '#stores/installation.ts';
import type { ServerCore } from './core.ts';

export type MqttCore = Pick<
  ServerCore,
  | 'access'
  | 'arming'
  | 'cameras'
  | 'counters'
  | 'db'
  | 'eventLog'
  | 'eventPictures'
  | 'keys'
  | 'manualRecordings'
  | 'onvif'
  | 'snapshots'
  | 'streamservers'
>;

/** Null when the settings name no broker. */
export function makeMqttBridge(
  core: MqttCore,
  { mqtt }: Settings,
  log: (message: string, details: object) => void,
): MqttBridge | null {
  if (mqtt.url === null) return null;
  return new MqttBridge({
    settings: { ...mqtt, url: mqtt.url },
    core: bridgeCore(core, mqtt.user),
    eventPicture: (report) => pictureOf(core, report),
    version,
    installation: core.keys.uuid,
    log,
  });
}

function bridgeCore(core: MqttCore, user: string | null): BridgeCore {
  const { access, arming, cameras, counters, db, eventLog, manualRecordings, onvif, snapshots } = core;
  return {
    principal: () => access.principalNamed(user, ''),
    cameras: async (principal) =>
      hasPermission(principal, 'camera_read') ? await cameras.all(principal, 'live') : [],
    eventCameras: async (principal) => {
      const seen = hasPermission(principal, 'event_read') ? await cameras.all(principal, 'archive') : [];
      return new Set(seen.map(({ id }) => id));
    },
    statusOf: (cameraId) => core.streamservers.statusOf(cameraId),
    counters: async (principal) =>
      hasPermission(principal, 'event_read') ? await counters.list(principal) : [],
    events: eventLog,
    snapshot: async (principal, cameraId) => (await snapshots.take(principal, cameraId)).jpeg,
    record: async (principal, cameraId, on, seconds) => {
      if (on) await manualRecordings.start(principal, cameraId, seconds);
      else await manualRecordings.stop(principal, cameraId);
    },
    ptz: async (principal, cameraId, order) =>
      order.kind === 'home'
        ? await onvif.change(principal, cameraId, 'onvif_ptz_home_apply', {}, (camera) => camera.goHome())
        : await onvif.change(
            principal,
            cameraId,
            'onvif_ptz_preset_apply',
            { preset_name: order.preset },
            (camera) => camera.goToPreset(order.preset),
          ),
    armed: async (principal) => hasPermission(principal, 'event_read') && (await arming.get(principal)).armed,
    setArmed: async (principal, armed) => {
      await arming.set(principal, armed);
    },
    read: (name) => findInstallationValue(db, name),
    write: (name, value) => replaceInstallationValue(db, name, value),
  };
}

/** It may have been too old to be kept, or its streamserver is away. */
async function pictureOf({ eventPictures }: MqttCore, report: EventReport): Promise<Buffer | null> {
  try {
    return await eventPictures.get(report.cameraId!, report.id, 'full');
  } catch (error) {
    if (['not_found', 'unavailable'].includes(toVidetteError(error).code)) return null;
    throw error;
  }
}
