/** On which days something was counted since when: what was read of the counts of a day holds until then. */
export class CountedDays {
  #now = 0;
  readonly #last = new Map<number, number>();

  /** Grows with each commit that counted something. */
  get now(): number {
    return this.#now;
  }

  /** Since 1970, UTC. Call it after the commit. */
  counted(days: Iterable<number>): void {
    this.#now += 1;
    for (const day of days) this.#last.set(day, this.#now);
  }

  /** Whether what was read of this day after `now` had a value is still all of it. */
  isAsBefore(day: number, before: number): boolean {
    return (this.#last.get(day) ?? 0) <= before;
  }
}
