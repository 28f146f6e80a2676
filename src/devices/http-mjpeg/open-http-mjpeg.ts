/** The opener of `http:` and `https:` URLs that answer multipart JPEG. A picture's time is that of its last byte. */
import { randomBytes } from 'node:crypto';
import { type ClientRequest, type IncomingMessage, request as requestHttp } from 'node:http';
import { request as requestHttps } from 'node:https';
import type { ArrivalTime } from '#media/rtp/clock.ts';
import { answerChallenge, parseChallenges } from '#media/rtsp/auth.ts';
import type { SourceSink, StreamFailure } from '#media/stream.ts';
import type { Opener, OpenOptions } from '../opener.ts';
import { SampleStream } from '../sample-stream.ts';
import { SourceError, toSourceError } from '../source-error.ts';
import { credentialsOf, parseSourceUrl, type SourceUrl } from '../source-url.ts';
import { MultipartParser } from './multipart.ts';

export interface HttpMjpegOptions {
  /** Refuse certificates that no known authority signed. Off by default: cameras come with self-signed ones. */
  readonly verifyTls?: boolean;
  /** Without any byte for this long the camera counts as silent. */
  readonly silenceMs?: number;
}

const maxRedirects = 3;
const ticksPerMs = 90;

export function createHttpMjpegOpener(http: HttpMjpegOptions = {}): Opener {
  return (options, sink) => {
    const connection = new HttpMjpegConnection(options, http, sink);
    queueMicrotask(() => void connection.run());
    return { [Symbol.asyncDispose]: () => connection.dispose() };
  };
}

class HttpMjpegConnection {
  readonly #options: OpenOptions;
  readonly #verifyTls: boolean;
  readonly #silenceMs: number;
  readonly #sink: SourceSink;
  readonly #arrival: ArrivalTime = { ms: 0, utcOffsetMs: 0 };
  #request: ClientRequest | null = null;
  #ended = false;
  #silent = false;

  constructor(options: OpenOptions, http: HttpMjpegOptions, sink: SourceSink) {
    this.#options = options;
    this.#verifyTls = http.verifyTls ?? false;
    this.#silenceMs = http.silenceMs ?? 10_000;
    this.#sink = sink;
  }

  async run(): Promise<void> {
    try {
      const response = await this.#open();
      this.#options.counters.transport = 'http';
      await this.#read(response);
      throw new SourceError('closed', 'the camera closed the connection');
    } catch (error) {
      if (this.#ended) return;
      this.#ended = true;
      this.#request?.destroy();
      // The response tells a connection that was given up as one that was cut.
      const silence = new SourceError('timeout', 'the camera has stopped sending');
      const { failure, message } = this.#silent ? silence : toSourceError(error);
      this.#sink.state({ state: 'failed', failure, message, retryInMs: 0 });
    }
  }

  async dispose(): Promise<void> {
    this.#ended = true;
    const request = this.#request;
    if (request === null || request.closed) return;
    const gone = new Promise<void>((resolve) => request.once('close', () => resolve()));
    request.destroy();
    await gone;
  }

  /** The response with the pictures, after challenges and redirects. */
  async #open(): Promise<IncomingMessage> {
    const first = parseSourceUrl(this.#options.url);
    let url = first;
    let authorization: string | undefined;
    for (let attempt = 0; attempt <= maxRedirects + 1; attempt += 1) {
      const response = await this.#get(url, authorization);
      const status = response.statusCode ?? 0;
      if (status === 200) return expectMultipart(response);
      response.destroy();
      if (status === 401) {
        // Another host gets no credentials: it may not be the one they were meant for.
        const credentials = url.host === first.host ? credentialsOf(first, this.#options) : null;
        authorization = answer(response, credentials, authorization, url);
      } else if (status >= 300 && status < 400) {
        url = redirectTarget(response, url);
        authorization = undefined;
      } else {
        throw new SourceError(failureOf(status), `the camera answers ${status}`);
      }
    }
    throw new SourceError('protocol', 'the camera redirects too often');
  }

  #get(url: SourceUrl, authorization: string | undefined): Promise<IncomingMessage> {
    const { host, port, path, scheme } = url;
    const headers = {
      'User-Agent': 'Vidette',
      ...(authorization === undefined ? {} : { Authorization: authorization }),
    };
    const common = { host, port, path, headers, timeout: this.#silenceMs, agent: false };
    return new Promise((resolve, reject) => {
      if (this.#ended) {
        reject(new SourceError('closed', 'the source was closed'));
        return;
      }
      const request =
        scheme === 'https'
          ? requestHttps({ ...common, rejectUnauthorized: this.#verifyTls })
          : requestHttp(common);
      this.#request = request;
      request.on('response', resolve);
      request.on('error', reject);
      request.on('timeout', () => {
        this.#silent = true;
        request.destroy();
      });
      request.on('close', () => reject(new SourceError('closed', 'the camera closed the connection')));
      request.end();
    });
  }

  async #read(response: IncomingMessage): Promise<void> {
    const { clock, counters } = this.#options;
    const stream = new SampleStream({
      video: { codec: 'mjpeg' },
      audio: null,
      sink: this.#sink,
      counters,
      arrival: this.#arrival,
    });
    const parser = new MultipartParser((data) => {
      if (this.#ended) return;
      this.#arrival.ms = clock.monotonicMs();
      this.#arrival.utcOffsetMs = clock.utcMs() - this.#arrival.ms;
      counters.receivedPackets += 1;
      stream.videoUnit(data, Math.round(this.#arrival.ms * ticksPerMs) >>> 0, true, false);
    });
    for await (const chunk of response as AsyncIterable<Buffer>) {
      if (this.#ended) return;
      counters.receivedBytes += chunk.length;
      parser.push(chunk);
    }
  }
}

function expectMultipart(response: IncomingMessage): IncomingMessage {
  const type = response.headers['content-type'] ?? '';
  if (/^multipart\//i.test(type)) return response;
  response.destroy();
  const shown = type.replace(/[^\w/.+-].*$/, '').slice(0, 40);
  throw new SourceError(
    'unsupported',
    `the address answers ${shown || 'no content type'}, not multipart JPEG`,
  );
}

/** The Authorization for the next request. Throws when there is none to give, or when the last one was refused. */
function answer(
  response: IncomingMessage,
  credentials: ReturnType<typeof credentialsOf>,
  given: string | undefined,
  url: SourceUrl,
): string {
  const challenge = parseChallenges([response.headers['www-authenticate'] ?? ''])[0];
  if (credentials === null)
    throw new SourceError('wrong_credentials', 'the camera wants a user name and a password');
  if (challenge === undefined) {
    throw new SourceError('unsupported', 'the camera asks for a kind of authentication that is not known');
  }
  if (given !== undefined && !(challenge.scheme === 'digest' && challenge.stale)) {
    throw new SourceError('wrong_credentials', 'the camera does not accept the user name or the password');
  }
  const cnonce = randomBytes(8).toString('hex');
  return answerChallenge(challenge, credentials, { method: 'GET', uri: url.path, nonceCount: 1, cnonce });
}

function redirectTarget(response: IncomingMessage, from: SourceUrl): SourceUrl {
  const { location } = response.headers;
  const target = location === undefined ? null : URL.parse(location, from.uri);
  if (target === null) throw new SourceError('protocol', 'the camera redirects to nowhere');
  const allowed = from.scheme === 'https' ? ['https:'] : ['http:', 'https:'];
  if (!allowed.includes(target.protocol)) {
    throw new SourceError('protocol', 'the camera redirects to another kind of URL');
  }
  return parseSourceUrl(target.href);
}

function failureOf(status: number): StreamFailure {
  if (status === 404 || status === 410) return 'not_found';
  return status === 403 || status >= 500 ? 'refused' : 'protocol';
}
