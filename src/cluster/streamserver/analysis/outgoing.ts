/** Pictures and sound of one camera on their way to the analyzer: some are with it, a few wait here, more are dropped. */
import type { AnalysisPush } from '#analytics/analyzer/analysis-client.ts';
import { keep } from '#media/sample-memory.ts';
import type { Sample } from '#media/stream.ts';

/** More would only be late. A GOP to catch up with has to fit. */
const maxPictures = 400;
const maxBytes = 12 * 1024 * 1024;
const maxSound = 500;
/** Sound waits for pictures to go with, so long: levels are of whole seconds. */
const soundPatienceMs = 1000;

interface Waiting {
  readonly sample: Sample;
  readonly look: boolean;
  readonly alone: boolean;
}

export class Outgoing {
  #pictures: Waiting[] = [];
  #bytes = 0;
  #sound: Sample[] = [];

  /** False when there is no room: all that waited is dropped too, as what follows refers to it. */
  addPicture(sample: Sample, look: boolean, alone: boolean): boolean {
    if (this.#pictures.length >= maxPictures || this.#bytes + sample.data.length > maxBytes) {
      this.dropPictures();
      return false;
    }
    keep(sample);
    this.#pictures.push({ sample, look, alone });
    this.#bytes += sample.data.length;
    return true;
  }

  addSound(sample: Sample): void {
    keep(sample);
    this.#sound.push(sample);
    if (this.#sound.length > maxSound) this.#sound.shift();
  }

  dropPictures(): void {
    this.#pictures = [];
    this.#bytes = 0;
  }

  clear(): void {
    this.dropPictures();
    this.#sound = [];
  }

  /** What goes next, in one message; null when nothing does. */
  next(): AnalysisPush | null {
    const alone = this.#pictures[0]?.alone ?? false;
    const other = this.#pictures.findIndex((one) => one.alone !== alone);
    const going = this.#pictures.slice(0, other < 0 ? this.#pictures.length : other);
    if (going.length === 0 && !this.#soundIsDue()) return null;
    return {
      pictures: going.map(({ sample }) => sample),
      look: going.map(({ look }) => look),
      alone,
      sound: this.#sound,
    };
  }

  /** It has gone. */
  sent({ pictures }: AnalysisPush): void {
    for (const { data } of pictures) this.#bytes -= data.length;
    this.#pictures.splice(0, pictures.length);
    this.#sound = [];
  }

  #soundIsDue(): boolean {
    const [first] = this.#sound;
    const last = this.#sound.at(-1);
    return first !== undefined && last !== undefined && last.utcMs - first.utcMs >= soundPatienceMs;
  }
}
