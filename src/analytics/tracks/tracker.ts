/**
 * Follows objects over pictures: SORT (Bewley et al., 2016) with the two rounds of ByteTrack (Zhang et al., 2022), made for
 * regions of motion at few pictures per second. docs/design/tracks.md says what differs and why.
 */

import { assign } from './assignment.ts';
import { area, clipped, coverage, iou, isUsable } from './box.ts';
import { type Detection, strong } from './detection.ts';
import { FlowField } from './flow-field.ts';
import { joinPieces, takeApart } from './grouping.ts';
import { ObjectTrack } from './object-track.ts';
import type { Shape, TrackedObject } from './tracked-object.ts';

export interface TrackerUpdate {
  /** All that live, tentative ones too. */
  readonly objects: readonly TrackedObject[];
  /** Those that ended with this picture. */
  readonly finished: readonly TrackedObject[];
}

/** Rain, snow, a flock of birds: only the largest are followed. */
const maxDetections = 48;
const maxTracks = 64;
/** 99.9 % of a chi-square of two dimensions. */
const gate = 13.8;
/** Makes any cost of a pair smaller than staying alone. */
const costLimit = 18;
const hitsToTrack = 2;
/** How long a track is looked for. */
const lostMs = 1600;
/** Hidden behind another for longer. */
const hiddenMs = 4000;
const hiddenShare = 0.6;
/** Stood when it vanished: it has become background, and is thought to be there for so long. */
const parkedMs = 10 * 60_000;
/** The tracker knows nothing after a pause or a jump of the clock of this length. */
const maxPauseMs = 5000;

export class Tracker {
  readonly #idPrefix: string;
  #tracks: ObjectTrack[] = [];
  #flow = new FlowField();
  #count = 0;
  #lastMs: number | null = null;

  /** Ids are `idPrefix` and a number. */
  constructor(idPrefix = '') {
    this.#idPrefix = idPrefix;
  }

  get objects(): readonly TrackedObject[] {
    return this.#tracks;
  }

  update(detections: readonly Detection[], utcMs: number, shape: Shape): TrackerUpdate {
    const finished: TrackedObject[] = [];
    const sinceMs = this.#lastMs === null ? 0 : utcMs - this.#lastMs;
    if (sinceMs < 0 || sinceMs > maxPauseMs) finished.push(...this.finish());
    this.#lastMs = utcMs;
    const seconds = Math.max(sinceMs, 0) / 1000;
    for (const track of this.#tracks) track.predict(seconds);

    const usable = detections.filter(({ box }) => isUsable(box));
    const largest = usable.length > maxDetections ? usable.toSorted(bySize).slice(0, maxDetections) : usable;
    const known = this.#tracks.filter(({ state }) => state !== 'tentative');
    const { members, covered, rest, pieces } = takeApart(joinPieces(largest, known), this.#tracks);
    for (const { track, detection } of members) track.seeInGroup(detection, utcMs);
    finished.push(...pieces);
    this.#tracks = this.#tracks.filter((track) => !pieces.includes(track));
    const hidden = new Set([...members.map(({ track }) => track), ...covered]);

    const free = this.#tracks.filter((track) => !hidden.has(track));
    const isStrong = ({ confidence }: Detection): boolean => confidence >= strong;
    const isKnown = ({ state }: ObjectTrack): boolean => state !== 'tentative';
    const first = this.#match(free.filter(isKnown), rest.filter(isStrong), utcMs);
    this.#match(
      first.tracks,
      rest.filter((detection) => !isStrong(detection)),
      utcMs,
    );
    const { detections: fresh } = this.#match(
      free.filter((track) => !isKnown(track)),
      first.detections,
      utcMs,
    );
    const boxesNow = this.#tracks.filter(({ seenNow }) => seenNow).map(({ box }) => box);
    for (const track of this.#tracks) {
      if (!track.seenNow) track.miss();
    }
    for (const detection of fresh) {
      if (boxesNow.every((box) => coverage(detection.box, box) < 0.7)) this.#begin(detection, utcMs, shape);
    }
    for (const track of this.#tracks) {
      if (track.seenNow && track.isSteady && track.proven) this.#flow.learn(track, shape.aspect);
    }
    finished.push(...this.#settle(utcMs));
    return { objects: this.#tracks, finished };
  }

  /** Ends all, for instance when the picture became another one. */
  finish(): readonly TrackedObject[] {
    const all = this.#tracks.filter(({ state }) => state !== 'tentative');
    this.#tracks = [];
    this.#lastMs = null;
    return all;
  }

  #match(
    tracks: readonly ObjectTrack[],
    detections: readonly Detection[],
    utcMs: number,
  ): { tracks: readonly ObjectTrack[]; detections: readonly Detection[] } {
    const costs = tracks.map((track) => detections.map(({ box }) => pairCost(track, box)));
    const columns = assign(costs, detections.length, costLimit);
    const used = new Set<number>();
    const left = tracks.filter((track, row) => {
      const column = columns[row] ?? -1;
      const detection = detections[column];
      if (detection === undefined) return true;
      used.add(column);
      track.see(detection, utcMs);
      return false;
    });
    return { tracks: left, detections: detections.filter((_, index) => !used.has(index)) };
  }

  #begin(detection: Detection, utcMs: number, shape: Shape): void {
    if (this.#tracks.length >= maxTracks) return;
    const [x0, y0, x1, y1] = detection.box;
    const flow = this.#flow.at([(x0 + x1) / 2, (y0 + y1) / 2], shape.aspect);
    this.#count += 1;
    const track = new ObjectTrack(`${this.#idPrefix}${this.#count}`, detection, utcMs, shape, flow);
    track.partOf = this.#wholeOf(detection, utcMs)?.id ?? null;
    this.#tracks.push(track);
  }

  /** The object in which a new one was until now; none where it may be one that vanished there. */
  #wholeOf({ box }: Detection, utcMs: number): TrackedObject | undefined {
    return this.#tracks.find(
      ({ proven, seenNow, expected, hidMs }) =>
        proven &&
        seenNow &&
        utcMs - hidMs > hiddenMs &&
        coverage(box, expected) >= 0.6 &&
        area(box) >= 0.2 * area(expected),
    );
  }

  /** New states; those that are over are taken out and returned unless they were noise. */
  #settle(utcMs: number): TrackedObject[] {
    const finished: TrackedObject[] = [];
    const visible = this.#tracks.filter(({ seenNow }) => seenNow);
    this.#tracks = this.#tracks.filter((track) => {
      const unseenMs = utcMs - track.seenMs;
      if (track.seenNow) {
        if (track.state !== 'tentative' || track.hits >= hitsToTrack) track.state = 'tracked';
        return true;
      }
      if (track.state === 'tentative') return track.misses <= 1 && unseenMs < lostMs && !track.hasLeft;
      if (track.state === 'parked') {
        if (unseenMs < parkedMs) return true;
      } else {
        track.state = 'lost';
        const hiding = visible.filter(({ box }) => coverage(clipped(track.predicted), box) > hiddenShare);
        if (track.proven) for (const other of hiding) other.hidMs = utcMs;
        const isHidden = hiding.length > 0;
        if (track.proven && track.stood && !isHidden && !track.hasLeft) {
          track.park();
          return true;
        }
        if (!track.hasLeft && unseenMs < (isHidden ? hiddenMs : lostMs)) return true;
      }
      finished.push(track);
      return false;
    });
    return finished;
  }
}

function pairCost(track: ObjectTrack, box: Detection['box']): number {
  const cost = track.cost(box, gate);
  if (cost < Number.POSITIVE_INFINITY) return cost;
  // What covers the same place is the same thing even where the filter was sure of less.
  const shared = iou(track.predicted, box);
  return shared > 0.3 ? gate + 8 * (1 - shared) : cost;
}

function bySize(a: Detection, b: Detection): number {
  return area(b.box) - area(a.box);
}
