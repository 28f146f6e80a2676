/**
 * The process whose cost `bench/ingest.ts` measures: opens N cameras of a farm, drops the samples, and prints one line of JSON
 * about the time between warm-up and end. `node bench/farm/receiver.ts <rtsp base> <cameras> <warm-up s> <seconds> [sub]`
 */
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { setTimeout as pause } from 'node:timers/promises';
import { openSource } from '#devices/open-source.ts';
import { createSourceCounters } from '#devices/opener.ts';
import { tuneCollectorForMedia } from '#media/recorder/collector.ts';

export interface ReceiverResult {
  readonly cpuMs: number;
  readonly wallMs: number;
  readonly rssBytes: number;
  readonly maxLoopDelayMs: number;
  readonly samples: number;
  readonly bytes: number;
  readonly lostPackets: number;
  readonly droppedAccessUnits: number;
  readonly discontinuities: number;
  readonly reconnects: number;
  /** Cameras that delivered in the measured time. */
  readonly streaming: number;
}

// As in a streamserver.
tuneCollectorForMedia();

const [base, cameras = '1', warmUpSeconds = '5', seconds = '15', stream] = process.argv.slice(2);
let samples = 0;
let bytes = 0;
let discontinuities = 0;
const delivered = new Set<number>();
const counters = createSourceCounters();
for (let camera = 0; camera < Number(cameras); camera += 1) {
  openSource(
    {
      url: `${base}/cam${camera}${stream === 'sub' ? '/sub' : ''}`,
      transport: 'tcp',
      audio: true,
      counters,
    },
    {
      tracks: () => {},
      sample: (sample) => {
        samples += 1;
        bytes += sample.data.length;
        delivered.add(camera);
        if (sample.discontinuity) discontinuities += 1;
      },
      state: (state) => {
        if (state.state === 'failed') console.error(`camera ${camera}: ${state.message}`);
      },
    },
  );
}
await pause(Number(warmUpSeconds) * 1000);
const delay = monitorEventLoopDelay({ resolution: 10 });
delay.enable();
const lostBefore = counters.lostPackets;
[samples, bytes, discontinuities] = [0, 0, 0];
delivered.clear();
const cpu = process.cpuUsage();
const startMs = performance.now();
await pause(Number(seconds) * 1000);
const { user, system } = process.cpuUsage(cpu);
const result: ReceiverResult = {
  cpuMs: (user + system) / 1000,
  wallMs: performance.now() - startMs,
  rssBytes: process.memoryUsage.rss(),
  maxLoopDelayMs: delay.max / 1e6,
  samples,
  bytes,
  lostPackets: counters.lostPackets - lostBefore,
  droppedAccessUnits: counters.droppedAccessUnits,
  discontinuities,
  reconnects: counters.reconnects,
  streaming: delivered.size,
};
console.log(JSON.stringify(result));
process.exit(0);
