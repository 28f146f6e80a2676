/** What cameras say over ONVIF in the words of this API, and back. */
import type {
  EncoderOptions,
  EncoderOrder,
  ImageSettings,
  Level,
  MoveOrder,
  OnvifStream,
  PtzState,
  Range,
  Size,
  WhiteBalanceOrder,
} from '#domain/onvif.ts';
import type { Wire } from './wire.ts';

const streamNames = [
  'MAIN_STREAM',
  'SUB_STREAM_1',
  'SUB_STREAM_2',
] as const satisfies Wire['OnvifStreamProfile'][];
const encoders = ['H264', 'MPEG4', 'JPEG'] as const satisfies Wire['OnvifEncoder'][];
const resolutions = [
  '320x240',
  '352x288',
  '640x360',
  '640x480',
  '704x576',
  '1280x720',
  '1280x960',
  '1920x1024',
  '1920x1080',
  '2304x1296',
  '2560x1440',
  '2688x1520',
] as const satisfies Wire['OnvifResolution'][];

/**
 * Named as `updateOnvifEncoder` names them. The contract has no words for other codecs (H.265) and sizes: streams that have them
 * now are left out, since a wrong word would be worse.
 */
export function toStreams(streams: readonly OnvifStream[]): Wire['OnvifStream'][] {
  return streams.flatMap((stream, index) => {
    const encoder = encoders.find((word) => word === stream.encoder);
    const resolution = resolutions.find((word) => word === wordOf(stream.size));
    const name = streamNames[index];
    if (encoder === undefined || resolution === undefined || name === undefined) return [];
    return [
      {
        name,
        link: stream.url,
        current_encoder: encoder,
        current_resolution: resolution,
        current_framerate: Math.round(stream.framerate),
        current_bitrate: Math.round(stream.bitrateKbps),
        ...(stream.gov === undefined ? {} : { current_gov_length: Math.round(stream.gov) }),
        supported_encoders: stream.options.map(toEncoderOptions),
      },
    ];
  });
}

function toEncoderOptions(options: EncoderOptions): Wire['OnvifEncoderOptions'] {
  return {
    name: options.encoder,
    supported_resolutions: options.sizes.map(({ width, height }) => ({ width, height })),
    framerate_range: toRange(options.framerate),
    bitrate_range: toRange(options.bitrateKbps),
    ...(options.gov && { gov_length_range: toRange(options.gov) }),
  };
}

function wordOf({ width, height }: Size): string {
  return `${width}x${height}`;
}

export function fromEncoder(body: Wire['OnvifEncoderUpdate']): EncoderOrder {
  const [width, height] = body.resolution.split('x').map(Number);
  return {
    stream: streamNames.indexOf(body.stream_profile),
    encoder: body.encoder,
    size: { width: width!, height: height! },
    framerate: body.framerate,
    bitrateKbps: body.bitrate,
    ...(body.gov_length === undefined ? {} : { gov: body.gov_length }),
  };
}

export function toImage(image: ImageSettings): Wire['OnvifImage'] {
  const { backlight, irCutFilter, exposure, whiteBalance, dynamicRange } = image;
  return {
    ...level('brightness', image.brightness),
    ...level('color_saturation', image.saturation),
    ...level('contrast', image.contrast),
    ...level('sharpness', image.sharpness),
    ...(backlight && {
      backlight_compensation: { current_mode: backlight.mode, supported_modes: [...backlight.modes] },
    }),
    ...(irCutFilter && {
      ir_cut_filter: { current_mode: irCutFilter.mode, supported_modes: [...irCutFilter.modes] },
    }),
    ...(exposure && {
      exposure: { current_range: toRange(exposure.current), supported_range: toRange(exposure.range) },
    }),
    ...(whiteBalance && {
      white_balance: {
        current_mode: whiteBalance.mode,
        current_cr_gain_value: whiteBalance.red.value,
        current_cb_gain_value: whiteBalance.blue.value,
        supported_modes: [...whiteBalance.modes],
        supported_range: {
          cr_gain: toRange(whiteBalance.red.range),
          cb_gain: toRange(whiteBalance.blue.range),
        },
      },
    }),
    ...(dynamicRange && {
      wide_dynamic_range: {
        current_mode: dynamicRange.mode,
        current_value: dynamicRange.value,
        supported_modes: [...dynamicRange.modes],
        supported_range: toRange(dynamicRange.range),
      },
    }),
  };
}

type LevelName = 'brightness' | 'color_saturation' | 'contrast' | 'sharpness';

function level(name: LevelName, told: Level | undefined): Pick<Wire['OnvifImage'], LevelName> {
  return told === undefined
    ? {}
    : { [name]: { current_value: told.value, supported_range: toRange(told.range) } };
}

export function fromWhiteBalance(body: Wire['OnvifWhiteBalanceUpdate']): WhiteBalanceOrder {
  return {
    ...(body.mode === undefined ? {} : { mode: body.mode }),
    ...(body.cr_gain === undefined ? {} : { red: body.cr_gain }),
    ...(body.cb_gain === undefined ? {} : { blue: body.cb_gain }),
  };
}

export function toPtz(ptz: PtzState): Wire['Ptz'] {
  const { position, panTiltSpeed, panTiltRange, zoomSpeed, zoomRange } = ptz;
  return {
    pan_tilt: {
      ...(position && { current_position: { ...position } }),
      ...(panTiltSpeed && { default_speed_range: { ...panTiltSpeed } }),
      supported_range: {
        ...(panTiltRange.x && { x: toRange(panTiltRange.x) }),
        ...(panTiltRange.y && { y: toRange(panTiltRange.y) }),
      },
    },
    zoom: {
      ...(zoomSpeed === undefined ? {} : { default_speed_value: zoomSpeed }),
      ...(zoomRange && { supported_range: { x: toRange(zoomRange) } }),
    },
    max_num_of_presets: ptz.maxPresets,
    home_supported: ptz.homeSupported,
  };
}

export function fromMove({ move, zoom, step }: Wire['PtzUpdate']): MoveOrder {
  const words = move?.split('_') ?? [];
  const way = (plus: string, minus: string) => Number(words.includes(plus)) - Number(words.includes(minus));
  return {
    pan: way('RIGHT', 'LEFT'),
    tilt: way('UP', 'DOWN'),
    zoom: zoom === undefined ? 0 : zoom === 'ZOOM_IN' ? 1 : -1,
    steps: step,
  };
}

function toRange({ min, max }: Range): Wire['OnvifRange'] {
  return { min_val: min, max_val: max };
}
