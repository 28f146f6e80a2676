/** What takes long to make, by key and up to a weight in all; the least recently used go. The one asked for last stays, whatever it weighs. */
export class Kept<Value extends Disposable> implements Disposable {
  readonly #most: number;
  readonly #weightOf: (value: Value) => number;
  readonly #values = new Map<string, Value>();
  #weight = 0;

  constructor(most: number, weightOf: (value: Value) => number) {
    this.#most = most;
    this.#weightOf = weightOf;
  }

  get(key: string, make: () => Value): Value {
    const known = this.#values.get(key);
    const value = known ?? make();
    if (known === undefined) this.#weight += this.#weightOf(value);
    this.#values.delete(key);
    this.#values.set(key, value);
    for (const [oldKey, old] of this.#values) {
      if (this.#weight <= this.#most || old === value) break;
      this.#drop(oldKey, old);
    }
    return value;
  }

  #drop(key: string, value: Value): void {
    this.#values.delete(key);
    this.#weight -= this.#weightOf(value);
    value[Symbol.dispose]();
  }

  [Symbol.dispose](): void {
    for (const [key, value] of this.#values) this.#drop(key, value);
  }
}
