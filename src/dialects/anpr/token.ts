/**
 * Tokens of this API: `user|role|end.signature`. `end` is the end of life in unix seconds, 600 s after the login; the signature
 * is HMAC-SHA256 in hex over all before the dot. Nothing is kept of a token, so only its end or another key ends it.
 */
import { createHmac, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';

const lifeSeconds = 600;

export class Tokens {
  readonly #key: Uint8Array;
  readonly #clock: Clock;

  constructor(key: Uint8Array, clock: Clock) {
    if (key.length < 32) throw new VidetteError('bug', 'the token key is shorter than 32 bytes');
    // Whatever else the key signs, it signs under another one.
    this.#key = createHmac('sha256', key).update('anpr token').digest();
    this.#clock = clock;
  }

  issue(login: string, role: string): string {
    const claim = `${encodeURIComponent(login)}|${role}|${this.#nowSeconds() + lifeSeconds}`;
    return `${claim}.${this.#sign(claim)}`;
  }

  /** The login name in it. Throws `unauthenticated` with reason `bad_token` or `expired_token`. */
  verify(token: string): string {
    const dot = token.lastIndexOf('.');
    const claim = token.slice(0, dot);
    const given = Buffer.from(token.slice(dot + 1));
    const right = Buffer.from(this.#sign(claim));
    if (dot < 0 || given.length !== right.length || !timingSafeEqual(given, right)) {
      throw new VidetteError('unauthenticated', 'the token is not one of ours', { reason: 'bad_token' });
    }
    const [login, , end] = claim.split('|');
    if (Number(end) <= this.#nowSeconds()) {
      throw new VidetteError('unauthenticated', 'the token has expired', { reason: 'expired_token' });
    }
    return decodeURIComponent(login!);
  }

  #sign(claim: string): string {
    return createHmac('sha256', this.#key).update(claim).digest('hex');
  }

  #nowSeconds(): number {
    return Math.floor(this.#clock.utcMs() / 1000);
  }
}
