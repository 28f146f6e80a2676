/**
 * Registers the operations of an OpenAPI 3.1 document on a Fastify instance. Per request: authenticate (before the body is
 * read), turn parameters into types, validate, call the handler, send what it gives back. Operations without a handler
 * authenticate, too, and then answer `not_served`.
 *
 * Answers are sent with JSON.stringify and not through their schema: a serializer made of a schema drops what the schema does
 * not name and fails on what it cannot convert. Tests check answers against the contract instead (`onAnswer`).
 */
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import type { Principal } from '#domain/principal.ts';
import { type AnswerCheck, watchAnswers } from './answers.ts';
import { formType, installBodyParsers, jsonType } from './bodies.ts';
import { ContractViolation, NotServed } from './errors.ts';
import type { Call, Handlers } from './handler.ts';
import { type OpenApiDocument, type Operation, operationsOf } from './openapi.ts';
import { rememberPrincipal, serveOperation } from './serve.ts';
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
      handler: handler
        ? serveOperation(operation, handler, validator, options.queryIgnoresCase ?? false)
        : unreachable,
    };
    for (const path of [operation.path, ...free]) {
      app.route({ ...route, url: routePath(operation, path) });
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
    if (principal !== null) rememberPrincipal(request, principal);
    else if (!isOptional(operation)) throw new VidetteError('unauthenticated', 'sign in first');
  }
  if (!served) throw new NotServed(operation.id);
  if (/%00/.test(request.url))
    throw new ContractViolation('path', [
      { field: [], message: 'holds a NUL character', keyword: 'content' },
    ]);
}

/** `{name}` becomes `:name`; a parameter over several segments becomes the router's wildcard. */
function routePath(operation: Operation, path: string): string {
  const wildcard = operation.parameters.find(({ value }) => value['x-multi-segment'])?.value.name;
  return path.replaceAll(/\{([^}]+)\}/g, (_, name: string) => (name === wildcard ? '*' : `:${name}`));
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

async function unreachable(): Promise<never> {
  throw new Error('an operation without a handler is refused before');
}
