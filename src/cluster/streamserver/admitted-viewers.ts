/**
 * Those who watch live through this streamserver, and as whom they were let in. While there are any, the server is asked every two
 * seconds who of them may not any more, and their connections end. A server that is away takes nobody's right away.
 */
import type { AdmittedViewer } from '#domain/viewer.ts';

/** Places in the list of those who may not watch any more. Rejects when nobody can tell now. */
export type AskWhoMayNot = (viewers: readonly AdmittedViewer[]) => Promise<readonly number[]>;

export interface AdmittedViewersOptions {
  readonly ask: AskWhoMayNot;
  /** Told of questions that were not answered. */
  readonly failed: (error: unknown) => void;
  readonly everyMs?: number;
}

interface Admitted {
  readonly viewer: AdmittedViewer;
  readonly cut: () => void;
}

const defaultEveryMs = 2_000;

export class AdmittedViewers {
  readonly #options: AdmittedViewersOptions;
  readonly #admitted = new Set<Admitted>();
  #timer: NodeJS.Timeout | undefined;
  #asking = false;

  constructor(options: AdmittedViewersOptions) {
    this.#options = options;
  }

  get count(): number {
    return this.#admitted.size;
  }

  /** `cut` is called once when the right is gone, unless the returned function was called before. */
  add(viewer: AdmittedViewer | null, cut: () => void): () => void {
    // An address that was signed carries its right with it until it ends.
    if (viewer === null) return () => {};
    const one = { viewer, cut };
    this.#admitted.add(one);
    if (this.#admitted.size === 1) {
      this.#timer = setInterval(() => void this.#check(), this.#options.everyMs ?? defaultEveryMs);
      this.#timer.unref();
    }
    return () => this.#forget(one);
  }

  async #check(): Promise<void> {
    if (this.#asking) return;
    this.#asking = true;
    try {
      const asked = [...this.#admitted];
      for (const place of await this.#options.ask(asked.map(({ viewer }) => viewer))) {
        const one = asked[place];
        if (one === undefined || !this.#admitted.has(one)) continue;
        this.#forget(one);
        one.cut();
      }
    } catch (error) {
      this.#options.failed(error);
    } finally {
      this.#asking = false;
    }
  }

  #forget(one: Admitted): void {
    this.#admitted.delete(one);
    if (this.#admitted.size === 0) clearInterval(this.#timer);
  }
}
