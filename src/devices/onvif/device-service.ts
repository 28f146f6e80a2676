/** The device management service (ONVIF Core 8): what the camera is, its ports, its accounts. */
import { VidetteError } from '#domain/errors.ts';
import {
  type DeviceInformation,
  type DeviceUser,
  type ProtocolName,
  type ProtocolPort,
  protocolNames,
} from '#domain/onvif.ts';
import { refusal, unreadable } from './faults.ts';
import { ns } from './namespaces.ts';
import type { OnvifSession } from './session.ts';
import { element, findAll, isTrue, numberAt, textAt, type XmlElement } from './xml/element.ts';

type Ports<T> = Partial<Record<ProtocolName, T>>;

export class DeviceService {
  readonly #session: OnvifSession;

  constructor(session: OnvifSession) {
    this.#session = session;
  }

  async information(): Promise<DeviceInformation> {
    const answer = await this.#call('GetDeviceInformation');
    const read = (name: string) => textAt(answer, name)?.slice(0, 1_024) ?? '';
    return {
      manufacturer: read('Manufacturer'),
      model: read('Model'),
      firmwareVersion: read('FirmwareVersion'),
      serialNumber: read('SerialNumber'),
      hardwareId: read('HardwareId'),
    };
  }

  /** The first port of each protocol that the camera has. */
  async protocols(): Promise<Ports<ProtocolPort>> {
    const found: Ports<ProtocolPort> = {};
    for (const one of findAll(await this.#call('GetNetworkProtocols'), 'NetworkProtocols')) {
      const name = protocolNames.find((known) => known === textAt(one, 'Name')?.toLowerCase());
      const port = numberAt(one, 'Port');
      if (name === undefined || found[name] !== undefined || !isPort(port)) continue;
      found[name] = { port, enabled: isTrue(textAt(one, 'Enabled')) };
    }
    return found;
  }

  /** Ports that are not named stay, and nothing is switched on or off. */
  async setPorts(ports: Ports<number>): Promise<void> {
    const before = await this.protocols();
    const wanted = protocolNames.filter((name) => ports[name] !== undefined);
    if (wanted.length === 0) throw refusal('onvif_invalid_argument', 'no port is given');
    for (const name of wanted) {
      if (!isPort(ports[name]))
        throw refusal('onvif_invalid_argument', `the port of ${name} is not within 1 to 65535`);
      if (before[name] === undefined)
        throw refusal('onvif_invalid_argument', `the camera does not speak ${name}`);
    }
    const after = protocolNames.flatMap((name) => ports[name] ?? before[name]?.port ?? []);
    if (new Set(after).size < after.length)
      throw refusal('onvif_invalid_argument', 'two protocols cannot share a port');
    const changes = wanted.map((name) =>
      element(ns.device, 'NetworkProtocols', [
        element(ns.tt, 'Name', name.toUpperCase()),
        element(ns.tt, 'Enabled', before[name]!.enabled),
        element(ns.tt, 'Port', ports[name]!),
      ]),
    );
    await this.#call('SetNetworkProtocols', changes);
  }

  async users(): Promise<DeviceUser[]> {
    return findAll(await this.#call('GetUsers'), 'User').flatMap((user) => {
      const name = textAt(user, 'Username');
      const level = textAt(user, 'UserLevel');
      return name === undefined || name === '' || level === undefined ? [] : [{ name, level }];
    });
  }

  async setPassword(username: string, password: string): Promise<void> {
    if (password === '') throw refusal('onvif_invalid_argument', 'the password is empty');
    const user = (await this.users()).find(({ name }) => name === username);
    if (user === undefined) throw new VidetteError('not_found', 'the camera has no such account');
    await this.#call('SetUser', [
      element(ns.device, 'User', [
        element(ns.tt, 'Username', username),
        element(ns.tt, 'Password', password),
        element(ns.tt, 'UserLevel', user.level),
      ]),
    ]);
  }

  async #call(name: string, content: readonly XmlElement[] = []): Promise<XmlElement> {
    const answer = await this.#session.call('device', element(ns.device, name, content));
    if (answer.name !== `${name}Response`) throw unreadable(`it is ${answer.name.slice(0, 64)}`);
    return answer;
  }
}

function isPort(port: number | undefined): port is number {
  return port !== undefined && Number.isInteger(port) && port >= 1 && port <= 65_535;
}
