/** Puts encoded video and sound into the fragmented MP4 that the demo camera reads: one fragment per GOP. */
import { serializeAudioSpecificConfig } from '#media/aac/audio-specific-config.ts';
import { type FragmentSample, fragment } from '#media/fmp4/fragment.ts';
import { audioTrackId, initSegment, numberTracks, videoTrackId } from '#media/fmp4/init-segment.ts';
import { h264Nal, h264NalType, isH264Slice } from '#media/h264/nal.ts';
import { joinLengthPrefixed, splitAnnexB } from '#media/h264/nal-units.ts';
import { parseH264Sps } from '#media/h264/sps.ts';
import type { AudioTrack, VideoTrack } from '#media/stream.ts';

const videoTimescale = 90_000;
/** Audio frames (values) of one AAC access unit. */
export const aacFrameLength = 1024;

export interface EncodedVideo {
  readonly width: number;
  readonly height: number;
  readonly fps: number;
  /** H.264 with access unit delimiters and parameter sets. */
  readonly annexB: Buffer;
}

export interface EncodedSound {
  readonly sampleRate: number;
  readonly accessUnits: readonly Buffer[];
}

interface Picture {
  readonly data: Buffer;
  readonly keyframe: boolean;
}

export function muxClip(video: EncodedVideo, sound: EncodedSound | null): Buffer {
  const { pictures, parameterSets } = cutPictures(video.annexB);
  const videoTrack = videoTrackOf(video, parameterSets);
  const audioTrack = sound === null ? null : audioTrackOf(sound.sampleRate);
  const parts = [initSegment(numberTracks({ video: videoTrack, audio: audioTrack }))];
  const duration = videoTimescale / video.fps;
  const starts = pictures.flatMap(({ keyframe }, index) => (keyframe ? [index] : []));
  starts.forEach((start, index) => {
    const end = starts[index + 1] ?? pictures.length;
    const [from, to] = [start / video.fps, end / video.fps];
    const tracks = [
      {
        trackId: videoTrackId,
        baseMediaDecodeTime: start * duration,
        samples: pictures
          .slice(start, end)
          .map((picture): FragmentSample => ({ ...picture, duration, ptsOffset: 0 })),
      },
      ...(sound === null ? [] : [soundBetween(sound, from, to)]),
    ];
    parts.push(...fragment({ sequence: index + 1, tracks }));
  });
  return Buffer.concat(parts);
}

/** The access units that begin in a span of seconds. */
function soundBetween({ sampleRate, accessUnits }: EncodedSound, from: number, to: number) {
  const unitAt = (second: number) => Math.ceil((second * sampleRate) / aacFrameLength);
  const samples = accessUnits
    .slice(unitAt(from), unitAt(to))
    .map((data): FragmentSample => ({ data, duration: aacFrameLength, keyframe: true, ptsOffset: 0 }));
  return { trackId: audioTrackId, baseMediaDecodeTime: unitAt(from) * aacFrameLength, samples };
}

function cutPictures(annexB: Buffer): { pictures: Picture[]; parameterSets: Buffer[] } {
  const units: Buffer[][] = [];
  const sets = new Map<number, Buffer>();
  for (const nal of splitAnnexB(annexB)) {
    const type = h264NalType(nal[0] ?? 0);
    if (type === h264Nal.accessUnitDelimiter) units.push([]);
    else if (type === h264Nal.sps || type === h264Nal.pps) sets.set(type, nal);
    else if (isH264Slice(type)) units.at(-1)?.push(nal);
  }
  const pictures = units.map((nals) => ({
    data: joinLengthPrefixed(nals),
    keyframe: nals.some((nal) => h264NalType(nal[0] ?? 0) === h264Nal.idr),
  }));
  return { pictures, parameterSets: [...sets.values()] };
}

function videoTrackOf({ width, height, fps }: EncodedVideo, parameterSets: readonly Buffer[]): VideoTrack {
  const sps = parseH264Sps(parameterSets[0] ?? Buffer.alloc(0));
  if (sps === null || sps.width !== width || sps.height !== height)
    throw new Error('the encoder wrote another size');
  return {
    kind: 'video',
    codec: 'h264',
    width,
    height,
    timescale: videoTimescale,
    parameterSets,
    codecString: sps.codecString,
    declaredFps: fps,
  };
}

function audioTrackOf(sampleRate: number): AudioTrack {
  return {
    kind: 'audio',
    codec: 'aac',
    sampleRate,
    channels: 1,
    timescale: sampleRate,
    config: serializeAudioSpecificConfig(sampleRate, 1),
    codecString: 'mp4a.40.2',
  };
}
