/** Failures in the wrapper of this API. Clients tell them apart by `internal_code` alone; `code` repeats the HTTP status. */
import type { FastifyRequest } from 'fastify';
import type { VidetteError } from '#domain/errors.ts';
import type { Answer, Failure } from '../shared/errors.ts';
import type { OpenApiDocument } from '../shared/openapi.ts';

/** Not in the contract, whose set of codes is open: the route exists and this server does not serve it. */
const notServedCode = 5501;

export function answerFailure(
  document: OpenApiDocument,
): (failure: Failure, request: FastifyRequest) => Answer {
  const routes = Object.entries(document.paths).map(([path, item]) => ({
    pattern: new RegExp(`^${path.replaceAll('.', '\\.').replaceAll(/\{[^}]+\}/g, '[^/]+')}$`),
    methods: ['get', 'post'].filter((method) => method in item).map((method) => method.toUpperCase()),
  }));
  return (failure, request) => {
    switch (failure.kind) {
      case 'no_route': {
        const path = request.url.split('?', 1)[0] ?? '';
        const route = routes.find(({ pattern }) => pattern.test(path));
        if (!route) return say(404, 4001, 'No such route');
        const headers = { allow: route.methods.join(', ') };
        return { ...say(405, 4005, 'Method not offered on this route'), headers };
      }
      case 'not_served':
        return say(501, notServedCode, 'This server does not serve this route');
      case 'malformed':
        return malformed(failure);
      case 'bug':
        return say(500, 5001, 'Unexpected server failure');
      case 'refused':
        return refusal(failure.error);
    }
  };
}

/** The contract's order of checks: form of the body, required, type, value. */
function malformed({ where, status, issues }: Extract<Failure, { kind: 'malformed' }>): Answer {
  const isWholeBody =
    where === 'body' && issues.some(({ field, keyword }) => field.length === 0 && keyword !== 'required');
  if (isWholeBody || status === 413 || status === 415) return say(400, 3001, 'Body is not a JSON object');
  const required = issues.find(({ keyword }) => keyword === 'required');
  if (required)
    return say(400, 3002, `A required field or query parameter is missing: ${required.field.join('.')}`);
  const type = issues.find(({ keyword }) => keyword === 'type');
  if (type) return say(400, 3003, `A field has the wrong type: ${type.field.join('.')}`);
  const value = issues[0];
  return say(
    400,
    3004,
    `A value is outside its bounds or not in the accepted form: ${value?.field.join('.') ?? ''}`,
  );
}

function refusal(error: VidetteError): Answer {
  switch (error.code) {
    case 'unauthenticated':
      return unauthenticated(error.reason);
    case 'not_allowed':
      return say(401, 1002, 'The user may not do this');
    case 'not_found':
      return say(404, 4002, 'No such camera');
    case 'invalid':
    case 'conflict':
      return say(400, 3004, error.message);
    case 'unavailable':
      return say(503, 5005, 'Camera is enabled but has no frame at the moment');
    case 'exhausted':
      // The contract has no 429: a locked account answers as a wrong password does, with Retry-After.
      return error.reason?.startsWith('lock')
        ? unauthenticated(undefined)
        : say(503, 5001, 'Server is too busy');
    case 'data_loss':
    case 'bug':
      return say(500, 5001, 'Unexpected server failure');
  }
}

function unauthenticated(reason: string | undefined): Answer {
  switch (reason) {
    case 'no_token':
      return say(401, 1001, 'No bearer token was sent');
    case 'bad_token':
      return say(401, 1002, 'Token is malformed or its signature is wrong');
    case 'expired_token':
      return say(401, 1003, 'Token has expired');
    default:
      return say(401, 1004, 'Wrong user name or password');
  }
}

function say(status: number, internalCode: number, message: string): Answer {
  return { status, body: { success: false, code: status, data: null, message, internal_code: internalCode } };
}
