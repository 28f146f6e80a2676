/**
 * The PTZ service (ONVIF PTZ 5). A step is a fiftieth of the largest relative move for pan and tilt, a twentieth for zoom; cameras
 * that only know continuous moves go for a tenth of a second per step at half speed.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { MoveOrder, PtzAxes, PtzState, Range } from '#domain/onvif.ts';
import { refusal, unreadable } from './faults.ts';
import { ns } from './namespaces.ts';
import type { MediaProfile } from './profiles.ts';
import { rangeAt } from './ranges.ts';
import type { OnvifSession } from './session.ts';
import {
  element,
  find,
  findAll,
  isTrue,
  numberAt,
  textAt,
  toNumber,
  type XmlElement,
} from './xml/element.ts';

const stepsOfPanTilt = 50;
const stepsOfZoom = 20;
const continuousSpeed = 0.5;
const continuousStepMs = 100;

interface Preset {
  readonly token: string;
  readonly name: string;
}

interface Axes extends PtzAxes {
  readonly zoom?: Range;
}

export class PtzService {
  readonly #session: OnvifSession;
  readonly #profiles: () => Promise<readonly MediaProfile[]>;

  constructor(session: OnvifSession, profiles: () => Promise<readonly MediaProfile[]>) {
    this.#session = session;
    this.#profiles = profiles;
  }

  async state(): Promise<PtzState> {
    const { token, ptz } = await this.#profile();
    const [node, answer] = await Promise.all([
      this.#node(ptz),
      this.#call('GetStatus', [element(ns.ptz, 'ProfileToken', token)]),
    ]);
    const spaces = find(node, 'SupportedPTZSpaces');
    const { x, y, zoom } = axesOf(spaces, 'AbsolutePanTiltPositionSpace', 'AbsoluteZoomPositionSpace');
    const position = pointOf(find(answer, 'PTZStatus', 'Position', 'PanTilt'));
    const speed = find(ptz, 'DefaultPTZSpeed');
    const panTiltSpeed = pointOf(find(speed, 'PanTilt'));
    const zoomSpeed = toNumber(find(speed, 'Zoom')?.attributes.get('x'));
    return {
      ...(position && { position }),
      ...(panTiltSpeed && { panTiltSpeed }),
      panTiltRange: { ...(x && { x }), ...(y && { y }) },
      ...(zoomSpeed === undefined ? {} : { zoomSpeed }),
      ...(zoom && { zoomRange: zoom }),
      maxPresets: Math.max(0, Math.trunc(numberAt(node, 'MaximumNumberOfPresets') ?? 0)),
      homeSupported: isTrue(textAt(node, 'HomeSupported')),
    };
  }

  async move(order: MoveOrder): Promise<void> {
    const { pan, tilt, zoom, steps } = order;
    if (pan === 0 && tilt === 0 && zoom === 0)
      throw refusal('onvif_invalid_argument', 'neither a move nor a zoom is given');
    const { token, ptz } = await this.#profile();
    const spaces = find(await this.#node(ptz), 'SupportedPTZSpaces');
    const profile = element(ns.ptz, 'ProfileToken', token);
    const relative = axesOf(spaces, 'RelativePanTiltTranslationSpace', 'RelativeZoomTranslationSpace');
    if (canMove(order, relative)) {
      const way = vector('Translation', order, relative, steps / stepsOfPanTilt, steps / stepsOfZoom);
      await this.#call('RelativeMove', [profile, way]);
      return;
    }
    const continuous = axesOf(spaces, 'ContinuousPanTiltVelocitySpace', 'ContinuousZoomVelocitySpace');
    if (!canMove(order, continuous))
      throw refusal('onvif_unsupported_action', 'the camera cannot move that way');
    await this.#moveFor(
      profile,
      vector('Velocity', order, continuous, continuousSpeed, continuousSpeed),
      steps,
    );
  }

  async saveHome(): Promise<void> {
    await this.#withProfile('SetHomePosition');
  }

  async goHome(): Promise<void> {
    await this.#withProfile('GotoHomePosition');
  }

  async presets(): Promise<Preset[]> {
    const answer = await this.#withProfile('GetPresets');
    return findAll(answer, 'Preset').flatMap((preset) => {
      const token = preset.attributes.get('token');
      // Presets without a name are known by their token.
      return token === undefined ? [] : [{ token, name: textAt(preset, 'Name') || token }];
    });
  }

  async createPreset(name: string): Promise<void> {
    if (name.trim() === '') throw refusal('onvif_invalid_argument', 'the name of the preset is blank');
    if ((await this.presets()).some((preset) => preset.name === name))
      throw refusal('onvif_invalid_argument', 'there is a preset of this name');
    await this.#withProfile('SetPreset', [element(ns.ptz, 'PresetName', name)]);
  }

  async deletePreset(name: string): Promise<void> {
    const { token } = await this.#preset(name);
    await this.#withProfile('RemovePreset', [element(ns.ptz, 'PresetToken', token)]);
  }

  async goToPreset(name: string): Promise<void> {
    const { token } = await this.#preset(name);
    await this.#withProfile('GotoPreset', [element(ns.ptz, 'PresetToken', token)]);
  }

  async #preset(name: string): Promise<Preset> {
    const preset = (await this.presets()).find((one) => one.name === name);
    if (preset === undefined)
      throw refusal('onvif_invalid_argument', 'the camera has no preset of this name');
    return preset;
  }

  /** Not all cameras stop by themselves when the time is over. */
  async #moveFor(profile: XmlElement, velocity: XmlElement, steps: number): Promise<void> {
    const ms = steps * continuousStepMs;
    const timeout = element(ns.ptz, 'Timeout', `PT${ms / 1000}S`);
    await this.#call('ContinuousMove', [profile, velocity, timeout]);
    try {
      await pause(ms, undefined, { signal: this.#session.signal });
    } finally {
      await this.#call('Stop', [profile, element(ns.ptz, 'PanTilt', true), element(ns.ptz, 'Zoom', true)]);
    }
  }

  async #profile(): Promise<MediaProfile & { readonly ptz: XmlElement }> {
    if (!(await this.#session.has('ptz'))) throw noPtz();
    const profile = (await this.#profiles()).find(({ ptz }) => ptz !== undefined);
    if (profile?.ptz === undefined) throw noPtz();
    return { ...profile, ptz: profile.ptz };
  }

  async #node(configuration: XmlElement): Promise<XmlElement> {
    const token = textAt(configuration, 'NodeToken') ?? '';
    const answer = await this.#call('GetNode', [element(ns.ptz, 'NodeToken', token)]);
    const node = find(answer, 'PTZNode');
    if (node === undefined) throw unreadable('it names no PTZ node');
    return node;
  }

  async #withProfile(name: string, content: readonly XmlElement[] = []): Promise<XmlElement> {
    const { token } = await this.#profile();
    return await this.#call(name, [element(ns.ptz, 'ProfileToken', token), ...content]);
  }

  async #call(name: string, content: readonly XmlElement[]): Promise<XmlElement> {
    return await this.#session.call('ptz', element(ns.ptz, name, content));
  }
}

function noPtz() {
  return refusal('onvif_unsupported_action', 'the camera has no PTZ');
}

/** The first space of each kind, which cameras give in the generic form. */
function axesOf(spaces: XmlElement | undefined, panTilt: string, zoom: string): Axes {
  const x = rangeAt(spaces, panTilt, 'XRange');
  const y = rangeAt(spaces, panTilt, 'YRange');
  const z = rangeAt(spaces, zoom, 'XRange');
  return { ...(x && { x }), ...(y && { y }), ...(z && { zoom: z }) };
}

function canMove({ pan, tilt, zoom }: MoveOrder, { x, y, zoom: z }: Axes): boolean {
  const can = (way: number, range: Range | undefined) =>
    way === 0 || (range !== undefined && towards(range, way) !== 0);
  return can(pan, x) && can(tilt, y) && can(zoom, z);
}

/** As far as the range goes that way; 0 when it does not. */
function towards(range: Range, way: number): number {
  if (way === 0) return 0;
  return way > 0 ? Math.max(0, range.max) : Math.min(0, range.min);
}

function vector(name: string, order: MoveOrder, axes: Axes, panTilt: number, zoom: number): XmlElement {
  const along = (range: Range | undefined, way: number, part: number) =>
    range === undefined ? '0' : String(Number((towards(range, way) * part).toFixed(6)));
  const attributes = { x: along(axes.x, order.pan, panTilt), y: along(axes.y, order.tilt, panTilt) };
  return element(ns.ptz, name, [
    ...(order.pan === 0 && order.tilt === 0 ? [] : [element(ns.tt, 'PanTilt', [], attributes)]),
    ...(order.zoom === 0 ? [] : [element(ns.tt, 'Zoom', [], { x: along(axes.zoom, order.zoom, zoom) })]),
  ]);
}

function pointOf(from: XmlElement | undefined): { x: number; y: number } | undefined {
  const x = toNumber(from?.attributes.get('x'));
  const y = toNumber(from?.attributes.get('y'));
  return x === undefined || y === undefined ? undefined : { x, y };
}
