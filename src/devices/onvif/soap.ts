/** SOAP 1.2 envelopes: writing requests, reading answers and faults (ONVIF Core Specification, 5.8). */
import { VidetteError } from '#domain/errors.ts';
import { faultError } from './faults.ts';
import { ns, prefixes } from './namespaces.ts';
import { find, textAt, type XmlElement } from './xml/element.ts';
import { parseXml } from './xml/parse.ts';
import { escapeXml, writeXml } from './xml/write.ts';

/** `header` is XML already. */
export function envelope(body: XmlElement, header = ''): string {
  const head = header === '' ? '' : `<s:Header>${header}</s:Header>`;
  return (
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${escapeXml(ns.soap)}">` +
    `${head}<s:Body>${writeXml(body, prefixes)}</s:Body></s:Envelope>`
  );
}

/** The element inside the body. Throws what a fault stands for. SOAP 1.1, which some cameras answer with, is taken too. */
export function openEnvelope(xml: string): XmlElement {
  const root = parseXml(xml);
  const content = root.name === 'Envelope' ? find(root, 'Body')?.children[0] : undefined;
  if (content === undefined)
    throw new VidetteError('unavailable', "the camera's answer is no SOAP message", {
      reason: 'onvif_malformed',
    });
  if (content.name === 'Fault') throw faultError(faultCodes(content), faultReason(content));
  return content;
}

/** From the outer to the finest, without prefixes. */
function faultCodes(fault: XmlElement): string[] {
  const codes: string[] = [];
  const add = (text: string | undefined) => {
    if (text !== undefined) codes.push(text.slice(text.lastIndexOf(':') + 1));
  };
  add(textAt(fault, 'faultcode'));
  for (let code = find(fault, 'Code'); code !== undefined; code = find(code, 'Subcode'))
    add(textAt(code, 'Value'));
  return codes;
}

function faultReason(fault: XmlElement): string {
  return textAt(fault, 'Reason', 'Text') ?? textAt(fault, 'faultstring') ?? '';
}
