/** Reads `vidette.yaml` into raw values that still know their line. */
import { readFileSync } from 'node:fs';
import { isMap, isScalar, LineCounter, type Node, parseDocument } from 'yaml';
import { isOption, type Section, schema, toSnake } from './schema.ts';
import { nearest } from './settings-error.ts';

export interface RawValue {
  readonly raw: unknown;
  /** `/etc/vidette/vidette.yaml:3: http.port` */
  readonly place: string;
}

/** Raw values by key (`http.port`); what is wrong with the file itself goes into `problems`. */
export function readYamlFile(file: string, problems: string[]): Map<string, RawValue> {
  return parseYaml(readFileSync(file, 'utf8'), file, problems);
}

function parseYaml(content: string, file: string, problems: string[]): Map<string, RawValue> {
  const lines = new LineCounter();
  const document = parseDocument(content, { lineCounter: lines, prettyErrors: false, uniqueKeys: true });
  const values = new Map<string, RawValue>();
  for (const error of document.errors)
    problems.push(`${file}:${lines.linePos(error.pos[0]).line}: ${error.message}`);
  if (document.errors.length === 0 && document.contents !== null) walk(document.contents as Node, schema, '');
  return values;

  function at(node: unknown, key: string): string {
    const offset = (node as Node | null)?.range?.[0] ?? 0;
    return `${file}:${lines.linePos(offset).line}${key === '' ? '' : `: ${key}`}`;
  }

  function walk(node: Node, section: Section, above: string): void {
    if (isScalar(node) && node.value === null) return;
    if (!isMap(node)) {
      problems.push(`${at(node, above)}: must be a section with keys (${keysOf(section).join(', ')})`);
      return;
    }
    for (const pair of node.items) {
      const name = String(isScalar(pair.key) ? pair.key.value : pair.key);
      const key = above === '' ? name : `${above}.${name}`;
      const found = Object.entries(section).find(([camel]) => toSnake(camel) === name)?.[1];
      if (found === undefined) {
        problems.push(`${at(pair.key, key)}: is not a setting${nearest(name, keysOf(section))}`);
      } else if (isOption(found)) {
        values.set(key, { raw: (pair.value as Node | null)?.toJS(document), place: at(pair.key, key) });
      } else if (pair.value !== null) {
        walk(pair.value as Node, found, key);
      }
    }
  }
}

function keysOf(section: Section): string[] {
  return Object.keys(section).map(toSnake);
}
