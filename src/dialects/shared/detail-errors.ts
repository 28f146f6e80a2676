/**
 * Failures in the two forms that the platform and the native API share: `{detail: [{loc, msg, type}]}` for what is malformed (422),
 * `{status, status_code, detail}` for all else.
 */
import type { VidetteError } from '#domain/errors.ts';
import type { Answer, Failure, Issue } from './errors.ts';
import type { Operation } from './openapi.ts';

export const bearerChallenge = { 'www-authenticate': 'Bearer' };

export function detailAnswer(failure: Failure, operation: Operation | undefined): Answer {
  switch (failure.kind) {
    case 'no_route':
      return plainAnswer(404, 'not_found', 'no such route');
    case 'not_served':
      return plainAnswer(501, 'not_implemented', `${failure.operationId} is not served by this server`);
    case 'bug':
      return plainAnswer(500, 'internal_error', 'unexpected failure');
    case 'malformed':
      if (failure.where !== null) return validation(failure.where, failure.issues);
      if (failure.status === 413) return plainAnswer(413, 'payload_too_large', 'the body is too large');
      if (failure.status === 415) return plainAnswer(415, 'unsupported_media_type', failure.message);
      return plainAnswer(400, 'invalid_request', failure.message);
    case 'refused':
      return refusal(failure.error, operation);
  }
}

function refusal(error: VidetteError, operation: Operation | undefined): Answer {
  switch (error.code) {
    case 'unauthenticated':
      return { ...plainAnswer(401, 'unauthenticated', error.message), headers: bearerChallenge };
    case 'not_allowed':
      return plainAnswer(403, 'unauthorized', error.message);
    case 'not_found':
      return plainAnswer(404, 'not_found', error.message);
    case 'conflict':
      if (operation !== undefined && 409 in operation.responses)
        return plainAnswer(409, 'conflict', error.message);
      // Some operations know no 400: what contradicts the stored state is malformed there.
      return operation !== undefined && !(400 in operation.responses)
        ? invalid(error, operation)
        : plainAnswer(400, 'invalid_request', error.message);
    case 'invalid':
      return invalid(error, operation);
    case 'exhausted':
      return error.reason === 'disk_full'
        ? plainAnswer(503, 'temporarily_unavailable', error.message)
        : plainAnswer(429, 'too_many_requests', error.message);
    case 'unavailable':
      return plainAnswer(503, 'temporarily_unavailable', error.message);
    case 'data_loss':
    case 'bug':
      return plainAnswer(500, 'internal_error', 'unexpected failure');
  }
}

/** A service names the field; where it stands in the request, the contract knows. */
function invalid(error: VidetteError, operation: Operation | undefined): Answer {
  const field = error.field ?? [];
  const parameter = operation?.parameters.find(({ value }) => value.name === field[0]);
  const keyword = error.reason ?? 'invalid';
  return validation(parameter?.value.in ?? 'body', [{ field, message: error.message, keyword }]);
}

function validation(where: string, issues: readonly Issue[]): Answer {
  const detail = issues.map(({ field, message, keyword }) => ({
    loc: [where, ...field.map(String)],
    msg: message,
    type: keyword === 'required' ? 'value_error.missing' : `value_error.${keyword}`,
  }));
  return { status: 422, body: { detail } };
}

export function plainAnswer(status: number, word: string, detail: string): Answer {
  return { status, body: { status: word, status_code: status, detail } };
}
