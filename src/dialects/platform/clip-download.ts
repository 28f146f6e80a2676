/** `GET /media/clips/{id}.mp4`: a finished clip, with a signed address or the caller's rights. In whole or one range (RFC 9110, 14). */
import { type FileHandle, open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { parseByteRange } from '#domain/byte-range.ts';
import { VidetteError } from '#domain/errors.ts';
import { authenticateRequest } from '#services/access/request.ts';
import type { ClipFile } from '#services/clips/clip-service.ts';
import { verifyUrl } from '#services/secrets/signed-url.ts';
import { isKnownTag } from '../shared/entity-tags.ts';
import { installErrors } from '../shared/errors.ts';
import { clipAddress } from './addresses.ts';
import { answerFailure } from './errors.ts';
import type { PlatformPorts } from './ports.ts';

type Options = Pick<PlatformPorts, 'access' | 'clips' | 'clock' | 'mediaKey'>;

export async function clipDownload(app: FastifyInstance, options: Options): Promise<void> {
  await app.register(
    async (clips) => {
      installErrors(clips, answerFailure);
      clips.get<{ Params: { file: string } }>('/:file', async (request, reply) => {
        const id = /^([0-9a-f-]{36})\.mp4$/i.exec(request.params.file)?.[1];
        if (id === undefined) throw new VidetteError('not_found', 'no such clip');
        return sendFile(request, reply, await allowed(request, id.toLowerCase(), options));
      });
    },
    { prefix: clipAddress },
  );
}

async function allowed(request: FastifyRequest, id: string, options: Options): Promise<ClipFile> {
  const { access, clips, clock, mediaKey } = options;
  if (verifyUrl(request.url, mediaKey, clock.utcMs())) return await clips.signedFile(id);
  const { method, headers, ip: address } = request;
  const principal = await authenticateRequest(access, { method, headers, address });
  if (principal === null)
    throw new VidetteError('unauthenticated', 'sign in, or use an address that is signed and still good');
  return await clips.file(principal, id);
}

async function sendFile(request: FastifyRequest, reply: FastifyReply, file: ClipFile): Promise<FastifyReply> {
  const etag = `"${file.sha256}"`;
  const keeping = { 'cache-control': 'private, no-cache', etag };
  if (isKnownTag(request.headers['if-none-match'], etag)) return reply.code(304).headers(keeping).send();
  const condition = request.headers['if-range'];
  const asked = condition === undefined || condition === etag ? request.headers.range : undefined;
  const range = parseByteRange(asked, file.sizeBytes);
  if (range === 'unsatisfiable')
    return reply
      .code(416)
      .header('content-range', `bytes */${file.sizeBytes}`)
      .type('application/json; charset=utf-8')
      .send({ status: 'invalid_request', status_code: 416, detail: 'the clip has no such bytes' });
  const { first, last } = range ?? { first: 0, last: file.sizeBytes - 1 };
  const handle = request.method === 'HEAD' ? null : await openFile(file.path);
  reply.type('video/mp4').headers({
    ...keeping,
    'accept-ranges': 'bytes',
    'content-disposition': disposition(file.name),
    'content-length': last - first + 1,
  });
  if (range !== null) reply.code(206).header('content-range', `bytes ${first}-${last}/${file.sizeBytes}`);
  // Fastify would take nothing at all for no bytes, and say so in content-length.
  return reply.send(handle?.createReadStream({ start: first, end: last }) ?? Readable.from([]));
}

/** Opened before the head of the answer is on its way. */
async function openFile(path: string): Promise<FileHandle> {
  try {
    return await open(path);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT')
      throw new VidetteError('not_found', 'the file of this clip is gone', { cause });
    throw cause;
  }
}

/** RFC 6266: a plain name for old clients, the real one in UTF-8. */
function disposition(name: string): string {
  const plain = name.replaceAll(/[^\w .()-]/g, '_');
  const encoded = encodeURIComponent(name).replaceAll(
    /['()*]/g,
    (character) => `%${character.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `attachment; filename="${plain}"; filename*=UTF-8''${encoded}`;
}
