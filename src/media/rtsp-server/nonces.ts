/**
 * Nonces for digest authentication that need no memory: when it was given out and to which address, signed with a key that lives as
 * long as the process. A client that comes with an old one is given a new one (`stale`) and asks again without bothering its user.
 */
import { createHmac, randomBytes, timingSafeEqual } from 'node:crypto';
import type { Clock } from '#domain/clock.ts';

const lifeMs = 5 * 60_000;

export class Nonces {
  readonly #key = randomBytes(32);
  readonly #clock: Clock;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  create(address: string): string {
    return this.#sign(Math.floor(this.#clock.monotonicMs()).toString(16), address);
  }

  check(nonce: string, address: string): 'good' | 'stale' | 'forged' {
    const time = /^([0-9a-f]{1,14})-[0-9a-f]{32}$/.exec(nonce)?.[1];
    if (time === undefined) return 'forged';
    const right = Buffer.from(this.#sign(time, address));
    const given = Buffer.from(nonce);
    if (right.length !== given.length || !timingSafeEqual(right, given)) return 'forged';
    return this.#clock.monotonicMs() - Number.parseInt(time, 16) <= lifeMs ? 'good' : 'stale';
  }

  #sign(time: string, address: string): string {
    const mac = createHmac('sha256', this.#key).update(`${time} ${address}`).digest('hex').slice(0, 32);
    return `${time}-${mac}`;
  }
}
