/** From samples to RTP payloads, for whoever serves a track by RTP. Headers, sequence numbers and clocks are the caller's. */
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';
import { packetizeAac, packetizePlain } from './packetize-audio.ts';
import { packetizeJpeg } from './packetize-jpeg.ts';
import { h264Fragments, h265Fragments, packetizeNalUnits } from './packetize-nal.ts';
import { defaultMtu, type PacketizerOptions, type Payloads } from './payloads.ts';

/** All payloads of a sample in one buffer, with free bytes before each for the caller's headers. */
export type FramedPacketizer = (sample: Sample) => Payloads;

/** A pure function for the samples of `track`. JPEG pictures that RFC 2435 cannot carry give no payloads. */
export function framedPacketizer(
  track: VideoTrack | AudioTrack,
  options: PacketizerOptions = {},
): FramedPacketizer {
  const mtu = options.mtu ?? defaultMtu;
  const headroom = options.headroom ?? 0;
  switch (track.codec) {
    case 'h264':
      return ({ data, keyframe }) =>
        packetizeNalUnits(data, keyframe ? track.parameterSets : [], h264Fragments, mtu, headroom);
    case 'h265':
      return ({ data, keyframe }) =>
        packetizeNalUnits(data, keyframe ? track.parameterSets : [], h265Fragments, mtu, headroom);
    case 'mjpeg':
      return ({ data }) => packetizeJpeg(data, mtu, headroom);
    case 'aac':
      return ({ data }) => packetizeAac(data, mtu, headroom);
    case 'opus':
    case 'pcma':
    case 'pcmu':
      return ({ data }) => packetizePlain(data, headroom);
  }
}

/** The same with each payload as a buffer of its own. */
export function packetizer(
  track: VideoTrack | AudioTrack,
  options: { readonly mtu?: number } = {},
): (sample: Sample) => Buffer[] {
  const packetize = framedPacketizer(track, options);
  return (sample) => {
    const { buffer, starts, ends } = packetize(sample);
    return starts.map((start, i) => buffer.subarray(start, ends[i]));
  };
}

/** Does the marker bit belong on the last packet of a sample? Elsewhere it marks the first after silence (RFC 3551, 4.1). */
export function markerEndsSample(track: VideoTrack | AudioTrack): boolean {
  return track.kind === 'video' || track.codec === 'aac';
}
