/** Request bodies into values: size, UTF-8, depth and dangerous keys are checked before any handler sees them. */
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { ContractViolation } from './errors.ts';

export const jsonType = 'application/json';
export const formType = 'application/x-www-form-urlencoded';
export const multipartType = 'multipart/form-data';

const maxDepth = 64;
const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: false });
const sizes = new WeakMap<FastifyRequest, number>();

/** Installs the parsers of JSON, forms and (as bytes) everything that a contract names besides. */
export function installBodyParsers(app: FastifyInstance, otherTypes: readonly string[] = []): void {
  app.removeAllContentTypeParsers();
  const parse = (read: (text: string) => unknown) => async (request: FastifyRequest, payload: Buffer) => {
    sizes.set(request, payload.length);
    return payload.length === 0 ? undefined : read(decode(payload));
  };
  app.addContentTypeParser(jsonType, { parseAs: 'buffer' }, parse(parseJson));
  app.addContentTypeParser(formType, { parseAs: 'buffer' }, parse(parseForm));
  for (const type of otherTypes) {
    app.addContentTypeParser(
      type,
      { parseAs: 'buffer' },
      async (_request: FastifyRequest, payload: Buffer) => payload,
    );
  }
}

/** Size of the body that was read, bytes; 0 when there was none. */
export function bodySize(request: FastifyRequest): number {
  return sizes.get(request) ?? 0;
}

export function parseJson(text: string): unknown {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (cause) {
    throw new ContractViolation('body', [{ field: [], message: 'is not valid JSON', keyword: 'json' }], {
      cause,
    });
  }
  inspect(value);
  return value;
}

export function parseForm(text: string): Record<string, unknown> {
  const form: Record<string, unknown> = Object.create(null);
  for (const [name, value] of new URLSearchParams(text)) {
    const before = form[name];
    form[name] = before === undefined ? value : [before, value].flat();
  }
  inspect(form);
  return form;
}

function decode(bytes: Buffer): string {
  try {
    return utf8.decode(bytes);
  } catch (cause) {
    throw new ContractViolation('body', [{ field: [], message: 'is not valid UTF-8', keyword: 'utf8' }], {
      cause,
    });
  }
}

/** Refuses what no contract wants and later code could trip over. Iterative, so depth cannot exhaust the stack. */
function inspect(root: unknown): void {
  const waiting: [value: unknown, depth: number][] = [[root, 0]];
  for (let next = waiting.pop(); next; next = waiting.pop()) {
    const [value, depth] = next;
    if (typeof value === 'string') {
      if (value.includes('\0')) refuse('holds a NUL character');
      continue;
    }
    if (typeof value !== 'object' || value === null) continue;
    if (depth >= maxDepth) refuse(`is nested deeper than ${maxDepth} levels`);
    if (Array.isArray(value)) {
      for (const item of value) waiting.push([item, depth + 1]);
      continue;
    }
    for (const [key, item] of Object.entries(value)) {
      if (key === '__proto__' || (key === 'constructor' && isObjectWithPrototype(item)))
        refuse(`holds the key ${key}`);
      if (key.includes('\0')) refuse('holds a NUL character');
      waiting.push([item, depth + 1]);
    }
  }
}

function isObjectWithPrototype(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Object.hasOwn(value, 'prototype');
}

function refuse(message: string): never {
  throw new ContractViolation('body', [{ field: [], message, keyword: 'content' }]);
}
