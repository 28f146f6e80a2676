/**
 * Plays a clip to the analysis as a streamserver does with a camera: its plan says which pictures are decoded and which are looked
 * at, the compressed-domain gate when nothing is; the analyzer's decoder and scaler make the pictures. Only the processes are missing.
 */
import type { Frame } from 'node-av/lib';
import type { PictureAnalysis } from '#analytics/analysis.ts';
import { frameUtcMs, VideoDecoder } from '#analytics/analyzer/decoder.ts';
import { LumaScaler } from '#analytics/analyzer/luma-scaler.ts';
import { CodedPictureReader } from '#analytics/gate/coded-picture.ts';
import { CompressedGate } from '#analytics/gate/compressed-gate.ts';
import { PicturePlan } from '#cluster/streamserver/analysis/picture-plan.ts';
import type { Sighting } from '#domain/event.ts';
import type { Sample } from '#media/stream.ts';
import type { Clip } from './clip.ts';
import { type ObjectPictureScore, ObjectPictures } from './object-pictures.ts';

/** As the streamserver asks for. */
const pictureWidth = 640;

export interface Playback {
  readonly sightings: readonly Sighting[];
  /** Pictures of the clip, of them decoded, of them looked at. */
  readonly pictures: number;
  readonly decoded: number;
  readonly looked: number;
  /** Processor time of the analysis alone, per picture looked at. */
  readonly analysisMs: number;
  readonly objectPictures: ObjectPictureScore;
}

export function play(clip: Clip, analysis: PictureAnalysis, useGate: boolean): Playback {
  using player = new Player(clip, analysis, useGate);
  return player.play();
}

class Player implements Disposable {
  readonly #clip: Clip;
  readonly #analysis: PictureAnalysis;
  readonly #gate: CompressedGate | null;
  readonly #reader: CodedPictureReader;
  readonly #plan = new PicturePlan(false);
  readonly #decoder: VideoDecoder;
  readonly #scaler = new LumaScaler();
  /** Microseconds, as the decoder has them. */
  readonly #wanted = new Set<number>();
  readonly #sightings: Sighting[] = [];
  readonly #objectPictures = new ObjectPictures();
  #kept: Sample[] = [];
  #decoded = 0;
  #looked = 0;
  #lookedMs = Number.NEGATIVE_INFINITY;
  #analysisMs = 0;

  constructor(clip: Clip, analysis: PictureAnalysis, useGate: boolean) {
    this.#clip = clip;
    this.#analysis = analysis;
    this.#gate = useGate ? new CompressedGate() : null;
    this.#reader = new CodedPictureReader(clip.track);
    this.#decoder = new VideoDecoder(clip.track, 'in long GOPs');
  }

  play(): Playback {
    const { samples } = this.#clip;
    for (const sample of samples) this.#take(sample);
    this.#decoder.flush(this.#show);
    this.#sightings.push(...this.#analysis.finish(this.#lookedMs));
    return {
      sightings: this.#sightings,
      pictures: samples.length,
      decoded: this.#decoded,
      looked: this.#looked,
      analysisMs: this.#analysisMs / Math.max(1, this.#looked),
      objectPictures: this.#objectPictures.result(),
    };
  }

  #take(sample: Sample): void {
    if (sample.keyframe) this.#kept = [];
    this.#kept.push(sample);
    const coded = this.#reader.read(sample);
    const isOpen = this.#gate === null || this.#gate.see(coded) === 'open';
    const { busy } = this.#analysis;
    const situation = { every: isOpen || busy, still: !isOpen && !busy, busy, share: 1 };
    const step = this.#plan.next(sample, coded.disposable, situation);
    if (step === 'skip') return;
    if (step === 'alone') {
      this.#want(sample);
      this.#decoder.decodeAlone(Buffer.from(sample.data), sample.utcMs, this.#show);
    } else if (step === 'catch up') for (const one of this.#kept) this.#decode(one, true);
    else this.#decode(sample, step === 'look');
  }

  #decode(sample: Sample, look: boolean): void {
    if (look) this.#want(sample);
    this.#decoder.decode(Buffer.from(sample.data), sample.utcMs, this.#show);
  }

  #want({ utcMs }: Sample): void {
    this.#wanted.add(Math.round(utcMs * 1000));
  }

  readonly #show = (frame: Frame): void => {
    this.#decoded += 1;
    const utcMs = frameUtcMs(frame);
    if (!this.#wanted.delete(Number(frame.pts)) || utcMs <= this.#lookedMs) return;
    const picture = this.#scaler.scale(frame, pictureWidth);
    const begun = process.cpuUsage();
    const sightings = this.#analysis.analyze(picture);
    const { user, system } = process.cpuUsage(begun);
    this.#sightings.push(...sightings);
    this.#objectPictures.see(this.#analysis.objects, sightings);
    this.#analysisMs += (user + system) / 1000;
    this.#looked += 1;
    this.#lookedMs = utcMs;
    this.#gate?.told(utcMs, this.#analysis.busy);
  };

  [Symbol.dispose](): void {
    this.#decoder[Symbol.dispose]();
    this.#scaler[Symbol.dispose]();
  }
}
