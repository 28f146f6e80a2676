/** Streams of a camera: its media profiles as people count them, whichever media service tells of them. */
import { VidetteError } from '#domain/errors.ts';
import type { EncoderOrder, OnvifStream, OnvifTarget } from '#domain/onvif.ts';
import { refusal, unreadable } from './faults.ts';
import { Media1Service } from './media.ts';
import { Media2Service } from './media2.ts';
import {
  type EncoderConfiguration,
  type MediaProfile,
  type MediaService,
  requireOffered,
} from './profiles.ts';
import type { OnvifSession } from './session.ts';

interface EncodedProfile extends MediaProfile {
  readonly encoder: EncoderConfiguration;
}

/** Main and two sub-streams. */
const maxStreams = 3;

export class Streams {
  readonly #session: OnvifSession;
  #found: Promise<{ media: MediaService; profiles: readonly MediaProfile[] }> | null = null;

  constructor(session: OnvifSession) {
    this.#session = session;
  }

  /** All profiles, in the camera's order. Read once. */
  async profiles(): Promise<readonly MediaProfile[]> {
    return (await this.#read()).profiles;
  }

  /** The video source of the main stream. */
  async source(): Promise<string> {
    const { profiles } = await this.#read();
    const token = profiles.find(({ sourceToken }) => sourceToken !== undefined)?.sourceToken;
    if (token !== undefined) return token;
    const [first] = (await this.#session.has('media'))
      ? await new Media1Service(this.#session).sources()
      : [];
    if (first === undefined) throw refusal('onvif_unsupported_action', 'the camera has no video source');
    return first;
  }

  async list(): Promise<OnvifStream[]> {
    const { media, profiles } = await this.#read();
    return await Promise.all(
      encoded(profiles).map(async (profile) => {
        const { encoder, size, framerate, bitrateKbps, gov } = profile.encoder;
        const [url, offers] = await Promise.all([
          media.streamUrl(profile.token),
          media.options(profile, profile.encoder),
        ]);
        return {
          profileToken: profile.token,
          url: reachable(url, this.#session.target),
          encoder,
          size,
          framerate,
          bitrateKbps,
          ...(gov === undefined ? {} : { gov }),
          options: offers.map(({ codecProfiles: _, ...offer }) => ({
            ...offer,
            bitrateKbps: offer.bitrateKbps ?? { min: bitrateKbps, max: bitrateKbps },
          })),
        };
      }),
    );
  }

  async setEncoder(order: EncoderOrder): Promise<void> {
    const { media, profiles } = await this.#read();
    const profile = encoded(profiles)[order.stream];
    if (profile === undefined) throw refusal('onvif_invalid_argument', 'the camera has no such stream');
    const offer = requireOffered(order, await media.options(profile, profile.encoder));
    await media.setEncoder(profile.encoder, order, offer);
  }

  async #read() {
    this.#found ??= this.#find();
    return await this.#found;
  }

  async #find(): Promise<{ media: MediaService; profiles: readonly MediaProfile[] }> {
    const first = new Media1Service(this.#session);
    if (await this.#session.has('media2')) {
      const second = new Media2Service(this.#session);
      try {
        return { media: second, profiles: await second.profiles() };
      } catch (error) {
        // Some cameras name a second media service that does not work.
        const isBroken =
          error instanceof VidetteError &&
          ['onvif_unsupported_action', 'onvif_fault', 'onvif_invalid_argument'].includes(error.reason ?? '');
        if (!isBroken || !(await this.#session.has('media'))) throw error;
      }
    }
    return { media: first, profiles: await first.profiles() };
  }
}

/** Profiles that share an encoder are the same stream. */
function encoded(profiles: readonly MediaProfile[]): EncodedProfile[] {
  const seen = new Set<string>();
  const found = profiles.filter((profile): profile is EncodedProfile => {
    if (profile.encoder === undefined || seen.has(profile.encoder.token)) return false;
    seen.add(profile.encoder.token);
    return true;
  });
  return found.slice(0, maxStreams);
}

/** The address with the host that the camera is reached by, and without credentials. */
function reachable(url: string, { host }: OnvifTarget): string {
  if (url.length > 2_048 || !URL.canParse(url)) throw unreadable('an address of a stream is none');
  const parsed = new URL(url);
  if (!/^(rtsps?|https?):$/.test(parsed.protocol))
    throw unreadable('an address of a stream is no rtsp address');
  parsed.username = '';
  parsed.password = '';
  parsed.hostname = host.includes(':') ? `[${host}]` : host;
  return parsed.href;
}
