/** Failures in the forms of this API (detail-errors.ts), and the words that some operations have of their own. */
import type { FastifyRequest } from 'fastify';
import type { VidetteError } from '#domain/errors.ts';
import { bearerChallenge, detailAnswer, plainAnswer as plain } from '../shared/detail-errors.ts';
import type { Answer, Failure } from '../shared/errors.ts';

export function answerFailure(failure: Failure, request: FastifyRequest): Answer {
  const { operation } = request.routeOptions.config;
  const special = failure.kind === 'refused' ? specialRefusal(failure.error, operation?.id) : null;
  return special ?? detailAnswer(failure, operation);
}

/** Operations that have words of their own for some failures. */
function specialRefusal(error: VidetteError, operation: string | undefined): Answer | null {
  const { code, reason, message } = error;
  if (operation === 'obtainToken' && code === 'unauthenticated')
    return { ...plain(401, 'token_invalid_credentials', message), headers: bearerChallenge };
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
