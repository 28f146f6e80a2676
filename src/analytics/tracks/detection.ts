/** What finds objects in one picture (motion now, neural networks later) says to the tracker. */
import type { Box, ObjectClass } from '#domain/event.ts';

export interface Detection {
  readonly box: Box;
  /** `unknown` unless the finder can really tell. */
  readonly objectClass: ObjectClass;
  /** 0..1. Below `strong` it keeps a known object alive but does not begin a new one. */
  readonly confidence: number;
}

/** ByteTrack (Zhang et al., 2022) calls these high-score detections; its threshold is 0.6, of detectors that are surer than motion. */
export const strong = 0.5;

/** Motion cannot tell what moves. */
export function motionDetection(box: Box, confidence = 1): Detection {
  return { box, objectClass: 'unknown', confidence };
}
