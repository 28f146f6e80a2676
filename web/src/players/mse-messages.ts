/** The text messages of `WS /live/{camera}/mse`; binary ones are fMP4. */

export interface MseInit {
  readonly type: 'init';
  /** For SourceBuffer, for example `video/mp4; codecs="avc1.640028,mp4a.40.2"`. */
  readonly mime: string;
  readonly video: { readonly codec: string; readonly width: number; readonly height: number } | null;
  readonly utcMs: number;
}

export interface MseUnsupported {
  readonly type: 'unsupported';
  readonly reason: string;
}

export type MseMessage = MseInit | MseUnsupported | { readonly type: 'other' };

/** Messages of kinds that this version does not know are `other`, so that the server may say more one day. */
export function parseMseMessage(text: string): MseMessage {
  const message = JSON.parse(text) as { type?: unknown; mime?: unknown; reason?: unknown; utcMs?: unknown };
  if (message.type === 'init' && typeof message.mime === 'string') return message as MseInit;
  if (message.type === 'unsupported') return { type: 'unsupported', reason: String(message.reason ?? '') };
  return { type: 'other' };
}
