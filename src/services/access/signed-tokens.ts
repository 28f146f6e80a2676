/** Access and media tokens: JWT (RFC 7519) with HS256 and nothing else, bound to this installation. */
import { createHmac, createSecretKey, type KeyObject } from 'node:crypto';
import { errors, jwtVerify, SignJWT } from 'jose';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';

export interface AccessClaims {
  readonly userId: number;
  /** The login that it comes from. */
  readonly familyId: string;
  readonly tokenId: string;
  readonly expiresMs: number;
}

export interface MediaClaims {
  readonly userId: number;
  /** As the camera is named in the address: an id or a number. */
  readonly camera: string;
  readonly expiresMs: number;
}

const algorithm = 'HS256';
/** Claims are bound by the contract: 4096 characters of token. */
const maxLength = 4_096;

export class SignedTokens {
  readonly #key: KeyObject;
  readonly #issuer: string;
  readonly #clock: Clock;

  constructor(key: Buffer, installation: string, clock: Clock) {
    this.#key = createSecretKey(key);
    this.#issuer = installation;
    this.#clock = clock;
  }

  async signAccess(claims: AccessClaims): Promise<string> {
    return await this.#sign('access', claims.userId, claims.expiresMs, {
      fam: claims.familyId,
      jti: claims.tokenId,
    });
  }

  /** The secret part of one refresh token: known again without being stored. */
  refreshSecret(familyId: string, generation: number): string {
    return createHmac('sha256', this.#key).update(`refresh\0${familyId}\0${generation}`).digest('base64url');
  }

  /** Belongs to one web session; sent back in `X-CSRF-Token`. */
  csrfToken(sessionSecret: string): string {
    return createHmac('sha256', this.#key).update(`csrf\0${sessionSecret}`).digest('base64url');
  }

  async signMedia(claims: MediaClaims): Promise<string> {
    return await this.#sign('media', claims.userId, claims.expiresMs, { cam: claims.camera });
  }

  /** With `expired` also one that has ended. */
  async readAccess(token: string, options: { expired?: boolean } = {}): Promise<AccessClaims> {
    const { sub, exp, fam, jti } = await this.#verify(token, 'access', options.expired ?? false);
    if (typeof fam !== 'string' || typeof jti !== 'string') throw badToken();
    return { userId: Number(sub), familyId: fam, tokenId: jti, expiresMs: Number(exp) * 1_000 };
  }

  async readMedia(token: string): Promise<MediaClaims> {
    const { sub, exp, cam } = await this.#verify(token, 'media', false);
    if (typeof cam !== 'string') throw badToken();
    return { userId: Number(sub), camera: cam, expiresMs: Number(exp) * 1_000 };
  }

  async #sign(
    use: string,
    userId: number,
    expiresMs: number,
    claims: Record<string, string>,
  ): Promise<string> {
    return await new SignJWT(claims)
      .setProtectedHeader({ alg: algorithm, typ: 'JWT' })
      .setIssuer(this.#issuer)
      .setAudience(use)
      .setSubject(String(userId))
      .setIssuedAt(Math.floor(this.#clock.utcMs() / 1_000))
      .setExpirationTime(Math.floor(expiresMs / 1_000))
      .sign(this.#key);
  }

  async #verify(token: string, use: string, expired: boolean): Promise<Record<string, unknown>> {
    if (token.length > maxLength) throw badToken();
    const nowMs = expired ? 0 : this.#clock.utcMs();
    try {
      const { payload } = await jwtVerify(token, this.#key, {
        algorithms: [algorithm],
        issuer: this.#issuer,
        audience: use,
        currentDate: new Date(nowMs),
        requiredClaims: ['sub', 'exp'],
      });
      return payload;
    } catch (cause) {
      if (cause instanceof errors.JWTExpired)
        throw new VidetteError('unauthenticated', 'the token has expired', {
          cause,
          reason: 'token_expired',
        });
      if (cause instanceof errors.JOSEError) throw badToken(cause);
      throw cause;
    }
  }
}

export function badToken(cause?: unknown): VidetteError {
  return new VidetteError('unauthenticated', 'the token is not valid', { cause, reason: 'token_invalid' });
}
