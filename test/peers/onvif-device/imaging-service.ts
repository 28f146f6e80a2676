/** Imaging of the simulated device. */
import { find, textAt, type XmlElement } from '#devices/onvif/xml/element.ts';
import type { Operations, Peer } from './peer.ts';
import { invalid, range } from './xml.ts';

const percent = { min: 0, max: 100 };
const gain = { min: 0, max: 100 };
const levels = ['Brightness', 'ColorSaturation', 'Contrast', 'Sharpness'] as const;
const modes = (words: readonly string[], tag = 'Mode') =>
  words.map((word) => `<tt:${tag}>${word}</tt:${tag}>`).join('');

export const imagingOperations: Operations = {
  GetImagingSettings: {
    level: 'User',
    run: (peer, request) => {
      requireSource(request);
      const { image } = peer.state;
      const { exposure, wdr, whiteBalance } = image;
      return (
        `<timg:ImagingSettings><tt:BacklightCompensation><tt:Mode>${image.backlight}</tt:Mode></tt:BacklightCompensation>` +
        levels.map((tag) => `<tt:${tag}>${image[tag]}</tt:${tag}>`).join('') +
        `<tt:Exposure><tt:Mode>${exposure.mode}</tt:Mode><tt:MinExposureTime>${exposure.min}</tt:MinExposureTime>` +
        `<tt:MaxExposureTime>${exposure.max}</tt:MaxExposureTime><tt:ExposureTime>${exposure.fixed}</tt:ExposureTime></tt:Exposure>` +
        `<tt:IrCutFilter>${image.irCutFilter}</tt:IrCutFilter>` +
        `<tt:WideDynamicRange><tt:Mode>${wdr.mode}</tt:Mode><tt:Level>${wdr.level}</tt:Level></tt:WideDynamicRange>` +
        `<tt:WhiteBalance><tt:Mode>${whiteBalance.mode}</tt:Mode><tt:CrGain>${whiteBalance.cr}</tt:CrGain><tt:CbGain>${whiteBalance.cb}</tt:CbGain></tt:WhiteBalance>` +
        '</timg:ImagingSettings>'
      );
    },
  },
  GetOptions: {
    level: 'User',
    run: (peer, request) => {
      requireSource(request);
      const exposureModes = peer.quirks.fixedExposure ? ['MANUAL'] : ['AUTO', 'MANUAL'];
      return (
        `<timg:ImagingOptions><tt:BacklightCompensation>${modes(['OFF', 'ON'])}</tt:BacklightCompensation>` +
        levels.map((tag) => range(tag, percent)).join('') +
        `<tt:Exposure>${modes(exposureModes)}` +
        (peer.quirks.fixedExposure
          ? ''
          : range('MinExposureTime', { min: 10, max: 40_000 }) +
            range('MaxExposureTime', { min: 10, max: 40_000 })) +
        `${range('ExposureTime', { min: 10, max: 40_000 })}</tt:Exposure>` +
        `${modes(['ON', 'OFF', 'AUTO'], 'IrCutFilterModes')}` +
        `<tt:WideDynamicRange>${modes(['OFF', 'ON'])}${range('Level', percent)}</tt:WideDynamicRange>` +
        `<tt:WhiteBalance>${modes(['AUTO', 'MANUAL'])}${range('YrGain', gain)}${range('YbGain', gain)}</tt:WhiteBalance></timg:ImagingOptions>`
      );
    },
  },
  SetImagingSettings: {
    level: 'Operator',
    run: (peer, request) => {
      requireSource(request);
      change(peer, find(request, 'ImagingSettings'));
      return '';
    },
  },
};

function change({ state: { image } }: Peer, settings: XmlElement | undefined): void {
  const text = (...path: string[]) => textAt(settings, ...path);
  const number = (fallback: number, ...path: string[]) => Number(text(...path) ?? fallback);
  for (const tag of levels) image[tag] = number(image[tag], tag);
  image.backlight = text('BacklightCompensation', 'Mode') ?? image.backlight;
  image.irCutFilter = text('IrCutFilter') ?? image.irCutFilter;
  const { exposure, wdr, whiteBalance } = image;
  exposure.mode = text('Exposure', 'Mode') ?? exposure.mode;
  exposure.min = number(exposure.min, 'Exposure', 'MinExposureTime');
  exposure.max = number(exposure.max, 'Exposure', 'MaxExposureTime');
  exposure.fixed = number(exposure.fixed, 'Exposure', 'ExposureTime');
  wdr.mode = text('WideDynamicRange', 'Mode') ?? wdr.mode;
  wdr.level = number(wdr.level, 'WideDynamicRange', 'Level');
  whiteBalance.mode = text('WhiteBalance', 'Mode') ?? whiteBalance.mode;
  whiteBalance.cr = number(whiteBalance.cr, 'WhiteBalance', 'CrGain');
  whiteBalance.cb = number(whiteBalance.cb, 'WhiteBalance', 'CbGain');
}

function requireSource(request: XmlElement): void {
  if (textAt(request, 'VideoSourceToken') !== 'sensor0')
    throw invalid('ter:NoSource', 'no such video source');
}
