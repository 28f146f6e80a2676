/**
 * Reads XML 1.0 with namespaces as SOAP 1.2 uses it. The text is a camera's, so hostile: work and memory are linear in its
 * length, document type definitions (and with them entities) are refused as SOAP 1.2 part 1, 5 wants, and every size has a bound.
 */
import { VidetteError } from '#domain/errors.ts';
import { hasForbidden } from './characters.ts';
import type { XmlElement } from './element.ts';

export interface XmlLimits {
  readonly depth: number;
  readonly elements: number;
  /** Of one element. */
  readonly attributes: number;
  /** Namespace declarations in force at one place. */
  readonly namespaces: number;
}

export const xmlLimits: XmlLimits = { depth: 32, elements: 20_000, attributes: 32, namespaces: 64 };

/** Declarations in force, the innermost first. */
interface Scope {
  readonly prefix: string;
  readonly uri: string;
  readonly outer: Scope | null;
  readonly count: number;
}

interface Open {
  /** As written, with prefix. */
  readonly tag: string;
  readonly namespace: string;
  readonly name: string;
  readonly attributes: Map<string, string>;
  readonly children: XmlElement[];
  readonly scope: Scope | null;
  text: string;
}

const xmlScope: Scope = {
  prefix: 'xml',
  uri: 'http://www.w3.org/XML/1998/namespace',
  outer: null,
  count: 0,
};

export function parseXml(text: string, limits: XmlLimits = xmlLimits): XmlElement {
  return new Parser(text, limits).parse();
}

class Parser {
  readonly #text: string;
  readonly #limits: XmlLimits;
  readonly #stack: Open[] = [];
  #at = 0;
  #elements = 0;
  #root: XmlElement | null = null;

  constructor(text: string, limits: XmlLimits) {
    this.#text = text.startsWith('\uFEFF') ? text.slice(1) : text;
    this.#limits = limits;
  }

  parse(): XmlElement {
    const text = this.#text;
    if (hasForbidden(text)) throw wrong('control characters');
    while (this.#at < text.length) {
      const next = text.indexOf('<', this.#at);
      const end = next < 0 ? text.length : next;
      if (end > this.#at) this.#addText(decode(text.slice(this.#at, end)));
      this.#at = end;
      if (next >= 0) this.#markup();
    }
    if (this.#stack.length > 0) throw wrong('it ends inside an element');
    if (this.#root === null) throw wrong('it has no element');
    return this.#root;
  }

  #markup(): void {
    const text = this.#text;
    const at = this.#at;
    if (text.startsWith('<!--', at)) this.#at = this.#after('-->', at + 4);
    else if (text.startsWith('<![CDATA[', at)) {
      const end = this.#after(']]>', at + 9);
      this.#addText(text.slice(at + 9, end - 3));
      this.#at = end;
    } else if (text.startsWith('<?', at)) this.#at = this.#after('?>', at + 2);
    else if (text.startsWith('<!', at)) throw wrong('it has a document type definition');
    else if (text.startsWith('</', at)) this.#close();
    else this.#open();
  }

  #addText(text: string): void {
    const top = this.#stack.at(-1);
    if (top !== undefined) top.text += text;
    else if (text.trim() !== '') throw wrong('text outside the root element');
  }

  #open(): void {
    const tag = this.#match(/<([^\s<>/"'=&!?]+)/y)[1]!;
    if (this.#root !== null) throw wrong('a second root element');
    if (this.#stack.length >= this.#limits.depth) throw wrong('elements are nested too deep');
    this.#elements += 1;
    if (this.#elements > this.#limits.elements) throw wrong('too many elements');
    const { attributes, scope } = this.#attributes(this.#stack.at(-1)?.scope ?? xmlScope);
    const { prefix, name } = split(tag);
    const closed = this.#match(/\s*(\/?)>/y)[1] === '/';
    // A prefix that is not declared: some cameras do that; the local name is what counts.
    const namespace = resolve(scope, prefix) ?? '';
    const open: Open = { tag, namespace, name, attributes, children: [], scope, text: '' };
    if (closed) this.#finish(open);
    else this.#stack.push(open);
  }

  #attributes(outer: Scope): { attributes: Map<string, string>; scope: Scope } {
    const attributes = new Map<string, string>();
    const seen = new Set<string>();
    let scope = outer;
    const pattern = /\s+([^\s<>/"'=&]+)\s*=\s*(?:"([^"<]*)"|'([^'<]*)')/y;
    for (;;) {
      pattern.lastIndex = this.#at;
      const match = pattern.exec(this.#text);
      if (match === null) return { attributes, scope };
      this.#at = pattern.lastIndex;
      const written = match[1]!;
      const value = decode(match[2] ?? match[3] ?? '');
      if (seen.has(written)) throw wrong('an attribute is there twice');
      seen.add(written);
      if (seen.size > this.#limits.attributes) throw wrong('too many attributes');
      const { prefix, name } = split(written);
      if (written === 'xmlns' || prefix === 'xmlns') {
        const declared = written === 'xmlns' ? '' : name;
        scope = { prefix: declared, uri: value, outer: scope, count: scope.count + 1 };
        if (scope.count > this.#limits.namespaces) throw wrong('too many namespaces');
      } else if (prefix === '') attributes.set(name, value);
    }
  }

  #close(): void {
    const tag = this.#match(/<\/([^\s<>/"'=&!?]+)\s*>/y)[1];
    const open = this.#stack.pop();
    if (open === undefined || open.tag !== tag) throw wrong('an end tag without its beginning');
    this.#finish(open);
  }

  #finish({ namespace, name, attributes, children, text }: Open): void {
    const done: XmlElement = { namespace, name, attributes, children, text };
    const parent = this.#stack.at(-1);
    if (parent === undefined) this.#root = done;
    else parent.children.push(done);
  }

  #match(pattern: RegExp): RegExpExecArray {
    pattern.lastIndex = this.#at;
    const match = pattern.exec(this.#text);
    if (match === null) throw wrong('a tag that is none');
    this.#at = pattern.lastIndex;
    return match;
  }

  #after(end: string, from: number): number {
    const at = this.#text.indexOf(end, from);
    if (at < 0) throw wrong(`${end} is missing`);
    return at + end.length;
  }
}

function split(written: string): { prefix: string; name: string } {
  const colon = written.indexOf(':');
  return colon < 0
    ? { prefix: '', name: written }
    : { prefix: written.slice(0, colon), name: written.slice(colon + 1) };
}

function resolve(scope: Scope, prefix: string): string | undefined {
  for (let at: Scope | null = scope; at !== null; at = at.outer) if (at.prefix === prefix) return at.uri;
  return undefined;
}

const named: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

/** The five entities of XML itself and character references; there are no others without a document type definition. */
function decode(text: string): string {
  if (!text.includes('&')) return text;
  return text.replace(/&([^;&]{0,10})(;?)/g, (_, reference: string, end: string) => {
    const known = Object.hasOwn(named, reference) ? named[reference] : fromCode(reference);
    if (known === undefined || end === '') throw wrong('an entity that is not known');
    return known;
  });
}

function fromCode(reference: string): string | undefined {
  const match = /^#(?:x([0-9a-f]{1,6})|(\d{1,7}))$/i.exec(reference);
  if (match === null) return undefined;
  const code = match[1] === undefined ? Number(match[2]) : Number.parseInt(match[1], 16);
  const isCharacter =
    code === 9 ||
    code === 10 ||
    code === 13 ||
    (code >= 0x20 && code <= 0xd7ff) ||
    (code >= 0xe000 && code <= 0xfffd) ||
    (code >= 0x10000 && code <= 0x10ffff);
  return isCharacter ? String.fromCodePoint(code) : undefined;
}

function wrong(what: string): VidetteError {
  return new VidetteError('unavailable', `the camera's answer is not the XML it should be: ${what}`, {
    reason: 'onvif_malformed',
  });
}
