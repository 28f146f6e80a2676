/**
 * Questions that are asked again and again. The text of a query is built once for each form of its question and kept; then only the
 * values are filled in. To build that of a question about cameras takes longer than to answer for one of them.
 */
import type { Compilable, CompiledQuery } from 'kysely';
import { VidetteError } from '#domain/errors.ts';
import { type Engine, engineOf } from './columns.ts';
import type { Db } from './schema.ts';

/** A question has tens of forms. */
const mostForms = 200;

/**
 * `build` makes the query of one form. Values are numbers and texts, and lists of them for an `in`, at any depth of what is asked: of these it
 * sees placeholders and must hand them on as they are. What is null, undefined, true or false, and how long a list is, belongs to the
 * form; what else its text depends on is named in `form`.
 */
export function keptQuery<Asked extends object, Row, Form extends string = ''>(
  build: (db: Db, values: Asked, form: Form) => Compilable<Row>,
): (db: Db, values: Asked, ...form: '' extends Form ? [] : [Form]) => Promise<Row[]> {
  const kept: Readonly<Record<Engine, Map<string, CompiledQuery<Row>>>> = {
    sqlite: new Map(),
    postgres: new Map(),
  };
  return async (db, values, ...[named]) => {
    const form = (named ?? '') as Form;
    const texts = kept[engineOf(db)];
    const found: unknown[] = [];
    const key = form + collect(values, found);
    let text = texts.get(key);
    if (text === undefined) {
      text = build(db, placeholders(values) as Asked, form).compile();
      if (texts.size < mostForms) texts.set(key, text);
    }
    const parameters = text.parameters.map((parameter) => filled(parameter, found));
    return (await db.executeQuery<Row>({ ...text, parameters })).rows;
  };
}

class Placeholder {
  readonly index: number;

  constructor(index: number) {
    this.index = index;
  }

  [Symbol.toPrimitive](): never {
    throw new VidetteError('bug', 'the text of a kept query depends on a value');
  }
}

/** Puts the values into `found` and returns their form. */
function collect(asked: unknown, found: unknown[]): string {
  if (isValue(asked)) {
    found.push(asked);
    return '?';
  }
  if (Array.isArray(asked)) {
    const list = filledUp(asked);
    found.push(...list);
    return `[${list.length}]`;
  }
  if (typeof asked !== 'object' || asked === null) return String(asked);
  return `{${Object.entries(asked)
    .map(([name, one]) => `${name}:${collect(one, found)}`)
    .join()}}`;
}

/** The same with placeholders, numbered in the same order. */
function placeholders(asked: unknown, count = { of: 0 }): unknown {
  if (isValue(asked)) return new Placeholder(count.of++);
  if (Array.isArray(asked)) return filledUp(asked).map(() => new Placeholder(count.of++));
  if (typeof asked !== 'object' || asked === null) return asked;
  return Object.fromEntries(Object.entries(asked).map(([name, one]) => [name, placeholders(one, count)]));
}

function isValue(asked: unknown): asked is number | string {
  return typeof asked === 'number' || typeof asked === 'string';
}

function filled(parameter: unknown, found: readonly unknown[]): unknown {
  if (parameter instanceof Placeholder) return found[parameter.index];
  return Array.isArray(parameter) ? parameter.map((one) => filled(one, found)) : parameter;
}

/** With its last one again and again, to one of few lengths: there is a text for each. */
export function filledUp<Item>(list: readonly Item[]): readonly Item[] {
  const [last] = list.slice(-1);
  if (last === undefined) return list;
  const length = 2 ** Math.ceil(Math.log2(list.length));
  return Array.from({ length }, (_, index) => list[index] ?? last);
}
