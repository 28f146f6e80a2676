/** One TCP or TLS connection to an RTSP server: requests with their responses, authentication, and interleaved packets. */
import { randomBytes } from 'node:crypto';
import { connect as connectTcp, isIP, type Socket } from 'node:net';
import { connect as connectTls } from 'node:tls';
import { answerChallenge, type Challenge, type Credentials, parseChallenges } from '#media/rtsp/auth.ts';
import type { HeaderFields } from '#media/rtsp/headers.ts';
import { RtspParser, type RtspResponse, serializeRequest, serializeResponse } from '#media/rtsp/message.ts';
import { SourceError, toSourceError } from '../source-error.ts';
import type { SourceUrl } from '../source-url.ts';
import { ReadRounds } from './read-rounds.ts';

const connectTimeoutMs = 5000;
const responseTimeoutMs = 8000;
/** Enough for several packets; most reads of a camera are shorter. */
const readBufferBytes = 64 * 1024;
/** Of all connections together. */
const rounds = new ReadRounds();

export interface RtspConnectionHandlers {
  /** Before the packets of one read are handed on. */
  received(bytes: number): void;
  interleaved(channel: number, buffer: Buffer, start: number, end: number): void;
  /** Asked after each read: nobody waits for what comes next. */
  patient(): boolean;
  /** Once, when the connection ends in any way but `close`. */
  failed(error: SourceError): void;
}

interface Pending {
  readonly resolve: (response: RtspResponse) => void;
  readonly reject: (error: SourceError) => void;
  readonly timer: NodeJS.Timeout;
}

export class RtspConnection {
  readonly #handlers: RtspConnectionHandlers;
  readonly #credentials: Credentials | null;
  readonly #parser: RtspParser;
  readonly #pending = new Map<number, Pending>();
  #socket: Socket | null = null;
  #closed = false;
  #cseq = 0;
  #challenge: Challenge | null = null;
  #nonceCount = 0;

  constructor(handlers: RtspConnectionHandlers, credentials: Credentials | null) {
    this.#handlers = handlers;
    this.#credentials = credentials;
    this.#parser = new RtspParser({
      request: (request) => {
        // Servers may ask whether we are alive (RFC 2326, 10.1).
        const headers = { CSeq: request.headers.get('cseq') };
        const ok = request.method === 'OPTIONS' || request.method === 'GET_PARAMETER';
        this.#socket?.write(serializeResponse(ok ? 200 : 501, ok ? 'OK' : 'Not Implemented', headers));
      },
      response: (response) => this.#settle(response),
      interleaved: (channel, buffer, start, end) => handlers.interleaved(channel, buffer, start, end),
    });
  }

  get localAddress(): string | undefined {
    return this.#socket?.localAddress;
  }

  get remoteAddress(): string | undefined {
    return this.#socket?.remoteAddress;
  }

  /** Bytes on the interleaved connection that made no sense so far. */
  get garbageBytes(): number {
    return this.#parser.garbageBytes;
  }

  /** `verifyTls` false takes any certificate: cameras come with self-signed ones. */
  async connect(url: SourceUrl, verifyTls: boolean): Promise<void> {
    const { host, port } = url;
    await new Promise<void>((resolve, reject) => {
      const timer = setTimeout(
        () => this.#fail(new SourceError('unreachable', 'the host does not answer')),
        connectTimeoutMs,
      );
      const settled = () => clearTimeout(timer);
      const ready = () => {
        settled();
        resolve();
      };
      const socket =
        url.scheme === 'rtsps'
          ? this.#openTls(host, port, verifyTls, ready)
          : this.#openTcp(host, port, ready);
      this.#socket = socket;
      socket.setNoDelay(true);
      socket.once('error', (error) => {
        const known = toSourceError(error);
        const isTls = known.failure === 'protocol' && url.scheme === 'rtsps';
        this.#fail(isTls ? new SourceError('protocol', `TLS: ${error.message}`, error) : known);
      });
      socket.once('close', () => {
        settled();
        const error = new SourceError('closed', 'the camera closed the connection');
        this.#fail(error);
        reject(this.#error ?? error);
      });
    });
  }

  #openTcp(host: string, port: number, ready: () => void): Socket {
    const onread = {
      buffer: Buffer.allocUnsafeSlow(readBufferBytes),
      callback: (bytes: number, buffer: Uint8Array) => {
        this.#receive(buffer as Buffer, bytes);
        if (this.#socket === null || !this.#mayRest(bytes)) return true;
        rounds.rest(this.#socket);
        // Reading stops.
        return false;
      },
    };
    return connectTcp({ host, port, onread }, ready);
  }

  #openTls(host: string, port: number, verifyTls: boolean, ready: () => void): Socket {
    const servername = isIP(host) === 0 ? { servername: host } : {};
    const socket = connectTls({ host, port, rejectUnauthorized: verifyTls, ...servername }, ready);
    socket.on('data', (chunk: Buffer) => this.#receive(chunk, chunk.length));
    return socket;
  }

  /** Behind a full buffer there is more. */
  #mayRest(bytes: number): boolean {
    const isQuiet = bytes < readBufferBytes && this.#pending.size === 0 && !this.#closed;
    return isQuiet && this.#handlers.patient();
  }

  #receive(buffer: Buffer, bytes: number): void {
    if (this.#closed) return;
    try {
      this.#handlers.received(bytes);
      this.#parser.push(buffer, bytes);
    } catch (error) {
      this.#fail(toSourceError(error));
    }
  }

  #error: SourceError | null = null;

  #fail(error: SourceError): void {
    if (this.#closed) return;
    this.#closed = true;
    this.#error = error;
    this.#release(error);
    this.#socket?.destroy();
    this.#handlers.failed(error);
  }

  #release(error: SourceError): void {
    for (const { reject, timer } of this.#pending.values()) {
      clearTimeout(timer);
      reject(error);
    }
    this.#pending.clear();
  }

  /** Sends a request and waits for its response, answering challenges. Rejects with the failure that the status means. */
  async request(method: string, uri: string, headers: HeaderFields = {}): Promise<RtspResponse> {
    for (let attempt = 0; ; attempt += 1) {
      const response = await this.#exchange(method, uri, headers);
      if (response.status !== 401) return response;
      const challenges = parseChallenges(response.headers.getAll('www-authenticate'));
      const next = challenges[0];
      if (this.#credentials === null) {
        throw new SourceError('wrong_credentials', 'the camera wants a user name and a password');
      }
      if (next === undefined) {
        throw new SourceError(
          'unsupported',
          'the camera asks for a kind of authentication that is not known',
        );
      }
      // The first answer may have used a nonce of before; a stale one is worth a third try.
      const stale = next.scheme === 'digest' && next.stale;
      const answered = this.#challenge !== null;
      this.#challenge = next;
      this.#nonceCount = 0;
      if (attempt >= (stale ? 2 : 1) || (attempt === 1 && answered && !stale)) {
        throw new SourceError(
          'wrong_credentials',
          'the camera does not accept the user name or the password',
        );
      }
    }
  }

  #exchange(method: string, uri: string, headers: HeaderFields): Promise<RtspResponse> {
    if (this.#closed)
      return Promise.reject(this.#error ?? new SourceError('closed', 'the connection is closed'));
    this.#cseq += 1;
    const cseq = this.#cseq;
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => {
        this.#pending.delete(cseq);
        reject(new SourceError('timeout', `the camera does not answer ${method}`));
      }, responseTimeoutMs);
      this.#pending.set(cseq, { resolve, reject, timer });
      this.#socket?.write(serializeRequest(method, uri, this.#withStandard(method, uri, cseq, headers)));
    });
  }

  #withStandard(method: string, uri: string, cseq: number, headers: HeaderFields): HeaderFields {
    return {
      CSeq: cseq,
      'User-Agent': 'Vidette',
      Authorization: this.#authorization(method, uri),
      ...headers,
    };
  }

  #authorization(method: string, uri: string): string | undefined {
    if (this.#challenge === null || this.#credentials === null) return undefined;
    this.#nonceCount += 1;
    const cnonce = randomBytes(8).toString('hex');
    return answerChallenge(this.#challenge, this.#credentials, {
      method,
      uri,
      nonceCount: this.#nonceCount,
      cnonce,
    });
  }

  #settle(response: RtspResponse): void {
    const cseq = Number(response.headers.get('cseq'));
    // Some servers leave CSeq out; then the oldest request is meant.
    const key = this.#pending.has(cseq)
      ? cseq
      : response.headers.get('cseq') === undefined
        ? this.#oldest()
        : -1;
    const pending = this.#pending.get(key);
    if (pending === undefined) return;
    this.#pending.delete(key);
    clearTimeout(pending.timer);
    pending.resolve(response);
  }

  #oldest(): number {
    return this.#pending.keys().next().value ?? -1;
  }

  /** Writes an interleaved frame, or anything else that is ready to go. */
  send(bytes: Buffer): void {
    if (!this.#closed) this.#socket?.write(bytes);
  }

  /** Sends a last request without waiting for its answer and closes. Resolves when the socket is gone. */
  async close(last?: {
    readonly method: string;
    readonly uri: string;
    readonly headers: HeaderFields;
  }): Promise<void> {
    const socket = this.#socket;
    const wasClosed = this.#closed;
    this.#closed = true;
    this.#release(new SourceError('closed', 'the connection is closed'));
    if (socket === null || socket.destroyed) return;
    const gone = new Promise<void>((resolve) => socket.once('close', () => resolve()));
    if (wasClosed || last === undefined || socket.connecting) {
      socket.destroy();
    } else {
      this.#cseq += 1;
      const { method, uri, headers } = last;
      socket.end(serializeRequest(method, uri, this.#withStandard(method, uri, this.#cseq, headers)));
      const timer = setTimeout(() => socket.destroy(), 300);
      void gone.then(() => clearTimeout(timer));
    }
    await gone;
  }
}
