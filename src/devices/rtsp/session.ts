/**
 * One RTSP session with a camera, from the connection to the last packet: OPTIONS, DESCRIBE, SETUP, PLAY, keep-alive, TEARDOWN.
 * It reports through the sink what the `Opener` promises, and ends with one failure.
 *
 * Transport `auto` asks for TCP first, since interleaved packets are never lost and pass every firewall, and for UDP when the
 * camera refuses that.
 */
import type { ArrivalTime } from '#media/rtp/clock.ts';
import { parseTransport, serializeTransport } from '#media/rtsp/transport.ts';
import { SampleMemory } from '#media/sample-memory.ts';
import type { SourceSink } from '#media/stream.ts';
import type { OpenOptions } from '../opener.ts';
import { SampleStream } from '../sample-stream.ts';
import { SourceError, toSourceError } from '../source-error.ts';
import { credentialsOf, parseSourceUrl, type SourceUrl } from '../source-url.ts';
import { RtspConnection } from './connection.ts';
import { expectStatus, readOffer, redirectTarget, type StreamOffer, type TrackOffer } from './describe.ts';
import { MediaPaths } from './media-paths.ts';
import { type TrackFormat, TrackReceiver, type TrackReceiverHandlers } from './track-receiver.ts';

export interface RtspOptions {
  /** Refuse certificates that no known authority signed. Off by default: cameras come with self-signed ones. */
  readonly verifyTls?: boolean;
  /** Without any packet for this long the camera counts as silent. */
  readonly silenceMs?: number;
  /** Packets, but no picture that can be used, for this long. */
  readonly uselessMs?: number;
}

const maxRedirects = 3;
const tickMs = 1000;
const reportEveryMs = 5000;
const defaultSessionSeconds = 60;

export class RtspSession {
  readonly #options: OpenOptions;
  readonly #rtsp: Required<RtspOptions>;
  readonly #sink: SourceSink;
  readonly #arrival: ArrivalTime = { ms: 0, utcOffsetMs: 0 };
  readonly #paths = new MediaPaths(this.#arrival, (bytes) => this.#received(bytes));
  #connection: RtspConnection | null = null;
  #stream: SampleStream | null = null;
  #timer: NodeJS.Timeout | null = null;
  #ended = false;
  #sessionId: string | null = null;
  #uri = '';
  #keepAliveMethod: 'GET_PARAMETER' | 'OPTIONS' = 'OPTIONS';
  #keepAliveMs = (defaultSessionSeconds * 1000) / 2;
  #nextKeepAliveMs = 0;
  #nextReportMs = 0;
  #offsetReadMs = Number.NEGATIVE_INFINITY;
  #lastSampleMs = 0;
  #samplesSeen = 0;
  #garbageSeen = 0;

  constructor(options: OpenOptions, rtsp: RtspOptions, sink: SourceSink) {
    this.#options = options;
    this.#rtsp = {
      verifyTls: rtsp.verifyTls ?? false,
      silenceMs: rtsp.silenceMs ?? 10_000,
      uselessMs: rtsp.uselessMs ?? 30_000,
    };
    this.#sink = sink;
  }

  /** Opens the session; every failure, then and later, goes to the sink once. */
  async run(): Promise<void> {
    try {
      const offer = await this.#describe();
      await this.#setup(offer);
      await this.#play();
    } catch (error) {
      this.#end(toSourceError(error));
    }
  }

  async dispose(): Promise<void> {
    this.#ended = true;
    await this.#release();
  }

  #end(error: SourceError): void {
    if (this.#ended) return;
    this.#ended = true;
    this.#sink.state({ state: 'failed', failure: error.failure, message: error.message, retryInMs: 0 });
    void this.#release();
  }

  async #release(): Promise<void> {
    if (this.#timer !== null) clearInterval(this.#timer);
    const headers = { Session: this.#sessionId ?? undefined };
    const teardown = this.#sessionId === null ? undefined : { method: 'TEARDOWN', uri: this.#uri, headers };
    await Promise.all([this.#connection?.close(teardown), this.#paths[Symbol.asyncDispose]()]);
  }

  async #describe(): Promise<StreamOffer> {
    const first = parseSourceUrl(this.#options.url);
    const credentials = credentialsOf(first, this.#options);
    let url = first;
    for (let redirects = 0; redirects <= maxRedirects; redirects += 1) {
      // Another host gets no credentials: it may not be the one they were meant for.
      const connection = await this.#connect(url, url.host === first.host ? credentials : null);
      const options = await connection.request('OPTIONS', url.uri);
      if (/\bGET_PARAMETER\b/i.test(options.headers.get('public') ?? ''))
        this.#keepAliveMethod = 'GET_PARAMETER';
      const response = await connection.request('DESCRIBE', url.uri, { Accept: 'application/sdp' });
      if (response.status < 300 || response.status >= 400) {
        expectStatus(response.status, 'DESCRIBE');
        const offer = readOffer(response, url.uri, this.#options.audio);
        this.#uri = offer.uri;
        return offer;
      }
      url = redirectTarget(response, url);
      this.#options.log({ event: 'rtsp redirect', host: url.host, port: url.port });
    }
    throw new SourceError('protocol', 'the camera redirects too often');
  }

  async #connect(url: SourceUrl, credentials: ReturnType<typeof credentialsOf>): Promise<RtspConnection> {
    const before = this.#connection;
    this.#connection = null;
    await before?.close();
    const connection: RtspConnection = new RtspConnection(
      {
        received: (bytes) => this.#received(bytes),
        interleaved: (channel, buffer, start, end) => this.#paths.interleaved(channel, buffer, start, end),
        // Answers are waited for until it plays.
        patient: () => this.#timer !== null && this.#options.patient?.() === true,
        failed: (error) => {
          if (this.#connection === connection) this.#end(error);
        },
      },
      credentials,
    );
    this.#connection = connection;
    // Disposed while the connection before was closing.
    if (this.#ended) throw new SourceError('closed', 'the source was closed');
    await connection.connect(url, this.#rtsp.verifyTls);
    return connection;
  }

  #received(bytes: number): void {
    this.#options.counters.receivedBytes += bytes;
    this.#readClock();
  }

  #readClock(): void {
    const { clock } = this.#options;
    const nowMs = clock.monotonicMs();
    this.#arrival.ms = nowMs;
    // UTC comes in whole milliseconds: read it rarely, so that its steps do not shake the times of samples.
    if (nowMs - this.#offsetReadMs < 1000) return;
    this.#offsetReadMs = nowMs;
    this.#arrival.utcOffsetMs = clock.utcMs() - nowMs;
  }

  async #setup(offer: StreamOffer): Promise<void> {
    const { sink, options } = { sink: this.#sink, options: this.#options };
    const { video, audio } = offer;
    const framerate = video?.framerate === undefined ? {} : { declaredFps: video.framerate };
    let ways = options.transport === 'auto' ? (['tcp', 'udp'] as const) : ([options.transport] as const);
    const setUp = async (track: TrackOffer<TrackFormat>, handlers: TrackReceiverHandlers) => {
      for (const way of ways) {
        const { status } = await this.#setupTrack(track, way, handlers);
        if (status < 300) {
          ways = [way];
          return;
        }
        if (status !== 461 || way === ways.at(-1)) expectStatus(status, 'SETUP');
      }
    };
    let stream: SampleStream | null = null;
    const bye = () => this.#end(new SourceError('closed', 'the camera ended the stream'));
    if (video !== null) {
      await setUp(video, {
        unit: (data, timestamp, keyframe, afterLoss) =>
          stream?.videoUnit(data, timestamp, keyframe, afterLoss),
        parameterSets: (sets) => stream?.parameterSets(sets),
        senderReport: (timestamp, utcMs) => stream?.videoReport(timestamp, utcMs),
        bye,
      });
    }
    let audioTrack = audio?.format.track ?? null;
    if (audio !== null) {
      try {
        await setUp(audio, {
          unit: (data, timestamp, _keyframe, afterLoss) => stream?.audioUnit(data, timestamp, afterLoss),
          parameterSets: () => {},
          senderReport: (timestamp, utcMs) => stream?.audioReport(timestamp, utcMs),
          bye,
        });
      } catch (error) {
        // A picture without sound is worth having.
        if (video === null || this.#ended) throw error;
        audioTrack = null;
        options.log({ event: 'rtsp audio left out', reason: toSourceError(error).message });
      }
    }
    stream = new SampleStream({
      video: video === null ? null : { codec: video.format.codec, ...framerate },
      audio: audioTrack,
      sink: {
        tracks: (tracks) => {
          if (!this.#ended) sink.tracks(tracks);
        },
        sample: (sample) => {
          if (!this.#ended) sink.sample(sample);
        },
        state: (state) => {
          if (!this.#ended) sink.state(state);
        },
      },
      counters: options.counters,
      arrival: this.#arrival,
    });
    this.#stream = stream;
  }

  /** The status of the SETUP; the track is active when it is good. */
  async #setupTrack(
    track: TrackOffer<TrackFormat>,
    way: 'tcp' | 'udp',
    handlers: TrackReceiverHandlers,
  ): Promise<{ readonly status: number }> {
    const connection = this.#connection!;
    const offer = await this.#paths.offer(way, connection.localAddress ?? '0.0.0.0');
    if (this.#ended) {
      await this.#paths[Symbol.asyncDispose]();
      throw new SourceError('closed', 'the source was closed');
    }
    const response = await connection.request('SETUP', track.uri, {
      Transport: serializeTransport(offer.transport),
      Session: this.#sessionId ?? undefined,
    });
    if (response.status >= 300) return response;
    this.#readSession(response.headers.get('session'));
    const given = parseTransport(response.headers.get('transport') ?? '')[0];
    const { counters, countsHolds } = this.#options;
    const memory = new SampleMemory({ reuses: countsHolds === true });
    const receiver = new TrackReceiver(track.format, handlers, counters, memory);
    this.#paths.accept(offer, given, receiver, connection);
    counters.transport = way;
    return response;
  }

  /** `Session: 12345678;timeout=60` */
  #readSession(value: string | undefined): void {
    const [id = '', ...parameters] = (value ?? '').split(';');
    if (id.trim() !== '') this.#sessionId = id.trim();
    const timeout = parameters
      .map((one) => /^\s*timeout\s*=\s*(\d{1,6})/i.exec(one)?.[1])
      .find((one) => one !== undefined);
    const seconds = Math.max(2, Number(timeout ?? defaultSessionSeconds));
    this.#keepAliveMs = Math.min(30_000, (seconds * 1000) / 2);
  }

  async #play(): Promise<void> {
    // Packets may come before the response.
    this.#readClock();
    const nowMs = this.#arrival.ms;
    this.#paths.lastPacketMs = nowMs;
    this.#lastSampleMs = nowMs;
    this.#nextReportMs = nowMs + 1000;
    this.#nextKeepAliveMs = nowMs + this.#keepAliveMs;
    const headers = { Session: this.#sessionId ?? undefined, Range: 'npt=0.000-' };
    const response = await this.#connection!.request('PLAY', this.#uri, headers);
    expectStatus(response.status, 'PLAY');
    if (this.#ended) return;
    this.#options.log({ event: 'rtsp playing', transport: this.#options.counters.transport ?? '' });
    this.#timer = setInterval(() => this.#tick(), tickMs);
  }

  /** Once a second: is the camera still there, and what it wants to hear from us. */
  #tick(): void {
    const nowMs = this.#options.clock.monotonicMs();
    this.#countGarbage();
    this.#paths.expire(nowMs);
    const samples = this.#stream?.samples ?? 0;
    if (samples !== this.#samplesSeen) {
      this.#samplesSeen = samples;
      this.#lastSampleMs = nowMs;
    }
    if (nowMs - this.#paths.lastPacketMs > this.#rtsp.silenceMs) {
      this.#end(new SourceError('timeout', 'the camera has stopped sending'));
    } else if (nowMs - this.#lastSampleMs > this.#rtsp.uselessMs) {
      this.#end(new SourceError('protocol', 'the camera sends packets that make no picture'));
    } else {
      if (nowMs >= this.#nextReportMs) {
        this.#nextReportMs = nowMs + reportEveryMs;
        this.#paths.report(nowMs);
      }
      if (nowMs >= this.#nextKeepAliveMs) this.#keepAlive(nowMs);
    }
  }

  #countGarbage(): void {
    const garbage = this.#connection?.garbageBytes ?? 0;
    // Bytes, not packets, but the one question is whether there was any.
    if (garbage > this.#garbageSeen) this.#options.counters.invalidPackets += 1;
    this.#garbageSeen = garbage;
  }

  #keepAlive(nowMs: number): void {
    this.#nextKeepAliveMs = nowMs + this.#keepAliveMs;
    const headers = { Session: this.#sessionId ?? undefined };
    this.#connection?.request(this.#keepAliveMethod, this.#uri, headers).then(
      ({ status }) => {
        if (status === 454) this.#end(new SourceError('closed', 'the camera forgot the session'));
        else if (status >= 400) this.#keepAliveMethod = 'OPTIONS';
      },
      (error: SourceError) => {
        // Cameras that never answer while they send are left in peace; the silence timer watches over the stream.
        if (error.failure === 'wrong_credentials') this.#end(error);
      },
    );
  }
}
