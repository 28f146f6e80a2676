/**
 * Failures in the forms of this API: `{detail: [{loc, msg, type}]}` for what is malformed (422), `{status, status_code, detail}`
 * for all else.
 */
import type { FastifyRequest } from 'fastify';
import type { VidetteError } from '#domain/errors.ts';
import type { Answer, Failure, Issue } from '../shared/errors.ts';
import type { Operation } from '../shared/openapi.ts';

export function answerFailure(failure: Failure, request: FastifyRequest): Answer {
  const operation = request.routeOptions.config.operation;
  switch (failure.kind) {
    case 'no_route':
      return plain(404, 'not_found', 'no such route');
    case 'not_served':
      return plain(501, 'not_implemented', `${failure.operationId} is not served by this server`);
    case 'bug':
      return plain(500, 'internal_error', 'unexpected failure');
    case 'malformed':
      if (failure.where !== null) return validation(failure.where, failure.issues);
      if (failure.status === 413) return plain(413, 'payload_too_large', 'the body is too large');
      if (failure.status === 415) return plain(415, 'unsupported_media_type', failure.message);
      return plain(400, 'invalid_request', failure.message);
    case 'refused':
      return refusal(failure.error, operation);
  }
}

function refusal(error: VidetteError, operation: Operation | undefined): Answer {
  const special = specialRefusal(error, operation?.id);
  if (special !== null) return special;
  switch (error.code) {
    case 'unauthenticated':
      return { ...plain(401, 'unauthenticated', error.message), headers: challenge };
    case 'not_allowed':
      return plain(403, 'unauthorized', error.message);
    case 'not_found':
      return plain(404, 'not_found', error.message);
    case 'conflict':
      // Some operations know no 400: what contradicts the stored state is malformed there.
      return operation !== undefined && !(400 in operation.responses)
        ? invalid(error, operation)
        : plain(400, 'invalid_request', error.message);
    case 'invalid':
      return invalid(error, operation);
    case 'exhausted':
      return error.reason === 'disk_full'
        ? plain(503, 'temporarily_unavailable', error.message)
        : plain(429, 'too_many_requests', error.message);
    case 'unavailable':
      return plain(503, 'temporarily_unavailable', error.message);
    case 'data_loss':
    case 'bug':
      return plain(500, 'internal_error', 'unexpected failure');
  }
}

const challenge = { 'www-authenticate': 'Bearer' };

/** Operations that have words of their own for some failures. */
function specialRefusal(error: VidetteError, operation: string | undefined): Answer | null {
  const { code, reason, message } = error;
  if (operation === 'obtainToken' && code === 'unauthenticated')
    return { ...plain(401, 'token_invalid_credentials', message), headers: challenge };
  if (operation === 'refreshToken' && isTokenTrouble(error))
    return plain(400, 'token_refresh_error', message);
  if (operation === 'revokeToken' && isTokenTrouble(error)) return plain(400, 'token_revoke_error', message);
  const onvif = onvifWord(error, operation);
  if (onvif !== null) return plain(400, onvif, message);
  if (reason === 'clip_range') return plain(400, 'videoclip_invalid_time_range', message);
  if (reason === 'clip_quota') return plain(429, 'videoclip_user_quota_exceeded', message);
  if (operation === 'createVideoClip' && code === 'not_found')
    return plain(404, 'videoclip_camera_not_found', message);
  return null;
}

/** What a camera refuses, in the words that the contract lists for the operation; others are its plain 400. */
function onvifWord({ code, reason }: VidetteError, operation: string | undefined): string | null {
  if (code !== 'conflict' || operation === undefined || !reason?.startsWith('onvif_')) return null;
  const isPtz = operation.includes('Ptz');
  const isPlainRead = /^(get|list)/.test(operation) && operation !== 'listPtzPresets';
  const isListed =
    (reason !== 'onvif_unsupported_action' || isPtz) && (reason !== 'onvif_invalid_argument' || !isPlainRead);
  return isListed ? reason : 'invalid_request';
}

function isTokenTrouble({ code }: VidetteError): boolean {
  return ['unauthenticated', 'not_found', 'invalid', 'conflict'].includes(code);
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

function plain(status: number, word: string, detail: string): Answer {
  return { status, body: { status: word, status_code: status, detail } };
}
