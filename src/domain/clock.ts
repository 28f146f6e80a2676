/** Time is passed in, so that tests can hold it still. */

export interface Clock {
  /** Server UTC in milliseconds since 1970, possibly fractional. May be set back by an administrator or NTP. */
  utcMs(): number;
  /** Milliseconds since an arbitrary start; never goes back. */
  monotonicMs(): number;
}

export const systemClock: Clock = {
  utcMs: () => Date.now(),
  monotonicMs: () => performance.now(),
};
