/** One RTSP connection of a viewer: takes its requests in order, keeps its session, and ends with it. */
import type { Socket } from 'node:net';
import { toVidetteError, type VidetteError } from '#domain/errors.ts';
import { awaitTracks, getStream, hasGone, type LiveStreams } from '../live/live-stream.ts';
import type { HeaderFields } from '../rtsp/headers.ts';
import { RtspParser, type RtspRequest, serializeResponse } from '../rtsp/message.ts';
import { parseAddress, streamAddress, trackAddress } from './address.ts';
import { describe, trackOrder } from './describe.ts';
import { Gate, type GateParts } from './gate.ts';
import { type Reply, reasons, statusOf } from './reply.ts';
import { Session, type SessionParts, sessionTimeoutSeconds } from './session.ts';

export interface ConnectionParts extends GateParts, SessionParts {
  readonly streams: LiveStreams;
  /** Told of requests that failed by a fault of ours. */
  readonly onError: (error: VidetteError) => void;
}

const maxQueuedRequests = 16;
const methods = 'OPTIONS, DESCRIBE, SETUP, PLAY, PAUSE, GET_PARAMETER, SET_PARAMETER, TEARDOWN';

/** Who has set up nothing holds one of the connections that are there for all: not for long. */
const strangerPatienceMs = 20_000;

export class Connection {
  readonly #socket: Socket;
  readonly #parts: ConnectionParts;
  readonly #address: string;
  readonly #parser: RtspParser;
  readonly #gate: Gate;
  #queue: RtspRequest[] = [];
  #working = false;
  #session: Session | null = null;
  #lastHeardMs: number;

  constructor(socket: Socket, parts: ConnectionParts) {
    this.#socket = socket;
    this.#parts = parts;
    this.#address = socket.remoteAddress ?? '';
    this.#lastHeardMs = parts.clock.monotonicMs();
    this.#gate = new Gate(
      parts,
      this.#address,
      () => socket.end(),
      () => this.destroy(),
    );
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

  /** Called every few seconds: ends what has been silent for too long or watches a camera that is gone. */
  check(): void {
    const silentMs = this.#parts.clock.monotonicMs() - this.#lastHeardMs;
    const viewer = this.#session?.viewer;
    if (viewer !== undefined && hasGone(this.#parts.streams, viewer.stream)) this.destroy();
    // Over TCP a client that takes its packets is alive even when it says nothing.
    if (viewer?.playing && !viewer.overUdp) return;
    const patienceMs = viewer === undefined ? strangerPatienceMs : (sessionTimeoutSeconds + 10) * 1000;
    if (silentMs > patienceMs) this.destroy();
  }

  destroy(): void {
    this.#socket.destroy();
  }

  #end(): void {
    this.#queue = [];
    this.#gate.end();
    this.#endSession();
  }

  #endSession(): void {
    this.#session?.end();
    this.#session = null;
  }

  #heard(): void {
    this.#lastHeardMs = this.#parts.clock.monotonicMs();
  }

  #onData(chunk: Buffer): void {
    this.#heard();
    try {
      this.#parser.push(chunk);
    } catch (error) {
      if (toVidetteError(error).code !== 'invalid') throw error;
      // The stream cannot be followed any more.
      this.#socket.end(serializeResponse(400, reasons[400] ?? '', {}));
    }
  }

  #onRequest(request: RtspRequest): void {
    if (this.#queue.length >= maxQueuedRequests) {
      this.destroy();
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
      if (known.code === 'bug') this.#parts.onError(known);
      // Of faults of ours nothing is told but that they happened.
      const reason = known.code === 'bug' ? 'internal error' : known.message.replace(/[\r\n]+/g, ' ');
      return { status: statusOf(known), headers: { 'X-Reason': reason } };
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
        return this.#inSession(request, (session) => session.play());
      case 'PAUSE':
        return this.#inSession(request, (session) => session.pause());
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
    return this.#session?.header() ?? {};
  }

  #inSession(request: RtspRequest, then: (session: Session) => Reply): Reply {
    if (!this.#session?.isNamed(request.headers.get('session'))) return { status: 454 };
    return then(this.#session);
  }

  async #describe(request: RtspRequest): Promise<Reply> {
    const address = parseAddress(request.uri);
    if (address === null) return { status: 404 };
    const passed = await this.#gate.pass(request, address);
    if ('status' in passed) return passed;
    const accept = request.headers.get('accept');
    if (accept !== undefined && !/application\/sdp|\*/i.test(accept)) return { status: 406 };
    const tracks = await awaitTracks(getStream(this.#parts.streams, passed.cameraId, address.stream));
    const sdp = describe(tracks, (index) => trackAddress(address, index));
    return {
      status: 200,
      headers: { 'Content-Type': 'application/sdp', 'Content-Base': streamAddress(address) },
      body: Buffer.from(sdp),
    };
  }

  async #setUp(request: RtspRequest): Promise<Reply> {
    const address = parseAddress(request.uri);
    if (address === null) return { status: 404 };
    const passed = await this.#gate.pass(request, address);
    if ('status' in passed) return passed;
    const stream = getStream(this.#parts.streams, passed.cameraId, address.stream);
    const tracks = await awaitTracks(stream);
    // A client with one track may leave its number out.
    const kind = trackOrder[address.trackIndex ?? (tracks.video === null ? 1 : 0)];
    if (kind === undefined || tracks[kind] === null) return { status: 404 };
    if (this.#session !== null && this.#session.viewer.stream.hub !== stream.hub) return { status: 459 };
    const socket = this.#socket;
    const outlet = {
      write: (data: Buffer) => {
        socket.write(data);
      },
      get backlogBytes() {
        return socket.writableLength;
      },
      giveUp: () => this.destroy(),
    };
    this.#session ??= new Session(this.#parts, stream, address, this.#address, outlet, () => this.#heard());
    return this.#session.setUp(kind, request.headers.get('transport') ?? '');
  }
}
