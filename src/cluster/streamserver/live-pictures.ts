/** Fits the analyzers to the ports of the live outputs: JPEG pictures of live streams, and sound for browsers. */
import type { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { audioTargetTrack } from '#analytics/analyzer/audio-target.ts';
import type { LiveJpeg } from '#analytics/live-jpeg.ts';
import { serializeAudioSpecificConfig } from '#media/aac/audio-specific-config.ts';
import type { AudioTranscoder } from '#media/live/audio-transcoder.ts';
import type { JpegOrder, JpegSource } from '#media/live/jpeg-source.ts';
import { getStream, type LiveStreams } from '#media/live/live-stream.ts';
import type { AudioTrack } from '#media/stream.ts';

export function jpegSource(streams: LiveStreams, jpeg: LiveJpeg): JpegSource {
  const request = (order: JpegOrder) => {
    const { hub, name } = getStream(streams, order.cameraId, order.stream);
    const { width, height, quality } = order;
    return {
      source: `${order.cameraId}/${name}`,
      hub,
      ...(width === undefined ? {} : { width }),
      ...(height === undefined ? {} : { height }),
      ...(quality === undefined ? {} : { quality }),
    };
  };
  return {
    snapshot: (order) => jpeg.snapshot(request(order)),
    watch: (order, viewer) => {
      const fps = order.fps === undefined ? {} : { fps: order.fps };
      return jpeg.watch({ ...request(order), ...fps }, viewer);
    },
  };
}

export function audioTranscoder(
  pool: AnalyzerPool,
  log: (message: string, details: object) => void,
): AudioTranscoder {
  let opened = 0;
  return {
    open(input, codec, onSample) {
      const track = outputTrack(input, codec);
      if (track === null) return null;
      opened += 1;
      const client = pool.openAudioTranscoder({
        source: `sound ${opened}`,
        track: input,
        to: codec,
        onTrack: () => {},
        onSample,
        onFailed: (error) => log('sound cannot be transcoded', { error }),
      });
      return {
        track,
        push: (sample) => client.push(sample),
        [Symbol.asyncDispose]: async () => client.close(),
      };
    },
  };
}

/** Known before the encoder runs; the configuration of AAC follows from rate and channels. Null for more than two channels. */
function outputTrack(input: AudioTrack, codec: 'aac' | 'opus'): AudioTrack | null {
  if (input.channels < 1 || input.channels > 2) return null;
  const track = audioTargetTrack(input, codec);
  if (codec === 'opus') return track;
  return { ...track, config: serializeAudioSpecificConfig(track.sampleRate, track.channels) };
}
