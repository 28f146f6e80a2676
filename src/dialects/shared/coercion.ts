/**
 * Text from a URL, a header or a form into the type that the contract says. Stricter than Ajv's own coercion, which takes
 * `Infinity`, `0x10` and `1e999` for integers: what does not look exactly right stays text and fails validation.
 */
type Schema = Readonly<Record<string, unknown>>;

export function coerceParameter(value: unknown, schema: Schema, explode: boolean): unknown {
  const types = typesOf(schema);
  if (types.includes('array')) {
    const items = (schema.items as Schema | undefined) ?? {};
    return toList(value, explode).map((item) => coerceText(item, items));
  }
  return coerceText(value, schema);
}

/** Values of a form or a query by their property schemas. */
export function coerceForm(
  form: Readonly<Record<string, unknown>>,
  schemas: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(form).map(([name, value]) => [
      name,
      coerceParameter(value, (schemas[name] as Schema | undefined) ?? {}, true),
    ]),
  );
}

function toList(value: unknown, explode: boolean): unknown[] {
  if (Array.isArray(value)) return value;
  if (!explode && typeof value === 'string') return value === '' ? [] : value.split(',');
  return [value];
}

function coerceText(value: unknown, schema: Schema): unknown {
  if (typeof value !== 'string') return value;
  for (const type of typesOf(schema)) {
    if (type === 'string') return value;
    if (type === 'integer' && /^-?\d{1,16}$/.test(value)) {
      const number = Number(value);
      if (Number.isSafeInteger(number)) return number;
    }
    if (type === 'number' && /^-?\d{1,300}(\.\d{1,300})?([eE][+-]?\d{1,3})?$/.test(value)) {
      const number = Number(value);
      if (Number.isFinite(number)) return number;
    }
    if (type === 'boolean' && (value === 'true' || value === 'false')) return value === 'true';
  }
  return value;
}

/** The types a schema allows, looking into its alternatives; text last, since everything is text. */
function typesOf(schema: Schema): string[] {
  const own = schema.type === undefined ? [] : ([schema.type].flat() as string[]);
  const alternatives = [schema.anyOf, schema.oneOf].flatMap((list) => (list as Schema[] | undefined) ?? []);
  const values = Array.isArray(schema.enum) ? schema.enum : 'const' in schema ? [schema.const] : [];
  const all = [
    ...own,
    ...alternatives.flatMap(typesOf),
    ...(own.length === 0 ? values.map((value) => typeof value) : []),
  ];
  return [...new Set(all)].sort((a, b) => Number(a === 'string') - Number(b === 'string'));
}
