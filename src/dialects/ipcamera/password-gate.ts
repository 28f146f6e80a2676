/**
 * The app password with its lock-out: 5 failures in a row lock the account for 30 s, for every client and for the right password
 * too. Passwords are checked one after the other: side by side, many guesses would pass before the first failure counts.
 */
import type { Clock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import { LoginGuard } from '#services/access/login-guard.ts';
import type { DeviceUser } from '../shared/device-user.ts';

const limits = { attempts: 5, lockSeconds: 30, addressPerMinute: Number.POSITIVE_INFINITY };
const maxWaiting = 16;

export class PasswordGate {
  readonly #device: DeviceUser;
  readonly #guard: LoginGuard;
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  constructor(device: DeviceUser, clock: Clock) {
    this.#device = device;
    this.#guard = new LoginGuard(limits, clock);
  }

  async check(password: string, address: string): Promise<void> {
    if (this.#waiting >= maxWaiting) {
      throw new VidetteError('exhausted', 'too many passwords at once', {
        reason: 'busy',
        retryAfterMs: 1_000,
      });
    }
    this.#waiting += 1;
    const turn = this.#last.then(() => this.#device.checkPassword(password, address, this.#guard));
    // The next in line waits for the end of this one, whatever it is.
    this.#last = turn.catch(() => undefined);
    try {
      await turn;
    } finally {
      this.#waiting -= 1;
    }
  }
}
