/** Web sessions: a random cookie of which only the hash is stored, and a CSRF token that belongs to it. */
import { createHash, randomBytes } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import { deleteWebSession, findWebSession, insertWebSession, touchWebSession } from '#stores/logins.ts';
import type { Db } from '#stores/schema.ts';
import { sameText } from './credentials.ts';
import { believedMs } from './principals.ts';
import { Recent } from './recent.ts';
import type { SignedTokens } from './signed-tokens.ts';
import type { Client } from './tokens.ts';

/** The last request is noted at most this often. */
const touchEveryMs = 5 * 60_000;

export class Sessions {
  readonly #db: Db;
  readonly #clock: Clock;
  readonly #signed: SignedTokens;
  readonly #lifeMs: number;
  readonly #recent: Recent<number>;

  constructor(db: Db, clock: Clock, signed: SignedTokens, sessionHours: number) {
    this.#db = db;
    this.#clock = clock;
    this.#signed = signed;
    this.#lifeMs = sessionHours * 3_600_000;
    this.#recent = new Recent({ lifeMs: believedMs, max: 10_000 }, clock);
  }

  /** Gives the cookie's value. */
  async start(userId: number, client: Client): Promise<string> {
    const secret = randomBytes(32).toString('base64url');
    const nowMs = this.#nowMs();
    await insertWebSession(this.#db, {
      secret_hash: sessionHash(secret),
      user_id: userId,
      address: client.address,
      user_agent: client.userAgent.slice(0, 256),
      created_ms: nowMs,
      seen_ms: nowMs,
    });
    return secret;
  }

  /** Whose session it is. */
  async authenticate(secret: string): Promise<number> {
    const hash = sessionHash(secret);
    const recent = this.#recent.find(hash);
    if (recent !== undefined) return recent;
    const mark = this.#recent.mark();
    const session = await findWebSession(this.#db, hash);
    const nowMs = this.#nowMs();
    if (session === undefined || nowMs - session.seen_ms > this.#lifeMs)
      throw new VidetteError('unauthenticated', 'the session has ended; sign in again', {
        reason: 'session_ended',
      });
    if (nowMs - session.seen_ms > touchEveryMs) await touchWebSession(this.#db, hash, nowMs);
    this.#recent.keep(hash, session.user_id, mark);
    return session.user_id;
  }

  /** Sessions are deleted when they are ended. */
  async isAlive(hash: string): Promise<boolean> {
    return (await findWebSession(this.#db, hash)) !== undefined;
  }

  async end(secret: string): Promise<void> {
    await deleteWebSession(this.#db, sessionHash(secret));
    this.#recent.forget(sessionHash(secret));
  }

  csrfToken(secret: string): string {
    return this.#signed.csrfToken(secret);
  }

  /** Throws `not_allowed` when a request that changes something does not carry the token of its session. */
  checkCsrf(secret: string, given: string | undefined): void {
    if (given !== undefined && sameText(given, this.csrfToken(secret))) return;
    throw new VidetteError('not_allowed', 'X-CSRF-Token is missing or wrong', { reason: 'csrf' });
  }

  forget(): void {
    this.#recent.clear();
  }

  #nowMs(): number {
    return Math.trunc(this.#clock.utcMs());
  }
}

/** How a session is named in the store. */
export function sessionHash(secret: string): string {
  return createHash('sha256').update(secret).digest('hex');
}
