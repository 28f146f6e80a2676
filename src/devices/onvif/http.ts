/** One HTTP request to a camera, bounded in time by its signal and in size. Redirects are not followed. */
import { type Agent, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import { VidetteError } from '#domain/errors.ts';
import type { OnvifTarget } from '#domain/onvif.ts';

export const maxAnswerBytes = 1_048_576;

export interface HttpAnswer {
  readonly status: number;
  /** Values of WWW-Authenticate. */
  readonly challenges: readonly string[];
  readonly body: string;
}

export interface PostOptions {
  readonly target: OnvifTarget;
  readonly agent: Agent;
  readonly path: string;
  readonly body: string;
  readonly authorization: string | undefined;
  readonly signal: AbortSignal;
}

export async function post(options: PostOptions): Promise<HttpAnswer> {
  try {
    return await send(options);
  } catch (error) {
    // The camera had closed a kept connection before it saw the request.
    if (error instanceof StaleConnection) return await post(options);
    throw toUnavailable(error);
  }
}

class StaleConnection extends Error {}

function send({ target, agent, path, body, authorization, signal }: PostOptions): Promise<HttpAnswer> {
  return new Promise((resolve, reject) => {
    const options = {
      host: target.host,
      port: target.port,
      path,
      method: 'POST',
      agent,
      signal,
      headers: {
        'content-type': 'application/soap+xml; charset=utf-8',
        'content-length': Buffer.byteLength(body),
        ...(authorization === undefined ? {} : { authorization }),
      },
    };
    // Cameras sign their certificates themselves.
    const request = target.secure
      ? requestHttps({ ...options, rejectUnauthorized: false })
      : requestHttp(options);
    request.on('response', (response) => {
      readBody(response).then(
        (text) =>
          resolve({
            status: response.statusCode ?? 0,
            challenges: response.headersDistinct['www-authenticate'] ?? [],
            body: text,
          }),
        (error: unknown) => {
          request.destroy();
          reject(error);
        },
      );
    });
    request.on('error', (error: NodeJS.ErrnoException) => {
      const stale = request.reusedSocket && (error.code === 'ECONNRESET' || error.code === 'EPIPE');
      reject(stale && !signal.aborted ? new StaleConnection() : error);
    });
    request.end(body);
  });
}

async function readBody(response: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  let size = 0;
  for await (const part of response as AsyncIterable<Buffer>) {
    size += part.length;
    if (size > maxAnswerBytes)
      throw new VidetteError('unavailable', `the camera's answer is longer than ${maxAnswerBytes} bytes`, {
        reason: 'onvif_malformed',
      });
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}

function toUnavailable(error: unknown): VidetteError {
  if (error instanceof VidetteError) return error;
  const { code, name } = error as NodeJS.ErrnoException;
  const isLate = name === 'AbortError' || name === 'TimeoutError';
  const why = isLate ? 'not in time' : (code ?? 'the connection broke');
  return new VidetteError('unavailable', `the camera does not answer: ${why}`, {
    cause: error,
    reason: 'onvif_unreachable',
  });
}
