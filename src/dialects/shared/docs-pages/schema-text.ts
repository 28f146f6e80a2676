/** A JSON schema in a short form that people read: types, bounds, and one property a line. */
import type { JsonSchema } from '../openapi.ts';

export function schemaText(schema: JsonSchema, indent = ''): string {
  if (typeof schema.$ref === 'string') return schema.$ref.split('/').at(-1) ?? '';
  for (const [keyword, joint] of joints) {
    const parts = schema[keyword] as JsonSchema[] | undefined;
    if (parts) return parts.map((part) => schemaText(part, indent)).join(joint);
  }
  if ('const' in schema) return JSON.stringify(schema.const);
  if (Array.isArray(schema.enum)) return schema.enum.map((value) => JSON.stringify(value)).join(' | ');
  const type = [schema.type ?? 'any'].flat().join(' | ');
  if (schema.properties) return objectText(schema, indent);
  if (schema.items) return `${schemaText(schema.items as JsonSchema, indent)}[]${bounds(schema)}`;
  return `${type}${bounds(schema)}`;
}

const joints = [
  ['oneOf', ' | '],
  ['anyOf', ' | '],
  ['allOf', ' & '],
] as const;

function objectText(schema: JsonSchema, indent: string): string {
  const required = new Set(schema.required as string[] | undefined);
  const inner = `${indent}  `;
  const lines = Object.entries(schema.properties as Record<string, JsonSchema>).map(([name, property]) => {
    const about = typeof property.description === 'string' ? `  // ${property.description}` : '';
    return `${inner}${name}${required.has(name) ? '' : '?'}: ${schemaText(property, inner)}${about}`;
  });
  return `{\n${lines.join('\n')}\n${indent}}`;
}

function bounds(schema: JsonSchema): string {
  const range = (low: unknown, high: unknown) =>
    low === undefined && high === undefined ? [] : [`${low ?? ''}..${high ?? ''}`];
  const parts = [
    ...(typeof schema.format === 'string' ? [schema.format] : []),
    ...range(schema.minimum ?? schema.exclusiveMinimum, schema.maximum ?? schema.exclusiveMaximum),
    ...range(schema.minLength, schema.maxLength).map((text) => `${text} characters`),
    ...range(schema.minItems, schema.maxItems).map((text) => `${text} items`),
    ...(schema.default === undefined ? [] : [`default ${JSON.stringify(schema.default)}`]),
  ];
  return parts.length === 0 ? '' : ` (${parts.join(', ')})`;
}
