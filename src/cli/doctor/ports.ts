/** Can every listener listen? */
import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { schemaEntries } from '#config/schema.ts';
import { plainBind, type Settings } from '#config/settings.ts';
import { bad, doubtful, type Finding, good, messageOf, type Patient } from './finding.ts';

export async function checkPorts({ settings, running }: Patient): Promise<Finding[]> {
  const findings: Finding[] = [];
  if (settings.bind !== plainBind(settings))
    findings.push(
      good(`plain HTTP stays on ${plainBind(settings)}; HTTPS, RTSP and WebRTC listen on ${settings.bind}`),
    );
  if (running !== null)
    return [...findings, good(`ports: in use by the running server, process ${running.pid}`)];
  for (const { key, port } of portsOf(settings)) {
    const host = isPlain(key) ? plainBind(settings) : settings.bind;
    const problem = await cannotListen(host, port, key === 'webrtc.port');
    if (problem === null) findings.push(good(`port ${port} (${key}) is free on ${host}`));
    else findings.push(toFinding(key, port, host, problem));
  }
  return findings;
}

function portsOf(settings: Settings): { key: string; port: number }[] {
  return schemaEntries()
    .filter(({ key }) => /(\.|_)port$/.test(key))
    .map(({ key, names }) => ({
      key,
      port: names.reduce<unknown>((at, name) => (at as never)[name], settings) as number,
    }))
    .filter(({ port }) => port !== 0);
}

function isPlain(key: string): boolean {
  return !key.includes('https') && key !== 'rtsp.port' && key !== 'webrtc.port';
}

async function cannotListen(host: string, port: number, udp: boolean): Promise<NodeJS.ErrnoException | null> {
  const server = createServer();
  try {
    await once(server.listen(port, host), 'listening');
    server.close();
    if (udp) await bindUdp(host, port);
    return null;
  } catch (error) {
    return error as NodeJS.ErrnoException;
  }
}

async function bindUdp(host: string, port: number): Promise<void> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  socket.bind(port, host);
  await once(socket, 'listening');
  socket.close();
}

function toFinding(key: string, port: number, host: string, error: NodeJS.ErrnoException): Finding {
  const text = `port ${port} (${key}) on ${host}: ${messageOf(error)}`;
  if (error.code === 'EADDRINUSE')
    return bad(text, `another program has it; stop that or set ${key} to another port, 0 for off`);
  if (error.code === 'EACCES')
    return bad(text, 'ports below 1024 need a right of their own; choose a higher one');
  if (error.code === 'EADDRNOTAVAIL')
    return bad(text, 'this machine does not have the address that `bind` names');
  return doubtful(text, `look at ${key} and bind`);
}
