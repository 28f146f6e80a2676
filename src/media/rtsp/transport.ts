/** The Transport header (RFC 2326, 12.39). */

export interface TransportSpec {
  readonly lower: 'tcp' | 'udp';
  readonly multicast: boolean;
  /** Channels of RTP and RTCP in the interleaved connection. */
  readonly interleaved?: readonly [number, number];
  readonly clientPort?: readonly [number, number];
  readonly serverPort?: readonly [number, number];
  /** Where the media comes from or goes to when it is not the other end of the connection. */
  readonly source?: string;
  readonly destination?: string;
  readonly ssrc?: number;
  readonly mode?: string;
}

/** The alternatives in order of preference; those that are not RTP/AVP (or RTP/AVPF) are left out. */
export function parseTransport(value: string): TransportSpec[] {
  return value
    .split(',')
    .map(parseOne)
    .filter((spec) => spec !== null);
}

function parseOne(text: string): TransportSpec | null {
  const [profile = '', ...fields] = text.split(';').map((field) => field.trim());
  const match = /^RTP\/AVPF?(?:\/(TCP|UDP))?$/i.exec(profile);
  if (match === null) return null;
  const values = new Map<string, string>();
  for (const field of fields) {
    const equals = field.indexOf('=');
    if (equals < 0) values.set(field.toLowerCase(), '');
    else values.set(field.slice(0, equals).trim().toLowerCase(), unquote(field.slice(equals + 1).trim()));
  }
  const interleaved = parsePair(values.get('interleaved'), 255);
  const clientPort = parsePair(values.get('client_port'), 65535);
  const serverPort = parsePair(values.get('server_port'), 65535);
  const source = values.get('source');
  const destination = values.get('destination');
  const ssrc = parseSsrc(values.get('ssrc'));
  const mode = values.get('mode');
  return {
    lower: match[1]?.toUpperCase() === 'TCP' ? 'tcp' : 'udp',
    multicast: values.has('multicast'),
    ...(interleaved === undefined ? {} : { interleaved }),
    ...(clientPort === undefined ? {} : { clientPort }),
    ...(serverPort === undefined ? {} : { serverPort }),
    ...(source ? { source } : {}),
    ...(destination ? { destination } : {}),
    ...(ssrc === undefined ? {} : { ssrc }),
    ...(mode === undefined ? {} : { mode }),
  };
}

function unquote(text: string): string {
  return text.replace(/^"(.*)"$/, '$1');
}

/** `4-5`, or `4` for 4 and 5. */
function parsePair(value: string | undefined, max: number): readonly [number, number] | undefined {
  const match = /^(\d{1,5})(?:-(\d{1,5}))?$/.exec(value ?? '');
  if (match === null) return undefined;
  const first = Number(match[1]);
  const second = match[2] === undefined ? first + 1 : Number(match[2]);
  return first <= max && second <= max ? [first, second] : undefined;
}

/** Eight hexadecimal digits; some cameras leave leading zeros out, some write blanks before. */
function parseSsrc(value: string | undefined): number | undefined {
  const match = /^\s*([0-9a-f]{1,8})$/i.exec(value ?? '');
  return match === null ? undefined : Number.parseInt(match[1]!, 16);
}

export function serializeTransport(spec: TransportSpec): string {
  const fields = [spec.lower === 'tcp' ? 'RTP/AVP/TCP' : 'RTP/AVP', spec.multicast ? 'multicast' : 'unicast'];
  if (spec.destination !== undefined) fields.push(`destination=${spec.destination}`);
  if (spec.source !== undefined) fields.push(`source=${spec.source}`);
  if (spec.interleaved !== undefined) fields.push(`interleaved=${spec.interleaved.join('-')}`);
  if (spec.clientPort !== undefined) fields.push(`client_port=${spec.clientPort.join('-')}`);
  if (spec.serverPort !== undefined) fields.push(`server_port=${spec.serverPort.join('-')}`);
  if (spec.ssrc !== undefined) fields.push(`ssrc=${spec.ssrc.toString(16).toUpperCase().padStart(8, '0')}`);
  if (spec.mode !== undefined) fields.push(`mode=${spec.mode}`);
  return fields.join(';');
}
