/** XML as a tree: elements with text. What SOAP does not use (comments, processing instructions, mixed content) is not in it. */

export interface XmlElement {
  /** Namespace URI; empty when there is none. */
  readonly namespace: string;
  readonly name: string;
  /** By local name. */
  readonly attributes: ReadonlyMap<string, string>;
  readonly children: readonly XmlElement[];
  /** All text directly inside, joined. */
  readonly text: string;
}

type Content = string | number | boolean | readonly XmlElement[];

/** An element to send. */
export function element(
  namespace: string,
  name: string,
  content: Content = [],
  attributes: Readonly<Record<string, string>> = {},
): XmlElement {
  const isTree = typeof content === 'object';
  return {
    namespace,
    name,
    attributes: new Map(Object.entries(attributes)),
    children: isTree ? content : [],
    text: isTree ? '' : String(content),
  };
}

/** Follows local names down; namespaces are not looked at, because cameras get them wrong. */
export function find(from: XmlElement | undefined, ...path: readonly string[]): XmlElement | undefined {
  let at = from;
  for (const name of path) at = at?.children.find((child) => child.name === name);
  return at;
}

export function findAll(from: XmlElement | undefined, name: string): readonly XmlElement[] {
  return from?.children.filter((child) => child.name === name) ?? [];
}

/** The text at a path, trimmed; undefined when there is no such element. */
export function textAt(from: XmlElement | undefined, ...path: readonly string[]): string | undefined {
  return find(from, ...path)?.text.trim();
}

/** A finite number at a path; undefined when it is missing or something else. */
export function numberAt(from: XmlElement | undefined, ...path: readonly string[]): number | undefined {
  return toNumber(textAt(from, ...path));
}

export function toNumber(text: string | undefined): number | undefined {
  return text !== undefined && /^[-+]?(\d{1,20}(\.\d{0,20})?|\.\d{1,20})(e[-+]?\d{1,3})?$/i.test(text)
    ? finite(Number(text))
    : undefined;
}

function finite(value: number): number | undefined {
  return Number.isFinite(value) ? value : undefined;
}

export function isTrue(text: string | undefined): boolean {
  return text === 'true' || text === '1';
}

/** A copy with one child put in place of the one of the same name, or where `order` (names as the schema has them) wants it. */
export function withChild(parent: XmlElement, child: XmlElement, order: readonly string[]): XmlElement {
  const rank = order.indexOf(child.name);
  const isBefore = ({ name }: XmlElement) => {
    const other = order.indexOf(name);
    return other >= 0 && other < rank;
  };
  const others = parent.children.filter(({ name }) => name !== child.name);
  const at = others.findLastIndex(isBefore) + 1;
  return { ...parent, children: [...others.slice(0, at), child, ...others.slice(at)] };
}
