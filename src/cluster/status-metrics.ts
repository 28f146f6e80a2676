/** What streamservers report, as Prometheus metrics: read when they are asked for. */
import { Gauge, type Registry } from 'prom-client';
import type { AnalysisStatus, EventsStatus, StreamserverStatus } from './protocol.ts';

export interface StatusSource {
  list(): readonly StreamserverStatus[];
  expected(): readonly { readonly id: string; readonly connected: boolean }[];
}

type Sample = readonly [labels: Record<string, string>, value: number];

/** Cameras are labelled by id: a site has hundreds, not millions. */
export function registerStatusMetrics(registry: Registry, source: StatusSource): void {
  const gauge = (name: string, help: string, labelNames: string[], read: () => Iterable<Sample>): void => {
    new Gauge({
      name: `vidette_${name}`,
      help,
      labelNames,
      registers: [registry],
      collect() {
        this.reset();
        for (const [labels, value] of read()) this.set(labels, value);
      },
    });
  };

  gauge('streamserver_up', 'Whether a streamserver is connected.', ['streamserver'], () =>
    source.expected().map(({ id, connected }): Sample => [{ streamserver: id }, connected ? 1 : 0]),
  );
  gauge('streamserver_cpu_percent', 'Share of one core, analyzers included.', ['streamserver'], () =>
    source.list().map(({ id, cpuPercent }): Sample => [{ streamserver: id }, cpuPercent]),
  );
  gauge('streamserver_memory_bytes', 'Resident memory, analyzers included.', ['streamserver'], () =>
    source.list().map(({ id, memoryBytes }): Sample => [{ streamserver: id }, memoryBytes]),
  );

  const streams = function* (): Iterable<{ labels: Record<string, string>; stream: StreamOf }> {
    for (const { cameras } of source.list()) {
      for (const { cameraId, streams } of cameras) {
        for (const stream of streams) yield { labels: { camera: cameraId, stream: stream.name }, stream };
      }
    }
  };
  const perStream = (name: string, help: string, read: (stream: StreamOf) => number): void =>
    gauge(name, help, ['camera', 'stream'], function* () {
      for (const { labels, stream } of streams()) yield [labels, read(stream)] as const;
    });
  perStream('stream_up', 'Whether a stream delivers.', ({ state }) => (state === 'streaming' ? 1 : 0));
  perStream(
    'stream_video_bps',
    'Video bit rate over the last seconds.',
    ({ video }) => video?.bitrateBps ?? 0,
  );
  perStream('stream_fps', 'Frame rate over the last seconds.', ({ video }) => video?.fps ?? 0);
  perStream('stream_viewers', 'Viewers of a stream.', ({ viewers }) => viewers);
  perStream('stream_received_bytes', 'Bytes received since the start.', ({ receivedBytes }) => receivedBytes);
  perStream('stream_lost_packets', 'RTP packets lost since the start.', ({ lostPackets }) => lostPackets);
  perStream('stream_reconnects', 'Connections after the first.', ({ reconnects }) => reconnects);

  const ofEvents = (name: string, help: string, read: (events: EventsStatus) => number): void =>
    gauge(`events_${name}`, help, ['streamserver'], function* () {
      for (const { id, events } of source.list()) {
        if (events !== undefined) yield [{ streamserver: id }, read(events)] as const;
      }
    });
  ofEvents('begun', 'Events begun since the start.', ({ begun }) => begun);
  ofEvents('refused', 'Sightings not taken, too many or of no event.', ({ refused }) => refused);
  ofEvents('waiting', 'Reports that the server has not stored yet.', ({ waiting }) => waiting);
  ofEvents('waiting_bytes', 'Size of the reports that wait.', ({ waitingBytes }) => waitingBytes);
  ofEvents('stored', 'Reports that the server has stored since the start.', ({ stored }) => stored);
  ofEvents('dropped', 'Reports lost since the start, because too many waited.', ({ dropped }) => dropped);
  ofEvents('snapshots', 'Pictures written since the start.', ({ snapshots }) => snapshots);
  ofEvents('snapshot_failures', 'Pictures that could not be kept.', (events) => events.snapshotFailures);
  ofEvents('snapshot_bytes', 'Size of all pictures that are kept.', (events) => events.snapshotBytes);

  gauge('camera_recording', 'Whether a camera is being recorded.', ['camera'], function* () {
    for (const { cameras } of source.list()) {
      for (const { cameraId, recording } of cameras)
        yield [{ camera: cameraId }, recording.active ? 1 : 0] as const;
    }
  });
  const analyses = function* (): Iterable<{ labels: Record<string, string>; analysis: AnalysisStatus }> {
    for (const { cameras } of source.list()) {
      for (const { cameraId, analysis } of cameras) {
        if (analysis !== undefined) yield { labels: { camera: cameraId }, analysis };
      }
    }
  };
  const perAnalysis = (name: string, help: string, read: (analysis: AnalysisStatus) => number): void =>
    gauge(name, help, ['camera'], function* () {
      for (const { labels, analysis } of analyses()) yield [labels, read(analysis)] as const;
    });
  perAnalysis('analysis_up', 'Whether the analytics of a camera run.', ({ state }) =>
    state === 'running' ? 1 : 0,
  );
  perAnalysis('analysis_rate', 'Pictures per second that the analytics look at.', ({ rate }) => rate);
  perAnalysis(
    'analysis_wanted_rate',
    'Pictures per second that the analytics would look at on a machine with time for it.',
    ({ wantedRate }) => wantedRate,
  );
  perAnalysis('analysis_still', 'Whether nothing is decoded as nothing goes on.', ({ still }) =>
    still ? 1 : 0,
  );
  perAnalysis('analysis_motion', 'Whether there is motion.', ({ motion }) => (motion ? 1 : 0));
  gauge('analysis_occupancy', 'Objects in a zone or queue now.', ['camera', 'zone'], function* () {
    for (const { labels, analysis } of analyses()) {
      for (const [zone, count] of Object.entries(analysis.occupancy))
        yield [{ ...labels, zone }, count] as const;
    }
  });

  gauge(
    'volume_bytes',
    'Size of a volume and parts of it.',
    ['streamserver', 'volume', 'kind'],
    function* () {
      for (const { id, volumes } of source.list()) {
        for (const { name, totalBytes, freeBytes, usedBytes } of volumes) {
          const labels = { streamserver: id, volume: name };
          yield [{ ...labels, kind: 'total' }, totalBytes] as const;
          yield [{ ...labels, kind: 'free' }, freeBytes] as const;
          yield [{ ...labels, kind: 'recordings' }, usedBytes] as const;
        }
      }
    },
  );
  gauge('volume_ok', 'Whether a volume takes recordings.', ['streamserver', 'volume'], function* () {
    for (const { id, volumes } of source.list()) {
      for (const { name, state } of volumes)
        yield [{ streamserver: id, volume: name }, state === 'ok' ? 1 : 0] as const;
    }
  });
}

type StreamOf = StreamserverStatus['cameras'][number]['streams'][number];
