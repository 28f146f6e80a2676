/** What live outputs must be given: the streams of the cameras of this process. */
import type { StreamName } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import type { StreamHub } from '../hub.ts';
import type { SourceState, Tracks } from '../stream.ts';

export interface LiveStream {
  readonly cameraId: string;
  readonly name: StreamName;
  readonly hub: StreamHub;
  /** Read at each use: why nothing comes, when nothing comes. */
  readonly state: SourceState;
}

export interface LiveStreams {
  find(cameraId: string, stream: StreamName): LiveStream | null;
}

/** The stream that is asked for; the main stream for a camera without a sub stream. Throws `not_found`. */
export function getStream(streams: LiveStreams, cameraId: string, wanted: StreamName): LiveStream {
  const found = streams.find(cameraId, wanted) ?? streams.find(cameraId, 'main');
  if (found === null) throw new VidetteError('not_found', 'no such camera on this streamserver');
  return found;
}

/** Has the camera been taken away, or its source exchanged, so that nothing will ever come out of this hub again? */
export function hasGone(streams: LiveStreams, stream: LiveStream): boolean {
  return streams.find(stream.cameraId, stream.name)?.hub !== stream.hub;
}

/** How long a viewer waits for a camera that is just being connected. */
const connectWaitMs = 4000;

/** The present tracks; waits a little while the camera is connecting. Throws `unavailable` with the reason when it is offline. */
export async function awaitTracks(stream: LiveStream, waitMs: number = connectWaitMs): Promise<Tracks> {
  const { hub } = stream;
  if (hub.currentTracks !== null) return hub.currentTracks;
  if (stream.state.state === 'failed') throw offline(stream.state);
  const { promise, resolve } = Promise.withResolvers<Tracks | null>();
  const detach = hub.attach({ tracks: resolve, sample: () => {} }, 'live');
  const timer = setTimeout(resolve, waitMs, null);
  const tracks = await promise;
  clearTimeout(timer);
  detach();
  if (tracks === null) throw offline(stream.state);
  return tracks;
}

function offline(state: SourceState): VidetteError {
  if (state.state === 'failed') {
    return new VidetteError('unavailable', `the camera is offline: ${state.message}`, {
      reason: state.failure,
      retryAfterMs: Math.max(1000, state.retryInMs),
    });
  }
  return new VidetteError('unavailable', 'the camera does not send pictures yet', {
    reason: 'connecting',
    retryAfterMs: 1000,
  });
}

/** Counts who watches each hub: the recorder reads a hub too, but is no viewer. */
export class Audience {
  readonly #viewers = new WeakMap<StreamHub, number>();

  viewers(hub: StreamHub): number {
    return this.#viewers.get(hub) ?? 0;
  }

  /** Counts one viewer more until the returned function is called; calling it twice does no harm. */
  enter(hub: StreamHub): () => void {
    this.#viewers.set(hub, this.viewers(hub) + 1);
    let inside = true;
    return () => {
      if (!inside) return;
      inside = false;
      this.#viewers.set(hub, this.viewers(hub) - 1);
    };
  }
}
