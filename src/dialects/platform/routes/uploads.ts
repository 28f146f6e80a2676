import { open } from 'node:fs/promises';
import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import { VidetteError } from '#domain/errors.ts';
import { isKnownTag } from '../../shared/entity-tags.ts';
import { uploadUrl } from '../addresses.ts';
import { toUpload, toUploadMeta } from '../lists-map.ts';
import type { PlatformPorts } from '../ports.ts';
import { readUpload } from '../upload-form.ts';
import type { Routes } from '../wire.ts';

export function uploadRoutes({
  uploads,
}: PlatformPorts): Routes<'createUpload' | 'getUpload' | 'getUploadContent' | 'getUploadMeta'> {
  const { maxBytes } = uploads;
  return {
    createUpload: async ({ principal, query, request }) => {
      uploads.requireCreate(principal);
      const upload = await readUpload(request, maxBytes, (file) =>
        uploads.create(principal, query.kind, file),
      );
      return { uploads: [toUpload(upload, uploadUrl(request))] };
    },
    getUpload: async ({ principal, params, request }) =>
      toUpload(await uploads.get(principal, params.upload_id), uploadUrl(request)),
    getUploadContent: async ({ principal, params, request, reply }) => {
      const { path, sizeBytes, sha256 } = await uploads.content(principal, params.upload_id);
      const etag = `"${sha256}"`;
      reply.headers({ etag, ...contentHeaders });
      if (isKnownTag(request.headers['if-none-match'], etag)) return reply.code(304).send();
      reply.header('content-length', sizeBytes).type('application/octet-stream');
      return await sendFile(path, reply, request.method === 'HEAD');
    },
    getUploadMeta: async ({ principal, request }) => {
      uploads.requireMeta(principal);
      const faces = await readUpload(request, maxBytes, (file) => uploads.meta(principal, file));
      return { meta: faces.map(toUploadMeta) };
    },
  };
}

/**
 * A picture never changes, but rights do: a browser may keep it for an hour, for who fetched it. As a page of its own it may do
 * nothing.
 */
const contentHeaders = {
  'cache-control': 'private, max-age=3600',
  vary: 'authorization, cookie',
  'content-security-policy': "default-src 'none'; sandbox",
  'content-disposition': 'inline',
};

async function sendFile(path: string, reply: FastifyReply, headOnly: boolean): Promise<FastifyReply> {
  const file = await open(path).catch((cause: NodeJS.ErrnoException) => {
    if (cause.code === 'ENOENT')
      throw new VidetteError('data_loss', 'the file of an upload is gone', { cause });
    throw cause;
  });
  if (!headOnly) return reply.send(file.createReadStream());
  await file.close();
  // Fastify would take nothing at all for no bytes, and say so in content-length.
  return reply.send(Readable.from([]));
}
