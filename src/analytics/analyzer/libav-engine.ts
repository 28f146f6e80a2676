/** The engine of an analyzer: FFmpeg's libraries inside the process, through node-av. */
import { AV_LOG_FATAL } from 'node-av/constants';
import { getFFmpegInfo, Log } from 'node-av/lib';
import { VidetteError } from '#domain/errors.ts';
import { AnalysisStream, type AnalysisWorks } from './analysis-stream.ts';
import { AudioTranscoder } from './audio-transcoder.ts';
import { frameUtcMs, VideoDecoder } from './decoder.ts';
import { EventPictures } from './event-pictures.ts';
import { type Jpeg, JpegEncoder } from './jpeg.ts';
import { JpegStream } from './jpeg-stream.ts';
import { LastFrame } from './last-frame.ts';
import { LumaScaler } from './luma-scaler.ts';
import type { Engine, JpegOutput, PictureInfo, Reply } from './operations.ts';
import { audioTrackFromWire, audioTrackToWire, videoTrackFromWire } from './protocol.ts';

export function createLibavEngine(works: AnalysisWorks): Engine {
  // Damaged pictures are everyday here and would fill the log; what matters is answered.
  Log.setLevel(AV_LOG_FATAL);
  const jpegStreams = new Map<number, JpegStream>();
  const transcoders = new Map<number, AudioTranscoder>();
  const analyses = new Map<number, AnalysisStream>();
  const tools = { works, scaler: new LumaScaler(), jpegs: new EventPictures() };

  const close = (stream: number): void => {
    jpegStreams.get(stream)?.[Symbol.dispose]();
    jpegStreams.delete(stream);
    transcoders.get(stream)?.[Symbol.dispose]();
    transcoders.delete(stream);
    analyses.get(stream)?.[Symbol.dispose]();
    analyses.delete(stream);
  };

  return {
    describe: () => ({
      result: { engine: 'node-av', description: `FFmpeg ${getFFmpegInfo().version} through node-av` },
      parts: [],
    }),
    decodeJpeg: ({ track, utcMs, output }, samples) => decodeJpeg(track, utcMs, output, samples),
    openJpegStream: ({ stream, track, output, fps }) => {
      close(stream);
      jpegStreams.set(stream, new JpegStream(videoTrackFromWire(track), output, fps));
      return { result: {}, parts: [] };
    },
    pushJpegStream: ({ stream, utcMs }, samples) => {
      const pictures = opened(jpegStreams.get(stream)).push(samples, utcMs);
      return { result: { pictures: pictures.map(info) }, parts: pictures.map(({ jpeg }) => jpeg) };
    },
    openAudio: ({ stream, track, to }) => {
      close(stream);
      const transcoder = new AudioTranscoder(audioTrackFromWire(track), to);
      transcoders.set(stream, transcoder);
      return { result: { track: audioTrackToWire(transcoder.track) }, parts: [] };
    },
    pushAudio: ({ stream, ...timing }, [sample]) => {
      const samples = opened(transcoders.get(stream)).push(sample ?? Buffer.alloc(0), timing);
      return {
        result: { samples: samples.map(({ data: _, ...rest }) => rest) },
        parts: samples.map(({ data }) => data),
      };
    },
    openAnalysis: ({ stream, video, audio, settings, width }) => {
      const ended = analyses.get(stream)?.finish();
      close(stream);
      const input = {
        video: video === null ? null : videoTrackFromWire(video),
        audio: audio === null ? null : audioTrackFromWire(audio),
        settings,
        width,
      };
      const analysis = new AnalysisStream(input, tools);
      analyses.set(stream, analysis);
      return ended ?? analysis.finish();
    },
    pushAnalysis: (args, parts) => opened(analyses.get(args.stream)).push(args, parts),
    updateAnalysis: ({ stream, settings }) => opened(analyses.get(stream)).update(settings),
    closeAnalysis: ({ stream }) => {
      const ended = opened(analyses.get(stream)).finish();
      close(stream);
      return ended;
    },
    close: ({ stream }) => {
      close(stream);
      return { result: {}, parts: [] };
    },
  };
}

/** Decodes all samples and makes a JPEG of the last picture. */
function decodeJpeg(
  track: Parameters<typeof videoTrackFromWire>[0],
  utcMs: readonly number[],
  output: JpegOutput,
  samples: readonly Buffer[],
): Reply<'decodeJpeg'> {
  using decoder = new VideoDecoder(videoTrackFromWire(track));
  using encoder = new JpegEncoder(output);
  using last = new LastFrame();
  samples.forEach((sample, index) => {
    decoder.decode(sample, utcMs[index] ?? 0, last.keep);
  });
  decoder.flush(last.keep);
  const { frame } = last;
  if (frame === null) throw undecodable();
  const picture = { ...encoder.encode(frame), utcMs: frameUtcMs(frame) };
  return { result: info(picture), parts: [picture.jpeg] };
}

function info({ width, height, utcMs }: Jpeg & PictureInfo): PictureInfo {
  return { width, height, utcMs };
}

function opened<Stream>(stream: Stream | undefined): Stream {
  if (stream === undefined) throw new VidetteError('bug', 'the analyzer has no such stream');
  return stream;
}

function undecodable(): VidetteError {
  return new VidetteError('unavailable', 'no picture could be decoded from the data of the stream', {
    reason: 'undecodable',
  });
}
