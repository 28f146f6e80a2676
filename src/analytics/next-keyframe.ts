/** Waits for the next keyframe of a stream whose hub has none: just connected, or with GOPs too long to be kept. */
import { VidetteError } from '#domain/errors.ts';
import type { StreamHub } from '#media/hub.ts';
import type { Sample } from '#media/stream.ts';

export function nextKeyframe(hub: StreamHub, timeoutMs: number): Promise<Sample> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      detach();
      reject(new VidetteError('unavailable', 'no keyframe came in time', { reason: 'no_keyframe' }));
    }, timeoutMs);
    const detach = hub.attach(
      {
        tracks: () => {},
        sample: (sample) => {
          if (sample.kind !== 'video' || !sample.keyframe) return;
          clearTimeout(timer);
          detach();
          resolve(sample);
        },
      },
      'live',
    );
  });
}
