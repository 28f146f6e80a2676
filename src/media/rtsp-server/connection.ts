/** One RTSP connection of a viewer: takes its requests in order, keeps its session, and ends with it. */
import { randomBytes } from 'node:crypto';
import type { Socket } from 'node:net';
import type { Clock } from '#domain/clock.ts';
import { toVidetteError, type VidetteError } from '#domain/errors.ts';
import { type Audience, awaitTracks, getStream, type LiveStreams } from '../live/live-stream.ts';
import type { RtpFeeds } from '../live/rtp-feed.ts';
import type { HeaderFields } from '../rtsp/headers.ts';
import { RtspParser, type RtspRequest, serializeResponse } from '../rtsp/message.ts';
import { parseTransport, serializeTransport, type TransportSpec } from '../rtsp/transport.ts';
import { parseAddress, type StreamAddress, streamAddress, trackAddress } from './address.ts';
import { type AuthorizeViewer, challenges, readCredentials } from './authenticate.ts';
import { describe, trackOrder } from './describe.ts';
import type { Nonces } from './nonces.ts';
import type { UdpPair } from './udp-pair.ts';
import { type Delivery, Viewer } from './viewer.ts';

export interface ConnectionParts {
  readonly streams: LiveStreams;
  readonly audience: Audience;
  readonly feeds: RtpFeeds;
  readonly authorize: AuthorizeViewer;
  readonly nonces: Nonces;
  readonly realm: string;
  readonly clock: Clock;
  /** Null when UDP is turned off. */
  readonly udp: UdpPair | null;
}

interface Reply {
  readonly status: number;
  readonly headers?: HeaderFields;
  readonly body?: Buffer;
  /** Done when the reply is on its way. */
  readonly afterwards?: () => void;
}

/** Seconds without a word after which a UDP session or a connection that does not play is ended. */
export const sessionTimeoutSeconds = 60;
const maxQueuedRequests = 16;
const maxRefusals = 5;
const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN';

const reasons: Record<number, string> = {
  200: 'OK',
  302: 'Moved Temporarily',
  400: 'Bad Request',
  401: 'Unauthorized',
  403: 'Forbidden',
  404: 'Not Found',
  406: 'Not Acceptable',
  454: 'Session Not Found',
  455: 'Method Not Valid in This State',
  459: 'Aggregate Operation Not Allowed',
  461: 'Unsupported Transport',
  500: 'Internal Server Error',
  501: 'Not Implemented',
  503: 'Service Unavailable',
};

export class Connection {
  readonly #socket: Socket;
  readonly #parts: ConnectionParts;
  readonly #address: string;
  readonly #parser: RtspParser;
  readonly #sessionId = randomBytes(8).toString('hex');
  /** What this connection's client was found allowed to watch: name in the address to camera id. */
  readonly #allowed = new Map<string, string>();
  #queue: RtspRequest[] = [];
  #working = false;
  #refusals = 0;
  #viewer: Viewer | null = null;
  #viewerAddress: StreamAddress | null = null;
  #leave: (() => void) | null = null;
  #closeUdp: (() => void) | null = null;
  #lastHeardMs: number;
  /** Why it was ended by us, for the log. */
  endedBecause: string | null = null;

  constructor(socket: Socket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#address = socket.remoteAddress ?? '';
    this.#lastHeardMs = parts.clock.monotonicMs();
    this.#parser = new RtspParser(
      {
        request: (request) => this.#onRequest(request),
        response: () => {},
        // Receiver reports: proof of life is all that is needed of them.
        interleaved: () => {},
      },
      { maxHeadBytes: 8192, maxBodyBytes: 8192, maxGarbageBytes: 4096 },
    );
    socket.setNoDelay(true);
    socket.on('data', (chunk: Buffer) => this.#onData(chunk));
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#end());
  }

  get viewer(): Viewer | null {
    return this.#viewer;
  }

  /** Called every few seconds: ends what has been silent for too long. */
  checkTimeout(): void {
    const silentMs = this.#parts.clock.monotonicMs() - this.#lastHeardMs;
    // Over TCP a client that takes its packets is alive even when it says nothing.
    if (this.#viewer?.playing && !this.#viewer.overUdp) return;
    if (silentMs > (sessionTimeoutSeconds + 10) * 1000) this.destroy('silent for too long');
  }

  destroy(reason: string): void {
    this.endedBecause ??= reason;
    this.#socket.destroy();
  }

  #end(): void {
    this.#queue = [];
    this.#endSession();
  }

  #endSession(): void {
    this.#viewer?.stop();
    this.#closeUdp?.();
    this.#leave?.();
    this.#viewer = null;
    this.#viewerAddress = null;
    this.#closeUdp = null;
    this.#leave = null;
  }

  #heard(): void {
    this.#lastHeardMs = this.#parts.clock.monotonicMs();
  }

  #onData(chunk: Buffer): void {
    this.#heard();
    try {
      this.#parser.push(chunk);
    } catch (error) {
      const { code, message } = toVidetteError(error);
      if (code !== 'invalid') throw error;
      this.endedBecause ??= message;
      this.#socket.end(serializeResponse(400, reasons[400]!, {}));
    }
  }

  #onRequest(request: RtspRequest): void {
    if (this.#queue.length >= maxQueuedRequests) {
      this.destroy('too many requests at once');
      return;
    }
    this.#queue.push(request);
    if (!this.#working) void this.#work();
  }

  async #work(): Promise<void> {
    this.#working = true;
    for (let request = this.#queue.shift(); request !== undefined; request = this.#queue.shift()) {
      const reply = await this.#answer(request);
      if (this.#socket.destroyed) {
        // It closed while we asked others; what was set up meanwhile ends too.
        this.#endSession();
        break;
      }
      const { status, headers = {}, body, afterwards } = reply;
      const fields = { CSeq: request.headers.get('cseq')?.slice(0, 20), Server: 'vidette', ...headers };
      this.#socket.write(serializeResponse(status, reasons[status] ?? 'Error', fields, body));
      afterwards?.();
    }
    this.#working = false;
  }

  async #answer(request: RtspRequest): Promise<Reply> {
    if (!/^\d{1,10}$/.test(request.headers.get('cseq')?.trim() ?? '')) return { status: 400 };
    try {
      return await this.#dispatch(request);
    } catch (error) {
      const known = toVidetteError(error);
      this.endedBecause = known.message;
      return { status: statusOf(known), headers: { 'X-Reason': known.message.replace(/[\r\n]+/g, ' ') } };
    }
  }

  #dispatch(request: RtspRequest): Promise<Reply> | Reply {
    switch (request.method) {
      case 'OPTIONS':
        return { status: 200, headers: { Public: methods, ...this.#sessionHeader() } };
      case 'DESCRIBE':
        return this.#describe(request);
      case 'SETUP':
        return this.#setUp(request);
      case 'PLAY':
        return this.#inSession(request, (viewer) => this.#play(viewer));
      case 'PAUSE':
        return this.#inSession(request, (viewer) => {
          viewer.pause();
          return { status: 200, headers: this.#sessionHeader() };
        });
      case 'GET_PARAMETER':
      case 'SET_PARAMETER':
        return { status: 200, headers: this.#sessionHeader() };
      case 'TEARDOWN':
        return this.#inSession(request, () => {
          this.#endSession();
          return { status: 200 };
        });
      default:
        return { status: 501, headers: { Public: methods } };
    }
  }

  #sessionHeader(): HeaderFields {
    return this.#viewer === null ? {} : { Session: `${this.#sessionId};timeout=${sessionTimeoutSeconds}` };
  }

  #inSession(request: RtspRequest, then: (viewer: Viewer) => Reply): Reply {
    const named = request.headers.get('session')?.split(';')[0]?.trim();
    if (this.#viewer === null || (named !== undefined && named !== this.#sessionId)) return { status: 454 };
    return then(this.#viewer);
  }

  /** The camera's id, or the reply that refuses. */
  async #authorize(request: RtspRequest, address: StreamAddress): Promise<{ cameraId: string } | Reply> {
    const known = this.#allowed.get(address.camera);
    if (known !== undefined) return { cameraId: known };
    const { nonces, authorize } = this.#parts;
    const credentials = readCredentials(request, address.token, this.#address, nonces);
    if (credentials.scheme === 'none') return this.#askForCredentials(credentials.stale);
    const answer = await authorize({ camera: address.camera, credentials, address: this.#address });
    if ('redirect' in answer) return { status: 302, headers: { Location: answer.redirect } };
    if (answer.allowed) {
      this.#allowed.set(address.camera, answer.cameraId);
      return { cameraId: answer.cameraId };
    }
    if (answer.reason === 'unauthenticated') return this.#refuse();
    return { status: answer.reason === 'not_found' ? 404 : 403 };
  }

  #askForCredentials(stale: boolean): Reply {
    const nonce = this.#parts.nonces.create(this.#address);
    return { status: 401, headers: { 'WWW-Authenticate': challenges(this.#parts.realm, nonce, stale) } };
  }

  #refuse(): Reply {
    this.#refusals += 1;
    const reply = this.#askForCredentials(false);
    if (this.#refusals < maxRefusals) return reply;
    this.endedBecause ??= 'too many wrong passwords';
    return { ...reply, afterwards: () => this.#socket.end() };
  }

  async #describe(request: RtspRequest): Promise<Reply> {
    const address = parseAddress(request.uri);
    if (address === null) return { status: 404 };
    const permitted = await this.#authorize(request, address);
    if ('status' in permitted) return permitted;
    const accept = request.headers.get('accept');
    if (accept !== undefined && !/application\/sdp|\*/i.test(accept)) return { status: 406 };
    const tracks = await awaitTracks(getStream(this.#parts.streams, permitted.cameraId, address.stream));
    const sdp = describe(tracks, (index) => trackAddress(address, index));
    return {
      status: 200,
      headers: { 'Content-Type': 'application/sdp', 'Content-Base': `${streamAddress(address)}` },
      body: Buffer.from(sdp),
    };
  }

  async #setUp(request: RtspRequest): Promise<Reply> {
    const address = parseAddress(request.uri);
    if (address === null) return { status: 404 };
    const permitted = await this.#authorize(request, address);
    if ('status' in permitted) return permitted;
    const stream = getStream(this.#parts.streams, permitted.cameraId, address.stream);
    const tracks = await awaitTracks(stream);
    // A client with one track may leave its number out.
    const kind = trackOrder[address.trackIndex ?? (tracks.video === null ? 1 : 0)];
    if (kind === undefined || tracks[kind] === null) return { status: 404 };
    if (this.#viewer !== null && this.#viewer.stream.hub !== stream.hub) return { status: 459 };
    if (this.#viewer?.playing) return { status: 455 };
    const offers = parseTransport(request.headers.get('transport') ?? '');
    const viewer = this.#viewer ?? this.#createViewer(stream, address);
    for (const offer of offers) {
      const accepted = this.#accept(offer, viewer);
      if (accepted === null) continue;
      viewer.setUp(kind, accepted.delivery);
      const transport = serializeTransport({ ...accepted.spec, ssrc: viewer.ssrc(kind) });
      return { status: 200, headers: { Transport: transport, ...this.#sessionHeader() } };
    }
    return { status: 461 };
  }

  #createViewer(stream: ReturnType<typeof getStream>, address: StreamAddress): Viewer {
    const { feeds, clock, audience, udp } = this.#parts;
    const socket = this.#socket;
    const viewer = new Viewer(
      stream,
      feeds.of(stream.hub),
      {
        write: (data) => {
          socket.write(data);
        },
        get backlogBytes() {
          return socket.writableLength;
        },
        // Only ever to where the client itself is: a `destination` of its choice would make us a cannon.
        sendUdp: (kind, data, port) => udp?.send(kind, data, port, this.#address),
        giveUp: (reason) => this.destroy(reason),
      },
      clock,
    );
    this.#viewer = viewer;
    this.#viewerAddress = address;
    this.#leave = audience.enter(stream.hub);
    return viewer;
  }

  #accept(offer: TransportSpec, viewer: Viewer): { delivery: Delivery; spec: TransportSpec } | null {
    if (offer.multicast || (offer.mode !== undefined && offer.mode.toUpperCase() !== 'PLAY')) return null;
    if (offer.lower === 'tcp') {
      const [rtpChannel, rtcpChannel] = offer.interleaved ?? (viewer.usesChannel(0) ? [2, 3] : [0, 1]);
      if (viewer.usesChannel(rtpChannel) || viewer.usesChannel(rtcpChannel)) return null;
      const delivery: Delivery = { way: 'tcp', rtpChannel, rtcpChannel };
      return { delivery, spec: { lower: 'tcp', multicast: false, interleaved: [rtpChannel, rtcpChannel] } };
    }
    const { udp } = this.#parts;
    if (udp === null || offer.clientPort === undefined) return null;
    const [rtpPort, rtcpPort] = offer.clientPort;
    // Privileged ports are no receivers of media.
    if (rtpPort < 1024 || rtcpPort < 1024) return null;
    this.#closeUdp ??= udp.listen(this.#address, rtcpPort, () => this.#heard());
    const spec = {
      lower: 'udp',
      multicast: false,
      clientPort: offer.clientPort,
      serverPort: udp.ports,
    } as const;
    return { delivery: { way: 'udp', rtpPort, rtcpPort }, spec };
  }

  #play(viewer: Viewer): Reply {
    const address = this.#viewerAddress;
    if (address === null || viewer.kinds.length === 0) return { status: 455 };
    // The feed must run before it can say where the stream begins.
    const release = viewer.prepare();
    const info = viewer.begin().map(({ kind, sequence, timestamp }) => {
      const url = trackAddress(address, trackOrder.indexOf(kind));
      return `url=${url};seq=${sequence};rtptime=${timestamp}`;
    });
    return {
      status: 200,
      headers: {
        ...this.#sessionHeader(),
        Range: 'npt=now-',
        ...(info.length === 0 ? {} : { 'RTP-Info': info.join(',') }),
      },
      afterwards: () => {
        viewer.start();
        release();
      },
    };
  }
}

function statusOf(error: VidetteError): number {
  switch (error.code) {
    case 'not_found':
      return 404;
    case 'unauthenticated':
      return 401;
    case 'not_allowed':
      return 403;
    case 'invalid':
      return 400;
    case 'conflict':
      return 455;
    case 'unavailable':
    case 'exhausted':
      return 503;
    case 'data_loss':
    case 'bug':
      return 500;
  }
}
