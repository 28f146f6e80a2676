/** PTZ of the simulated device: a dome that is where it was told to be at once. */
import { find, textAt, type XmlElement } from '#devices/onvif/xml/element.ts';
import type { Operations, Peer } from './peer.ts';
import type { Position } from './state.ts';
import { escaped, Fault, invalid } from './xml.ts';

const spaces = 'http://www.onvif.org/ver10/tptz';
const maxPresets = 4;
const range = (tag: string, min: number, max: number) =>
  `<tt:${tag}><tt:Min>${min}</tt:Min><tt:Max>${max}</tt:Max></tt:${tag}>`;
const panTilt = (kind: string, uri: string) =>
  `<tt:${kind}><tt:URI>${spaces}/PanTiltSpaces/${uri}</tt:URI>${range('XRange', -1, 1)}${range('YRange', -1, 1)}</tt:${kind}>`;
const zoom = (kind: string, uri: string, min: number) =>
  `<tt:${kind}><tt:URI>${spaces}/ZoomSpaces/${uri}</tt:URI>${range('XRange', min, 1)}</tt:${kind}>`;

export const ptzOperations: Operations = {
  GetNode: { level: 'User', run: (peer, request) => node(peer, request) },
  GetNodes: { level: 'User', run: (peer) => node(peer, undefined) },
  GetStatus: {
    level: 'User',
    run: (peer, request) => {
      requireProfile(request);
      const { pan, tilt, zoom: z } = peer.state.position;
      return `<tptz:PTZStatus><tt:Position><tt:PanTilt x="${pan}" y="${tilt}"/><tt:Zoom x="${z}"/></tt:Position></tptz:PTZStatus>`;
    },
  },
  RelativeMove: {
    level: 'Operator',
    run: (peer, request) => {
      requireProfile(request);
      if (peer.quirks.continuousOnly) throw new Fault(['env:Receiver', 'ter:ActionNotSupported'], 'no', 500);
      moveBy(peer, vectorOf(find(request, 'Translation')));
      return '';
    },
  },
  ContinuousMove: {
    level: 'Operator',
    run: (peer, request) => {
      requireProfile(request);
      peer.state.moving = vectorOf(find(request, 'Velocity'));
      return '';
    },
  },
  Stop: {
    level: 'Operator',
    run: (peer) => {
      if (peer.state.moving !== null) moveBy(peer, peer.state.moving);
      peer.state.moving = null;
      return '';
    },
  },
  SetHomePosition: {
    level: 'Operator',
    run: (peer) => {
      if (peer.quirks.fixedHome)
        throw new Fault(['env:Receiver', 'ter:Action', 'ter:CannotOverwriteHome'], 'fixed', 500);
      peer.state.home = peer.state.position;
      return '';
    },
  },
  GotoHomePosition: {
    level: 'Operator',
    run: (peer) => {
      if (peer.state.home === null) throw invalid('ter:NoHomePosition', 'no home position');
      peer.state.position = peer.state.home;
      return '';
    },
  },
  GetPresets: {
    level: 'User',
    run: ({ state }) =>
      state.presets
        .map(
          ({ token, name }) =>
            `<tptz:Preset token="${token}"><tt:Name>${escaped(name)}</tt:Name></tptz:Preset>`,
        )
        .join(''),
  },
  SetPreset: {
    level: 'Operator',
    run: ({ state }, request) => {
      if (state.presets.length >= maxPresets)
        throw new Fault(['env:Receiver', 'ter:Action', 'ter:TooManyPresets'], 'no room', 500);
      const token = `preset${state.nextPreset++}`;
      state.presets.push({ token, name: find(request, 'PresetName')?.text ?? '', at: state.position });
      return `<tptz:PresetToken>${token}</tptz:PresetToken>`;
    },
  },
  RemovePreset: {
    level: 'Operator',
    run: ({ state }, request) => {
      state.presets.splice(presetIndex(state, request), 1);
      return '';
    },
  },
  GotoPreset: {
    level: 'Operator',
    run: ({ state }, request) => {
      state.position = state.presets[presetIndex(state, request)]!.at;
      return '';
    },
  },
};

function node({ quirks }: Peer, request: XmlElement | undefined): string {
  if (request !== undefined && textAt(request, 'NodeToken') !== 'node0')
    throw invalid('ter:NoEntity', 'no such node');
  const relative = quirks.continuousOnly
    ? ''
    : panTilt('RelativePanTiltTranslationSpace', 'TranslationGenericSpace') +
      zoom('RelativeZoomTranslationSpace', 'TranslationGenericSpace', -1);
  return (
    '<tptz:PTZNode token="node0" FixedHomePosition="false"><tt:Name>PTZ</tt:Name><tt:SupportedPTZSpaces>' +
    panTilt('AbsolutePanTiltPositionSpace', 'PositionGenericSpace') +
    zoom('AbsoluteZoomPositionSpace', 'PositionGenericSpace', 0) +
    relative +
    panTilt('ContinuousPanTiltVelocitySpace', 'VelocityGenericSpace') +
    zoom('ContinuousZoomVelocitySpace', 'VelocityGenericSpace', -1) +
    `</tt:SupportedPTZSpaces><tt:MaximumNumberOfPresets>${maxPresets}</tt:MaximumNumberOfPresets><tt:HomeSupported>true</tt:HomeSupported></tptz:PTZNode>`
  );
}

function vectorOf(from: XmlElement | undefined): Position {
  const part = (tag: string, axis: string) => Number(find(from, tag)?.attributes.get(axis) ?? 0);
  return { pan: part('PanTilt', 'x'), tilt: part('PanTilt', 'y'), zoom: part('Zoom', 'x') };
}

function moveBy({ state }: Peer, way: Position): void {
  const clamp = (value: number, min: number) => Number(Math.min(1, Math.max(min, value)).toFixed(6));
  state.position = {
    pan: clamp(state.position.pan + way.pan, -1),
    tilt: clamp(state.position.tilt + way.tilt, -1),
    zoom: clamp(state.position.zoom + way.zoom, 0),
  };
}

function presetIndex(state: Peer['state'], request: XmlElement): number {
  const index = state.presets.findIndex(({ token }) => token === textAt(request, 'PresetToken'));
  if (index < 0) throw invalid('ter:NoToken', 'no such preset');
  return index;
}

function requireProfile(request: XmlElement): void {
  if (!/^profile[01]$/.test(textAt(request, 'ProfileToken') ?? ''))
    throw invalid('ter:NoProfile', 'no such profile');
}
