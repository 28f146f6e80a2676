/** Pictures of events, fetched from the streamserver that keeps them. */
import { buffer } from 'node:stream/consumers';
import { VidetteError } from '#domain/errors.ts';
import { askMedia } from './media-client.ts';

const timeoutMs = 5000;

export class RemoteEventPictures {
  readonly #mediaSocketsOf: (cameraId: string) => readonly string[];

  /** `mediaSocketsOf` gives the camera's streamserver first, then the others: a camera may have been theirs. Throws `unavailable`. */
  constructor(mediaSocketsOf: (cameraId: string) => readonly string[]) {
    this.#mediaSocketsOf = mediaSocketsOf;
  }

  /** The JPEG; throws `not_found` when there is none (any more), `unavailable` when nobody who may have it answers. */
  async get(cameraId: string, eventId: string, kind: 'full' | 'crop'): Promise<Buffer> {
    const name = kind === 'full' ? `${eventId}.jpg` : `${eventId}-crop.jpg`;
    const path = `/events/${encodeURIComponent(cameraId)}/${encodeURIComponent(name)}`;
    for (const socketPath of this.#mediaSocketsOf(cameraId)) {
      try {
        return await buffer(await askMedia(socketPath, path, AbortSignal.timeout(timeoutMs)));
      } catch (error) {
        if (!(error instanceof VidetteError && error.code === 'not_found')) throw error;
      }
    }
    throw new VidetteError('not_found', 'there is no such picture');
  }
}
