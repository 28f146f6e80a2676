/** What an analyzer does for one camera: decodes pictures and sound, hands them to the analytics, and makes the JPEGs that events want. */
import { isDeepStrictEqual } from 'node:util';
import type { Frame } from 'node-av/lib';
import { type AnalyticsSettings, needsPictures } from '#domain/analytics.ts';
import type { Box, Sighting } from '#domain/event.ts';
import type { AudioTrack, VideoTrack } from '#media/stream.ts';
import type { LumaPicture } from '../picture.ts';
import { AnalysisSound, type SoundWork } from './analysis-sound.ts';
import { frameUtcMs, VideoDecoder } from './decoder.ts';
import type { EventPictures } from './event-pictures.ts';
import { LastFrame } from './last-frame.ts';
import type { LumaScaler } from './luma-scaler.ts';
import type { AnalysisNews, AnalysisReply, HeatMapPart, Operations, SightingInfo } from './operations.ts';

/** Looks at the pictures of one camera, one after the other. */
export interface PictureWork {
  analyze(picture: LumaPicture): readonly Sighting[];
  /** Goes on with other settings. */
  update(settings: AnalyticsSettings, utcMs: number): readonly Sighting[];
  /** Ends what has begun. */
  finish(utcMs: number): readonly Sighting[];
  /** Something moves or is followed. */
  readonly busy: boolean;
  status(): { readonly motion: boolean; readonly occupancy: Readonly<Record<string, number>> };
  takeHeatMaps(): readonly HeatMapPart[];
}

/** Makes what looks and what listens. */
export interface AnalysisWorks {
  /** `beginMs` is the time of the first picture. */
  pictures(settings: AnalyticsSettings, beginMs: number): PictureWork;
  sound(settings: AnalyticsSettings): SoundWork | null;
}

/** Of all cameras of an analyzer. */
export interface AnalysisTools {
  readonly works: AnalysisWorks;
  readonly scaler: LumaScaler;
  readonly jpegs: EventPictures;
}

export interface AnalysisInput {
  readonly video: VideoTrack | null;
  readonly audio: AudioTrack | null;
  readonly settings: AnalyticsSettings;
  readonly width: number;
}

/** Crops of one picture at most: with rain everywhere the whole picture tells as much. */
const maxCrops = 8;
/** Pictures that wait in the decoder for their turn; more were lost in it. */
const maxWanted = 64;
const heatMapsEveryMs = 60_000;
/** Pictures again from before the newest are not looked at again, unless the clock was set back by more than this. */
const clockJumpMs = 60_000;

export class AnalysisStream implements Disposable {
  readonly #tools: AnalysisTools;
  readonly #decoder: VideoDecoder | null;
  readonly #width: number;
  readonly #sound: AnalysisSound;
  /** Microseconds, as the decoder has them. */
  readonly #wanted = new Set<number>();
  /** Decoded and not looked at yet. */
  readonly #waiting = new LastFrame();
  #settings: AnalyticsSettings;
  #work: PictureWork | null = null;
  #size = '';
  #lookedUtcMs: number | null = null;
  #mapsTakenMs = 0;
  #news = new News();

  constructor(input: AnalysisInput, tools: AnalysisTools) {
    this.#tools = tools;
    this.#width = input.width;
    this.#settings = input.settings;
    this.#decoder = input.video === null ? null : new VideoDecoder(input.video, 'in long GOPs');
    this.#sound = new AnalysisSound(input.audio);
    this.#sound.work = tools.works.sound(input.settings);
  }

  /** Decodes. What it returns looks at the last picture, those before have been looked at meanwhile, and at the sound. */
  push(
    { pictures, look, alone, sound }: Operations['pushAnalysis']['args'],
    parts: readonly Buffer[],
  ): () => AnalysisReply {
    pictures.forEach((utcMs, index) => {
      if (look[index] === true) this.#want(utcMs);
      const data = parts[index] ?? Buffer.alloc(0);
      if (alone) this.#decoder?.decodeAlone(data, utcMs, this.#decoded);
      else this.#decoder?.decode(data, utcMs, this.#decoded);
    });
    if (alone) this.#wanted.clear();
    return () => {
      this.#lookAtWaiting();
      sound.forEach((utcMs, index) => {
        const data = parts[pictures.length + index] ?? Buffer.alloc(0);
        this.#addAll(this.#sound.push(data, utcMs));
      });
      return this.#report();
    };
  }

  /** Goes on with other settings. */
  update(settings: AnalyticsSettings): AnalysisReply {
    const before = this.#settings;
    this.#settings = settings;
    if (!needsPictures(settings)) this.#finishPictures();
    this.#addAll(this.#work?.update(settings, this.#lookedUtcMs ?? 0));
    if (!isDeepStrictEqual(before.sound, settings.sound)) {
      this.#addAll(this.#sound.finish());
      this.#sound.work = this.#tools.works.sound(settings);
    }
    return this.#report();
  }

  finish(): AnalysisReply {
    this.#finish();
    return this.#report();
  }

  #want(utcMs: number): void {
    this.#wanted.add(Math.round(utcMs * 1000));
    const [oldest] = this.#wanted;
    if (this.#wanted.size > maxWanted && oldest !== undefined) this.#wanted.delete(oldest);
  }

  readonly #decoded = (frame: Frame): void => {
    this.#news.decoded += 1;
    if (!this.#wanted.delete(Number(frame.pts))) return;
    this.#lookAtWaiting();
    this.#waiting.keep(frame);
  };

  #lookAtWaiting(): void {
    const { frame } = this.#waiting;
    if (frame === null) return;
    try {
      this.#look(frame);
    } finally {
      this.#waiting.drop();
    }
  }

  #look(frame: Frame): void {
    const utcMs = frameUtcMs(frame);
    const last = this.#lookedUtcMs;
    if (last !== null && utcMs <= last && utcMs > last - clockJumpMs) return;
    if (!needsPictures(this.#settings)) return;
    const picture = this.#tools.scaler.scale(frame, this.#width);
    const sightings = this.#workFor(picture).analyze(picture);
    this.#lookedUtcMs = utcMs;
    this.#news.looked += 1;
    this.#addWithPictures(sightings, frame);
  }

  #workFor({ width, height, utcMs }: LumaPicture): PictureWork {
    const size = `${width}x${height}`;
    if (this.#work !== null && size !== this.#size) this.#finishPictures();
    this.#size = size;
    this.#work ??= this.#tools.works.pictures(this.#settings, utcMs);
    return this.#work;
  }

  #addWithPictures(sightings: readonly Sighting[], frame: Frame): void {
    const shown = sightings.filter(({ picture }) => picture);
    if (shown.length === 0) {
      this.#addAll(sightings);
      return;
    }
    // One object may begin, enter a zone and cross a line in the same picture: one crop shows all of it.
    const boxes = new Map<string, Box>();
    for (const { facts } of shown) {
      if (facts.box !== null && boxes.size < maxCrops) boxes.set(String(facts.box), facts.box);
    }
    const made = this.#tools.jpegs.make(frame, [...boxes.values()]);
    const full = this.#news.part(made.full);
    const crops = made.crops.map((jpeg) => this.#news.part(jpeg));
    const cropOf = new Map([...boxes.keys()].map((box, index) => [box, crops[index]]));
    for (const sighting of sightings) {
      const pictures = { full, crop: cropOf.get(String(sighting.facts.box)) ?? null };
      this.#news.sightings.push({ sighting, ...(sighting.picture ? pictures : { full: null, crop: null }) });
    }
  }

  #finish(): void {
    this.#finishPictures();
    this.#addAll(this.#sound.finish());
  }

  #addAll(sightings: readonly Sighting[] = []): void {
    for (const sighting of sightings) this.#news.sightings.push({ sighting, full: null, crop: null });
  }

  #finishPictures(): void {
    this.#addAll(this.#work?.finish(this.#lookedUtcMs ?? 0));
    this.#news.heatMaps.push(...(this.#work?.takeHeatMaps() ?? []));
    this.#work = null;
  }

  #report(): AnalysisReply {
    const news = this.#news;
    this.#news = new News();
    const { motion, occupancy } = this.#work?.status() ?? { motion: false, occupancy: {} };
    const result: AnalysisNews = {
      sightings: news.sightings,
      heatMaps: [...news.heatMaps, ...this.#dueHeatMaps()],
      decoded: news.decoded,
      looked: news.looked,
      lookedUtcMs: this.#lookedUtcMs,
      busy: this.#work?.busy ?? false,
      motion,
      occupancy,
      sound: this.#sound.level,
    };
    return { result, parts: news.parts };
  }

  #dueHeatMaps(): readonly HeatMapPart[] {
    const nowMs = this.#lookedUtcMs ?? 0;
    if (Math.abs(nowMs - this.#mapsTakenMs) < heatMapsEveryMs) return [];
    this.#mapsTakenMs = nowMs;
    return this.#work?.takeHeatMaps() ?? [];
  }

  [Symbol.dispose](): void {
    this.#waiting[Symbol.dispose]();
    this.#decoder?.[Symbol.dispose]();
    this.#sound[Symbol.dispose]();
  }
}

/** What has come up since the last report. */
class News {
  readonly sightings: SightingInfo[] = [];
  readonly heatMaps: HeatMapPart[] = [];
  readonly parts: Buffer[] = [];
  decoded = 0;
  looked = 0;

  part(jpeg: Buffer): number {
    return this.parts.push(jpeg) - 1;
  }
}
