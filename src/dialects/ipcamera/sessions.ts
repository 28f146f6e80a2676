/** Tokens of this API: random, in memory, valid until logout or restart. Bounded: with too many the oldest ends. */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';

export interface Session {
  readonly token: string;
  /** Value for X-CSRF-Token. */
  readonly csrfToken: string;
  /** Aborted when the session ends: what was opened with it ends, too. */
  readonly signal: AbortSignal;
}

const maxSessions = 1_000;

export class Sessions {
  /** By digest of the token, so that a look-up tells nothing by its time. */
  readonly #sessions = new Map<string, { session: Session; end: AbortController }>();

  start(): Session {
    const end = new AbortController();
    const session = {
      token: randomBytes(32).toString('hex'),
      csrfToken: randomBytes(32).toString('hex'),
      signal: end.signal,
    };
    this.#sessions.set(digest(session.token), { session, end });
    const oldest = this.#sessions.keys().next();
    if (this.#sessions.size > maxSessions && !oldest.done) this.#end(oldest.value);
    return session;
  }

  find(token: string): Session | null {
    return this.#sessions.get(digest(token))?.session ?? null;
  }

  end(session: Session): void {
    this.#end(digest(session.token));
  }

  #end(key: string): void {
    this.#sessions.get(key)?.end.abort();
    this.#sessions.delete(key);
  }
}

export function isCsrfToken(session: Session, given: unknown): boolean {
  if (typeof given !== 'string') return false;
  return timingSafeEqual(Buffer.from(digest(session.csrfToken)), Buffer.from(digest(given)));
}

function digest(text: string): string {
  return createHash('sha256').update(text).digest('base64');
}
