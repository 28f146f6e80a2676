/** The second media service (ONVIF Media 2, Profile T), which knows H.265 and tells all options of each codec. */
import type { EncoderOrder } from '#domain/onvif.ts';
import { unreadable } from './faults.ts';
import { ns } from './namespaces.ts';
import {
  type EncoderConfiguration,
  type MediaProfile,
  type MediaService,
  maxProfiles,
  type OfferedEncoder,
  sizeOf,
} from './profiles.ts';
import { numbersOf, rangeAt, rangeOfList } from './ranges.ts';
import type { OnvifSession } from './session.ts';
import {
  element,
  find,
  findAll,
  numberAt,
  textAt,
  toNumber,
  withChild,
  type XmlElement,
} from './xml/element.ts';

/** Order in the schema of VideoEncoder2Configuration. */
const order = ['Name', 'UseCount', 'Encoding', 'Resolution', 'RateControl', 'Multicast', 'Quality'];
/** Media2 says codecs by their RTP names. */
const mpeg4 = 'MPV4-ES';

export class Media2Service implements MediaService {
  readonly #session: OnvifSession;

  constructor(session: OnvifSession) {
    this.#session = session;
  }

  async profiles(): Promise<MediaProfile[]> {
    const answer = await this.#call('GetProfiles', [element(ns.media2, 'Type', 'All')]);
    return findAll(answer, 'Profiles')
      .slice(0, maxProfiles)
      .map((profile) => {
        const parts = find(profile, 'Configurations');
        return {
          token: profile.attributes.get('token') ?? '',
          sourceToken: textAt(parts, 'VideoSource', 'SourceToken'),
          encoder: readEncoder(find(parts, 'VideoEncoder')),
          ptz: find(parts, 'PTZ'),
        };
      });
  }

  async streamUrl(profileToken: string): Promise<string> {
    const answer = await this.#call('GetStreamUri', [
      element(ns.media2, 'Protocol', 'RtspUnicast'),
      element(ns.media2, 'ProfileToken', profileToken),
    ]);
    const url = textAt(answer, 'Uri');
    if (url === undefined) throw unreadable('it names no stream address');
    return url;
  }

  async options(profile: MediaProfile, current: EncoderConfiguration): Promise<OfferedEncoder[]> {
    const answer = await this.#call('GetVideoEncoderConfigurationOptions', [
      element(ns.media2, 'ConfigurationToken', current.token),
      element(ns.media2, 'ProfileToken', profile.token),
    ]);
    return findAll(answer, 'Options').flatMap((one) => {
      const framerate = rangeOfList(one.attributes.get('FrameRatesSupported'));
      const encoder = textAt(one, 'Encoding');
      if (framerate === undefined || encoder === undefined) return [];
      const [min, max] = numbersOf(one.attributes.get('GovLengthRange'));
      return [
        {
          encoder: encoder === mpeg4 ? 'MPEG4' : encoder,
          sizes: findAll(one, 'ResolutionsAvailable').flatMap((size) => sizeOf(size) ?? []),
          framerate,
          bitrateKbps: rangeAt(one, 'BitrateRange'),
          ...(min !== undefined && max !== undefined && min <= max ? { gov: { min, max } } : {}),
          codecProfiles: one.attributes.get('ProfilesSupported')?.split(/\s+/).filter(Boolean) ?? [],
        },
      ];
    });
  }

  async setEncoder(
    current: EncoderConfiguration,
    wanted: EncoderOrder,
    offered: OfferedEncoder,
  ): Promise<void> {
    const { encoder, size, framerate, bitrateKbps } = wanted;
    let changed: XmlElement = { ...current.written, namespace: ns.media2, name: 'Configuration' };
    const put = (child: XmlElement) => {
      changed = withChild(changed, child, order);
    };
    put(element(ns.tt, 'Encoding', encoder === 'MPEG4' ? mpeg4 : encoder));
    put(
      element(ns.tt, 'Resolution', [
        element(ns.tt, 'Width', size.width),
        element(ns.tt, 'Height', size.height),
      ]),
    );
    const rate = find(changed, 'RateControl');
    put({
      ...element(ns.tt, 'RateControl', [
        element(ns.tt, 'FrameRateLimit', framerate),
        element(ns.tt, 'BitrateLimit', bitrateKbps),
      ]),
      attributes: rate?.attributes ?? new Map(),
    });
    const attributes = new Map(changed.attributes);
    if (encoder === 'JPEG') for (const name of ['GovLength', 'Profile']) attributes.delete(name);
    else {
      attributes.set('GovLength', String(wanted.gov ?? current.gov ?? framerate));
      const [first] = offered.codecProfiles;
      if (encoder !== current.encoder) attributes.delete('Profile');
      if (first !== undefined && !attributes.has('Profile')) attributes.set('Profile', first);
    }
    await this.#call('SetVideoEncoderConfiguration', [{ ...changed, attributes }]);
  }

  async #call(name: string, content: readonly XmlElement[]): Promise<XmlElement> {
    return await this.#session.call('media2', element(ns.media2, name, content));
  }
}

function readEncoder(written: XmlElement | undefined): EncoderConfiguration | undefined {
  const token = written?.attributes.get('token');
  const encoding = textAt(written, 'Encoding');
  const size = sizeOf(find(written, 'Resolution'));
  if (written === undefined || token === undefined || encoding === undefined || size === undefined)
    return undefined;
  return {
    token,
    encoder: encoding === mpeg4 ? 'MPEG4' : encoding,
    size,
    framerate: numberAt(written, 'RateControl', 'FrameRateLimit') ?? 0,
    bitrateKbps: numberAt(written, 'RateControl', 'BitrateLimit') ?? 0,
    gov: toNumber(written.attributes.get('GovLength')),
    written,
  };
}
