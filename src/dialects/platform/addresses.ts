/** Absolute addresses of this server, as the client reached it. */
import type { FastifyRequest } from 'fastify';
import { signUrl } from '#services/secrets/signed-url.ts';

export const clipAddress = '/media/clips';

/** `path` begins with a slash. */
export function absolute(request: FastifyRequest, path: string): string {
  return `${request.protocol}://${request.host}${path}`;
}

export function signedClipPath(id: string, expiresMs: number, key: Buffer): string {
  return signUrl(`${clipAddress}/${id}.mp4`, expiresMs, key);
}

/** Where the picture of an upload is fetched, as the client of this request reaches it. */
export function uploadUrl(request: FastifyRequest): (id: string) => string {
  return (id) => absolute(request, `/api/v1/uploads/${id}/content`);
}
