/** The offer of a browser that wants to watch (RFC 8866, RFC 8829): what of it matters to one who only sends. */
import { VidetteError } from '#domain/errors.ts';

export interface OfferFormat {
  readonly payloadType: number;
  /** Upper case, for example `H264`, `RTX`. */
  readonly name: string;
  readonly clockRate: number;
  readonly channels: number;
  /** Lower-case names. */
  readonly parameters: ReadonlyMap<string, string>;
  /** As offered, to be given back. */
  readonly parameterText: string;
}

export interface OfferMedia {
  readonly kind: string;
  readonly mid: string;
  /** May we send? */
  readonly receives: boolean;
  /** As in the m-line, for refusing it. */
  readonly protocol: string;
  readonly formatText: string;
  readonly formats: readonly OfferFormat[];
}

export interface Offer {
  readonly media: readonly OfferMedia[];
  /** SHA-256 of the browser's certificate, lower-case hex without colons. */
  readonly fingerprint: string;
}

const maxLines = 2000;
const maxMedia = 16;

/** Throws `invalid` when it is no offer that could be answered. */
export function parseOffer(text: string): Offer {
  const lines = text.split(/\r?\n/);
  if (lines[0] !== 'v=0' || lines.length > maxLines) throw invalid('the body is no session description');
  const sections: string[][] = [[]];
  for (const line of lines) {
    if (line.startsWith('m=')) sections.push([]);
    sections.at(-1)?.push(line);
  }
  const [session = [], ...media] = sections;
  if (media.length === 0 || media.length > maxMedia) throw invalid('the offer has no media or too many');
  return {
    media: media.map((section, i) => parseMedia(section, session, i)),
    fingerprint: parseFingerprint(sections),
  };
}

function parseMedia(section: readonly string[], session: readonly string[], index: number): OfferMedia {
  const match = /^m=(\S+) \d+(?:\/\d+)? (\S+) (.*)$/.exec(section[0] ?? '');
  if (match === null) throw invalid('an m-line is malformed');
  const [, kind = '', protocol = '', formatText = ''] = match;
  const direction = directionOf(section) ?? directionOf(session) ?? 'sendrecv';
  const mid = attribute(section, 'mid') ?? String(index);
  // Repeated in the answer: nothing but a token may be.
  if (!/^[\w.~!%*+-]{1,32}$/.test(mid)) throw invalid('a mid is malformed');
  if (!/^[\w/]{1,32}$/.test(protocol) || !/^[\w ./-]{1,500}$/.test(formatText))
    throw invalid('an m-line is malformed');
  return {
    kind,
    mid,
    protocol,
    formatText,
    receives: direction === 'recvonly' || direction === 'sendrecv',
    formats: kind === 'audio' || kind === 'video' ? parseFormats(section, formatText) : [],
  };
}

function directionOf(section: readonly string[]): string | undefined {
  return section.find((line) => /^a=(sendrecv|sendonly|recvonly|inactive)$/.test(line))?.slice(2);
}

function attribute(section: readonly string[], name: string): string | undefined {
  const prefix = `a=${name}:`;
  return section.find((line) => line.startsWith(prefix))?.slice(prefix.length);
}

/** Payload types that RFC 3551 fixes need no rtpmap. */
const fixedFormats: Record<string, string> = { 0: 'PCMU/8000', 8: 'PCMA/8000' };

function parseFormats(section: readonly string[], formatText: string): OfferFormat[] {
  const maps = new Map<string, string>();
  const texts = new Map<string, string>();
  for (const line of section) {
    const match = /^a=(rtpmap|fmtp):(\d{1,3}) (.*)$/.exec(line);
    if (match !== null) (match[1] === 'rtpmap' ? maps : texts).set(match[2] ?? '', match[3] ?? '');
  }
  return formatText.split(' ').flatMap((number) => {
    const [name = '', rate = '', channels = '1'] = (maps.get(number) ?? fixedFormats[number] ?? '').split(
      '/',
    );
    const payloadType = /^\d{1,3}$/.test(number) ? Number(number) : 128;
    if (name === '' || payloadType > 127) return [];
    const parameterText = texts.get(number) ?? '';
    const parameters = new Map(
      parameterText.split(';').map((field): [string, string] => {
        const [key = '', value = ''] = field.split('=', 2);
        return [key.trim().toLowerCase(), value.trim()];
      }),
    );
    const format = {
      payloadType,
      name: name.toUpperCase(),
      clockRate: Number(rate),
      channels: Number(channels),
    };
    return [{ ...format, parameters, parameterText }];
  });
}

function parseFingerprint(sections: readonly (readonly string[])[]): string {
  for (const section of sections) {
    for (const line of section) {
      const match = /^a=fingerprint:sha-256 ((?:[0-9a-f]{2}:){31}[0-9a-f]{2})\s*$/i.exec(line);
      if (match !== null) return (match[1] ?? '').replaceAll(':', '').toLowerCase();
    }
  }
  throw invalid('the offer has no SHA-256 fingerprint');
}

function invalid(message: string): VidetteError {
  return new VidetteError('invalid', message, { reason: 'offer' });
}
