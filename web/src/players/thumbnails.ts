/** Pictures of moments while scrubbing: one request at a time, the newest wish wins, and the last ones are kept. */
import { fetchOrExplain } from '../api/request.ts';

const kept = 80;

export class Thumbnails {
  readonly #cameraId: string;
  readonly #widthPx: number;
  readonly #onPicture: (atMs: number, url: string | null) => void;
  readonly #pictures = new Map<number, string | null>();
  #wanted: number | null = null;
  #loading = false;
  #stopped = false;

  /** `onPicture` gets null when there is no picture of the moment. */
  constructor(cameraId: string, widthPx: number, onPicture: (atMs: number, url: string | null) => void) {
    this.#cameraId = cameraId;
    this.#widthPx = widthPx;
    this.#onPicture = onPicture;
  }

  /** `grainMs`: moments so near to each other share a picture. */
  want(ms: number, grainMs: number): void {
    const at = Math.round(ms / grainMs) * grainMs;
    const known = this.#pictures.get(at);
    if (known !== undefined) {
      this.#wanted = null;
      this.#onPicture(at, known);
      return;
    }
    this.#wanted = at;
    void this.#work();
  }

  stop(): void {
    this.#stopped = true;
    this.#wanted = null;
    for (const url of this.#pictures.values()) if (url !== null) URL.revokeObjectURL(url);
    this.#pictures.clear();
  }

  async #work(): Promise<void> {
    if (this.#loading) return;
    this.#loading = true;
    while (this.#wanted !== null && !this.#stopped) {
      const at = this.#wanted;
      this.#wanted = null;
      const url = await this.#load(at);
      if (this.#stopped) {
        if (url !== null) URL.revokeObjectURL(url);
        break;
      }
      this.#keep(at, url);
      this.#onPicture(at, url);
    }
    this.#loading = false;
  }

  async #load(at: number): Promise<string | null> {
    const query = new URLSearchParams({ at: String(at), width: String(this.#widthPx) });
    try {
      const response = await fetchOrExplain(
        `/archive/${encodeURIComponent(this.#cameraId)}/thumbnail.jpg?${query}`,
      );
      return response.ok ? URL.createObjectURL(await response.blob()) : null;
    } catch {
      // A missing preview is shown as missing; the server's state is told elsewhere.
      return null;
    }
  }

  #keep(at: number, url: string | null): void {
    this.#pictures.set(at, url);
    const oldest = this.#pictures.entries().next().value;
    if (this.#pictures.size <= kept || oldest === undefined) return;
    this.#pictures.delete(oldest[0]);
    if (oldest[1] !== null) URL.revokeObjectURL(oldest[1]);
  }
}
