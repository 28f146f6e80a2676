/** The pictures of events over the media listener, for the server in front of it. */
import { VidetteError } from '#domain/errors.ts';
import type { MediaListener } from '../media-listener.ts';
import type { SnapshotFiles } from './snapshot-files.ts';

/** `GET /events/{camera}/{event id}.jpg` and `…-crop.jpg`. */
export function registerSnapshots(media: MediaListener, snapshots: SnapshotFiles): void {
  media.route('GET', '/events/{camera}/{picture}', async ({ params, response }) => {
    const match = /^([0-9a-f-]{36})(-crop)?\.jpg$/.exec(params.picture ?? '');
    if (match === null) throw new VidetteError('not_found', 'there is no such picture');
    const [, eventId = '', crop] = match;
    const jpeg = await snapshots.read(params.camera ?? '', eventId, crop === undefined ? 'full' : 'crop');
    response.writeHead(200, {
      'Content-Type': 'image/jpeg',
      'Content-Length': String(jpeg.length),
      'Cache-Control': 'no-store',
    });
    response.end(jpeg);
  });
}
