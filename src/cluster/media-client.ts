/** Asks the media listener of a streamserver over its local socket. */
import { type IncomingMessage, request } from 'node:http';
import { text } from 'node:stream/consumers';
import { type ErrorCode, errorCodes, VidetteError } from '#domain/errors.ts';
import type { AdmittedViewer } from '#domain/viewer.ts';
import { withViewer } from '#domain/viewer-header.ts';

/** `viewer`: for whom, when it may last. The answer with its body still to be read. Throws what the streamserver says, or `unavailable` when it does not answer. */
export async function askMedia(
  socketPath: string,
  path: string,
  signal: AbortSignal,
  viewer: AdmittedViewer | null = null,
): Promise<IncomingMessage> {
  const headers = withViewer({ host: 'streamserver' }, viewer);
  const answer = await new Promise<IncomingMessage>((resolve, reject) => {
    const asking = request({ socketPath, path, signal, headers }, resolve);
    asking.on('error', (cause) =>
      reject(new VidetteError('unavailable', 'the streamserver of this camera does not answer', { cause })),
    );
    asking.end();
  });
  if (answer.statusCode === 200) return answer;
  throw await errorOf(answer);
}

async function errorOf(answer: IncomingMessage): Promise<VidetteError> {
  const body = await text(answer);
  const { error } = JSON.parse(body) as { error?: { code?: string; message?: string; reason?: string } };
  const known = (errorCodes as readonly string[]).includes(error?.code ?? '');
  return new VidetteError(known ? (error?.code as ErrorCode) : 'bug', error?.message ?? body, {
    ...(error?.reason === undefined ? {} : { reason: error.reason }),
  });
}
