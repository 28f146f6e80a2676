/** A valid JSON body made wrong, one way at a time, by what its schema says. */
import { locate, type OpenApiDocument, type Operation } from '#dialects/shared/openapi.ts';

export interface Mutation {
  /** What was done to it. */
  readonly name: string;
  readonly payload: string | Buffer;
  /** False: odd, but the contract lets it pass. */
  readonly isWrong: boolean;
}

type Schema = Readonly<Record<string, unknown>>;
type Body = Readonly<Record<string, unknown>>;

const jsonType = 'application/json';
const values: Readonly<Record<string, unknown>> = {
  string: 'x',
  number: 0.5,
  boolean: true,
  array: [],
  object: {},
  null: null,
};

/** Texts that trip over quoting somewhere, but are names like others. */
const oddTexts = [
  '👩‍👩‍👧 Zoë',
  "Robert'); DROP TABLE users;--",
  '<img src=x onerror=alert(1)>',
  '{{7*7}} %s %n \\',
  '\u202etxt.exe',
];

export function mutationsOf(document: OpenApiDocument, operation: Operation, body: Body): Mutation[] {
  const schema = bodySchema(document, operation);
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const wrong: Mutation[] = [...wholeBody(body)];
  for (const name of (schema.required ?? []) as string[]) {
    const { [name]: _, ...rest } = body;
    wrong.push(mutation(`without ${name}`, rest));
  }
  for (const [name, unresolved] of Object.entries(properties)) {
    const property = resolve(document, unresolved);
    wrong.push(...propertyMutations(body, name, property));
  }
  return wrong;
}

function propertyMutations(body: Body, name: string, schema: Schema): Mutation[] {
  const made: Mutation[] = [];
  for (const [type, value] of Object.entries(values)) {
    if (fits(schema, type)) continue;
    made.push(mutation(`${name} as ${type}`, { ...body, [name]: value }));
  }
  if (schema.type === 'string') {
    const { maxLength, minLength } = schema as { maxLength?: number; minLength?: number };
    if (maxLength !== undefined && maxLength < 5_000)
      made.push(mutation(`${name} too long`, { ...body, [name]: 'x'.repeat(maxLength + 1) }));
    if (minLength !== undefined && minLength > 0)
      made.push(mutation(`${name} too short`, { ...body, [name]: 'x'.repeat(minLength - 1) }));
    if (schema.enum !== undefined || schema.format !== undefined)
      made.push(mutation(`${name} of no known kind`, { ...body, [name]: '~neither~of~them~' }));
    made.push(mutation(`${name} with NUL`, { ...body, [name]: 'a\u0000b' }));
    for (const text of oddTexts) made.push(odd(`${name} is ${text}`, { ...body, [name]: text }));
    made.push(odd(`${name} with half a character`, { ...body, [name]: 'a\ud800' }));
  }
  if (schema.type === 'integer')
    for (const value of [-1, 0, 2 ** 31, 2 ** 53, 1e300])
      made.push(odd(`${name} is ${value}`, { ...body, [name]: value }));
  if (schema.type === 'array')
    for (const item of [null, {}, 'x', -1, 2 ** 40, 'a\ud800'])
      made.push(odd(`${name} holds ${JSON.stringify(item)}`, { ...body, [name]: [item] }));
  return made;
}

function wholeBody(body: Body): Mutation[] {
  const text = JSON.stringify(body);
  const bytes = Buffer.from(text);
  return [
    mutation('a list', [body]),
    mutation('null', null),
    { name: 'cut off', payload: text.slice(0, -1), isWrong: true },
    { name: 'invalid UTF-8', payload: withInside(bytes, Buffer.from([0xc3, 0x28, 0xff])), isWrong: true },
    {
      name: 'nested a thousand deep',
      payload: withInside(bytes, Buffer.from(`","deep":${'['.repeat(1_000)}${']'.repeat(1_000)},"x":"`)),
      isWrong: true,
    },
    {
      name: '__proto__',
      payload: withInside(bytes, Buffer.from('","__proto__":{"a":1},"x":"')),
      isWrong: true,
    },
    { name: 'NUL in a key', payload: withInside(bytes, Buffer.from('","a\\u0000b":1,"x":"')), isWrong: true },
    odd('an extra key', { ...body, unheard_of: { of: ['course'] } }),
  ];
}

/** More than any limit; one for all operations, as it is big. */
export const tenMegabytes: Mutation = {
  name: 'ten megabytes',
  payload: Buffer.from(JSON.stringify({ name: 'x'.repeat(10 * 2 ** 20) })),
  isWrong: true,
};

/** Puts bytes into a new first member of an object. */
function withInside(object: Buffer, inside: Buffer): Buffer {
  return Buffer.concat([Buffer.from('{"first":"'), inside, Buffer.from('",'), object.subarray(1)]);
}

function mutation(name: string, value: unknown): Mutation {
  return { name, payload: JSON.stringify(value), isWrong: true };
}

function odd(name: string, value: unknown): Mutation {
  return { name, payload: JSON.stringify(value), isWrong: false };
}

function fits(schema: Schema, type: string): boolean {
  if (schema.type === undefined) return true;
  const allowed = [schema.type].flat();
  return allowed.includes(type) || (type === 'number' && allowed.includes('number'));
}

function bodySchema(document: OpenApiDocument, operation: Operation): Schema {
  const media = operation.body[jsonType]?.value as { schema?: Schema } | undefined;
  return resolve(document, media?.schema ?? {});
}

function resolve(document: OpenApiDocument, schema: Schema): Schema {
  if (typeof schema.$ref !== 'string') return schema;
  return resolve(document, locate<Schema>(document, decodeURIComponent(schema.$ref.slice(1))).value);
}
