/**
 * A camera that speaks ONVIF: SOAP 1.2 over HTTP on a port of its own, with WS-Security UsernameToken or HTTP digest, accounts of
 * three levels, and state that really changes. What real cameras do wrong it does on command (`quirks`).
 */
import { createHash, randomBytes, timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import { createServer as createSecureServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { find, textAt, type XmlElement } from '#devices/onvif/xml/element.ts';
import { parseXml } from '#devices/onvif/xml/parse.ts';
import { digestHa1, parseAuthorization, serializeDigestChallenge, verifyDigest } from '#media/rtsp/auth.ts';
import { deviceOperations } from './device-service.ts';
import { eventsOperations, inputMessage, PullPoint } from './events-service.ts';
import { imagingOperations } from './imaging-service.ts';
import { media2Operations, mediaOperations } from './media-services.ts';
import { ptzOperations } from './ptz-service.ts';
import { type DeviceAccount, type DeviceState, newState, type Services } from './state.ts';
import { envelope, Fault, faultXml } from './xml.ts';

export interface Quirks {
  /** The camera's clock minus the real one. */
  clockOffsetMs: number;
  readonly services: Set<Services>;
  /** In the addresses it gives, in place of its own. */
  xaddrHost: string | null;
  authentication: 'token' | 'digest';
  /** Knows GetCapabilities in place of GetServices. */
  oldFirmware: boolean;
  brokenMedia2: boolean;
  continuousOnly: boolean;
  fixedHome: boolean;
  fixedExposure: boolean;
  streamUri: string | null;
  /** Takes requests and never answers them. */
  silent: boolean;
  /** Answers this in place of the truth; given a request's name, or for all. */
  instead: ((operation: string, response: ServerResponse, socket: Socket) => boolean) | null;
}

export interface Peer {
  readonly state: DeviceState;
  readonly quirks: Quirks;
  /** Told as motion at the next PullMessages. */
  readonly motions: boolean[];
  /** Digital inputs and whether they are active; change them by `setInput`. */
  readonly inputs: ReadonlyMap<string, boolean>;
  readonly pullPoint: PullPoint;
  /** By the camera's clock. */
  nowMs(): number;
  /** An address of the camera as it believes it to be. */
  xaddr(path: string): string;
}

type Level = DeviceAccount['level'] | 'anyone';

export interface PeerOperation {
  /** The least that may. */
  readonly level: Level;
  run(peer: Peer, request: XmlElement): string | Promise<string>;
}
export type Operations = Readonly<Record<string, PeerOperation>>;

export interface OnvifDevice extends Peer, AsyncDisposable {
  readonly port: number;
  /** Names of all requests, in order. */
  readonly requests: string[];
  /** Connections that were made. */
  connections(): number;
  /** A contact opens or closes. */
  setInput(input: string, active: boolean): void;
  /** Lets the process end while it runs. */
  unref(): void;
}

const services: Readonly<Record<string, { prefix: string; operations: Operations }>> = {
  '/onvif/device_service': { prefix: 'tds', operations: deviceOperations },
  '/onvif/media_service': { prefix: 'trt', operations: mediaOperations },
  '/onvif/media2_service': { prefix: 'tr2', operations: media2Operations },
  '/onvif/imaging_service': { prefix: 'timg', operations: imagingOperations },
  '/onvif/ptz_service': { prefix: 'tptz', operations: ptzOperations },
  '/onvif/events_service': { prefix: 'tev', operations: eventsOperations },
};

const ranks: readonly Level[] = ['anyone', 'User', 'Operator', 'Administrator'];
const realm = 'camera';
/** How old a token may be, by the camera's clock. */
const tokenAgeMs = 5_000;

export interface PeerOptions {
  /** The true time. */
  readonly nowMs?: () => number;
  /** HTTPS in place of HTTP, with a certificate of its own. */
  readonly tls?: { readonly key: string; readonly cert: string };
}

export async function startOnvifDevice(options: PeerOptions = {}): Promise<OnvifDevice> {
  const device = new SimulatedDevice(options);
  await device.start();
  return device;
}

class SimulatedDevice implements OnvifDevice {
  readonly state = newState();
  readonly quirks: Quirks = {
    clockOffsetMs: 0,
    services: new Set<Services>(['media', 'media2', 'imaging', 'ptz', 'events']),
    xaddrHost: null,
    authentication: 'token',
    oldFirmware: false,
    brokenMedia2: false,
    continuousOnly: false,
    fixedHome: false,
    fixedExposure: false,
    streamUri: null,
    silent: false,
    instead: null,
  };
  readonly motions: boolean[] = [];
  readonly inputs = new Map<string, boolean>();
  readonly pullPoint = new PullPoint();
  readonly requests: string[] = [];
  readonly #trueMs: () => number;
  readonly #server: Server;
  readonly #usedNonces = new Set<string>();
  readonly #digestNonce = randomBytes(16).toString('hex');
  #connections = 0;

  constructor({ nowMs = Date.now, tls }: PeerOptions) {
    this.#trueMs = nowMs;
    const serve = (request: IncomingMessage, response: ServerResponse) => void this.#serve(request, response);
    this.#server = tls === undefined ? createServer(serve) : createSecureServer(tls, serve);
    this.#server.on('connection', () => {
      this.#connections += 1;
    });
  }

  async start(): Promise<void> {
    this.#server.listen(0, '127.0.0.1');
    await once(this.#server, 'listening');
  }

  get port(): number {
    return (this.#server.address() as AddressInfo).port;
  }

  unref(): void {
    this.#server.unref();
  }

  connections(): number {
    return this.#connections;
  }

  setInput(input: string, active: boolean): void {
    this.inputs.set(input, active);
    this.pullPoint.waiting.push(inputMessage(this, input, active));
    this.pullPoint.wake();
  }

  nowMs = (): number => this.#trueMs() + this.quirks.clockOffsetMs;

  xaddr = (path: string): string => `http://${this.quirks.xaddrHost ?? `127.0.0.1:${this.port}`}${path}`;

  async #serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const parts: Buffer[] = [];
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
    const root = parseXml(Buffer.concat(parts).toString());
    const content = find(root, 'Body')?.children[0];
    const name = content?.name ?? '';
    this.requests.push(name);
    if (this.quirks.silent) return;
    if (this.quirks.instead?.(name, response, request.socket)) return;
    const service = services[request.url ?? ''];
    const operation = service?.operations[name];
    try {
      if (service === undefined || content === undefined)
        throw new Fault(['env:Sender', 'ter:InvalidArgs', 'ter:NoSuchService'], 'no such service');
      if (operation === undefined)
        throw new Fault(['env:Receiver', 'ter:ActionNotSupported'], 'Unknown action', 500);
      if (operation.level !== 'anyone') {
        const account = this.#authenticate(request, root);
        if (account === 'challenge') {
          const challenge = serializeDigestChallenge({
            realm,
            nonce: this.#digestNonce,
            algorithm: 'SHA-256',
          });
          response.writeHead(401, { 'www-authenticate': [`Basic realm="${realm}"`, challenge] }).end();
          return;
        }
        if (account === null || ranks.indexOf(account.level) < ranks.indexOf(operation.level))
          throw new Fault(['env:Sender', 'ter:NotAuthorized'], 'Sender not Authorized');
      }
      const tag = `${service.prefix}:${name}Response`;
      this.#send(response, 200, `<${tag}>${await operation.run(this, content)}</${tag}>`);
    } catch (error) {
      if (!(error instanceof Fault)) throw error;
      this.#send(response, error.status, faultXml(error));
    }
  }

  #send(response: ServerResponse, status: number, body: string): void {
    response.writeHead(status, { 'content-type': 'application/soap+xml; charset=utf-8' }).end(envelope(body));
  }

  #authenticate(request: IncomingMessage, root: XmlElement): DeviceAccount | 'challenge' | null {
    if (this.quirks.authentication === 'token') return this.#checkToken(root);
    const proof = parseAuthorization(request.headers.authorization ?? '');
    if (proof?.scheme !== 'digest' || proof.nonce !== this.#digestNonce) return 'challenge';
    const account = this.state.accounts.find(({ name }) => name === proof.username);
    if (account === undefined || proof.uri !== request.url) return 'challenge';
    const ha1 = digestHa1('SHA-256', account.name, realm, account.password);
    return verifyDigest(proof, 'POST', ha1) ? account : 'challenge';
  }

  #checkToken(root: XmlElement): DeviceAccount | null {
    const token = find(root, 'Header', 'Security', 'UsernameToken');
    const account = this.state.accounts.find(({ name }) => name === textAt(token, 'Username'));
    const created = textAt(token, 'Created') ?? '';
    const nonce = textAt(token, 'Nonce') ?? '';
    const isRecent = Math.abs(Date.parse(created) - this.nowMs()) <= tokenAgeMs;
    if (account === undefined || !isRecent || this.#usedNonces.has(nonce)) return null;
    this.#usedNonces.add(nonce);
    const expected = createHash('sha1')
      .update(Buffer.concat([Buffer.from(nonce, 'base64'), Buffer.from(created + account.password)]))
      .digest();
    const given = Buffer.from(textAt(token, 'Password') ?? '', 'base64');
    return given.length === expected.length && timingSafeEqual(given, expected) ? account : null;
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.pullPoint.wake();
    this.#server.closeAllConnections();
    await new Promise((resolve) => this.#server.close(resolve));
  }
}
