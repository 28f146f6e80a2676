/** Writes elements as XML. All text is escaped here and nowhere else. */
import { VidetteError } from '#domain/errors.ts';
import { hasForbidden } from './characters.ts';
import type { XmlElement } from './element.ts';

/** `prefixes`: namespace URI → prefix. Some cameras look at prefixes, so known namespaces keep their usual ones. */
export function writeXml(root: XmlElement, prefixes: ReadonlyMap<string, string>): string {
  const used = new Map<string, string>();
  const prefixOf = (namespace: string): string => {
    if (namespace === '') return '';
    let prefix = used.get(namespace);
    if (prefix === undefined) {
      prefix = prefixes.get(namespace) ?? `n${used.size + 1}`;
      used.set(namespace, prefix);
    }
    return `${prefix}:`;
  };
  const write = ({ namespace, name, attributes, children, text }: XmlElement): [string, string] => {
    const tag = prefixOf(namespace) + name;
    const written = [...attributes].map(([key, value]) => ` ${key}="${escapeXml(value)}"`).join('');
    const inner =
      children.length > 0 ? children.map((child) => write(child).join('')).join('') : escapeXml(text);
    return [`<${tag}${written}`, inner === '' ? '/>' : `>${inner}</${tag}>`];
  };
  const [start, rest] = write(root);
  const declared = [...used].map(([uri, prefix]) => ` xmlns:${prefix}="${escapeXml(uri)}"`).join('');
  return start + declared + rest;
}

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
};

export function escapeXml(text: string): string {
  if (hasForbidden(text) || !text.isWellFormed())
    throw new VidetteError('conflict', 'a text holds characters that no camera takes', {
      reason: 'onvif_invalid_argument',
    });
  return text.replace(/[&<>"'\t\n\r]/g, (character) => escapes[character]!);
}
