/**
 * The process that is measured: receives, records and watches N cameras as a streamserver does, with its analyzers as children.
 * `node bench/analytics/watching-process.ts <farm address> <cameras> <folder> <sub|rules|keyframes|main|record>`; prints `ready` when every
 * camera is recorded and watched and, after a line on its standard input, one line of JSON with what it counted.
 */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { AnalysisCentre } from '#cluster/streamserver/analysis/analysis-centre.ts';
import { Cameras } from '#cluster/streamserver/cameras.ts';
import { type CameraSpec, defaultRecordingPolicy } from '#domain/camera.ts';
import { systemClock } from '#domain/clock.ts';
import { Archive } from '#media/archive/archive.ts';
import { Audience } from '#media/live/live-stream.ts';
import { tuneCollectorForMedia } from '#media/recorder/collector.ts';
import { motionAndTracks, motionTracksAndRules } from './watched.ts';

tuneCollectorForMedia();
const [address = '', count = '0', folder = '', layout = 'sub'] = process.argv.slice(2);
const archive = await Archive.open({
  indexPath: join(folder, 'index.sqlite'),
  volumes: [{ name: 'bench', path: join(folder, 'volume') }],
  signingKey: generateKeyPairSync('ed25519').privateKey,
  log: { info() {}, warn: (message, fields) => console.error(message, fields) },
  syncSeconds: 5,
});
const log = (message: string, details: object): void => console.error(message, details);
await using pool = new AnalyzerPool();
const counted = { sightings: 0, pictures: 0, looked: 0, decoded: 0 };
const centre = new AnalysisCentre({
  pool: {
    openAnalysis: (options) =>
      pool.openAnalysis({
        ...options,
        onResult: (result, afterMs) => {
          counted.looked += result.looked;
          counted.decoded += result.decoded;
          options.onResult(result, afterMs);
        },
      }),
  },
  clock: systemClock,
  sink: {
    take: (_, __, { full, crop }) => {
      counted.sightings += 1;
      counted.pictures += (full === null ? 0 : 1) + (crop === null ? 0 : 1);
    },
    takeHeatMap: () => {},
    analysisStopped: () => {},
  },
  log,
  bursts: layout === 'main' ? Number(count) : 0,
});
const cameras = new Cameras({
  ...{ archive, clock: systemClock, openers: {}, audience: new Audience(), transcoder: null, log },
  analysis: layout === 'record' ? null : centre,
});
const specs = Array.from(
  { length: Number(count) },
  (_, index): CameraSpec => ({
    id: `bench-${String(index).padStart(3, '0')}`,
    number: index + 1,
    name: `camera ${index}`,
    source: {
      url: `${address}/cam${index}`,
      ...(layout === 'sub' || layout === 'rules' ? { subUrl: `${address}/cam${index}/sub` } : {}),
      transport: 'tcp',
      audio: false,
    },
    recording: defaultRecordingPolicy,
    analytics: layout === 'rules' ? motionTracksAndRules : motionAndTracks,
  }),
);
await cameras.reconcile({ revision: 1, cameras: specs });
const timer = setInterval(() => {
  const isReady = cameras
    .status()
    .every(
      ({ recording, analysis }) => recording.active && (layout === 'record' || analysis?.state === 'running'),
    );
  if (!isReady) return;
  clearInterval(timer);
  console.log('ready');
}, 100);
const lines = process.stdin[Symbol.asyncIterator]();
const [began] = [{ ...counted }];
await lines.next();
const status = cameras.status();
const share = centre.governor.share;
await cameras[Symbol.asyncDispose]();
centre[Symbol.dispose]();
await archive.close();
console.log(
  JSON.stringify({
    ...counted,
    looked: counted.looked - began.looked,
    stillCameras: status.filter(({ analysis }) => analysis?.still === true).length,
    share,
  }),
);
await once(process.stdin, 'close').catch(() => {});
process.exit(0);
