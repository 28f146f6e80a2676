/** Media and Media2 of the simulated device: two streams from one sensor. */
import { find, textAt, type XmlElement } from '#devices/onvif/xml/element.ts';
import type { Operations, Peer } from './peer.ts';
import type { Encoder } from './state.ts';
import { invalid, range, unsupported } from './xml.ts';

const sizes = [
  [1920, 1080],
  [1280, 720],
  [640, 360],
] as const;
const gov = { min: 1, max: 150 };
const rates = [1, 5, 10, 15, 25];
const bitrates = { min: 32, max: 8192 };
const available = sizes
  .map(
    ([width, height]) =>
      `<tt:ResolutionsAvailable><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:ResolutionsAvailable>`,
  )
  .join('');
const multicast =
  '<tt:Multicast><tt:Address><tt:Type>IPv4</tt:Type><tt:IPv4Address>239.1.1.1</tt:IPv4Address></tt:Address>' +
  '<tt:Port>0</tt:Port><tt:TTL>5</tt:TTL><tt:AutoStart>false</tt:AutoStart></tt:Multicast>';
const speed =
  '<tt:DefaultPTZSpeed><tt:PanTilt x="0.5" y="0.5" space="http://www.onvif.org/ver10/tptz/PanTiltSpaces/GenericSpeedSpace"/>' +
  '<tt:Zoom x="1" space="http://www.onvif.org/ver10/tptz/ZoomSpaces/ZoomGenericSpeedSpace"/></tt:DefaultPTZSpeed>';
const ptz = (tag: string) =>
  `<${tag} token="ptz0"><tt:Name>PTZ</tt:Name><tt:UseCount>2</tt:UseCount><tt:NodeToken>node0</tt:NodeToken>${speed}</${tag}>`;
const source = (tag: string) =>
  `<${tag} token="vsc0"><tt:Name>Sensor</tt:Name><tt:UseCount>2</tt:UseCount><tt:SourceToken>sensor0</tt:SourceToken>` +
  `<tt:Bounds x="0" y="0" width="1920" height="1080"/></${tag}>`;
const resolution = ({ width, height }: Encoder) =>
  `<tt:Resolution><tt:Width>${width}</tt:Width><tt:Height>${height}</tt:Height></tt:Resolution>`;

export const mediaOperations: Operations = {
  GetProfiles: {
    level: 'User',
    run: (peer) =>
      peer.state.encoders
        .map(
          (one, index) =>
            `<trt:Profiles token="profile${index}" fixed="true"><tt:Name>profile ${index}</tt:Name>${source('tt:VideoSourceConfiguration')}` +
            `<tt:VideoEncoderConfiguration token="${one.token}"><tt:Name>${one.token}</tt:Name><tt:UseCount>1</tt:UseCount>` +
            `<tt:Encoding>${one.encoding}</tt:Encoding>${resolution(one)}<tt:Quality>${one.quality}</tt:Quality>` +
            `<tt:RateControl><tt:FrameRateLimit>${one.framerate}</tt:FrameRateLimit><tt:EncodingInterval>1</tt:EncodingInterval><tt:BitrateLimit>${one.bitrate}</tt:BitrateLimit></tt:RateControl>` +
            (one.encoding === 'H264'
              ? `<tt:H264><tt:GovLength>${one.gov}</tt:GovLength><tt:H264Profile>${one.codecProfile}</tt:H264Profile></tt:H264>`
              : '') +
            `${multicast}<tt:SessionTimeout>PT60S</tt:SessionTimeout></tt:VideoEncoderConfiguration>` +
            `${peer.quirks.services.has('ptz') ? ptz('tt:PTZConfiguration') : ''}</trt:Profiles>`,
        )
        .join(''),
  },
  GetVideoSources: { level: 'User', run: () => '<trt:VideoSources token="sensor0"/>' },
  GetStreamUri: {
    level: 'User',
    run: (peer, request) =>
      `<trt:MediaUri><tt:Uri>${streamUri(peer, request)}</tt:Uri><tt:InvalidAfterConnect>false</tt:InvalidAfterConnect></trt:MediaUri>`,
  },
  GetVideoEncoderConfigurationOptions: {
    level: 'User',
    run: (peer, request) => {
      encoderNamed(peer, textAt(request, 'ConfigurationToken'));
      const frames = range('FrameRateRange', { min: 1, max: 25 });
      const interval = range('EncodingIntervalRange', { min: 1, max: 1 });
      const h264 = `${available}${range('GovLengthRange', gov)}${frames}${interval}<tt:H264ProfilesSupported>Baseline</tt:H264ProfilesSupported><tt:H264ProfilesSupported>Main</tt:H264ProfilesSupported>`;
      const jpeg = `${available}${frames}${interval}`;
      return (
        `<trt:Options>${range('QualityRange', { min: 1, max: 6 })}<tt:JPEG>${jpeg}</tt:JPEG><tt:H264>${h264}</tt:H264>` +
        `<tt:Extension><tt:JPEG>${jpeg}${range('BitrateRange', bitrates)}</tt:JPEG><tt:H264>${h264}${range('BitrateRange', bitrates)}</tt:H264></tt:Extension></trt:Options>`
      );
    },
  },
  SetVideoEncoderConfiguration: {
    level: 'Administrator',
    run: (peer, request) => {
      const wanted = find(request, 'Configuration');
      requireSame(wanted, ['Name', 'UseCount', 'Quality', 'Multicast', 'SessionTimeout'], 'child');
      const encoding = textAt(wanted, 'Encoding') ?? '';
      setEncoder(peer, wanted, encoding, {
        gov: textAt(wanted, encoding, 'GovLength'),
        codecProfile: textAt(wanted, encoding, 'H264Profile'),
      });
      return '';
    },
  },
};

export const media2Operations: Operations = {
  GetProfiles: {
    level: 'User',
    run: (peer) => {
      if (peer.quirks.brokenMedia2) throw unsupported();
      return peer.state.encoders
        .map(
          (one, index) =>
            `<tr2:Profiles token="profile${index}" fixed="true"><tr2:Name>profile ${index}</tr2:Name><tr2:Configurations>${source('tr2:VideoSource')}` +
            `<tr2:VideoEncoder token="${one.token}" GovLength="${one.gov}" Profile="${one.codecProfile}"><tt:Name>${one.token}</tt:Name><tt:UseCount>1</tt:UseCount>` +
            `<tt:Encoding>${one.encoding}</tt:Encoding>${resolution(one)}` +
            `<tt:RateControl ConstantBitRate="false"><tt:FrameRateLimit>${one.framerate}</tt:FrameRateLimit><tt:BitrateLimit>${one.bitrate}</tt:BitrateLimit></tt:RateControl>` +
            `${multicast}<tt:Quality>${one.quality}</tt:Quality></tr2:VideoEncoder>` +
            `${peer.quirks.services.has('ptz') ? ptz('tr2:PTZ') : ''}</tr2:Configurations></tr2:Profiles>`,
        )
        .join('');
    },
  },
  GetStreamUri: {
    level: 'User',
    run: (peer, request) => `<tr2:Uri>${streamUri(peer, request)}</tr2:Uri>`,
  },
  GetVideoEncoderConfigurationOptions: {
    level: 'User',
    run: (peer, request) => {
      encoderNamed(peer, textAt(request, 'ConfigurationToken'));
      return ['JPEG', 'H264', 'H265']
        .map((encoding) => {
          const attributes =
            encoding === 'JPEG' ? '' : ` GovLengthRange="${gov.min} ${gov.max}" ProfilesSupported="Main"`;
          return `<tr2:Options FrameRatesSupported="${rates.join(' ')}"${attributes}><tt:Encoding>${encoding}</tt:Encoding>${range('QualityRange', { min: 1, max: 6 })}${available}${range('BitrateRange', bitrates)}</tr2:Options>`;
        })
        .join('');
    },
  },
  SetVideoEncoderConfiguration: {
    level: 'Administrator',
    run: (peer, request) => {
      const wanted = find(request, 'Configuration');
      requireSame(wanted, ['Name', 'UseCount', 'Quality', 'Multicast'], 'child');
      setEncoder(peer, wanted, textAt(wanted, 'Encoding') ?? '', {
        gov: wanted?.attributes.get('GovLength'),
        codecProfile: wanted?.attributes.get('Profile'),
      });
      return '';
    },
  },
};

/** A client that sends a configuration without its other parts would set them to nothing. */
function requireSame(wanted: XmlElement | undefined, parts: readonly string[], what: string): void {
  for (const part of parts)
    if (find(wanted, part) === undefined) throw invalid('ter:ConfigModify', `${what} ${part} is missing`);
}

function setEncoder(
  peer: Peer,
  wanted: XmlElement | undefined,
  encoding: string,
  { gov: length, codecProfile }: { gov: string | undefined; codecProfile: string | undefined },
): void {
  const one = encoderNamed(peer, wanted?.attributes.get('token'));
  const width = Number(textAt(wanted, 'Resolution', 'Width'));
  const height = Number(textAt(wanted, 'Resolution', 'Height'));
  if (!sizes.some(([w, h]) => w === width && h === height)) throw invalid('ter:ConfigModify', 'no such size');
  if (encoding !== 'JPEG' && (length === undefined || codecProfile === undefined))
    throw invalid('ter:ConfigModify', 'GovLength and profile are needed');
  Object.assign(one, {
    encoding,
    width,
    height,
    framerate: Number(textAt(wanted, 'RateControl', 'FrameRateLimit')),
    bitrate: Number(textAt(wanted, 'RateControl', 'BitrateLimit')),
    ...(length === undefined ? {} : { gov: Number(length) }),
    ...(codecProfile === undefined ? {} : { codecProfile }),
  });
}

function encoderNamed({ state }: Peer, token: string | undefined): Encoder {
  const one = state.encoders.find((encoder) => encoder.token === token);
  if (one === undefined) throw invalid('ter:NoConfig', 'no such configuration');
  return one;
}

function streamUri({ quirks, state }: Peer, request: XmlElement): string {
  const index = /^profile(\d)$/.exec(textAt(request, 'ProfileToken') ?? '')?.[1];
  if (index === undefined || state.encoders[Number(index)] === undefined)
    throw invalid('ter:NoProfile', 'no such profile');
  return (
    quirks.streamUri ??
    `rtsp://${quirks.xaddrHost ?? '127.0.0.1'}:${state.ports.RTSP.port}/stream/${index}?a=1&amp;b=2`
  );
}
