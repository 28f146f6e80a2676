/** What a coded picture tells without being decoded. */
import { h264NalType, isH264Slice } from '#media/h264/nal.ts';
import { splitLengthPrefixed } from '#media/h264/nal-units.ts';
import type { Sample, VideoTrack } from '#media/stream.ts';
import { H264SliceQp } from './h264-slice-qp.ts';

export interface CodedPicture {
  readonly utcMs: number;
  readonly keyframe: boolean;
  /** Of its slices: filler, with which cameras pad a constant bit rate, and messages do not count. */
  readonly bytes: number;
  /** Quantizer 0..51, a step of 6 doubles it; null where it is not read. */
  readonly qp: number | null;
  /** How much other pictures rely on it, as the stream says (H.264: nal_ref_idc; H.265: its temporal layer); of equal kind, equal. */
  readonly layer: number;
  /** Surely no other picture refers to this one. */
  readonly disposable: boolean;
}

/** Reads samples of one track. */
export class CodedPictureReader {
  readonly #codec: VideoTrack['codec'];
  readonly #qp: H264SliceQp | null;

  constructor(track: VideoTrack) {
    this.#codec = track.codec;
    this.#qp = track.codec === 'h264' ? new H264SliceQp(track.parameterSets) : null;
  }

  read(sample: Sample): CodedPicture {
    const { utcMs, keyframe, data } = sample;
    if (this.#codec === 'mjpeg')
      return { utcMs, keyframe, bytes: data.length, qp: null, layer: 0, disposable: true };
    let bytes = 0;
    let qp: number | null = null;
    let layer = 0;
    for (const unit of splitLengthPrefixed(data)) {
      const first = unit[0] ?? 0;
      const isSlice = this.#codec === 'h264' ? isH264Slice(h264NalType(first)) : ((first >> 1) & 0x3f) < 32;
      if (!isSlice) continue;
      if (bytes === 0) {
        layer = this.#codec === 'h264' ? (first >> 5) & 3 : (unit[1] ?? 0) & 7;
        qp = this.#qp?.read(unit) ?? null;
      }
      bytes += unit.length;
    }
    return { utcMs, keyframe, bytes, qp, layer, disposable: this.#codec === 'h264' && layer === 0 };
  }
}
