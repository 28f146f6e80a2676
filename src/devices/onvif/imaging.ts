/**
 * The imaging service (ONVIF Imaging 5). Only what changes is sent: settings that a request leaves out stay as they are. Values are
 * held to what the camera says it takes, since many cameras take anything and do something else.
 */
import type {
  DynamicRangeOrder,
  ImageLevel,
  ImageSettings,
  Level,
  Mode,
  OnOff,
  OnOffAuto,
  Range,
  WhiteBalanceMode,
  WhiteBalanceOrder,
} from '#domain/onvif.ts';
import { refusal } from './faults.ts';
import { ns } from './namespaces.ts';
import { ordered, rangeAt, requireWithin } from './ranges.ts';
import type { OnvifSession } from './session.ts';
import { element, find, findAll, numberAt, textAt, type XmlElement } from './xml/element.ts';

/** Names in the schema (ImagingSettings20, ImagingOptions20). */
const tags: Readonly<Record<ImageLevel, string>> = {
  brightness: 'Brightness',
  contrast: 'Contrast',
  saturation: 'ColorSaturation',
  sharpness: 'Sharpness',
};

const onOff = ['ON', 'OFF'] as const;
const onOffAuto = ['ON', 'OFF', 'AUTO'] as const;
const autoManual = ['AUTO', 'MANUAL'] as const;

export class ImagingService {
  readonly #session: OnvifSession;
  /** Token of the video source that is looked at. */
  readonly #source: () => Promise<string>;

  constructor(session: OnvifSession, source: () => Promise<string>) {
    this.#session = session;
    this.#source = source;
  }

  async settings(): Promise<ImageSettings> {
    const [settings, options] = await this.#read();
    const levels = Object.fromEntries(
      Object.entries(tags).flatMap(([name, tag]) => {
        const level = levelOf(numberAt(settings, tag), rangeAt(options, tag));
        return level === undefined ? [] : [[name, level]];
      }),
    ) as Partial<Record<ImageLevel, Level>>;
    const backlight = modeOf(
      textAt(settings, 'BacklightCompensation', 'Mode'),
      wordsAt(options, 'BacklightCompensation', 'Mode'),
      onOff,
    );
    const irCutFilter = modeOf(
      textAt(settings, 'IrCutFilter'),
      wordsAt(options, 'IrCutFilterModes'),
      onOffAuto,
    );
    const exposure = exposureOf(find(settings, 'Exposure'), find(options, 'Exposure'));
    const dynamicRange = dynamicRangeOf(settings, options);
    const whiteBalance = whiteBalanceOf(settings, options);
    return {
      ...levels,
      ...(backlight && { backlight }),
      ...(irCutFilter && { irCutFilter }),
      ...(exposure && { exposure }),
      ...(dynamicRange && { dynamicRange }),
      ...(whiteBalance && { whiteBalance }),
    };
  }

  async setLevel(name: ImageLevel, value: number): Promise<void> {
    requireWithin(value, rangeAt(await this.#options(), tags[name]), name);
    await this.#set(element(ns.tt, tags[name], value));
  }

  async setBacklight(mode: OnOff): Promise<void> {
    const options = await this.#options();
    requireMode(mode, wordsAt(options, 'BacklightCompensation', 'Mode'), 'backlight compensation');
    await this.#set(element(ns.tt, 'BacklightCompensation', [element(ns.tt, 'Mode', mode)]));
  }

  async setIrCutFilter(mode: OnOffAuto): Promise<void> {
    requireMode(mode, wordsAt(await this.#options(), 'IrCutFilterModes'), 'infrared cut filter');
    await this.#set(element(ns.tt, 'IrCutFilter', mode));
  }

  /**
   * Bounds the automatic exposure time where the camera has that, so that it still follows the light; else fixes it.
   * `microseconds` becomes the longest, and the shortest too where that was longer.
   */
  async setExposure(microseconds: number): Promise<void> {
    const [settings, options] = await this.#read();
    const allowed = find(options, 'Exposure');
    const modes = wordsAt(allowed, 'Mode');
    const longest = rangeAt(allowed, 'MaxExposureTime');
    if (modes.includes('AUTO') && longest !== undefined) {
      requireWithin(microseconds, longest, 'exposure');
      const shortest = numberAt(settings, 'Exposure', 'MinExposureTime');
      await this.#set(
        element(ns.tt, 'Exposure', [
          element(ns.tt, 'Mode', 'AUTO'),
          ...(shortest !== undefined && shortest > microseconds
            ? [element(ns.tt, 'MinExposureTime', microseconds)]
            : []),
          element(ns.tt, 'MaxExposureTime', microseconds),
        ]),
      );
      return;
    }
    const fixed = modes.includes('MANUAL') ? rangeAt(allowed, 'ExposureTime') : undefined;
    requireWithin(microseconds, fixed, 'exposure');
    await this.#set(
      element(ns.tt, 'Exposure', [
        element(ns.tt, 'Mode', 'MANUAL'),
        element(ns.tt, 'ExposureTime', microseconds),
      ]),
    );
  }

  async setDynamicRange({ mode, level }: DynamicRangeOrder): Promise<void> {
    if (mode === undefined && level === undefined)
      throw refusal('onvif_invalid_argument', 'neither mode nor value is given');
    const [settings, options] = await this.#read();
    const allowed = find(options, 'WideDynamicRange');
    const wanted = mode ?? textAt(settings, 'WideDynamicRange', 'Mode') ?? '';
    requireMode(wanted, wordsAt(allowed, 'Mode'), 'wide dynamic range');
    if (level !== undefined) requireWithin(level, rangeAt(allowed, 'Level'), 'level of wide dynamic range');
    await this.#set(
      element(ns.tt, 'WideDynamicRange', [
        element(ns.tt, 'Mode', wanted),
        ...(level === undefined ? [] : [element(ns.tt, 'Level', level)]),
      ]),
    );
  }

  /** Gains belong to manual white balance. */
  async setWhiteBalance({ mode, red, blue }: WhiteBalanceOrder): Promise<void> {
    if (mode === undefined && red === undefined && blue === undefined)
      throw refusal('onvif_invalid_argument', 'neither mode nor gain is given');
    const [settings, options] = await this.#read();
    const allowed = find(options, 'WhiteBalance');
    const wanted = mode ?? textAt(settings, 'WhiteBalance', 'Mode') ?? '';
    requireMode(wanted, wordsAt(allowed, 'Mode'), 'white balance');
    const gains = [
      ['CrGain', 'YrGain', red],
      ['CbGain', 'YbGain', blue],
    ] as const;
    const changes = gains.flatMap(([tag, allowedTag, gain]) => {
      if (gain === undefined) return [];
      if (wanted !== 'MANUAL')
        throw refusal('onvif_invalid_argument', 'gains need the manual mode of white balance');
      requireWithin(gain, rangeAt(allowed, allowedTag), tag);
      return [element(ns.tt, tag, gain)];
    });
    await this.#set(element(ns.tt, 'WhiteBalance', [element(ns.tt, 'Mode', wanted), ...changes]));
  }

  async #read(): Promise<[XmlElement | undefined, XmlElement | undefined]> {
    const answer = await this.#call('GetImagingSettings', []);
    return [find(answer, 'ImagingSettings'), await this.#options()];
  }

  async #options(): Promise<XmlElement | undefined> {
    return find(await this.#call('GetOptions', []), 'ImagingOptions');
  }

  async #set(change: XmlElement): Promise<void> {
    await this.#call('SetImagingSettings', [
      element(ns.imaging, 'ImagingSettings', [change]),
      element(ns.imaging, 'ForcePersistence', true),
    ]);
  }

  async #call(name: string, content: readonly XmlElement[]): Promise<XmlElement> {
    const source = element(ns.imaging, 'VideoSourceToken', await this.#source());
    return await this.#session.call('imaging', element(ns.imaging, name, [source, ...content]));
  }
}

function levelOf(value: number | undefined, range: Range | undefined): Level | undefined {
  return value === undefined || range === undefined ? undefined : { value, range };
}

function wordsAt(from: XmlElement | undefined, ...path: readonly [...string[], string]): string[] {
  const last = path.at(-1)!;
  return findAll(find(from, ...path.slice(0, -1)), last).map(({ text }) => text.trim());
}

function modeOf<Word extends string>(
  mode: string | undefined,
  modes: readonly string[],
  words: readonly Word[],
): Mode<Word> | undefined {
  const known = words.find((word) => word === mode);
  return known === undefined
    ? undefined
    : { mode: known, modes: words.filter((word) => modes.includes(word)) };
}

function requireMode(mode: string, modes: readonly string[], what: string): void {
  if (modes.length === 0) throw refusal('onvif_invalid_argument', `the camera has no ${what}`);
  if (!modes.includes(mode))
    throw refusal('onvif_invalid_argument', `the camera's ${what} has no mode ${mode}`);
}

function exposureOf(settings: XmlElement | undefined, options: XmlElement | undefined) {
  const isFixed = textAt(settings, 'Mode') === 'MANUAL';
  const fixed = numberAt(settings, 'ExposureTime');
  const current = isFixed
    ? ordered(fixed, fixed)
    : ordered(numberAt(settings, 'MinExposureTime'), numberAt(settings, 'MaxExposureTime'));
  const range =
    ordered(rangeAt(options, 'MinExposureTime')?.min, rangeAt(options, 'MaxExposureTime')?.max) ??
    rangeAt(options, 'ExposureTime');
  return current === undefined || range === undefined ? undefined : { current, range };
}

function dynamicRangeOf(settings: XmlElement | undefined, options: XmlElement | undefined) {
  const tag = 'WideDynamicRange';
  const mode = modeOf(textAt(settings, tag, 'Mode'), wordsAt(options, tag, 'Mode'), onOff);
  const level = levelOf(numberAt(settings, tag, 'Level'), rangeAt(options, tag, 'Level'));
  return mode === undefined || level === undefined ? undefined : { ...mode, ...level };
}

function whiteBalanceOf(settings: XmlElement | undefined, options: XmlElement | undefined) {
  const tag = 'WhiteBalance';
  const mode = modeOf<WhiteBalanceMode>(
    textAt(settings, tag, 'Mode'),
    wordsAt(options, tag, 'Mode'),
    autoManual,
  );
  const red = levelOf(numberAt(settings, tag, 'CrGain'), rangeAt(options, tag, 'YrGain'));
  const blue = levelOf(numberAt(settings, tag, 'CbGain'), rangeAt(options, tag, 'YbGain'));
  return mode === undefined || red === undefined || blue === undefined ? undefined : { ...mode, red, blue };
}
