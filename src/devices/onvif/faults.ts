/** What goes wrong with cameras, as errors of the core. */
import { VidetteError } from '#domain/errors.ts';
import type { OnvifReason } from '#domain/onvif.ts';

export function refusal(reason: OnvifReason, message: string): VidetteError {
  return new VidetteError('conflict', message, { reason });
}

export function unreadable(what: string): VidetteError {
  return new VidetteError('unavailable', `the camera's answer cannot be used: ${what}`, {
    reason: 'onvif_malformed',
  });
}

/** Subcodes of ONVIF Core 5.8.2.3 and of the services. Everything that is not named here is the camera's trouble. */
const meanings: Readonly<Record<string, OnvifReason>> = {
  NotAuthorized: 'onvif_unauthenticated',
  FailedAuthentication: 'onvif_unauthenticated',
  InvalidSecurity: 'onvif_unauthenticated',
  InvalidSecurityToken: 'onvif_unauthenticated',
  OperationProhibited: 'onvif_not_configured',
  ActionNotSupported: 'onvif_unsupported_action',
  OptionalActionNotImplemented: 'onvif_unsupported_action',
  NoSuchService: 'onvif_unsupported_action',
  PTZNotSupported: 'onvif_unsupported_action',
  NoPTZProfile: 'onvif_unsupported_action',
  CannotOverwriteHome: 'onvif_unsupported_action',
  ImagingNoSource: 'onvif_unsupported_action',
  NoImagingForSource: 'onvif_unsupported_action',
  NoHomePosition: 'onvif_invalid_argument',
  InvalidArgs: 'onvif_invalid_argument',
  InvalidArgVal: 'onvif_invalid_argument',
  TooManyPresets: 'onvif_invalid_argument',
  PresetExist: 'onvif_invalid_argument',
  NoToken: 'onvif_invalid_argument',
  SettingsInvalid: 'onvif_invalid_argument',
  ConfigModify: 'onvif_invalid_argument',
  ConfigurationConflict: 'onvif_invalid_argument',
  Password: 'onvif_invalid_argument',
  PasswordTooLong: 'onvif_invalid_argument',
  PasswordTooWeak: 'onvif_invalid_argument',
  UsernameMissing: 'onvif_invalid_argument',
  FixedUser: 'onvif_invalid_argument',
  ServiceNotSupported: 'onvif_invalid_argument',
  PortAlreadyInUse: 'onvif_invalid_argument',
};

/** The finest code that means something decides. */
export function faultError(codes: readonly string[], reason: string): VidetteError {
  const said = printable(reason) || codes.at(-1) || 'no reason given';
  for (const code of codes.toReversed()) {
    const meaning = Object.hasOwn(meanings, code) ? meanings[code] : undefined;
    if (meaning !== undefined) return refusal(meaning, `the camera refuses: ${said}`);
  }
  return new VidetteError('unavailable', `the camera fails: ${said}`, { reason: 'onvif_fault' });
}

/** A camera's words on one line of bearable length. */
function printable(text: string): string {
  return [...text.replace(/[\p{Cc}\s\u2028\u2029]+/gu, ' ').trim()].slice(0, 200).join('');
}
