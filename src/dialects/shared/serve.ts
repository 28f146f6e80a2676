/** One operation: parameters and body into a checked call, the call to its handler, what comes back to the client. */
import type { FastifyRequest, RouteHandlerMethod } from 'fastify';
import type { Principal } from '#domain/principal.ts';
import { bodySize, formType, jsonType, multipartType } from './bodies.ts';
import { coerceForm } from './coercion.ts';
import { ContractViolation } from './errors.ts';
import { Call } from './handler.ts';
import { toJsonInTurns } from './in-turns.ts';
import type { Operation } from './openapi.ts';
import type { ContractValidator } from './validation.ts';

const principals = new WeakMap<FastifyRequest, Principal>();

/** Who was proved to ask, for the call that is made later. */
export function rememberPrincipal(request: FastifyRequest, principal: Principal): void {
  principals.set(request, principal);
}

export function serveOperation(
  operation: Operation,
  handler: (call: Call) => unknown,
  validator: ContractValidator,
  queryIgnoresCase: boolean,
): RouteHandlerMethod {
  const wildcard = operation.parameters.find(({ value }) => value['x-multi-segment'])?.value.name;
  const readParams = validator.parameters(operation, 'path');
  const readQuery = validator.parameters(operation, 'query');
  const readHeaders = validator.parameters(operation, 'header');
  const readBody = bodyReader(operation, validator);
  const spelling = queryIgnoresCase ? querySpelling(operation) : null;
  const success = successOf(operation);
  return async (request, reply) => {
    const raw = request.params as Record<string, unknown>;
    const params = readParams?.(wildcard ? { ...raw, [wildcard]: raw['*'] } : raw) ?? {};
    const query = readQuery?.(respell(request.query as Record<string, unknown>, spelling)) ?? {};
    const headers = readHeaders?.(request.headers) ?? {};
    const body = readBody(request);
    const call = new Call(request, reply, principals.get(request) ?? null, { params, query, headers, body });
    const answer = await handler(call);
    // A handler may have answered itself; a client that left meanwhile makes `sent` false again.
    if (answer === reply || reply.sent || reply.raw.headersSent) return reply;
    const payload = success.json && answer !== undefined ? await toJsonInTurns(answer) : answer;
    if (!reply.hasHeader('content-type') && success.mediaType && answer !== undefined)
      reply.type(success.mediaType);
    if (reply.statusCode === 200) reply.code(success.status);
    return reply.send(payload);
  };
}

function bodyReader(
  operation: Operation,
  validator: ContractValidator,
): (request: FastifyRequest) => unknown {
  const types = Object.keys(operation.body);
  if (types.length === 0) return () => undefined;
  if (types.every((type) => type === multipartType)) return requireMultipart;
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
    const type = mediaTypeOf(request);
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

/** A form with files is read by its handler while it arrives. */
function requireMultipart(request: FastifyRequest): undefined {
  if (mediaTypeOf(request) !== multipartType)
    throw new ContractViolation('body', [
      { field: [], message: `must be ${multipartType}`, keyword: 'contentType' },
    ]);
}

function mediaTypeOf(request: FastifyRequest): string {
  return (request.headers['content-type'] ?? '').split(';')[0]!.trim().toLowerCase();
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
