/** Certificate, state and settings in the words of this API. Pure. */
import { X509Certificate } from 'node:crypto';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { OpenApiDocument } from '../shared/openapi.ts';
import type { DirectoryCamera } from '../shared/ports.ts';
import type { components } from './generated/contract.ts';

type Schemas = components['schemas'];
type Settings = Schemas['Settings'];

export function toCertInfo(pem: string, nowMs: number): Schemas['CertInfo'] {
  const certificate = new X509Certificate(pem);
  const notBefore = certificate.validFromDate.getTime();
  const notAfter = certificate.validToDate.getTime();
  return {
    subject: toName(certificate.subject),
    issuer: toName(certificate.issuer),
    notBefore,
    notAfter,
    serialNumber: certificate.serialNumber.toLowerCase(),
    status: nowMs < notBefore ? 'not_yet_valid' : nowMs > notAfter ? 'expired' : 'valid',
    downloadUrl: '/cert',
  };
}

/** Node gives a name in lines. */
function toName(name: string): string {
  return name.trim().split('\n').join(', ');
}

/** The certificate alone, without the chain behind it. */
export function firstCertificate(pem: string): string {
  return `${new X509Certificate(pem).toString().trimEnd()}\n`;
}

/** What the contract says a setting is while nobody has set it. */
export function defaultSettings(document: OpenApiDocument): Partial<Settings> {
  const schema = document.components?.schemas?.Settings as {
    properties: Record<string, { default?: unknown }>;
  };
  const entries = Object.entries(schema.properties).filter(([, property]) => property.default !== undefined);
  return Object.fromEntries(entries.map(([name, property]) => [name, property.default]));
}

/**
 * Settings of the camera as it runs. What nothing in the core acts on has the contract's default; detection is told as off, since
 * the contract's default would tell of a detector that does not run.
 */
export function toSettings(
  defaults: Partial<Settings>,
  camera: DirectoryCamera | null,
  status: CameraStatus | null,
  rtspPort: number,
): Settings {
  const main = status?.streams.find((stream) => stream.name === 'main');
  const { video, audio } = main ?? {};
  return {
    ...(defaults as Settings),
    ...(video && { resolution: `${video.width}x${video.height}`, frameRate: clampRate(video.fps) }),
    ...(camera && { cameraId: String(camera.number), rtspPath: `/${camera.number}` }),
    ...(rtspPort !== 0 && { rtspPort }),
    rtspEnabled: rtspPort !== 0,
    rtspHasPassword: true,
    audioEnabled: audio !== undefined,
    motionEnabled: false,
    soundEnabled: false,
    mqttEnabled: false,
    mqttHasUsername: false,
    mqttHasPassword: false,
    eventHistoryEnabled: false,
    license: { isPro: true, state: 'ACTIVE' },
  };
}

function clampRate(fps: number): number {
  return Math.min(60, Math.max(1, Math.round(fps)));
}

export function toStatus(
  settings: Settings,
  status: CameraStatus | null,
  clients: number,
): Schemas['Status'] {
  const main = status?.streams.find((stream) => stream.name === 'main');
  return {
    clients,
    wsClients: 0,
    streaming: clients > 0,
    cameraRunning: main?.state === 'streaming',
    settings,
  };
}
