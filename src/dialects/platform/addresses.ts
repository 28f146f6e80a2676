/** Absolute addresses of this server, as the client reached it. */
import type { FastifyRequest } from 'fastify';
import { signUrl } from '#services/secrets/signed-url.ts';

export const clipAddress = '/media/clips';

/** Scheme, host and port: an address is this with a path that begins with a slash. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

export function signedClipPath(id: string, expiresMs: number, key: Buffer): string {
  return signUrl(`${clipAddress}/${id}.mp4`, expiresMs, key);
}

/** Where the picture of an upload is fetched, as the client of this request reaches it. */
export function uploadUrl(request: FastifyRequest): (id: string) => string {
  const origin = originOf(request);
  return (id) => `${origin}/api/v1/uploads/${id}/content`;
}
