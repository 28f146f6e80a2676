/**
 * Regions of motion are not objects: one person may come in pieces, and two who meet are one region. Before the assignment the
 * regions are compared with where known objects should be by now, and put together or taken apart.
 */
import type { Box } from '#domain/event.ts';
import { area, clipped, coverage, grown, iou, sharedArea, union } from './box.ts';
import { type Detection, strong } from './detection.ts';
import type { ObjectTrack } from './object-track.ts';

/** A piece lies in its object by this share; a hidden object in the region that hides it. */
const inside = 0.6;
/** Pieces together are at most this much larger than the object was. */
const sameSize = 1.5;
/** And cover this share of their common box: pieces of one thing leave no large hole. */
const leastFilled = 0.6;
/** Share of the whole from which on a piece may be an object itself, and after so many pictures it is. */
const largePiece = 0.25;
const mostPicturesInPieces = 3;
/** Pieces that share so much of the width of the narrower stand one above the other. */
const stacked = 0.7;
/** A region that overlaps so well with what one object should be (intersection over union) is that object alone. */
const alone = 0.7;
/** Several objects that are one region cover this share of it. */
const explainedTogether = 0.5;
/** Less than this share of it is where another object is. */
const beside = 0.3;
/** Smaller than this share of the main one, something new beside it is a piece of it. */
const comparable = 0.3;
/** No object has this many times its area at the next picture. */
const mostGrowth = 3;
const searchMargin = 0.15;
/** Seen as a region of its own for so long, what has moved is an object. */
const independentPictures = 3;
const independentMs = 390;

/** Pieces of one known object become one detection. */
export function joinPieces(
  detections: readonly Detection[],
  tracks: readonly ObjectTrack[],
): readonly Detection[] {
  if (detections.length < 2 || tracks.length === 0) return detections;
  const reaches = tracks.map((track) => ({ track, reach: grown(track.predicted, searchMargin) }));
  const owner = detections.map(({ box }) => onlyOwner(box, reaches));
  const joined: Detection[] = [];
  const byOwner = new Map<ObjectTrack, Detection[]>();
  detections.forEach((detection, index) => {
    const track = owner[index] ?? null;
    if (track === null || detection.confidence < strong) joined.push(detection);
    else byOwner.set(track, [...(byOwner.get(track) ?? []), detection]);
  });
  for (const [track, pieces] of byOwner) {
    const whole = pieces.reduce(joinTwo);
    const fits = pieces.length > 1 && isOneThing(pieces, whole, track);
    track.picturesInPieces = fits && couldBeTwo(pieces, whole) ? track.picturesInPieces + 1 : 0;
    if (fits && track.picturesInPieces <= mostPicturesInPieces) joined.push(whole);
    else joined.push(...pieces);
  }
  return joined;
}

function isOneThing(pieces: readonly Detection[], whole: Detection, track: ObjectTrack): boolean {
  const filled = pieces.reduce((sum, { box }) => sum + area(box), 0);
  return filled >= leastFilled * area(whole.box) && area(whole.box) <= sameSize * area(track.predicted);
}

/** Two large pieces side by side. One above the other, they are the upper and the lower half of somebody. */
function couldBeTwo(pieces: readonly Detection[], whole: Detection): boolean {
  const [a, b] = pieces.map(({ box }) => box).toSorted((one, other) => area(other) - area(one));
  if (a === undefined || b === undefined || area(b) < largePiece * area(whole.box)) return false;
  const narrower = Math.min(a[2] - a[0], b[2] - b[0]);
  return Math.min(a[2], b[2]) - Math.max(a[0], b[0]) < stacked * narrower;
}

interface Reach {
  readonly track: ObjectTrack;
  /** Where its pieces may be. */
  readonly reach: Box;
}

function onlyOwner(box: Box, reaches: readonly Reach[]): ObjectTrack | null {
  const [owner, another] = reaches.filter(({ reach }) => coverage(box, reach) >= inside);
  return another === undefined ? (owner?.track ?? null) : null;
}

function joinTwo(a: Detection, b: Detection): Detection {
  const surer = a.confidence >= b.confidence ? a : b;
  return { ...surer, box: union(a.box, b.box) };
}

/** An object that is a part of a larger region, and where in it. */
export interface GroupMember {
  readonly track: ObjectTrack;
  readonly detection: Detection;
}

export interface Groups {
  readonly members: readonly GroupMember[];
  /** Tracks that vanish in a region which is far too large for them: they are not to be looked for in this picture. */
  readonly covered: readonly ObjectTrack[];
  /** Detections that are no group. */
  readonly rest: readonly Detection[];
  /** Tracks that turn out to be pieces of another object. */
  readonly pieces: readonly ObjectTrack[];
}

/** Takes regions apart that are several known objects, and finds out which objects were only pieces of one. */
export function takeApart(detections: readonly Detection[], tracks: readonly ObjectTrack[]): Groups {
  const members: GroupMember[] = [];
  const covered: ObjectTrack[] = [];
  const rest: Detection[] = [];
  const pieces: ObjectTrack[] = [];
  const taken = new Set<ObjectTrack>();
  for (const detection of detections) {
    const inRegion = tracks.filter(
      (track) => !taken.has(track) && coverage(clipped(track.predicted), detection.box) >= inside,
    );
    const main = bestFit(inRegion, detection.box);
    if (main === null) {
      rest.push(detection);
      continue;
    }
    const apart = inRegion.filter((track) => track === main || isApart(track, main));
    for (const track of inRegion) {
      taken.add(track);
      if (!apart.includes(track)) pieces.push(track);
    }
    const explained = apart.reduce((sum, track) => sum + sharedArea(track.predicted, detection.box), 0);
    const size = area(detection.box);
    if (
      apart.length > 1 &&
      iou(clipped(main.predicted), detection.box) < alone &&
      explained >= explainedTogether * size
    ) {
      for (const track of apart) {
        members.push({ track, detection: { ...detection, box: placeIn(detection.box, track, apart) } });
      }
      continue;
    }
    if (isOld(main) && size > mostGrowth * area(clipped(main.predicted))) covered.push(...apart);
    rest.push(detection);
  }
  return { members, covered, rest, pieces };
}

/** The object that the region is most like; one that has long been known counts more. */
function bestFit(tracks: readonly ObjectTrack[], region: Box): ObjectTrack | null {
  const fit = (track: ObjectTrack): number => iou(clipped(track.predicted), region) * (isOld(track) ? 2 : 1);
  return tracks.reduce<ObjectTrack | null>(
    (best, track) => (best === null || fit(track) > fit(best) ? track : best),
    null,
  );
}

/** It has long been an object of its own; or it is new, but not where the main one is, which has long been without it. */
function isApart(track: ObjectTrack, main: ObjectTrack): boolean {
  if (isOld(track)) return true;
  if (!isKnown(track) || !isKnown(main)) return false;
  const [box, mainBox] = [clipped(track.predicted), clipped(main.predicted)];
  return coverage(box, mainBox) < beside && area(box) > comparable * area(mainBox);
}

/** Long a region of its own. */
function isKnown(track: ObjectTrack): boolean {
  return track.picturesAlone >= independentPictures && track.aloneMs >= independentMs;
}

function isOld(track: ObjectTrack): boolean {
  return track.proven && isKnown(track);
}

/**
 * Where a member is: where it was expected, but whoever is outermost touches the edge of the region, and nobody sticks out of it.
 */
function placeIn(region: Box, track: ObjectTrack, members: readonly ObjectTrack[]): Box {
  const box = track.predicted;
  const boxes = members.map(({ predicted }) => predicted);
  const [x0, x1] = placeOnAxis([box[0], box[2]], [region[0], region[2]], {
    first: Math.min(...boxes.map((one) => one[0])),
    last: Math.max(...boxes.map((one) => one[2])),
  });
  const [y0, y1] = placeOnAxis([box[1], box[3]], [region[1], region[3]], {
    first: Math.min(...boxes.map((one) => one[1])),
    last: Math.max(...boxes.map((one) => one[3])),
  });
  return [x0, y0, x1, y1];
}

function placeOnAxis(
  [from, to]: readonly [number, number],
  [first, last]: readonly [number, number],
  outermost: { readonly first: number; readonly last: number },
): [number, number] {
  const length = Math.min(to - from, last - first);
  const isFirst = from <= outermost.first;
  const isLast = to >= outermost.last;
  let start = from;
  if (isFirst && !isLast) start = first;
  else if (isLast && !isFirst) start = last - length;
  else if (isFirst && isLast) start = (first + last - length) / 2;
  start = Math.min(Math.max(start, first), last - length);
  return [start, start + length];
}
