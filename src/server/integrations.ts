/** What the server talks to of its own accord: the inputs of cameras, the MQTT broker. */
import { UuidV7 } from '#cluster/streamserver/events/uuid-v7.ts';
import type { Settings } from '#config/settings.ts';
import type { OnvifDevices } from '#devices/onvif/devices.ts';
import type { Clock } from '#domain/clock.ts';
import type { MqttPublisher } from '#services/actions/mqtt.ts';
import { CameraInputs } from '#services/inputs/camera-inputs.ts';
import { findInstallationValue, replaceInstallationValue } from '#stores/installation.ts';
import { type MqttCore, makeMqttBridge } from './mqtt.ts';

export interface IntegrationParts extends MqttCore {
  readonly clock: Clock;
  readonly settings: Settings;
  readonly onvifDevices: OnvifDevices;
  readonly log: (message: string, details: object) => void;
}

export interface Integrations extends AsyncDisposable {
  /** Null without a broker. */
  readonly publisher: MqttPublisher | null;
  camerasChanged(): void;
}

export async function startIntegrations(parts: IntegrationParts): Promise<Integrations> {
  const { db, clock, cameras, eventLog, onvifDevices, log } = parts;
  const read = (name: string) => findInstallationValue(db, name);
  const write = (name: string, value: string) => replaceInstallationValue(db, name, value);
  const ids = new UuidV7();
  const inputs = new CameraInputs({
    clock,
    devices: onvifDevices,
    cameras: () => cameras.onvifTargets(),
    record: (report) => eventLog.record(report, null),
    newId: (utcMs) => ids.at(utcMs),
    read,
    write,
    log,
  });
  await inputs.start();
  const bridge = makeMqttBridge(parts, parts.settings, log);
  await bridge?.start();
  return {
    publisher: bridge,
    camerasChanged: () => {
      inputs.changed();
      bridge?.changed();
    },
    [Symbol.asyncDispose]: async () => {
      await bridge?.[Symbol.asyncDispose]();
      await inputs[Symbol.asyncDispose]();
    },
  };
}
