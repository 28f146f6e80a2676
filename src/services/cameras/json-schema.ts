/** Words for JSON Schemas of settings. */

export const flag = { type: 'boolean' };
export const text = (maxLength: number) => ({ type: 'string', minLength: 1, maxLength });
export const number = (minimum: number, maximum: number) => ({ type: 'number', minimum, maximum });
export const exactly = (properties: Record<string, object>, required: readonly string[] = []) => ({
  type: 'object',
  properties,
  required,
  additionalProperties: false,
});
export const open = (properties: Record<string, object>) => ({ type: 'object', properties });
export const list = (items: object, maxItems: number, minItems = 0) => ({
  type: 'array',
  items,
  minItems,
  maxItems,
});
