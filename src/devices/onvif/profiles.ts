/** Media profiles in the one form that Media and Media2 are read into. */
import type { EncoderOptions, EncoderOrder, Size } from '#domain/onvif.ts';
import { refusal } from './faults.ts';
import { numberAt, type XmlElement } from './xml/element.ts';

export interface MediaProfile {
  readonly token: string;
  /** Of the video source, for imaging. */
  readonly sourceToken: string | undefined;
  readonly encoder: EncoderConfiguration | undefined;
  /** PTZConfiguration as the camera wrote it. */
  readonly ptz: XmlElement | undefined;
}

export interface EncoderConfiguration {
  readonly token: string;
  /** `H264`, `H265`, `JPEG`, `MPEG4`, or another word of the camera's. */
  readonly encoder: string;
  readonly size: Size;
  readonly framerate: number;
  readonly bitrateKbps: number;
  readonly gov: number | undefined;
  /** As the camera wrote it, to be sent back with changes. */
  readonly written: XmlElement;
}

/** What Media and Media2 have in common. */
export interface MediaService {
  profiles(): Promise<readonly MediaProfile[]>;
  streamUrl(profileToken: string): Promise<string>;
  options(profile: MediaProfile, current: EncoderConfiguration): Promise<readonly OfferedEncoder[]>;
  setEncoder(current: EncoderConfiguration, order: EncoderOrder, offered: OfferedEncoder): Promise<void>;
}

export interface OfferedEncoder extends Omit<EncoderOptions, 'bitrateKbps'> {
  /** Older cameras do not tell. */
  readonly bitrateKbps: EncoderOptions['bitrateKbps'] | undefined;
  /** Codec profiles such as `Main`, the camera's first choice first. */
  readonly codecProfiles: readonly string[];
}

/** More than any camera has that is of use. */
export const maxProfiles = 64;

export function sizeOf(from: XmlElement | undefined): Size | undefined {
  const width = numberAt(from, 'Width');
  const height = numberAt(from, 'Height');
  const isSize = Number.isInteger(width) && Number.isInteger(height) && width! > 0 && height! > 0;
  return isSize ? { width: width!, height: height! } : undefined;
}

/** Throws unless the camera offers all of it. */
export function requireOffered(order: EncoderOrder, offers: readonly OfferedEncoder[]): OfferedEncoder {
  const bad = (message: string) => refusal('onvif_invalid_argument', message);
  const offer = offers.find(({ encoder }) => encoder === order.encoder);
  if (offer === undefined) throw bad(`this stream cannot be ${order.encoder}`);
  const { width, height } = order.size;
  if (!offer.sizes.some((size) => size.width === width && size.height === height))
    throw bad(`this stream cannot be ${width}x${height} with ${order.encoder}`);
  const within = (what: string, value: number, range: { min: number; max: number } | undefined) => {
    if (value <= 0 || (range !== undefined && (value < range.min || value > range.max)))
      throw bad(
        `${what} is ${value}, the camera takes ${range ? `${range.min} to ${range.max}` : 'more than 0'}`,
      );
  };
  within('framerate', order.framerate, offer.framerate);
  within('bitrate', order.bitrateKbps, offer.bitrateKbps);
  if (order.gov !== undefined) {
    if (order.encoder === 'JPEG') throw bad('JPEG has no gov_length');
    within('gov_length', order.gov, offer.gov);
  }
  return offer;
}
