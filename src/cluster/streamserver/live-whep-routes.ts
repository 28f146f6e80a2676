/** WHEP over HTTP: an offer makes a session with an answer, DELETE ends it. Nothing is trickled: the answer has all our addresses. */
import type { IncomingMessage } from 'node:http';
import { VidetteError } from '#domain/errors.ts';
import { viewerOf } from '#domain/viewer-header.ts';
import type { WhepServer } from '#media/webrtc/whep.ts';
import type { AdmittedViewers } from './admitted-viewers.ts';
import type { MediaListener } from './media-listener.ts';
import { streamOf } from './media-query.ts';

const maxOfferBytes = 64 * 1024;

export function registerWhep(
  listener: MediaListener,
  whep: WhepServer,
  viewers: Pick<AdmittedViewers, 'add'>,
): void {
  listener.route('POST', '/live/{camera}/whep', async ({ request, response, params, query }) => {
    if (!/^application\/sdp\b/i.test(request.headers['content-type'] ?? '')) {
      throw new VidetteError('invalid', 'an offer is application/sdp', { reason: 'wrong_media_type' });
    }
    const offer = await readText(request, maxOfferBytes);
    let dismiss = () => {};
    const ended = () => dismiss();
    const { id, answer, stream } = await whep.offer(params.camera ?? '', streamOf(query), offer, ended);
    dismiss = viewers.add(viewerOf(request.headers), () => whep.close(stream.cameraId, id));
    response.writeHead(201, {
      'Content-Type': 'application/sdp',
      'Content-Length': Buffer.byteLength(answer),
      Location: `/live/${encodeURIComponent(stream.cameraId)}/whep/${id}`,
      'X-Stream': stream.name,
      'Cache-Control': 'no-store',
    });
    response.end(answer);
  });
  listener.route('DELETE', '/live/{camera}/whep/{session}', ({ response, params }) => {
    whep.close(params.camera ?? '', params.session ?? '');
    response.writeHead(204).end();
  });
}

async function readText(request: IncomingMessage, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  for await (const chunk of request as AsyncIterable<Buffer>) {
    bytes += chunk.length;
    if (bytes > maxBytes) {
      throw new VidetteError('invalid', `an offer has at most ${maxBytes} bytes`, { reason: 'too_large' });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}
