/**
 * `npm run bench -- glass [seconds=10]`: from the camera to the glass. A source with a machine-readable number burnt into every picture,
 * received over RTSP, shown by Chromium through MSE and WebRTC; the page reads the number of each picture when it is displayed.
 */
import { measureGlass } from './live/glass.ts';
import type { Bench } from './run.ts';

const names = { mse: 'MSE (fMP4 over WebSocket)', whep: 'WebRTC (WHEP)' } as const;

export const run: Bench = async (options) => {
  const seconds = Number(options.seconds ?? 10);
  const delays = await measureGlass(seconds);
  return {
    title: `glass: from the camera to the glass of Chromium, 640x360 at 25 pictures a second, ${seconds} s each`,
    columns: ['way', 'pictures', 'least ms', 'median ms', '95 % ms'],
    rows: (delays ?? []).map(({ way, pictures, minMs, medianMs, p95Ms }) => [
      names[way],
      pictures,
      minMs.toFixed(0),
      medianMs.toFixed(0),
      p95Ms.toFixed(0),
    ]),
    data: delays,
    notes: [
      delays === null
        ? 'There is no Chromium here.'
        : 'Encoding in the camera and the light of a monitor are not in it; Chromium decodes and draws in software. How far MSE stays behind is set by web/src/players/live-edge.ts.',
    ],
  };
};
