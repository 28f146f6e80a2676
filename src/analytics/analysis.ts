/**
 * All that is understood of one camera's pictures: motion, the scene, objects over motion, rules over objects. Pictures in,
 * sightings out; it knows no decoder, no clock and no event ids. docs/design/tracks.md.
 */
import { isDeepStrictEqual } from 'node:util';
import type { AnalyticsSettings } from '#domain/analytics.ts';
import type { Sighting } from '#domain/event.ts';
import { type DetectorSettings, MotionDetector } from './motion/detector.ts';
import { isMotion, MotionEvents } from './motion/motion-events.ts';
import type { LumaPicture } from './picture.ts';
import { type HeatMap, HeatMapCollector } from './rules/heat-map.ts';
import { LeftObjects } from './rules/left-objects.ts';
import { Rules } from './rules/rules.ts';
import { SceneEvents } from './scene/scene-events.ts';
import { MotionDetections } from './tracks/motion-detections.ts';
import type { TrackedObject } from './tracks/tracked-object.ts';
import { Tracker } from './tracks/tracker.ts';

export interface AnalysisNow {
  /** Something moves. */
  readonly motion: boolean;
  /** Objects now, by zone and queue. */
  readonly occupancy: Readonly<Record<string, number>>;
}

/** A left object must stay different from the background until its time has come, and a little longer. */
const stillBeyondSeconds = 30;
/** Share of the cells of a region that move, above which it may become motion. */
const stirring = 0.1;

export class PictureAnalysis {
  #settings: AnalyticsSettings;
  #detector: MotionDetector;
  readonly #detections = new MotionDetections();
  readonly #tracker: Tracker;
  readonly #rules: Rules;
  #motion: MotionEvents | null = null;
  #scene: SceneEvents | null = null;
  #leftObjects: LeftObjects | null = null;
  #heatMap: HeatMapCollector | null = null;
  #stirs = false;
  #moves = false;

  /** `idPrefix` keeps ids of objects apart from those of earlier analyses of the same camera. */
  constructor(settings: AnalyticsSettings, idPrefix = '') {
    this.#settings = settings;
    this.#detector = new MotionDetector(detectorSettings(settings));
    this.#tracker = new Tracker(idPrefix);
    this.#rules = new Rules(settings);
    this.#motion = settings.motion === null ? null : new MotionEvents(settings.motion);
    this.#scene = settings.tamper ? new SceneEvents() : null;
    this.#leftObjects = settings.leftObjects === null ? null : new LeftObjects(settings.leftObjects);
    this.#heatMap = settings.heatMap ? new HeatMapCollector() : null;
  }

  analyze(picture: LumaPicture): readonly Sighting[] {
    const motion = this.#detector.detect(picture);
    const { utcMs, blobs } = motion;
    const aspect = picture.width / picture.height;
    // Nobody is to be looked for in another view.
    const gone = motion.wholeChange === 'view' ? this.#tracker.finish() : [];
    const { objects, finished } = this.#tracker.update(this.#detections.find(motion), utcMs, { aspect });
    const tracked = { utcMs, aspect, objects, finished: [...gone, ...finished] };
    this.#stirs = blobs.some(({ moving }) => moving > stirring);
    this.#moves = blobs.some(isMotion);
    this.#heatMap?.add(tracked);
    return [
      ...(this.#motion?.update(motion) ?? []),
      ...(this.#scene?.update(picture, motion) ?? []),
      ...this.#rules.apply(tracked),
      ...(this.#leftObjects?.apply(blobs, utcMs) ?? []),
    ];
  }

  /** Ends what is open. */
  finish(utcMs: number): readonly Sighting[] {
    const finished = this.#tracker.finish();
    return [
      ...(this.#motion?.finish() ?? []),
      ...(this.#scene?.finish(utcMs) ?? []),
      ...this.#rules.apply({ utcMs, aspect: 1, objects: [], finished }),
      ...this.#rules.finish(utcMs),
    ];
  }

  /** Goes on with other settings; what they do not concern is kept: background, objects, who is where. */
  update(settings: AnalyticsSettings, utcMs: number): readonly Sighting[] {
    const before = this.#settings;
    this.#settings = settings;
    const ended: Sighting[] = [];
    if (!isDeepStrictEqual(detectorSettings(before), detectorSettings(settings))) {
      this.#detector = new MotionDetector(detectorSettings(settings));
    }
    if (!isDeepStrictEqual(before.motion, settings.motion)) {
      ended.push(...(this.#motion?.finish() ?? []));
      this.#motion = settings.motion === null ? null : new MotionEvents(settings.motion);
    }
    if (before.tamper !== settings.tamper) {
      ended.push(...(this.#scene?.finish(utcMs) ?? []));
      this.#scene = settings.tamper ? new SceneEvents() : null;
    }
    if (!isDeepStrictEqual(before.leftObjects, settings.leftObjects)) {
      this.#leftObjects = settings.leftObjects === null ? null : new LeftObjects(settings.leftObjects);
    }
    if (before.heatMap !== settings.heatMap) this.#heatMap = settings.heatMap ? new HeatMapCollector() : null;
    return [...ended, ...this.#rules.update(settings, utcMs)];
  }

  /** Something stirs, or an object is followed: pictures should come at the full rate. */
  get busy(): boolean {
    return this.#stirs || this.#tracker.objects.some(({ state }) => state === 'tracked' || state === 'lost');
  }

  /** All that are followed now. */
  get objects(): readonly TrackedObject[] {
    return this.#tracker.objects;
  }

  status(): AnalysisNow {
    return { motion: this.#moves, occupancy: this.#rules.occupancy() };
  }

  /** What came together since the last call. */
  takeHeatMaps(): readonly HeatMap[] {
    return this.#heatMap?.take() ?? [];
  }
}

function detectorSettings({ detection, leftObjects }: AnalyticsSettings): DetectorSettings {
  if (leftObjects === null) return detection;
  return { ...detection, keepStillSeconds: Math.max(60, leftObjects.afterSeconds + stillBeyondSeconds) };
}
