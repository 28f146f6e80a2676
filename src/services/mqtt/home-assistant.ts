/**
 * Home Assistant's MQTT discovery: one device per camera, one for the installation. Format: Home Assistant documentation, "MQTT
 * Discovery", device discovery payload (2024.11 and later).
 */
import { createHash } from 'node:crypto';
import type { CameraView } from '../cameras/camera-view.ts';
import type { Topics } from './topics.ts';

export interface Discovery {
  readonly topic: string;
  readonly payload: string;
}

export interface DeviceContext {
  readonly topics: Topics;
  readonly version: string;
  /** UUID of the installation: two of them at one broker do not mix. */
  readonly installation: string;
  readonly snapshots: boolean;
}

type Component = Readonly<Record<string, unknown>>;

export function cameraDevice(camera: CameraView, context: DeviceContext): Discovery {
  const { topics } = context;
  const id = `vidette_${camera.id}`;
  const state = topics.camera(camera.id, 'state');
  const components: Record<string, Component> = {
    motion: {
      platform: 'binary_sensor',
      device_class: 'motion',
      state_topic: topics.camera(camera.id, 'motion'),
    },
    record: {
      platform: 'switch',
      name: 'Recording by hand',
      icon: 'mdi:record-rec',
      command_topic: topics.set(camera.id, 'record'),
      state_topic: topics.camera(camera.id, 'record'),
    },
    recording: {
      platform: 'binary_sensor',
      name: 'Recording',
      device_class: 'running',
      state_topic: state,
      value_template: "{{ 'ON' if value_json.recording else 'OFF' }}",
    },
    connection: {
      platform: 'binary_sensor',
      name: 'Connection',
      device_class: 'connectivity',
      entity_category: 'diagnostic',
      state_topic: state,
      value_template: "{{ 'ON' if value_json.online else 'OFF' }}",
    },
    fps: diagnostic('Frame rate', state, 'fps', 'fps'),
    bitrate: diagnostic('Bit rate', state, 'bitrate_bps', 'bit/s', 'data_rate'),
    viewers: diagnostic('Viewers', state, 'viewers'),
    analysis: diagnostic('Analysis rate', state, 'analysis_rate', 'fps'),
    ...pictures(camera, context),
    ...counts(camera, topics),
    ...presets(camera, topics),
  };
  return {
    topic: topics.discovery(id),
    payload: JSON.stringify({
      device: {
        identifiers: [id],
        name: camera.name,
        manufacturer: 'Vidette',
        model: 'Camera',
        suggested_area: camera.origin.siteName,
        via_device: installationId(context.installation),
      },
      ...common(context, components, id),
      availability: [{ topic: topics.status }, { topic: topics.camera(camera.id, 'availability') }],
      availability_mode: 'all',
    }),
  };
}

/**
 * The same device, with the order to remove the components that it had before. Those that are merely missing stay for ever: each is
 * removed by an entry that has nothing but its platform.
 */
export function withoutFormer(now: Discovery, before: Discovery | undefined): Discovery {
  if (before === undefined || before.payload === now.payload) return now;
  const device = JSON.parse(now.payload) as { components: Record<string, Component> };
  const former = (JSON.parse(before.payload) as typeof device).components;
  const gone = Object.entries(former)
    .filter(([key]) => !Object.hasOwn(device.components, key))
    .map(([key, { platform }]) => [key, { platform }] as const);
  if (gone.length === 0) return now;
  const components = { ...device.components, ...Object.fromEntries(gone) };
  return { ...now, payload: JSON.stringify({ ...device, components }) };
}

export function installationDevice(context: DeviceContext): Discovery {
  const { topics, installation, version } = context;
  const id = installationId(installation);
  const components = {
    armed: {
      platform: 'switch',
      name: 'Armed',
      icon: 'mdi:shield',
      command_topic: topics.armingSet,
      state_topic: topics.arming,
    },
  };
  return {
    topic: topics.discovery(id),
    payload: JSON.stringify({
      device: { identifiers: [id], name: 'Vidette', manufacturer: 'Vidette', sw_version: version },
      ...common(context, components, id),
      availability: [{ topic: topics.status }],
    }),
  };
}

export function installationId(installation: string): string {
  return `vidette_${installation}`;
}

function common({ version }: DeviceContext, components: Record<string, Component>, id: string): object {
  return {
    origin: { name: 'Vidette', sw_version: version },
    components: Object.fromEntries(
      Object.entries(components).map(([key, one]) => [key, { ...one, unique_id: `${id}_${key}` }]),
    ),
  };
}

function pictures(camera: CameraView, { topics, snapshots }: DeviceContext): Record<string, Component> {
  if (!snapshots) return {};
  const picture = topics.camera(camera.id, 'snapshot');
  return {
    picture: { platform: 'image', name: 'Last motion', content_type: 'image/jpeg', image_topic: picture },
    snapshot: {
      platform: 'button',
      name: 'Take a picture',
      icon: 'mdi:camera',
      command_topic: topics.set(camera.id, 'snapshot'),
    },
  };
}

function counts(camera: CameraView, topics: Topics): Record<string, Component> {
  const analytics = camera.settings.video_analytics;
  const lines = analytics?.counting?.enabled === true ? (analytics.counting.lines ?? []) : [];
  const zones = [
    ...(analytics?.zone_detection?.enabled === true ? (analytics.zone_detection.zones ?? []) : []),
    ...(analytics?.queue?.enabled === true ? (analytics.queue.zones ?? []) : []),
  ];
  return Object.fromEntries([
    ...lines.flatMap(({ name }) =>
      (['in', 'out'] as const).map((way): [string, Component] => [
        `count_${key(name)}_${way}`,
        {
          platform: 'sensor',
          name: `${name}: ${way}`,
          state_class: 'total_increasing',
          state_topic: topics.camera(camera.id, 'counters', name),
          value_template: `{{ value_json.${way} }}`,
        },
      ]),
    ),
    ...zones.map(({ name }): [string, Component] => [
      `zone_${key(name)}`,
      {
        platform: 'sensor',
        name: `${name}: objects`,
        state_class: 'measurement',
        state_topic: topics.camera(camera.id, 'occupancy', name),
      },
    ]),
  ]);
}

function presets(camera: CameraView, topics: Topics): Record<string, Component> {
  if (camera.settings.ptz?.enabled !== true) return {};
  return {
    ptz_home: {
      platform: 'button',
      name: 'Home position',
      command_topic: topics.set(camera.id, 'ptz'),
      payload_press: JSON.stringify({ home: true }),
    },
  };
}

function diagnostic(
  name: string,
  topic: string,
  field: string,
  unit?: string,
  deviceClass?: string,
): Component {
  return {
    platform: 'sensor',
    name,
    entity_category: 'diagnostic',
    state_topic: topic,
    value_template: `{{ value_json.${field} }}`,
    ...(unit !== undefined && { unit_of_measurement: unit }),
    ...(deviceClass !== undefined && { device_class: deviceClass }),
  };
}

/** Part of an id from a name of any script: the same name gives the same key, two names two. */
function key(name: string): string {
  return createHash('sha256').update(name).digest('hex').slice(0, 8);
}
