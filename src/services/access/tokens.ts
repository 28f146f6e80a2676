/**
 * OAuth 2 tokens (RFC 6749, 4.3 and 6; RFC 7009). A login starts a family: a short access token and a refresh token that is
 * replaced at every use. One that is used a second time was stolen from somebody, so its whole family ends (RFC 9700, 4.14.2).
 */
import { randomUUID } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import {
  endLoginsOf,
  findTokenFamily,
  insertRevokedToken,
  insertTokenFamily,
  isTokenAlive,
  revokeTokenFamily,
  rotateTokenFamily,
  type TokenFamilyRow,
} from '#stores/logins.ts';
import type { Db } from '#stores/schema.ts';
import { sameText } from './credentials.ts';
import { believedMs } from './principals.ts';
import { Recent } from './recent.ts';
import { type AccessClaims, badToken, type SignedTokens } from './signed-tokens.ts';

export interface TokenPair {
  readonly accessToken: string;
  readonly refreshToken: string;
  /** Life of the access token. */
  readonly expiresInSeconds: number;
}

export interface Client {
  readonly address: string;
  readonly userAgent: string;
}

export interface TokenLives {
  readonly accessSeconds: number;
  readonly refreshDays: number;
}

const dayMs = 86_400_000;

export class Tokens {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #signed: SignedTokens;
  readonly #lives: TokenLives;
  /** Access tokens whose family and revocation were looked up a moment ago. */
  readonly #recent: Recent<AccessClaims>;
  /** Access tokens whose signature was verified. */
  readonly #signatures: Recent<AccessClaims>;

  constructor(db: Db, clock: Clock, signed: SignedTokens, lives: TokenLives) {
    this.#db = db;
    this.#clock = clock;
    this.#signed = signed;
    this.#lives = lives;
    this.#recent = new Recent({ lifeMs: believedMs, max: 10_000 }, clock);
    this.#signatures = new Recent({ lifeMs: lives.accessSeconds * 1_000, max: 10_000 }, clock);
  }

  async start(userId: number, client: Client): Promise<TokenPair> {
    const nowMs = this.#nowMs();
    const family: TokenFamilyRow = {
      id: randomUUID(),
      user_id: userId,
      generation: 1,
      address: client.address,
      user_agent: client.userAgent.slice(0, 256),
      created_ms: nowMs,
      expires_ms: nowMs + this.#lives.refreshDays * dayMs,
      revoked_ms: null,
    };
    await insertTokenFamily(this.#db, family);
    return await this.#pair(family);
  }

  /** A new pair and whose it is. */
  async refresh(refreshToken: string): Promise<{ pair: TokenPair; userId: number }> {
    const { family, generation } = await this.#findFamily(refreshToken);
    const nowMs = this.#nowMs();
    if (family.revoked_ms !== null) throw refused('the login was ended', 'refresh_revoked');
    if (nowMs >= family.expires_ms) throw refused('the refresh token has expired', 'refresh_expired');
    const expiresMs = nowMs + this.#lives.refreshDays * dayMs;
    if (generation !== family.generation || !(await rotateTokenFamily(this.#db, family, expiresMs))) {
      await this.#endFamily(family.id);
      throw refused('the refresh token was used before; the login is ended', 'refresh_reused');
    }
    const pair = await this.#pair({ ...family, generation: generation + 1 });
    return { pair, userId: family.user_id };
  }

  /** An access token alone, or a refresh token with all tokens of its login; in force at once. Gives whose it was. */
  async revoke(token: string): Promise<number> {
    if (token.startsWith(refreshPrefix)) {
      const { family } = await this.#findFamily(token);
      await this.#endFamily(family.id);
      return family.user_id;
    }
    const claims = await this.#signed.readAccess(token, { expired: true });
    await insertRevokedToken(this.#db, claims.tokenId, claims.expiresMs);
    this.#recent.forget(token);
    return claims.userId;
  }

  /** Whose token it is, and of which login; the user still has to be looked at. */
  async authenticate(token: string): Promise<AccessClaims> {
    const recent = this.#recent.find(token);
    if (recent !== undefined && this.#clock.utcMs() < recent.expiresMs) return recent;
    const mark = this.#recent.mark();
    const claims = await this.#read(token);
    if (!(await isTokenAlive(this.#db, claims.familyId, claims.tokenId)))
      throw refused('the token was revoked', 'token_revoked');
    this.#recent.keep(token, claims, mark);
    return claims;
  }

  /** Of a token that was good, though its own time may be over: neither it nor its login was ended. */
  async isAlive(familyId: string, tokenId: string): Promise<boolean> {
    return await isTokenAlive(this.#db, familyId, tokenId);
  }

  /** A signature that was good stays good until the token ends; whether it was revoked is another question. */
  async #read(token: string): Promise<AccessClaims> {
    const known = this.#signatures.find(token);
    if (known !== undefined && this.#clock.utcMs() < known.expiresMs) return known;
    const mark = this.#signatures.mark();
    const claims = await this.#signed.readAccess(token);
    this.#signatures.keep(token, claims, mark);
    return claims;
  }

  /** Ends every login of a user, but a web session that is named. */
  async endAll(db: Db, userId: number, keepSession?: string): Promise<void> {
    await endLoginsOf(db, userId, this.#nowMs(), keepSession);
    this.forget();
  }

  forget(): void {
    this.#recent.clear();
  }

  async #endFamily(id: string): Promise<void> {
    await revokeTokenFamily(this.#db, id, this.#nowMs());
    this.forget();
  }

  /**
   * `vr.<family>.<generation>.<secret>`. The secret is an HMAC of the two before it, so that also a used token is known from a
   * forged one: nobody ends another's login by making one up.
   */
  async #findFamily(token: string): Promise<{ family: TokenFamilyRow; generation: number }> {
    const match = /^vr\.([0-9a-f-]{36})\.(\d{1,9})\.([\w-]{43})$/.exec(token);
    if (match === null) throw badToken();
    const [, id, generation, secret] = match as unknown as [string, string, string, string];
    if (!sameText(secret, this.#signed.refreshSecret(id, Number(generation)))) throw badToken();
    const family = await findTokenFamily(this.#db, id);
    if (family === undefined) throw badToken();
    return { family, generation: Number(generation) };
  }

  async #pair(family: TokenFamilyRow): Promise<TokenPair> {
    const { accessSeconds } = this.#lives;
    const accessToken = await this.#signed.signAccess({
      userId: family.user_id,
      familyId: family.id,
      tokenId: randomUUID(),
      expiresMs: this.#nowMs() + accessSeconds * 1_000,
    });
    const secret = this.#signed.refreshSecret(family.id, family.generation);
    const refreshToken = `${refreshPrefix}${family.id}.${family.generation}.${secret}`;
    return { accessToken, refreshToken, expiresInSeconds: accessSeconds };
  }

  #nowMs(): number {
    return Math.trunc(this.#clock.utcMs());
  }
}

const refreshPrefix = 'vr.';

function refused(message: string, reason: string): VidetteError {
  return new VidetteError('unauthenticated', message, { reason });
}
