/**
 * The process that is measured: receives N cameras of a farm and records them, as a streamserver does.
 * `node bench/record/recording-process.ts <farm address> <cameras> <folder>`; prints `ready` when every camera records and, after
 * a line on its standard input, one line of JSON with what it counted.
 */
import { generateKeyPairSync } from 'node:crypto';
import { once } from 'node:events';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { openSource } from '#devices/open-source.ts';
import { defaultRecordingPolicy } from '#domain/camera.ts';
import { systemClock } from '#domain/clock.ts';
import { Archive } from '#media/archive/archive.ts';
import { StreamHub } from '#media/hub.ts';
import { tuneCollectorForMedia } from '#media/recorder/collector.ts';
import { Recorder } from '#media/recorder/recorder.ts';
import { cameraIdOf } from './camera-id.ts';

tuneCollectorForMedia();
const [address = '', count = '0', folder = ''] = process.argv.slice(2);
const archive = await Archive.open({
  indexPath: join(folder, 'index.sqlite'),
  volumes: [{ name: 'bench', path: join(folder, 'volume') }],
  signingKey: generateKeyPairSync('ed25519').privateKey,
  log: { info() {}, warn: (message, fields) => console.error(message, fields) },
  syncSeconds: 5,
});

const cameras = Array.from({ length: Number(count) }, (_, index) => {
  const hub = new StreamHub();
  const writer = archive.writer(cameraIdOf(index), 'main');
  const recorder = new Recorder(hub, writer, defaultRecordingPolicy, systemClock);
  const source = openSource(
    {
      url: `${address}/cam${index}`,
      transport: 'tcp',
      audio: false,
      // As in the product, where nobody watches.
      patient: () => true,
      countsHolds: true,
    },
    {
      tracks: (tracks) => hub.publishTracks(tracks),
      sample: (sample) => hub.publishSample(sample),
      state: (state) => {
        if (state.state === 'failed') recorder.sourceFailed(state.failure, state.message);
        if (state.state === 'streaming') recorder.sourceRestored();
      },
    },
  );
  recorder.start();
  return { hub, writer, recorder, source };
});

const timer = setInterval(() => {
  if (!cameras.every(({ writer }) => writer.counters.fragments > 0)) return;
  clearInterval(timer);
  console.log('ready');
}, 100);

const lag = monitorEventLoopDelay({ resolution: 10 });
lag.enable();
await once(process.stdin, 'data');
lag.disable();
for (const { source } of cameras) await source[Symbol.asyncDispose]();
for (const { recorder } of cameras) recorder[Symbol.dispose]();
await archive.close();
const sum = (pick: (camera: (typeof cameras)[number]) => number) =>
  cameras.reduce((total, camera) => total + pick(camera), 0);
console.log(
  JSON.stringify({
    receivedFrames: sum(({ hub }) => hub.counters.videoSamples),
    discontinuities: sum(({ hub }) => hub.counters.discontinuities),
    recordedFrames: sum(({ writer }) => writer.counters.samples),
    droppedFrames: sum(({ writer }) => writer.counters.droppedSamples),
    errors: sum(({ writer }) => writer.counters.errors),
    loopLagP99Ms: Math.round(lag.percentile(99) / 1e5) / 10,
    loopLagMaxMs: Math.round(lag.max / 1e5) / 10,
  }),
);
process.exit(0);
