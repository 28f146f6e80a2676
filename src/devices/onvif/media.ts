/** The first media service (ONVIF Media 1), which nearly every camera has. */
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
import { rangeAt } from './ranges.ts';
import type { OnvifSession } from './session.ts';
import { element, find, findAll, numberAt, textAt, withChild, type XmlElement } from './xml/element.ts';

/** Order in the schema of VideoEncoderConfiguration. */
const order = [
  'Name',
  'UseCount',
  'Encoding',
  'Resolution',
  'Quality',
  'RateControl',
  'MPEG4',
  'H264',
  'Multicast',
  'SessionTimeout',
];

export class Media1Service implements MediaService {
  readonly #session: OnvifSession;

  constructor(session: OnvifSession) {
    this.#session = session;
  }

  async profiles(): Promise<MediaProfile[]> {
    const answer = await this.#call('GetProfiles');
    return findAll(answer, 'Profiles')
      .slice(0, maxProfiles)
      .map((profile) => ({
        token: profile.attributes.get('token') ?? '',
        sourceToken: textAt(profile, 'VideoSourceConfiguration', 'SourceToken'),
        encoder: readEncoder(find(profile, 'VideoEncoderConfiguration')),
        ptz: find(profile, 'PTZConfiguration'),
      }));
  }

  /** Tokens of the inputs, for cameras without profiles. */
  async sources(): Promise<string[]> {
    const found = findAll(await this.#call('GetVideoSources'), 'VideoSources');
    return found.map(({ attributes }) => attributes.get('token') ?? '');
  }

  async streamUrl(profileToken: string): Promise<string> {
    const answer = await this.#call('GetStreamUri', [
      element(ns.media, 'StreamSetup', [
        element(ns.tt, 'Stream', 'RTP-Unicast'),
        element(ns.tt, 'Transport', [element(ns.tt, 'Protocol', 'RTSP')]),
      ]),
      element(ns.media, 'ProfileToken', profileToken),
    ]);
    const url = textAt(answer, 'MediaUri', 'Uri');
    if (url === undefined) throw unreadable('it names no stream address');
    return url;
  }

  async options(profile: MediaProfile, current: EncoderConfiguration): Promise<OfferedEncoder[]> {
    const answer = await this.#call('GetVideoEncoderConfigurationOptions', [
      element(ns.media, 'ConfigurationToken', current.token),
      element(ns.media, 'ProfileToken', profile.token),
    ]);
    const options = find(answer, 'Options');
    return ['H264', 'MPEG4', 'JPEG'].flatMap((encoder) => {
      const one = find(options, encoder);
      // Newer cameras repeat all of it in the extension, with bit rates.
      const more = find(options, 'Extension', encoder);
      const framerate = rangeAt(one, 'FrameRateRange') ?? rangeAt(more, 'FrameRateRange');
      if ((one === undefined && more === undefined) || framerate === undefined) return [];
      const from = one ?? more;
      const gov = rangeAt(from, 'GovLengthRange');
      return [
        {
          encoder,
          sizes: findAll(from, 'ResolutionsAvailable').flatMap((size) => sizeOf(size) ?? []),
          framerate,
          bitrateKbps: rangeAt(more, 'BitrateRange'),
          ...(gov && { gov }),
          codecProfiles: findAll(
            from,
            encoder === 'MPEG4' ? 'Mpeg4ProfilesSupported' : 'H264ProfilesSupported',
          ).map(({ text }) => text.trim()),
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
    let changed: XmlElement = { ...current.written, namespace: ns.media, name: 'Configuration' };
    const put = (child: XmlElement) => {
      changed = withChild(changed, child, order);
    };
    put(element(ns.tt, 'Encoding', encoder));
    put(
      element(ns.tt, 'Resolution', [
        element(ns.tt, 'Width', size.width),
        element(ns.tt, 'Height', size.height),
      ]),
    );
    put(
      element(ns.tt, 'RateControl', [
        element(ns.tt, 'FrameRateLimit', framerate),
        element(ns.tt, 'EncodingInterval', numberAt(changed, 'RateControl', 'EncodingInterval') ?? 1),
        element(ns.tt, 'BitrateLimit', bitrateKbps),
      ]),
    );
    if (encoder !== 'JPEG') {
      const tag = encoder === 'MPEG4' ? 'Mpeg4Profile' : 'H264Profile';
      const codecProfile = textAt(changed, encoder, tag) ?? offered.codecProfiles[0];
      put(
        element(ns.tt, encoder, [
          element(ns.tt, 'GovLength', wanted.gov ?? numberAt(changed, encoder, 'GovLength') ?? framerate),
          ...(codecProfile === undefined ? [] : [element(ns.tt, tag, codecProfile)]),
        ]),
      );
    }
    await this.#call('SetVideoEncoderConfiguration', [changed, element(ns.media, 'ForcePersistence', true)]);
  }

  async #call(name: string, content: readonly XmlElement[] = []): Promise<XmlElement> {
    return await this.#session.call('media', element(ns.media, name, content));
  }
}

function readEncoder(written: XmlElement | undefined): EncoderConfiguration | undefined {
  const token = written?.attributes.get('token');
  const encoder = textAt(written, 'Encoding');
  const size = sizeOf(find(written, 'Resolution'));
  if (written === undefined || token === undefined || encoder === undefined || size === undefined)
    return undefined;
  return {
    token,
    encoder,
    size,
    framerate: numberAt(written, 'RateControl', 'FrameRateLimit') ?? 0,
    bitrateKbps: numberAt(written, 'RateControl', 'BitrateLimit') ?? 0,
    gov: numberAt(written, encoder, 'GovLength'),
    written,
  };
}
