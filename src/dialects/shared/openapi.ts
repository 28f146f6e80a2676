/** The part of OpenAPI 3.1 that our contracts use, and reading of the documents in `contracts/`. */
import { readFileSync } from 'node:fs';

export type JsonSchema = Readonly<Record<string, unknown>>;

export interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header' | 'cookie';
  readonly required?: boolean;
  readonly schema?: JsonSchema;
  readonly explode?: boolean;
  /** The value runs over slashes to the end of the path. */
  readonly 'x-multi-segment'?: boolean;
}

export interface MediaType {
  readonly schema?: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly value?: unknown }>>;
}

export interface Response {
  readonly description?: string;
  readonly content?: Readonly<Record<string, MediaType>>;
  readonly headers?: Readonly<Record<string, unknown>>;
}

export type SecurityRequirement = Readonly<Record<string, readonly string[]>>;

export interface OpenApiDocument {
  readonly openapi: string;
  readonly info: { readonly title: string; readonly version: string; readonly description?: string };
  readonly security?: readonly SecurityRequirement[];
  readonly paths: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
  readonly components?: Readonly<Record<string, Readonly<Record<string, unknown>>>>;
}

/** A value of the document together with its JSON pointer, references followed. */
export interface Located<Value> {
  readonly pointer: string;
  readonly value: Value;
}

export interface Operation {
  readonly id: string;
  readonly method: Uppercase<Method>;
  /** As in the contract, `/cameras/{camera_id}`. */
  readonly path: string;
  readonly pointer: string;
  readonly tags: readonly string[];
  readonly summary: string;
  /** Alternatives, each of which suffices; empty for an open operation. */
  readonly security: readonly SecurityRequirement[];
  readonly parameters: readonly Located<Parameter>[];
  readonly bodyRequired: boolean;
  /** By media type. */
  readonly body: Readonly<Record<string, Located<MediaType>>>;
  /** By status, `default` included. */
  readonly responses: Readonly<Record<string, Located<Response>>>;
  /** The operation as written, for extension keys. */
  readonly source: Readonly<Record<string, unknown>>;
}

const methods = ['get', 'put', 'post', 'delete', 'patch', 'head', 'options'] as const;
type Method = (typeof methods)[number];

export const contractNames = ['platform', 'vidette', 'eocortex', 'rotoclear', 'ipcamera', 'anpr'] as const;
export type ContractName = (typeof contractNames)[number];

export function loadContract(name: ContractName): OpenApiDocument {
  const file = new URL(`../../../contracts/${name}.openapi.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8')) as OpenApiDocument;
}

/** With paths relative to a prefix that Fastify puts before every route of a plugin itself. */
export function belowPrefix(document: OpenApiDocument, prefix: string): OpenApiDocument {
  const paths = Object.entries(document.paths).map(([path, item]) => [path.slice(prefix.length), item]);
  return { ...document, paths: Object.fromEntries(paths) };
}

/** Every operation of a document, in its order. Throws when one has no id or an id stands twice. */
export function operationsOf(document: OpenApiDocument): Operation[] {
  const found = new Map<string, Operation>();
  for (const [path, item] of Object.entries(document.paths)) {
    for (const method of methods) {
      const source = item[method];
      if (source === undefined) continue;
      const operation = readOperation(document, path, method, item, source as Record<string, unknown>);
      if (found.has(operation.id))
        throw new Error(`operationId ${operation.id} stands twice in ${document.info.title}`);
      found.set(operation.id, operation);
    }
  }
  return [...found.values()];
}

function readOperation(
  document: OpenApiDocument,
  path: string,
  method: Method,
  item: Readonly<Record<string, unknown>>,
  source: Record<string, unknown>,
): Operation {
  const id = source.operationId;
  if (typeof id !== 'string') throw new Error(`${method} ${path} has no operationId`);
  const itemPointer = join('/paths', path);
  const pointer = join(itemPointer, method);
  const requestBody = source.requestBody
    ? locate<{ required?: boolean; content?: Record<string, MediaType> }>(
        document,
        join(pointer, 'requestBody'),
      )
    : undefined;
  return {
    id,
    method: method.toUpperCase() as Uppercase<Method>,
    path,
    pointer,
    tags: (source.tags as string[] | undefined) ?? [],
    summary: (source.summary as string | undefined) ?? '',
    security: (source.security as SecurityRequirement[] | undefined) ?? document.security ?? [],
    parameters: readParameters(document, itemPointer, item, pointer, source),
    bodyRequired: requestBody?.value.required ?? false,
    body: mediaTypes(requestBody),
    responses: Object.fromEntries(
      Object.keys((source.responses as Record<string, unknown>) ?? {}).map((status) => [
        status,
        locate<Response>(document, join(join(pointer, 'responses'), status)),
      ]),
    ),
    source,
  };
}

/** Parameters of the path and of the operation; the operation's win. */
function readParameters(
  document: OpenApiDocument,
  itemPointer: string,
  item: Readonly<Record<string, unknown>>,
  pointer: string,
  source: Record<string, unknown>,
): Located<Parameter>[] {
  const all = new Map<string, Located<Parameter>>();
  const add = (base: string, list: unknown) => {
    for (const index of ((list as unknown[] | undefined) ?? []).keys()) {
      const parameter = locate<Parameter>(document, join(join(base, 'parameters'), String(index)));
      all.set(`${parameter.value.in} ${parameter.value.name}`, parameter);
    }
  };
  add(itemPointer, item.parameters);
  add(pointer, source.parameters);
  return [...all.values()];
}

function mediaTypes(
  holder: Located<{ readonly content?: Readonly<Record<string, MediaType>> }> | undefined,
): Record<string, Located<MediaType>> {
  if (!holder) return {};
  return Object.fromEntries(
    Object.entries(holder.value.content ?? {}).map(([type, value]) => [
      type,
      { pointer: join(join(holder.pointer, 'content'), type), value },
    ]),
  );
}

/** Follows a JSON pointer, and the `$ref` that may stand there. */
export function locate<Value>(document: OpenApiDocument, pointer: string): Located<Value> {
  let value: unknown = document;
  for (const part of pointer.split('/').slice(1)) {
    value = (value as Record<string, unknown> | undefined)?.[
      part.replaceAll('~1', '/').replaceAll('~0', '~')
    ];
  }
  if (value === undefined) throw new Error(`${document.info.title} has nothing at ${pointer}`);
  const reference = (value as { $ref?: unknown } | null)?.$ref;
  if (typeof reference === 'string') return locate(document, decodeURIComponent(reference.slice(1)));
  return { pointer, value: value as Value };
}

export function join(pointer: string, part: string): string {
  return `${pointer}/${part.replaceAll('~', '~0').replaceAll('/', '~1')}`;
}
