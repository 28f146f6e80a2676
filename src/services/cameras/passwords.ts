/**
 * Passwords on their way from what was written to what is stored. Whoever reads a camera gets a mask, and may write the mask
 * back; but a kept password never goes to another host than the one it was given for, else a mask would be enough to learn it.
 */
import { invalid } from '../sites/checks.ts';
import { type CameraSettings, maskedPassword, type SourceSettings } from './settings.ts';
import { parseAddress } from './source-address.ts';

export type PasswordChange =
  | { readonly kind: 'set'; readonly password: string }
  | { readonly kind: 'none' }
  | { readonly kind: 'keep' };

export interface SplitSettings {
  /** With masks in place of passwords, and none in addresses. */
  readonly settings: CameraSettings;
  readonly source: PasswordChange;
  readonly onvif: PasswordChange;
  /** The source names a file or device of the server. */
  readonly local: boolean;
}

/** `before` are the stored settings of the camera that is changed. */
export function splitPasswords(settings: CameraSettings, before: CameraSettings | null): SplitSettings {
  const { source, local } = withoutUserInfo(settings.source);
  const change = toChange(source.password);
  if (change.kind === 'keep') {
    const known = before?.source.password === undefined ? null : hostsOf(before.source);
    if (known === null) throw invalid(['source', 'password'], 'is masked, but none is stored');
    if (hostsOf(source).some((host) => !known.includes(host)))
      throw invalid(['source', 'password'], 'is needed again, since the address leads to another host');
  }
  const onvif = toChange(settings.onvif_password);
  if (onvif.kind === 'keep') {
    if (before?.onvif_password === undefined)
      throw invalid(['onvif_password'], 'is masked, but none is stored');
    if (before.onvif_host !== settings.onvif_host || before.onvif_port !== settings.onvif_port)
      throw invalid(['onvif_password'], 'is needed again, since the address leads to another host');
  }
  const { password: _source, ...plainSource } = source;
  const { onvif_password: _onvif, ...plain } = settings;
  return {
    settings: {
      ...plain,
      source: change.kind === 'none' ? plainSource : { ...plainSource, password: maskedPassword },
      ...(onvif.kind === 'none' ? {} : { onvif_password: maskedPassword }),
    },
    source: change,
    onvif,
    local,
  };
}

function toChange(password: string | undefined): PasswordChange {
  if (password === undefined || password === '') return { kind: 'none' };
  return password === maskedPassword ? { kind: 'keep' } : { kind: 'set', password };
}

/** Credentials inside the addresses count like those beside them; they may not contradict each other. */
function withoutUserInfo(source: SourceSettings): { source: SourceSettings; local: boolean } {
  const main = parseAddress(source.url, ['source', 'url']);
  const sub = source.sub_url === undefined ? null : parseAddress(source.sub_url, ['source', 'sub_url']);
  const one = (name: 'username' | 'password'): string | undefined => {
    const said = [source[name], main[name], sub?.[name]].filter((value) => value !== undefined);
    if (new Set(said).size > 1) throw invalid(['source', name], 'stands in several places that do not agree');
    return said[0];
  };
  const [username, password] = [one('username'), one('password')];
  return {
    source: {
      ...source,
      url: main.url,
      ...(sub === null ? {} : { sub_url: sub.url }),
      ...(username === undefined ? {} : { username }),
      ...(password === undefined ? {} : { password }),
    },
    local: main.local || sub?.local === true,
  };
}

function hostsOf(source: SourceSettings): string[] {
  const urls = source.sub_url === undefined ? [source.url] : [source.url, source.sub_url];
  return urls.map((url) => `${new URL(url).protocol}//${new URL(url).host}`);
}
