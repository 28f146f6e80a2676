/** The farm's end of one RTSP connection. */

import { randomBytes } from 'node:crypto';
import { createSocket, type Socket as UdpSocket } from 'node:dgram';
import type { Socket } from 'node:net';
import { digestHa1, parseAuthorization, serializeDigestChallenge, verifyDigest } from '#media/rtsp/auth.ts';
import type { HeaderFields } from '#media/rtsp/headers.ts';
import { RtspParser, type RtspRequest, serializeResponse, writeFrameHead } from '#media/rtsp/message.ts';
import { parseTransport, serializeTransport } from '#media/rtsp/transport.ts';
import type { FarmCamera, FarmClient, FarmStream } from './camera.ts';
import type { Unit } from './clip.ts';

export interface ConnectionSettings {
  findCamera(path: string): FarmCamera | undefined;
  readonly auth: { readonly username: string; readonly password: string } | null;
  readonly authScheme: 'basic' | 'digest-md5' | 'digest-sha256';
  /** Told in the Session header. */
  readonly sessionTimeoutSeconds: number;
  readonly udp: boolean;
  readonly tcp: boolean;
}

type Way =
  | { readonly kind: 'tcp'; readonly channel: number }
  | { readonly kind: 'udp'; readonly address: string; readonly rtp: number; readonly rtcp: number };

const realm = 'farm';
const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, TEARDOWN, GET_PARAMETER';

export class FarmConnection implements FarmClient {
  /** When the client was last heard, for sessions that time out. */
  lastHeardMs = performance.now();
  readonly #socket: Socket;
  readonly #settings: ConnectionSettings;
  readonly #ways = new Map<FarmStream, Way>();
  readonly #nonce = randomBytes(8).toString('hex');
  readonly #session = randomBytes(6).toString('hex');
  #udp: UdpSocket | null = null;

  constructor(socket: Socket, settings: ConnectionSettings) {
    this.#socket = socket;
    this.#settings = settings;
    const parser = new RtspParser({
      request: (request) => this.#request(request),
      response: () => {},
      interleaved: () => {},
    });
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => {
      this.lastHeardMs = performance.now();
      try {
        parser.push(chunk);
      } catch {
        socket.destroy();
      }
    });
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#stop());
  }

  close(): void {
    this.#socket.destroy();
  }

  #stop(): void {
    for (const stream of this.#ways.keys()) stream.detach(this);
    this.#ways.clear();
    this.#udp?.close();
    this.#udp = null;
  }

  #reply(
    request: RtspRequest,
    status: number,
    reason: string,
    headers: HeaderFields = {},
    body?: Buffer,
  ): void {
    const cseq = request.headers.get('cseq');
    this.#socket.write(serializeResponse(status, reason, { CSeq: cseq, Server: 'farm', ...headers }, body));
  }

  #request(request: RtspRequest): void {
    if (request.method === 'OPTIONS') {
      this.#reply(request, 200, 'OK', { Public: methods });
      return;
    }
    if (!this.#authorized(request)) {
      const { authScheme } = this.#settings;
      const algorithm = authScheme === 'digest-sha256' ? 'SHA-256' : 'MD5';
      const challenge =
        authScheme === 'basic'
          ? `Basic realm="${realm}"`
          : serializeDigestChallenge({ realm, nonce: this.#nonce, algorithm });
      this.#reply(request, 401, 'Unauthorized', { 'WWW-Authenticate': challenge });
      return;
    }
    const url = URL.parse(request.uri);
    const [, path = '', track] = /^\/(.*?)\/?(?:track(\d+))?$/.exec(url?.pathname ?? '') ?? [];
    if (path.startsWith('redirect/')) {
      const location = `rtsp://${url?.host}/${path.slice('redirect/'.length)}`;
      this.#reply(request, 302, 'Moved Temporarily', { Location: location });
      return;
    }
    const camera = this.#settings.findCamera(path);
    if (camera === undefined) {
      this.#reply(request, 404, 'Not Found');
      return;
    }
    if (camera.refusing) {
      this.#reply(request, 503, 'Service Unavailable');
      return;
    }
    this.#serve(request, camera, camera.streams[Number(track ?? -1)]);
  }

  #serve(request: RtspRequest, camera: FarmCamera, stream: FarmStream | undefined): void {
    const session = { Session: `${this.#session};timeout=${this.#settings.sessionTimeoutSeconds}` };
    switch (request.method) {
      case 'DESCRIBE': {
        const base = `${request.uri.split('?')[0]!.replace(/\/$/, '')}/`;
        const headers = { 'Content-Type': 'application/sdp', 'Content-Base': base };
        this.#reply(request, 200, 'OK', headers, camera.sdp());
        return;
      }
      case 'SETUP':
        this.#setup(request, stream);
        return;
      case 'PLAY':
        this.#reply(request, 200, 'OK', { ...session, Range: 'npt=now-' });
        for (const one of this.#ways.keys()) one.attach(this, performance.now());
        return;
      case 'GET_PARAMETER':
        this.#reply(request, 200, 'OK', session);
        return;
      case 'PAUSE':
      case 'TEARDOWN':
        this.#reply(request, 200, 'OK', session);
        this.#stop();
        return;
      default:
        this.#reply(request, 501, 'Not Implemented');
        return;
    }
  }

  #setup(request: RtspRequest, stream: FarmStream | undefined): void {
    const [wanted] = parseTransport(request.headers.get('transport') ?? '');
    if (stream === undefined) {
      this.#reply(request, 404, 'Not Found');
      return;
    }
    const session = { Session: `${this.#session};timeout=${this.#settings.sessionTimeoutSeconds}` };
    if (wanted?.lower === 'tcp' && this.#settings.tcp) {
      const channel = wanted.interleaved?.[0] ?? 0;
      this.#ways.set(stream, { kind: 'tcp', channel });
      const transport = serializeTransport({
        ...wanted,
        interleaved: [channel, channel + 1],
        ssrc: stream.ssrc,
      });
      this.#reply(request, 200, 'OK', { ...session, Transport: transport });
      return;
    }
    if (wanted?.clientPort === undefined || !this.#settings.udp) {
      this.#reply(request, 461, 'Unsupported Transport');
      return;
    }
    const [rtp, rtcp] = wanted.clientPort;
    const address = this.#socket.remoteAddress ?? '127.0.0.1';
    this.#ways.set(stream, { kind: 'udp', address, rtp, rtcp });
    this.#withUdp((port) => {
      const transport = serializeTransport({ ...wanted, serverPort: [port, port], ssrc: stream.ssrc });
      this.#reply(request, 200, 'OK', { ...session, Transport: transport });
    });
  }

  #withUdp(ready: (port: number) => void): void {
    if (this.#udp !== null) {
      ready(this.#udp.address().port);
      return;
    }
    const udp = createSocket('udp4');
    this.#udp = udp;
    udp.on('error', () => this.#socket.destroy());
    udp.bind(0, this.#socket.localAddress, () => {
      if (this.#udp === udp) ready(udp.address().port);
    });
  }

  #authorized(request: RtspRequest): boolean {
    const { auth, authScheme } = this.#settings;
    if (auth === null) return true;
    const given = parseAuthorization(request.headers.get('authorization') ?? '');
    if (given === null || given.scheme === 'bearer' || given.username !== auth.username) return false;
    if (given.scheme === 'basic') return authScheme === 'basic' && given.password === auth.password;
    const algorithm = authScheme === 'digest-sha256' ? 'SHA-256' : 'MD5';
    if (given.nonce !== this.#nonce || (given.algorithm ?? 'MD5') !== algorithm) return false;
    return verifyDigest(given, request.method, digestHa1(algorithm, auth.username, realm, auth.password));
  }

  backlogBytes(): number {
    return this.#socket.writableLength;
  }

  sendUnit(stream: FarmStream, unit: Unit, skip: ((packet: number) => boolean) | null): boolean {
    const way = this.#ways.get(stream)!;
    if (way.kind === 'udp') {
      unit.starts.forEach((start, i) => {
        if (skip?.(i)) return;
        this.#udp?.send(Buffer.from(unit.buffer.subarray(start, unit.ends[i])), way.rtp, way.address);
      });
      return false;
    }
    const { buffer, starts, ends } = unit;
    if (buffer[starts[0]! - 3] !== way.channel) for (const start of starts) buffer[start - 3] = way.channel;
    if (skip !== null) {
      const kept = starts.flatMap((start, i) => (skip(i) ? [] : [buffer.subarray(start - 4, ends[i])]));
      this.#socket.write(Buffer.concat(kept));
      return false;
    }
    this.#socket.write(buffer);
    // What the kernel did not take at once stays referenced until it is sent.
    return this.#socket.writableLength > 0;
  }

  sendReport(stream: FarmStream, report: Buffer): void {
    const way = this.#ways.get(stream)!;
    if (way.kind === 'udp') {
      this.#udp?.send(report, way.rtcp, way.address);
      return;
    }
    const framed = Buffer.alloc(4 + report.length);
    writeFrameHead(framed, 0, way.channel + 1, report.length);
    report.copy(framed, 4);
    this.#socket.write(framed);
  }

  sendGarbage(bytes: Buffer): void {
    const way = this.#ways.values().next().value;
    if (way?.kind === 'udp') this.#udp?.send(bytes.subarray(0, 1200), way.rtp, way.address);
    else this.#socket.write(bytes);
  }
}
