/** Where and as whom a camera is asked over ONVIF, from its record. */
import { VidetteError } from '#domain/errors.ts';
import type { OnvifTarget } from '#domain/onvif.ts';
import type { CameraSettings } from '../cameras/settings.ts';

type OnvifFields = Pick<CameraSettings, 'onvif_host' | 'onvif_port' | 'onvif_login'>;

/** `onvif_host` is a name or address; with `https://` before it the camera is asked over TLS. */
export function toTarget(settings: OnvifFields, password: string | null): OnvifTarget {
  const { onvif_host: host, onvif_port: port, onvif_login: username } = settings;
  if (host === undefined) throw notConfigured('onvif_host');
  if (username === undefined) throw notConfigured('onvif_login');
  if (password === null) throw notConfigured('onvif_password');
  const { hostname, secure } = parseHost(host);
  return { host: hostname, secure, port: port ?? (secure ? 443 : 80), username, password };
}

/** Null for a camera that is not asked over ONVIF. */
export function findTarget(settings: OnvifFields, password: string | null): OnvifTarget | null {
  try {
    return toTarget(settings, password);
  } catch (error) {
    if (error instanceof VidetteError && error.reason === 'onvif_not_configured') return null;
    throw error;
  }
}

function parseHost(host: string): { hostname: string; secure: boolean } {
  const match = /^(https?:\/\/)?(.+?)\/?$/i.exec(host);
  const secure = match?.[1]?.toLowerCase() === 'https://';
  const name = match?.[2] ?? '';
  // An IPv6 address may stand without brackets here, since the port is apart.
  const bare = /^[0-9a-f.]*:[0-9a-f:.]*$/i.test(name) ? `[${name}]` : name;
  const url = URL.canParse(`http://${bare}/`) ? new URL(`http://${bare}/`) : null;
  if (url === null || url.href !== `http://${url.hostname}/`)
    throw new VidetteError('conflict', 'onvif_host of the camera is neither a name nor an address', {
      reason: 'onvif_not_configured',
    });
  return { hostname: url.hostname.replace(/^\[|\]$/g, ''), secure };
}

function notConfigured(field: string): VidetteError {
  return new VidetteError('conflict', `the camera has no ${field}`, { reason: 'onvif_not_configured' });
}
