/** For what others can make go wrong many times a second: the first is told at once, then once per period the last one and how many there were. */
export type Log = (message: string, details: object) => void;

const periodMs = 10_000;

export class CalmLog {
  readonly #log: Log;
  readonly #message: string;
  readonly #nowMs: () => number;
  #quietUntilMs = 0;
  #times = 0;
  #last: object = {};

  constructor(log: Log, message: string, nowMs: () => number = () => performance.now()) {
    this.#log = log;
    this.#message = message;
    this.#nowMs = nowMs;
  }

  tell(details: object): void {
    this.#times += 1;
    this.#last = details;
    this.look();
  }

  /** Tells what was held back, when its time has come. */
  look(): void {
    const nowMs = this.#nowMs();
    if (this.#times === 0 || nowMs < this.#quietUntilMs) return;
    this.#log(this.#message, this.#times === 1 ? this.#last : { ...this.#last, times: this.#times });
    this.#quietUntilMs = nowMs + periodMs;
    this.#times = 0;
  }
}
