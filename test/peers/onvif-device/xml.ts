/** Answers of the simulated device, written the way firmware does: by hand. */

export function escaped(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;');
}

const namespaces = {
  env: 'http://www.w3.org/2003/05/soap-envelope',
  ter: 'http://www.onvif.org/ver10/error',
  tt: 'http://www.onvif.org/ver10/schema',
  tds: 'http://www.onvif.org/ver10/device/wsdl',
  trt: 'http://www.onvif.org/ver10/media/wsdl',
  tr2: 'http://www.onvif.org/ver20/media/wsdl',
  timg: 'http://www.onvif.org/ver20/imaging/wsdl',
  tptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  tev: 'http://www.onvif.org/ver10/events/wsdl',
  wsnt: 'http://docs.oasis-open.org/wsn/b-2',
  wsa: 'http://www.w3.org/2005/08/addressing',
  tns1: 'http://www.onvif.org/ver10/topics',
} as const;

export function envelope(body: string): string {
  const declared = Object.entries(namespaces).map(([prefix, uri]) => `xmlns:${prefix}="${uri}"`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<env:Envelope ${declared.join(' ')}>\n<env:Body>${body}</env:Body>\n</env:Envelope>\n`;
}

/** What an operation throws to answer with a fault. */
export class Fault extends Error {
  readonly codes: readonly string[];
  readonly status: number;

  constructor(codes: readonly string[], reason: string, status = 400) {
    super(reason);
    this.codes = codes;
    this.status = status;
  }
}

export const invalid = (finest: string, reason: string) =>
  new Fault(['env:Sender', 'ter:InvalidArgVal', finest], reason);
export const unsupported = () =>
  new Fault(['env:Receiver', 'ter:ActionNotSupported'], 'Optional Action Not Implemented', 500);

export function faultXml({ codes, message }: Fault): string {
  const nested = codes.reduceRight(
    (inner, code, index) =>
      `<env:${index === 0 ? 'Code' : 'Subcode'}><env:Value>${code}</env:Value>${inner}</env:${index === 0 ? 'Code' : 'Subcode'}>`,
    '',
  );
  return `<env:Fault>${nested}<env:Reason><env:Text xml:lang="en">${escaped(message)}</env:Text></env:Reason></env:Fault>`;
}

export const range = (tag: string, { min, max }: { min: number; max: number }) =>
  `<tt:${tag}><tt:Min>${min}</tt:Min><tt:Max>${max}</tt:Max></tt:${tag}>`;
