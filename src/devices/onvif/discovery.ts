/**
 * Finds cameras by WS-Discovery (OASIS WS-Discovery 2005/04, as ONVIF Core 7 has it): a multicast probe, answered by each camera on
 * its own. Anybody on the network can answer, so sizes and numbers are bounded and nothing of an answer is fetched.
 */
import { randomUUID } from 'node:crypto';
import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';
import { VidetteError } from '#domain/errors.ts';
import { ns, prefixes } from './namespaces.ts';
import { element, find, findAll, textAt, type XmlElement } from './xml/element.ts';
import { parseXml, xmlLimits } from './xml/parse.ts';
import { escapeXml, writeXml } from './xml/write.ts';

export interface DiscoveredDevice {
  /** What the device calls itself, mostly a `urn:uuid:`. The same over all its addresses. */
  readonly endpoint: string;
  /** Where the answer came from: an address that can be reached, whatever the device says. */
  readonly address: string;
  /** Addresses of its device service, as it says. */
  readonly xaddrs: readonly string[];
  /** From its scopes; for people. */
  readonly name: string | undefined;
  readonly hardware: string | undefined;
}

export interface DiscoveryOptions {
  /** How long answers are waited for. */
  readonly durationMs?: number;
  readonly signal?: AbortSignal;
  /** Local address of the interface to ask on; the system's choice when not given. */
  readonly localAddress?: string;
  /** Whom to ask; the multicast group of WS-Discovery when not given. */
  readonly to?: { readonly address: string; readonly port: number };
}

const group = { address: '239.255.255.250', port: 3702 };
const maxDevices = 1_024;
const maxDatagramBytes = 16_384;
/** UDP loses datagrams; devices answer each MessageID once. */
const sends = 3;
const maxText = 512;

/** All devices that answered, in the order of their first answers. */
export async function discoverDevices(options: DiscoveryOptions = {}): Promise<DiscoveredDevice[]> {
  const { durationMs = 3_000, signal, localAddress, to = group } = options;
  const messageId = `urn:uuid:${randomUUID()}`;
  const found = new Map<string, DiscoveredDevice>();
  const socket = createSocket({ type: 'udp4' });
  try {
    socket.on('message', (datagram, from) => take(found, datagram, from, messageId));
    const failed = once(socket, 'error').then(([error]) => {
      throw new VidetteError('unavailable', 'the network cannot be searched', { cause: error });
    });
    const searched = search(socket, probe(messageId), { durationMs, to, localAddress, signal });
    // Closing the socket is the end of both.
    failed.catch(() => {});
    await Promise.race([searched, failed]);
  } finally {
    socket.close();
  }
  return [...found.values()];
}

interface Search {
  readonly durationMs: number;
  readonly to: { readonly address: string; readonly port: number };
  readonly localAddress: string | undefined;
  readonly signal: AbortSignal | undefined;
}

async function search(socket: Socket, message: string, options: Search): Promise<void> {
  const { durationMs, to, localAddress, signal } = options;
  socket.bind({ port: 0, ...(localAddress === undefined ? {} : { address: localAddress }) });
  await once(socket, 'listening');
  if (localAddress !== undefined) socket.setMulticastInterface(localAddress);
  for (let count = 0; count < sends; count += 1) {
    socket.send(message, to.port, to.address);
    await pause(durationMs / sends, undefined, signal === undefined ? {} : { signal });
  }
}

function probe(messageId: string): string {
  const body = writeXml(
    element(ns.discovery, 'Probe', [element(ns.discovery, 'Types', 'dn:NetworkVideoTransmitter')]),
    prefixes,
  );
  // The prefix stands inside a value, so it is declared around it.
  return (
    `<?xml version="1.0" encoding="UTF-8"?><s:Envelope xmlns:s="${ns.soap}" xmlns:wsa="${ns.addressing}" xmlns:dn="${ns.network}"><s:Header>` +
    `<wsa:MessageID>${escapeXml(messageId)}</wsa:MessageID><wsa:To>urn:schemas-xmlsoap-org:ws:2005:04:discovery</wsa:To>` +
    `<wsa:Action>${ns.discovery}/Probe</wsa:Action></s:Header><s:Body>${body}</s:Body></s:Envelope>`
  );
}

/** What is no answer to this probe is let go: other devices and other searches talk here too. */
function take(
  found: Map<string, DiscoveredDevice>,
  datagram: Buffer,
  from: RemoteInfo,
  messageId: string,
): void {
  if (datagram.length > maxDatagramBytes || found.size >= maxDevices) return;
  const root = readDatagram(datagram);
  if (root === null || textAt(root, 'Header', 'RelatesTo') !== messageId) return;
  for (const match of findAll(find(root, 'Body', 'ProbeMatches'), 'ProbeMatch').slice(0, 8)) {
    const endpoint = textAt(match, 'EndpointReference', 'Address') ?? '';
    if (endpoint === '' || endpoint.length > maxText || found.has(endpoint)) continue;
    const scopes = words(textAt(match, 'Scopes'));
    found.set(endpoint, {
      endpoint,
      address: from.address,
      xaddrs: words(textAt(match, 'XAddrs')).filter(isWebAddress).slice(0, 8),
      name: scopeOf(scopes, 'name'),
      hardware: scopeOf(scopes, 'hardware'),
    });
    if (found.size >= maxDevices) return;
  }
}

/** Null for what is no XML. */
function readDatagram(datagram: Buffer): XmlElement | null {
  try {
    return parseXml(datagram.toString('utf8'), { ...xmlLimits, elements: 500 });
  } catch (error) {
    if (error instanceof VidetteError && error.reason === 'onvif_malformed') return null;
    throw error;
  }
}

function words(text: string | undefined): string[] {
  return text?.split(/\s+/).filter((word) => word !== '' && word.length <= maxText) ?? [];
}

function isWebAddress(text: string): boolean {
  return URL.canParse(text) && /^https?:$/.test(new URL(text).protocol);
}

/** `onvif://www.onvif.org/name/Some%20name` */
function scopeOf(scopes: readonly string[], kind: string): string | undefined {
  const start = `onvif://www.onvif.org/${kind}/`;
  const scope = scopes.find((one) => one.toLowerCase().startsWith(start))?.slice(start.length);
  if (scope === undefined) return undefined;
  try {
    return decodeURIComponent(scope);
  } catch {
    // A lone `%`: shown as it came.
    return scope;
  }
}
