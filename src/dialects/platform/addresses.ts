/** Absolute addresses of this server, as the client reached it. */
import type { FastifyRequest } from 'fastify';
import { signUrl } from '#services/secrets/signed-url.ts';

export const clipAddress = '/media/clips';

/** Scheme, host and port: an address is this with a path that begins with a slash. */
export function originOf(request: FastifyRequest): string {
  return `${request.protocol}://${request.host}`;
}

/** An address ends with the last full one of as many parts of its time. */
const partsOfLife = 12;
const mostKept = 10_000;

/** A clip has the same signed address for a while: a list of them is signed once, and a player finds again what it fetched. */
export class SignedClipPaths {
  readonly #key: Buffer;
  readonly #goodForMs: number;
  readonly #signed = new Map<string, string>();
  #expiresMs = 0;

  constructor(key: Buffer, goodForMs: number) {
    this.#key = key;
    this.#goodForMs = goodForMs;
  }

  /** Good for the given time, or for up to a twelfth of it less. */
  pathOf(id: string, nowMs: number): string {
    const partMs = Math.ceil(this.#goodForMs / partsOfLife);
    const expiresMs = Math.floor((nowMs + this.#goodForMs) / partMs) * partMs;
    if (expiresMs !== this.#expiresMs || this.#signed.size >= mostKept) this.#signed.clear();
    this.#expiresMs = expiresMs;
    const kept = this.#signed.get(id);
    if (kept !== undefined) return kept;
    const path = signUrl(`${clipAddress}/${id}.mp4`, expiresMs, this.#key);
    this.#signed.set(id, path);
    return path;
  }
}

/** Where the picture of an upload is fetched, as the client of this request reaches it. */
export function uploadUrl(request: FastifyRequest): (id: string) => string {
  const origin = originOf(request);
  return (id) => `${origin}/api/v1/uploads/${id}/content`;
}
