/** Session descriptions (RFC 8866) as cameras write them: lenient about order, line ends and fields that are missing. */

export interface SdpMedia {
  /** `video`, `audio`, `application` … */
  readonly kind: string;
  readonly port: number;
  /** For example `RTP/AVP`. */
  readonly protocol: string;
  readonly formats: readonly SdpFormat[];
  /** a=control, as written; empty when there is none. */
  readonly control: string;
  /** Frames per second of a=framerate, when it is a number. */
  readonly framerate?: number;
  /** Is it only sent to the camera (a=sendonly there means talk-back from our side)? */
  readonly direction: 'sendrecv' | 'sendonly' | 'recvonly' | 'inactive';
}

export interface SdpFormat {
  readonly payloadType: number;
  /** Upper case, for example `H264`, `MPEG4-GENERIC`; of static payload types also when a=rtpmap is missing. */
  readonly encoding: string;
  readonly clockRate: number;
  readonly channels: number;
  /** a=fmtp: names in lower case. */
  readonly parameters: ReadonlyMap<string, string>;
}

export interface Sdp {
  /** a=control of the session; empty when there is none. */
  readonly control: string;
  readonly media: readonly SdpMedia[];
}

const maxMedia = 32;
const maxFormats = 32;
const maxLines = 2000;

/** Static payload types (RFC 3551, tables 4 and 5) that cameras use without a=rtpmap. */
const staticFormats: Readonly<Record<number, readonly [string, number, number]>> = {
  0: ['PCMU', 8000, 1],
  3: ['GSM', 8000, 1],
  8: ['PCMA', 8000, 1],
  9: ['G722', 8000, 1],
  10: ['L16', 44100, 2],
  11: ['L16', 44100, 1],
  14: ['MPA', 90000, 1],
  26: ['JPEG', 90000, 1],
  33: ['MP2T', 90000, 1],
};

interface Section {
  readonly line: string;
  readonly attributes: [string, string][];
}

/** Never throws: what cannot be read is left out. */
export function parseSdp(text: string): Sdp {
  const session: Section = { line: '', attributes: [] };
  const sections: Section[] = [];
  for (const raw of text.split(/\r\n|\n|\r/, maxLines)) {
    const line = raw.trim();
    if (line.startsWith('m=')) {
      if (sections.length < maxMedia) sections.push({ line: line.slice(2), attributes: [] });
    } else if (line.startsWith('a=')) {
      const colon = line.indexOf(':');
      const name = (colon < 0 ? line.slice(2) : line.slice(2, colon)).trim().toLowerCase();
      (sections.at(-1) ?? session).attributes.push([name, colon < 0 ? '' : line.slice(colon + 1).trim()]);
    }
  }
  return { control: attribute(session, 'control'), media: sections.map(parseMedia) };
}

function attribute(section: Section, name: string): string {
  return section.attributes.find(([key]) => key === name)?.[1] ?? '';
}

function parseMedia(section: Section): SdpMedia {
  const [kind = '', port = '0', protocol = '', ...payloadTypes] = section.line.split(/\s+/, 3 + maxFormats);
  const framerate = Number.parseFloat(attribute(section, 'framerate'));
  const direction = (['sendonly', 'recvonly', 'inactive'] as const).find((name) =>
    section.attributes.some(([key]) => key === name),
  );
  const formats = payloadTypes
    .map(Number)
    .filter((type) => Number.isInteger(type) && type >= 0 && type < 128);
  return {
    kind: kind.toLowerCase(),
    port: Number.parseInt(port, 10) || 0,
    protocol: protocol.toUpperCase(),
    formats: formats.map((payloadType) => parseFormat(section, payloadType)),
    control: attribute(section, 'control'),
    direction: direction ?? 'sendrecv',
    ...(framerate > 0 && framerate <= 480 ? { framerate } : {}),
  };
}

function parseFormat(section: Section, payloadType: number): SdpFormat {
  const own = (name: string) =>
    section.attributes.find(
      ([key, value]) => key === name && Number.parseInt(value, 10) === payloadType,
    )?.[1];
  const known = staticFormats[payloadType];
  const [, encoding, rate, channels] =
    /^\d+\s+([^/\s]+)(?:\s*\/\s*(\d+))?(?:\s*\/\s*(\d+))?/.exec(own('rtpmap') ?? '') ?? [];
  return {
    payloadType,
    encoding: (encoding ?? known?.[0] ?? '').toUpperCase(),
    clockRate: positive(rate) ?? known?.[1] ?? 90000,
    channels: positive(channels) ?? known?.[2] ?? 1,
    parameters: parseParameters(own('fmtp')?.replace(/^\d+\s*/, '') ?? ''),
  };
}

function positive(text: string | undefined): number | undefined {
  const value = Number(text);
  return Number.isSafeInteger(value) && value > 0 ? value : undefined;
}

function parseParameters(text: string): Map<string, string> {
  const parameters = new Map<string, string>();
  for (const part of text.split(';')) {
    const equals = part.indexOf('=');
    const name = (equals < 0 ? part : part.slice(0, equals)).trim().toLowerCase();
    if (name !== '') parameters.set(name, equals < 0 ? '' : part.slice(equals + 1).trim());
  }
  return parameters;
}
