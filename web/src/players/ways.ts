/** Which way of live video comes after one that failed. */
import type { LiveWay, WayFailure } from './player.ts';

/**
 * A browser that cannot decode the codec by MSE cannot by WebRTC either, so the server must decode; on a bad link WebRTC is
 * tried first. JPEG is the last way and tries for ever.
 */
export function nextWay(from: LiveWay, failure: WayFailure): LiveWay {
  if (from === 'mse' && failure !== 'codec') return 'webrtc';
  return 'mjpeg';
}
