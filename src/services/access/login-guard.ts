/**
 * Slows down guessing: after so many wrong passwords in a row an account is locked for a while, also for the right password; and
 * an address that fails too often is refused. Names that do not exist are treated alike. Kept in memory, bounded.
 */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';

export interface GuardLimits {
  /** Wrong passwords in a row that lock an account. */
  readonly attempts: number;
  readonly lockSeconds: number;
  /** Failures from one address in a minute. */
  readonly addressPerMinute: number;
}

interface Failures {
  count: number;
  /** Account: locked until; address: end of the window. Monotonic milliseconds. */
  untilMs: number;
}

const maxKept = 50_000;
/** Failures of an account are forgotten after so long without another. */
const memoryMs = 15 * 60_000;

export class LoginGuard {
  readonly #limits: GuardLimits;
  readonly #clock: Clock;
  readonly #accounts = new Map<string, Failures & { lastMs: number }>();
  readonly #addresses = new Map<string, Failures>();

  constructor(limits: GuardLimits, clock: Clock) {
    this.#limits = limits;
    this.#clock = clock;
  }

  /** Throws when this account or address has to wait. Call it before looking at the password. */
  check(account: string, address: string): void {
    const nowMs = this.#clock.monotonicMs();
    const from = this.#addresses.get(address);
    if (from !== undefined && from.count >= this.#limits.addressPerMinute && nowMs < from.untilMs)
      throw new VidetteError('exhausted', 'too many failed logins from this address; try again later', {
        reason: 'rate_limited',
        retryAfterMs: from.untilMs - nowMs,
      });
    const failures = this.#accounts.get(account);
    if (failures !== undefined && nowMs < failures.untilMs)
      throw new VidetteError('unauthenticated', 'this account is locked after too many wrong passwords', {
        reason: 'locked_out',
        retryAfterMs: failures.untilMs - nowMs,
      });
  }

  /** True when this failure locked the account. */
  failed(account: string, address: string): boolean {
    const nowMs = this.#clock.monotonicMs();
    const from = this.#addresses.get(address);
    if (from === undefined || nowMs >= from.untilMs)
      keep(this.#addresses, address, { count: 1, untilMs: nowMs + 60_000 });
    else from.count++;
    const before = this.#accounts.get(account);
    // Guesses that were under way when the lock fell neither lift nor lengthen it.
    if (before !== undefined && nowMs < before.untilMs) return false;
    const count = before === undefined || nowMs - before.lastMs > memoryMs ? 1 : before.count + 1;
    const locks = count >= this.#limits.attempts;
    const untilMs = locks ? nowMs + this.#limits.lockSeconds * 1_000 : 0;
    keep(this.#accounts, account, { count: locks ? 0 : count, untilMs, lastMs: nowMs });
    return locks;
  }

  succeeded(account: string): void {
    this.#accounts.delete(account);
  }
}

/** The entry becomes the youngest; beyond the bound the oldest goes. */
function keep<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  if (map.size > maxKept) map.delete(map.keys().next().value!);
}
