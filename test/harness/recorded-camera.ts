/** A camera that was recorded into a real archive by the real recorder, as fast as the disk takes it, and its archive over HTTP. */
import { readdirSync, readlinkSync, rmSync } from 'node:fs';
import { request as httpRequest, type IncomingMessage } from 'node:http';
import { join } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { MediaListener } from '#cluster/streamserver/media-listener.ts';
import { playbackArchive } from '#cluster/streamserver/playback-archive.ts';
import { type PlaybackParts, registerPlayback } from '#cluster/streamserver/playback-routes.ts';
import type { RecordingPolicy } from '#domain/camera.ts';
import type { VidetteError } from '#domain/errors.ts';
import type { Archive } from '#media/archive/archive.ts';
import { cameraId, noon, TestArchive } from '#media/archive/test-archive.ts';
import type { Clip } from '#media/fmp4/test-clips.ts';
import { StreamHub } from '#media/hub.ts';
import { Recorder } from '#media/recorder/recorder.ts';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';
import { tempFolder } from './temp-folder.ts';

export { cameraId, noon };

export interface Recording {
  readonly video?: Clip<VideoTrack>;
  readonly audio?: Clip<AudioTrack>;
  /** UTC of the first sample. */
  readonly startMs: number;
  /** The clip is repeated for so long; once when left out. */
  readonly seconds?: number;
}

export class RecordedCamera implements AsyncDisposable {
  readonly #place = new TestArchive({ segmenter: { segmentMs: 5000 } });
  readonly #hub = new StreamHub();
  readonly #listener: MediaListener;
  readonly #folder = tempFolder('media');
  #recorder: Recorder | null = null;
  #generation = 0;
  archive!: Archive;
  /** Faults that the listener told of. */
  readonly faults: VidetteError[] = [];

  constructor() {
    this.#listener = new MediaListener({ onError: (error) => this.faults.push(error) });
  }

  get socketPath(): string {
    return join(this.#folder, 'media.sock');
  }

  get listener(): MediaListener {
    return this.#listener;
  }

  get clock(): TestArchive['clock'] {
    return this.#place.clock;
  }

  async start(decode: PlaybackParts['decode'] = null): Promise<this> {
    this.archive = await this.#place.open();
    registerPlayback(this.#listener, { archive: playbackArchive(this.archive), decode });
    await this.#listener.listenLocal(this.socketPath);
    const writer = this.archive.writer(cameraId, 'main');
    const policy: RecordingPolicy = {
      mode: 'continuous',
      schedule: [],
      timeZone: 'UTC',
      preSeconds: 0,
      postSeconds: 0,
      audio: true,
    };
    this.#recorder = new Recorder(this.#hub, writer, policy, this.#place.clock);
    this.#recorder.start();
    return this;
  }

  /** Resolves when all of it is in the files; the newest file is still growing. Each recording is a connection of its own. */
  async record(recording: Recording): Promise<void> {
    const { video, audio, startMs } = recording;
    this.#generation += 1;
    this.#hub.publishTracks({
      generation: this.#generation,
      video: video?.track ?? null,
      audio: audio?.track ?? null,
    });
    const samples = [...timed(video, recording), ...timed(audio, recording)].sort(
      (a, b) => a.utcMs - b.utcMs,
    );
    const writer = this.archive.writer(cameraId, 'main');
    for (const sample of samples) {
      this.clock.nowMs = Math.max(startMs, sample.utcMs);
      this.#hub.publishSample(sample);
      if (writer.queuedBytes > 1_000_000) await writer.drain();
    }
    await writer.drain();
  }

  /** Ends the growing file and waits until the index has it. */
  async stop(): Promise<void> {
    this.#recorder?.[Symbol.dispose]();
    await this.archive.closeWriter(cameraId, 'main');
  }

  /** `path` below `/archive/{camera}/`. */
  async get(path: string, options: { method?: string; range?: string } = {}): Promise<Answer> {
    const response = await this.open(path, options);
    return {
      status: response.statusCode ?? 0,
      headers: response.headers,
      body: await buffer(response),
    };
  }

  open(path: string, options: { method?: string; range?: string } = {}): Promise<IncomingMessage> {
    const { method = 'GET', range } = options;
    return new Promise((resolve, reject) => {
      httpRequest(
        {
          socketPath: this.socketPath,
          path: path.startsWith('/') ? path : `/archive/${cameraId}/${path}`,
          method,
          agent: false,
          headers: range === undefined ? {} : { range },
        },
        resolve,
      )
        .on('error', reject)
        .end();
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.#recorder?.[Symbol.dispose]();
    await this.#listener[Symbol.asyncDispose]();
    await this.#place[Symbol.asyncDispose]();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

export interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Recorded files that this process has open. */
export function openRecordings(): string[] {
  return readdirSync('/proc/self/fd').flatMap((fd) => {
    try {
      const path = readlinkSync(`/proc/self/fd/${fd}`);
      return path.endsWith('.mp4') ? [path] : [];
    } catch (error) {
      // The descriptor of the listing itself.
      if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
      throw error;
    }
  });
}

function timed(clip: Clip<VideoTrack | AudioTrack> | undefined, { startMs, seconds }: Recording): Sample[] {
  const [first, second] = clip?.samples ?? [];
  if (clip === undefined || first === undefined || second === undefined) return [];
  const ticks = second.dts - first.dts;
  const { timescale } = clip.track;
  const count = seconds === undefined ? clip.samples.length : Math.floor((seconds * timescale) / ticks);
  return Array.from({ length: count }, (_, index) => ({
    ...(clip.samples[index % clip.samples.length] as Sample),
    dts: index * ticks,
    utcMs: startMs + (index * ticks * 1000) / timescale,
  }));
}
