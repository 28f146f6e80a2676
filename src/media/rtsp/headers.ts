/** Header fields of an RTSP message: names without regard to case, repeated fields kept in order. */

/** Values to send: a list makes one line per value. */
export type HeaderFields = Readonly<Record<string, string | number | readonly string[] | undefined>>;

export class RtspHeaders {
  readonly #values = new Map<string, string[]>();

  add(name: string, value: string): void {
    const key = name.toLowerCase();
    const values = this.#values.get(key);
    if (values === undefined) this.#values.set(key, [value]);
    else values.push(value);
  }

  /** The first value of the field. */
  get(name: string): string | undefined {
    return this.#values.get(name.toLowerCase())?.[0];
  }

  getAll(name: string): readonly string[] {
    return this.#values.get(name.toLowerCase()) ?? [];
  }

  names(): IterableIterator<string> {
    return this.#values.keys();
  }
}

/** Parses header lines (no start line, no closing blank line). Continuation lines (RFC 2326, 4.2) extend the value before. */
export function parseHeaderLines(lines: readonly string[]): RtspHeaders {
  const headers = new RtspHeaders();
  let name = '';
  let value = '';
  const flush = () => {
    if (name !== '') headers.add(name, value.trim());
  };
  for (const line of lines) {
    if (line.startsWith(' ') || line.startsWith('\t')) {
      value += ` ${line.trim()}`;
      continue;
    }
    flush();
    const colon = line.indexOf(':');
    // A line without a colon is left out: some cameras print debug text between their headers.
    name = colon > 0 ? line.slice(0, colon).trim() : '';
    value = colon > 0 ? line.slice(colon + 1) : '';
  }
  flush();
  return headers;
}
