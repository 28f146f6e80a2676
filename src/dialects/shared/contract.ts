/**
 * Registers the operations of an OpenAPI 3.1 document on a Fastify instance. Per request: authenticate (before the body is
 * read), turn parameters into types, validate, call the handler, send what it gives back. Operations without a handler
 * authenticate, too, and then answer `not_served`.
 *
 * Answers are sent with JSON.stringify and not through their schema: a serializer made of a schema drops what the schema does
 * not name and fails on what it cannot convert. Tests check answers against the contract instead (`onAnswer`).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest, RouteHandlerMethod } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { type AnswerCheck, watchAnswers } from './answers.ts';
import { bodySize, formType, installBodyParsers, jsonType } from './bodies.ts';
import { coerceForm } from './coercion.ts';
import { ContractViolation, NotServed } from './errors.ts';
import { Call, type Handlers } from './handler.ts';
import { type OpenApiDocument, type Operation, operationsOf } from './openapi.ts';
import { ContractValidator } from './validation.ts';

export interface ContractOptions<Operations> {
  readonly document: OpenApiDocument;
  readonly handlers: Handlers<Operations>;
  /**
   * Proves who asks, or throws. Not called for operations that the contract leaves open (`security: []`). Null passes only
   * where the contract makes signing in optional (`security: [{}, …]`).
   */
  readonly authenticate: (request: FastifyRequest, operation: Operation) => Promise<Principal | null>;
  /** Runs before anything else of an operation, for example a rate limit. */
  readonly before?: (
    request: FastifyRequest,
    reply: FastifyReply,
    operation: Operation,
  ) => void | Promise<void>;
  /** Runs after authentication and before the handler, with the checked call. */
  readonly authorize?: (call: Call, operation: Operation) => void | Promise<void>;
  /** Put before every path, for example `/api`. */
  readonly prefix?: string;
  /** More paths of an operation, besides those of its `x-path-aliases`; one that the document has itself wins. */
  readonly aliases?: (operation: Operation) => readonly string[];
  /** Query names differ only in letter case. */
  readonly queryIgnoresCase?: boolean;
  /** Largest body, bytes. */
  readonly bodyLimit?: number;
  /** Told once, after registration. */
  readonly report?: (coverage: Coverage) => void;
  /** For tests: gets every JSON answer that does not fit the contract. */
  readonly onAnswer?: AnswerCheck;
}

export interface Coverage {
  readonly served: readonly string[];
  readonly notServed: readonly string[];
}

declare module 'fastify' {
  interface FastifyContextConfig {
    /** The contract's operation behind this route. */
    operation?: Operation;
  }
}

const principals = new WeakMap<FastifyRequest, Principal>();

/** Who was proved to ask, null in an open operation. For loggers and hooks outside the handlers. */
export function principalOf(request: FastifyRequest): Principal | null {
  return principals.get(request) ?? null;
}

export function registerContract<Operations>(
  app: FastifyInstance,
  options: ContractOptions<Operations>,
): Coverage {
  const operations = operationsOf(options.document);
  const handlers = options.handlers as Record<string, ((call: Call) => unknown) | undefined>;
  const known = new Set(operations.map((operation) => operation.id));
  for (const id of Object.keys(handlers)) {
    if (!known.has(id)) throw new Error(`${options.document.info.title} has no operation ${id}`);
  }
  const bodyTypes = new Set(operations.flatMap((operation) => Object.keys(operation.body)));
  installBodyParsers(
    app,
    [...bodyTypes].filter((type) => type !== jsonType && type !== formType && !type.startsWith('multipart/')),
  );
  const validator = new ContractValidator(options.document);
  if (options.onAnswer) watchAnswers(app, validator, options.onAnswer);
  const taken = new Set(operations.map((operation) => `${operation.method} ${operation.path}`));
  for (const operation of operations) {
    const handler = handlers[operation.id];
    const aliases = [...pathAliases(operation), ...(options.aliases?.(operation) ?? [])];
    const free = aliases.filter((path) => !taken.has(`${operation.method} ${path}`));
    const route = {
      method: operation.method,
      exposeHeadRoute: operation.method === 'GET' && !isEndless(operation),
      bodyLimit: options.bodyLimit ?? app.initialConfig.bodyLimit ?? 1_048_576,
      config: { operation },
      onRequest: (request: FastifyRequest, reply: FastifyReply) =>
        enter(request, reply, operation, options, handler !== undefined),
      handler: handler ? serve(operation, handler, validator, options) : unreachable,
    };
    for (const path of [operation.path, ...free]) {
      app.route({ ...route, url: (options.prefix ?? '') + routePath(operation, path) });
    }
  }
  const coverage = coverageOf(operations, handlers);
  options.report?.(coverage);
  return coverage;
}

export function coverageOf(operations: readonly Operation[], handlers: object): Coverage {
  const ids = operations.map((operation) => operation.id);
  return {
    served: ids.filter((id) => Object.hasOwn(handlers, id)),
    notServed: ids.filter((id) => !Object.hasOwn(handlers, id)),
  };
}

async function enter<Operations>(
  request: FastifyRequest,
  reply: FastifyReply,
  operation: Operation,
  options: ContractOptions<Operations>,
  served: boolean,
): Promise<void> {
  await options.before?.(request, reply, operation);
  if (operation.security.length > 0) {
    const principal = await options.authenticate(request, operation);
    if (principal !== null) principals.set(request, principal);
    else if (!isOptional(operation)) throw new VidetteError('unauthenticated', 'sign in first');
  }
  if (!served) throw new NotServed(operation.id);
  if (/%00/.test(request.url))
    throw new ContractViolation('path', [
      { field: [], message: 'holds a NUL character', keyword: 'content' },
    ]);
}

function serve<Operations>(
  operation: Operation,
  handler: (call: Call) => unknown,
  validator: ContractValidator,
  options: ContractOptions<Operations>,
): RouteHandlerMethod {
  const wildcard = operation.parameters.find(({ value }) => value['x-multi-segment'])?.value.name;
  const readParams = validator.parameters(operation, 'path');
  const readQuery = validator.parameters(operation, 'query');
  const readHeaders = validator.parameters(operation, 'header');
  const readBody = bodyReader(operation, validator);
  const spelling = options.queryIgnoresCase ? querySpelling(operation) : null;
  const success = successOf(operation);
  return async (request, reply) => {
    const raw = request.params as Record<string, unknown>;
    const params = readParams?.(wildcard ? { ...raw, [wildcard]: raw['*'] } : raw) ?? {};
    const query = readQuery?.(respell(request.query as Record<string, unknown>, spelling)) ?? {};
    const headers = readHeaders?.(request.headers) ?? {};
    const body = readBody(request);
    const call = new Call(request, reply, principals.get(request) ?? null, { params, query, headers, body });
    await options.authorize?.(call, operation);
    const answer = await handler(call);
    // A handler may have answered itself; a client that left meanwhile makes `sent` false again.
    if (answer === reply || reply.sent || reply.raw.headersSent) return reply;
    if (!reply.hasHeader('content-type') && success.mediaType && answer !== undefined)
      reply.type(success.mediaType);
    if (reply.statusCode === 200) reply.code(success.status);
    return reply.send(success.json && answer !== undefined ? JSON.stringify(answer) : answer);
  };
}

function bodyReader(
  operation: Operation,
  validator: ContractValidator,
): (request: FastifyRequest) => unknown {
  const types = Object.keys(operation.body);
  if (types.length === 0) return () => undefined;
  const readers = new Map(
    types.map((type) => [
      type,
      {
        validate: validator.body(operation, type),
        form: type === formType ? validator.formSchema(operation, type) : null,
      },
    ]),
  );
  return (request) => {
    if (request.body === undefined || request.body === null) {
      if (!operation.bodyRequired && bodySize(request) === 0) return undefined;
      if (bodySize(request) === 0)
        throw new ContractViolation('body', [{ field: [], message: 'is required', keyword: 'required' }]);
    }
    const type = (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
    const reader = readers.get(type);
    if (!reader) {
      throw new ContractViolation('body', [
        { field: [], message: `must be ${types.join(' or ')}`, keyword: 'contentType' },
      ]);
    }
    const body = reader.form
      ? coerceForm(request.body as Record<string, unknown>, reader.form)
      : request.body;
    reader.validate(body, bodySize(request));
    return body;
  };
}

/** `{name}` becomes `:name`; a parameter over several segments becomes the router's wildcard. */
function routePath(operation: Operation, path: string): string {
  const wildcard = operation.parameters.find(({ value }) => value['x-multi-segment'])?.value.name;
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => (name === wildcard ? '*' : `:${name}`));
}

function successOf(operation: Operation): { status: number; mediaType: string | undefined; json: boolean } {
  const status = Object.keys(operation.responses).find((key) => key.startsWith('2')) ?? '200';
  const types = Object.keys(operation.responses[status]?.value.content ?? {});
  const mediaType = types.length === 1 ? types[0] : undefined;
  return {
    status: Number(status),
    mediaType: mediaType === jsonType ? 'application/json; charset=utf-8' : mediaType,
    json: types.length === 1 && mediaType === jsonType,
  };
}

function pathAliases(operation: Operation): readonly string[] {
  return (operation.source['x-path-aliases'] as string[] | undefined) ?? [];
}

/** One of the alternatives asks for nothing. */
function isOptional(operation: Operation): boolean {
  return operation.security.some((requirement) => Object.keys(requirement).length === 0);
}

function isEndless(operation: Operation): boolean {
  return Object.values(operation.responses).some(
    ({ value }) => 'multipart/x-mixed-replace' in (value.content ?? {}),
  );
}

/** From lower case to the contract's spelling. */
function querySpelling(operation: Operation): Map<string, string> {
  const names = operation.parameters
    .filter(({ value }) => value.in === 'query')
    .map(({ value }) => value.name);
  return new Map(names.map((name) => [name.toLowerCase(), name]));
}

function respell(
  query: Record<string, unknown>,
  spelling: Map<string, string> | null,
): Record<string, unknown> {
  if (!spelling) return query;
  return Object.fromEntries(
    Object.entries(query).map(([name, value]) => [spelling.get(name.toLowerCase()) ?? name, value]),
  );
}

async function unreachable(): Promise<never> {
  throw new Error('an operation without a handler is refused before');
}
