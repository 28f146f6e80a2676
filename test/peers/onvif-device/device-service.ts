/** Device management of the simulated device. */
import { find, findAll, textAt, type XmlElement } from '#devices/onvif/xml/element.ts';
import type { Operations, Peer } from './peer.ts';
import { escaped, Fault, invalid } from './xml.ts';

const namespaceOf = {
  media: 'http://www.onvif.org/ver10/media/wsdl',
  media2: 'http://www.onvif.org/ver20/media/wsdl',
  imaging: 'http://www.onvif.org/ver20/imaging/wsdl',
  ptz: 'http://www.onvif.org/ver20/ptz/wsdl',
  events: 'http://www.onvif.org/ver10/events/wsdl',
} as const;

export const deviceOperations: Operations = {
  GetSystemDateAndTime: {
    level: 'anyone',
    run: ({ nowMs }) => {
      const now = new Date(nowMs());
      return (
        '<tds:SystemDateAndTime><tt:DateTimeType>NTP</tt:DateTimeType><tt:DaylightSavings>false</tt:DaylightSavings>' +
        '<tt:UTCDateTime>' +
        `<tt:Time><tt:Hour>${now.getUTCHours()}</tt:Hour><tt:Minute>${now.getUTCMinutes()}</tt:Minute><tt:Second>${now.getUTCSeconds()}</tt:Second></tt:Time>` +
        `<tt:Date><tt:Year>${now.getUTCFullYear()}</tt:Year><tt:Month>${now.getUTCMonth() + 1}</tt:Month><tt:Day>${now.getUTCDate()}</tt:Day></tt:Date>` +
        '</tt:UTCDateTime></tds:SystemDateAndTime>'
      );
    },
  },
  GetServices: {
    level: 'User',
    run: (peer) => {
      if (peer.quirks.oldFirmware)
        throw new Fault(['env:Receiver', 'ter:ActionNotSupported'], 'Unknown action', 500);
      const service = (namespace: string, path: string) =>
        `<tds:Service><tds:Namespace>${namespace}</tds:Namespace><tds:XAddr>${peer.xaddr(path)}</tds:XAddr>` +
        '<tds:Version><tt:Major>2</tt:Major><tt:Minor>60</tt:Minor></tds:Version></tds:Service>';
      return [
        service('http://www.onvif.org/ver10/device/wsdl', '/onvif/device_service'),
        ...[...peer.quirks.services].map((name) => service(namespaceOf[name], `/onvif/${name}_service`)),
      ].join('');
    },
  },
  GetCapabilities: {
    level: 'anyone',
    run: (peer) => {
      const part = (tag: string, path: string) =>
        `<tt:${tag}><tt:XAddr>${peer.xaddr(path)}</tt:XAddr></tt:${tag}>`;
      const optional = (tag: string, name: 'media' | 'imaging' | 'ptz' | 'events') =>
        peer.quirks.services.has(name) ? part(tag, `/onvif/${name}_service`) : '';
      return (
        `<tds:Capabilities>${part('Device', '/onvif/device_service')}${optional('Events', 'events')}` +
        `${optional('Imaging', 'imaging')}${optional('Media', 'media')}${optional('PTZ', 'ptz')}</tds:Capabilities>`
      );
    },
  },
  GetDeviceInformation: {
    level: 'User',
    run: () =>
      '<tds:Manufacturer>Cam &amp; Co</tds:Manufacturer><tds:Model>Dome 4</tds:Model>' +
      '<tds:FirmwareVersion>5.4.1</tds:FirmwareVersion><tds:SerialNumber>000123</tds:SerialNumber><tds:HardwareId>88</tds:HardwareId>',
  },
  GetNetworkProtocols: {
    level: 'User',
    run: ({ state }) =>
      Object.entries(state.ports)
        .map(
          ([name, { enabled, port }]) =>
            `<tds:NetworkProtocols><tt:Name>${name}</tt:Name><tt:Enabled>${enabled}</tt:Enabled><tt:Port>${port}</tt:Port></tds:NetworkProtocols>`,
        )
        .join(''),
  },
  SetNetworkProtocols: {
    level: 'Administrator',
    run: ({ state }, request) => {
      for (const one of findAll(request, 'NetworkProtocols')) {
        const name = textAt(one, 'Name') as keyof typeof state.ports;
        if (!(name in state.ports)) throw invalid('ter:ServiceNotSupported', 'no such protocol');
        state.ports[name] = { enabled: textAt(one, 'Enabled') === 'true', port: Number(textAt(one, 'Port')) };
      }
      return '';
    },
  },
  GetUsers: {
    level: 'Administrator',
    run: ({ state }) =>
      state.accounts
        .map(
          ({ name, level }) =>
            `<tds:User><tt:Username>${escaped(name)}</tt:Username><tt:UserLevel>${level}</tt:UserLevel></tds:User>`,
        )
        .join(''),
  },
  GetRelayOutputs: {
    level: 'User',
    run: ({ state }) =>
      [...state.relays.keys()]
        .map(
          (token) =>
            `<tds:RelayOutputs token="${token}"><tt:Properties><tt:Mode>Bistable</tt:Mode>` +
            '<tt:DelayTime>PT0S</tt:DelayTime><tt:IdleState>open</tt:IdleState></tt:Properties></tds:RelayOutputs>',
        )
        .join(''),
  },
  SetRelayOutputState: {
    level: 'Operator',
    run: ({ state }, request) => {
      const token = textAt(request, 'RelayOutputToken') ?? '';
      if (!state.relays.has(token)) throw invalid('ter:RelayToken', 'no such relay output');
      state.relays.set(token, textAt(request, 'LogicalState') === 'active');
      return '';
    },
  },
  SetUser: { level: 'Administrator', run: ({ state }, request) => setUser(state, find(request, 'User')) },
};

function setUser(state: Peer['state'], user: XmlElement | undefined): string {
  const account = state.accounts.find(({ name }) => name === textAt(user, 'Username'));
  if (account === undefined) throw invalid('ter:UsernameMissing', 'no such user');
  if (textAt(user, 'UserLevel') !== account.level) throw invalid('ter:FixedUser', 'the level stays');
  // Not trimmed: a password may begin with a space.
  const password = find(user, 'Password')?.text ?? '';
  if (password.length < 4)
    throw new Fault(['env:Sender', 'ter:OperationProhibited', 'ter:PasswordTooWeak'], 'too weak');
  account.password = password;
  return '';
}
