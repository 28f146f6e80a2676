/**
 * Keeps a growing buffer near its newest picture: small lateness is caught up by playing a little faster, large lateness by a
 * jump. Pure; times in seconds of the media timeline.
 */

export interface BufferState {
  readonly currentTime: number;
  /** The buffered range that holds the newest picture. */
  readonly bufferedStart: number;
  readonly bufferedEnd: number;
}

export interface EdgeAction {
  readonly rate: number;
  /** Where to jump, when playing on is hopeless. */
  readonly seekTo?: number;
}

export const edgeLimits = {
  /** Kept between the playhead and the newest picture, so that an unsteady network does not stop the picture. */
  targetSeconds: 0.3,
  /** Later than this the player runs a little faster. */
  hurrySeconds: 0.6,
  /** Later than this it jumps. */
  jumpSeconds: 1.5,
  hurryRate: 1.08,
  /** Kept behind the playhead before trimming; browsers keep at least a GOP by themselves. */
  keepSeconds: 12,
} as const;

/** `nowHurrying`: the rate of the last decision, so that hurrying goes on down to the target instead of flickering. */
export function followEdge(buffer: BufferState, nowHurrying: boolean): EdgeAction {
  const { currentTime, bufferedStart, bufferedEnd } = buffer;
  const lateness = bufferedEnd - currentTime;
  const target = Math.max(bufferedStart, bufferedEnd - edgeLimits.targetSeconds);
  if (lateness > edgeLimits.jumpSeconds || currentTime < bufferedStart || lateness < -0.5) {
    return { rate: 1, seekTo: target };
  }
  const hurry = lateness > (nowHurrying ? edgeLimits.targetSeconds : edgeLimits.hurrySeconds);
  return { rate: hurry ? edgeLimits.hurryRate : 1 };
}

/** The range to remove from the buffer, or null while it is not worth the call. */
export function trimRange(buffer: BufferState): { start: number; end: number } | null {
  const end = buffer.currentTime - edgeLimits.keepSeconds;
  // Removing in steps of some seconds keeps calls rare.
  return end - buffer.bufferedStart > 5 ? { start: buffer.bufferedStart, end } : null;
}
