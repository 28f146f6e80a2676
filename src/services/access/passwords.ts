/**
 * argon2id (RFC 9106) in libuv's pool, a few at a time: each takes 19 MiB and about 30 ms, and a flood of logins must leave
 * threads and memory to others. Stored in the PHC string format, `$argon2id$v=19$m=…,t=…,p=…$salt$hash`.
 */
import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { VidetteError } from '#domain/errors.ts';

/** OWASP's first choice for argon2id: 19 MiB, 2 passes, 1 lane. */
export const currentCost = { memoryKib: 19_456, passes: 2, lanes: 1 } as const;

interface Cost {
  readonly memoryKib: number;
  readonly passes: number;
  readonly lanes: number;
}

const maxRunning = 2;
const maxWaiting = 64;
const hashBytes = 32;

export class PasswordHasher {
  readonly #cost: Cost;
  readonly #waiting: (() => void)[] = [];
  #running = 0;
  #decoy: Promise<string> | undefined;

  /** A lower cost is for tests. */
  constructor(cost: Cost = currentCost) {
    this.#cost = cost;
  }

  async hash(password: string): Promise<string> {
    const salt = randomBytes(16);
    const hash = await this.#derive(password, salt, this.#cost, hashBytes);
    const { memoryKib, passes, lanes } = this.#cost;
    return `$argon2id$v=19$m=${memoryKib},t=${passes},p=${lanes}$${unpadded(salt)}$${unpadded(hash)}`;
  }

  /** Against nothing it takes as long and is false, so that nobody learns by the time which names exist. */
  async verify(stored: string | null, password: string): Promise<boolean> {
    this.#decoy ??= this.hash(randomBytes(16).toString('hex'));
    const { cost, salt, hash } = parse(stored ?? (await this.#decoy));
    const given = await this.#derive(password, salt, cost, hash.length);
    return timingSafeEqual(given, hash) && stored !== null;
  }

  /** Stored with another cost than new ones. */
  isOld(stored: string): boolean {
    const { cost } = parse(stored);
    const { memoryKib, passes, lanes } = this.#cost;
    return cost.memoryKib !== memoryKib || cost.passes !== passes || cost.lanes !== lanes;
  }

  async #derive(password: string, nonce: Buffer, cost: Cost, tagLength: number): Promise<Buffer> {
    const message = password.normalize('NFC');
    const { memoryKib: memory, passes, lanes: parallelism } = cost;
    await this.#enter();
    try {
      return await new Promise((resolve, reject) => {
        argon2('argon2id', { message, nonce, memory, passes, parallelism, tagLength }, (error, key) =>
          error === null ? resolve(key) : reject(error),
        );
      });
    } finally {
      this.#leave();
    }
  }

  async #enter(): Promise<void> {
    if (this.#running < maxRunning) {
      this.#running++;
      return;
    }
    if (this.#waiting.length >= maxWaiting)
      throw new VidetteError('exhausted', 'too many logins at once; try again', {
        reason: 'busy',
        retryAfterMs: 1_000,
      });
    await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #leave(): void {
    const next = this.#waiting.shift();
    if (next === undefined) this.#running--;
    else next();
  }
}

const phcForm = /^\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)\$([A-Za-z0-9+/]+)\$([A-Za-z0-9+/]+)$/;

function parse(stored: string): { cost: Cost; salt: Buffer; hash: Buffer } {
  const match = phcForm.exec(stored);
  if (match === null)
    throw new VidetteError('data_loss', 'a stored password is damaged; set it anew', { reason: 'password' });
  const [, memory, passes, lanes, salt, hash] = match;
  return {
    cost: { memoryKib: Number(memory), passes: Number(passes), lanes: Number(lanes) },
    salt: Buffer.from(salt!, 'base64'),
    hash: Buffer.from(hash!, 'base64'),
  };
}

function unpadded(bytes: Buffer): string {
  return bytes.toString('base64').replace(/=+$/, '');
}
