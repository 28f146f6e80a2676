import { OnvifDevices } from '#devices/onvif/devices.ts';
import { discoverDevices } from '#devices/onvif/discovery.ts';
import { systemClock } from '#domain/clock.ts';
import { toTarget } from '#services/onvif/target.ts';
import { type Command, parseArguments, type Terminal, UsageError } from './command.ts';

export const onvifCommand: Command = {
  name: 'onvif',
  summary: 'Finds cameras on the network, and tells the addresses of their streams.',
  usage: [
    'onvif find [--interface <address>] | streams <host> --login <name> [--port <number>]',
    '',
    '  find              asks the network for three seconds who is a camera (WS-Discovery)',
    '  --interface <a>   local address of the network to ask on',
    '  streams           asks one camera for the addresses that go into `source.url`; the password is read from standard input',
    '  <host>            name or address of the camera, with https:// before it for TLS',
    '  --port <number>   80, or 443 for TLS, when not given',
  ].join('\n'),
  async run(args, terminal) {
    const { positionals, values } = parseArguments(args, {
      allowPositionals: true,
      options: {
        interface: { type: 'string' },
        login: { type: 'string' },
        port: { type: 'string' },
      },
    });
    const [action, host, ...more] = positionals;
    if (action === 'find' && host === undefined) return await find(values.interface, terminal);
    if (action === 'streams' && host !== undefined && more.length === 0) {
      if (values.login === undefined) throw new UsageError('--login is missing');
      return await streams(host, values.login, portOf(values.port), terminal);
    }
    throw new UsageError('neither find nor streams <host>');
  },
};

async function find(localAddress: string | undefined, terminal: Terminal): Promise<number> {
  const found = await discoverDevices(localAddress === undefined ? {} : { localAddress });
  for (const { address, name, hardware, xaddrs } of found)
    terminal.print([address, printable(name), printable(hardware), ...xaddrs].join('  '));
  if (found.length === 0) terminal.complain('nobody answered');
  return found.length === 0 ? 1 : 0;
}

async function streams(
  host: string,
  login: string,
  port: number | undefined,
  terminal: Terminal,
): Promise<number> {
  const password = await terminal.readSecret('password: ');
  const address = {
    onvif_host: host,
    onvif_login: login,
    ...(port === undefined ? {} : { onvif_port: port }),
  };
  using devices = new OnvifDevices({ clock: systemClock });
  const camera = devices.open(toTarget(address, password));
  const { manufacturer, model } = await camera.information();
  terminal.print(`${printable(manufacturer)} ${printable(model)}`);
  for (const { url, encoder, size, framerate } of await devices.open(toTarget(address, password)).streams())
    terminal.print(`${url}  ${printable(encoder)} ${size.width}x${size.height} ${framerate}/s`);
  return 0;
}

function portOf(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const port = /^\d{1,5}$/.test(text) ? Number(text) : 0;
  if (port < 1 || port > 65_535) throw new UsageError('--port is not within 1 to 65535');
  return port;
}

/** A camera's words must not steer the terminal. */
function printable(text: string | undefined): string {
  return (text ?? '-').replace(/\p{Cc}/gu, '?').slice(0, 100);
}
