/**
 * The analytics of one camera in its streamserver: takes pictures from a hub while they are wanted, brings them to an analyzer, and
 * hands on what comes back. Nothing here may hold up the hub, and nothing that an analyzer does reaches the recording.
 */
import type { AnalysisClient, AnalysisResult, AnalysisTracks } from '#analytics/analyzer/analysis-client.ts';
import { CodedPictureReader } from '#analytics/gate/coded-picture.ts';
import { CompressedGate } from '#analytics/gate/compressed-gate.ts';
import { type AnalyticsSettings, needsPictures } from '#domain/analytics.ts';
import type { StreamName } from '#domain/camera.ts';
import type { VidetteError } from '#domain/errors.ts';
import type { StreamHub } from '#media/hub.ts';
import type { Sample, Tracks } from '#media/stream.ts';
import type { AnalysisStatus } from '../../protocol.ts';
import type { AnalysisCentre } from './analysis-centre.ts';
import { LookedRate } from './looked-rate.ts';
import { Outgoing } from './outgoing.ts';
import { PicturePlan } from './picture-plan.ts';

export interface FeedOptions {
  readonly cameraId: string;
  readonly settings: AnalyticsSettings;
  readonly stream: StreamName;
  readonly hub: StreamHub;
  /** Where sound comes from when the hub has none. */
  readonly soundHub: StreamHub;
  readonly centre: AnalysisCentre;
  /** There is motion, at least until then (UTC). */
  readonly motion: (untilMs: number) => void;
  /** Motion is looked for, but nobody asks for events of it. */
  readonly hideMotion: boolean;
}

/** Pixels: what the analytics look at. */
const pictureWidth = 640;
/** Kept in the hub for pictures to catch up with when the gate opens: a glance before and its GOP. */
const keptSeconds = 3;
const gopLimit = 300;
const retryMs = 60_000;
const longestRetryMs = 3600_000;

export class AnalysisFeed implements AsyncDisposable {
  readonly #options: FeedOptions;
  readonly #outgoing = new Outgoing();
  readonly #rate = new LookedRate();
  readonly #gate = new CompressedGate();
  #settings: AnalyticsSettings;
  #client: AnalysisClient | null = null;
  #tracks: AnalysisTracks = { video: null, audio: null };
  #reader: CodedPictureReader | null = null;
  #plan = new PicturePlan(false);
  #detach: (() => void)[] = [];
  #isSending = false;
  #closing: Promise<void> | null = null;
  /** Keys of motion that has begun and not ended. */
  readonly #moving = new Set<string>();
  #last: AnalysisResult | null = null;
  #pictureAtMs: number;
  #still = false;
  #failure: { readonly message: string; readonly untilMs: number } | null = null;
  #failures = 0;

  constructor(options: FeedOptions) {
    this.#options = options;
    this.#settings = options.settings;
    this.#pictureAtMs = options.centre.clock.monotonicMs();
  }

  start(): void {
    const { hub, soundHub, stream } = this.#options;
    if (stream === 'sub') hub.preRollSeconds = keptSeconds;
    const pictures = {
      borrows: true,
      tracks: (tracks: Tracks) => this.#videoTracks(tracks),
      sample: (sample: Sample) => {
        if (sample.kind === 'video') this.#picture(sample);
        else if (hub === soundHub) this.#sound(sample);
      },
    };
    this.#detach.push(hub.attach(pictures, 'live'));
    if (hub === soundHub) return;
    const sound = {
      // It is told by the second.
      patient: true,
      borrows: true,
      tracks: () => this.#changeTracks(),
      sample: (sample: Sample) => {
        if (sample.kind === 'audio') this.#sound(sample);
      },
    };
    this.#detach.push(soundHub.attach(sound, 'live'));
  }

  /** Monotonic time of the newest picture of the hub. */
  get pictureAtMs(): number {
    return this.#pictureAtMs;
  }

  get settings(): AnalyticsSettings {
    return this.#settings;
  }

  /** The analysis goes on with what it knows of the scene. */
  update(settings: AnalyticsSettings): void {
    this.#settings = settings;
    this.#client?.update(settings);
    this.#changeTracks();
  }

  /** Once a second. */
  tick(): void {
    this.#client?.checkLost();
    const nowMs = this.#now();
    if (this.#failure !== null && nowMs >= this.#failure.untilMs) {
      this.#failure = null;
      this.#plan.broken();
    }
    // A stream without pictures for long: what was seen last is over.
    if (
      this.#client !== null &&
      this.#closing === null &&
      nowMs - this.#pictureAtMs > this.#options.centre.goneMs
    ) {
      this.#endClient();
      this.#rate.reset();
    }
  }

  status(): AnalysisStatus {
    const last = this.#client === null ? null : this.#last;
    const message = this.#message();
    return {
      state: this.#failure !== null ? 'failed' : last === null ? 'waiting' : 'running',
      ...(message === null ? {} : { message }),
      rate: this.#rate.read(this.#now()),
      wantedRate: needsPictures(this.#settings) ? Math.round(this.#plan.wantedRate * 100) / 100 : 0,
      still: this.#still,
      motion: this.#moving.size > 0,
      occupancy: last?.occupancy ?? {},
      ...(last?.sound == null ? {} : { sound: last.sound }),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const detach of this.#detach) detach();
    this.#detach = [];
    const { hub, stream } = this.#options;
    if (stream === 'sub') hub.preRollSeconds = 0;
    await this.#endClient();
  }

  #message(): string | null {
    if (this.#failure !== null) return this.#failure.message;
    if (this.#now() - this.#pictureAtMs > this.#options.centre.goneMs) return 'no pictures come';
    return null;
  }

  #now(): number {
    return this.#options.centre.clock.monotonicMs();
  }

  #videoTracks(tracks: Tracks): void {
    this.#reader = tracks.video === null ? null : new CodedPictureReader(tracks.video);
    this.#plan = new PicturePlan(tracks.video?.codec === 'mjpeg');
    this.#gate.reset();
    this.#changeTracks();
  }

  #changeTracks(): void {
    const { hub, soundHub } = this.#options;
    const video = needsPictures(this.#settings) ? (hub.currentTracks?.video ?? null) : null;
    const audio = this.#settings.sound === null ? null : (soundHub.currentTracks?.audio ?? null);
    if (video === this.#tracks.video && audio === this.#tracks.audio) return;
    this.#tracks = { video, audio };
    this.#outgoing.clear();
    this.#plan.broken();
    this.#client?.tracks(this.#tracks);
  }

  #sound(sample: Sample): void {
    if (this.#tracks.audio === null) return;
    this.#outgoing.addSound(sample);
    this.#send();
  }

  #picture(sample: Sample): void {
    this.#pictureAtMs = this.#now();
    if (this.#tracks.video === null || this.#reader === null) return;
    if (this.#failure !== null || this.#closing !== null) return;
    const coded = this.#reader.read(sample);
    const isActive = this.#gate.see(coded) === 'open';
    const open = isActive || !this.#canCatchUp();
    const busy = this.#last?.busy ?? true;
    const { stream } = this.#options;
    const { governor } = this.#options.centre;
    this.#still = !open && !busy;
    if (this.#client !== null && !this.#client.isOpen && this.#last !== null) this.#plan.broken();
    const step = this.#plan.next(sample, coded.disposable, {
      every: stream === 'sub' ? open || busy : this.#mayBurst(isActive, busy),
      still: this.#still,
      busy,
      share: governor.share,
    });
    this.#take(step, sample);
  }

  /** Otherwise the begin of what opens the gate would be lost. */
  #canCatchUp(): boolean {
    return this.#plan.gopLength <= gopLimit && this.#options.hub.hasKeyframe;
  }

  /** All of a main stream, when there surely is something: a gate that knows no better than to be open is no reason. */
  #mayBurst(isActive: boolean, busy: boolean): boolean {
    const { centre } = this.#options;
    const wanted = this.#last !== null && (busy || (isActive && this.#gate.trusted));
    if (wanted && centre.governor.share === 1) return centre.bursts.may(this, this.#now());
    centre.bursts.release(this);
    return false;
  }

  #take(step: ReturnType<PicturePlan['next']>, sample: Sample): void {
    if (step === 'skip') return;
    const pictures = step === 'catch up' ? this.#missed() : [sample];
    const added = pictures.every((one) =>
      this.#outgoing.addPicture(one, step !== 'glance', step === 'alone'),
    );
    if (!added) this.#options.centre.governor.dropped();
    if (!added || pictures.length === 0) this.#plan.broken();
    this.#send();
  }

  /**
   * From the last picture that was looked at to now, but not from longer ago than motion that opens the gate may have begun. Too long a
   * way to go: the next keyframe will do.
   */
  #missed(): readonly Sample[] {
    const { hub } = this.#options;
    const kept = hub.buffered('preRoll').filter(({ kind }) => kind === 'video');
    const lookedMs = this.#last?.lookedUtcMs ?? Number.POSITIVE_INFINITY;
    const fromMs = Math.max(lookedMs, (kept.at(-1)?.utcMs ?? 0) - keptSeconds * 1000);
    const before = kept.findLastIndex(({ keyframe, utcMs }) => keyframe && utcMs <= fromMs);
    const from = before >= 0 ? before : kept.findIndex(({ keyframe }) => keyframe);
    const pictures = from < 0 ? [] : kept.slice(from);
    return pictures.length > gopLimit ? [] : pictures;
  }

  /** One message is on its way at a time: what comes meanwhile goes together in the next. */
  #send(): void {
    if (this.#isSending || this.#closing !== null || this.#failure !== null) return;
    const push = this.#outgoing.next();
    if (push === null) return;
    this.#client ??= this.#openClient();
    if (!this.#client.push(push)) {
      // No analyzer can work now.
      this.#outgoing.clear();
      this.#plan.broken();
      return;
    }
    this.#outgoing.sent(push);
    this.#isSending = true;
  }

  #openClient(): AnalysisClient {
    const { cameraId, stream, centre } = this.#options;
    return centre.pool.openAnalysis({
      ...this.#tracks,
      source: `${cameraId}/${stream}/analysis`,
      settings: this.#settings,
      width: pictureWidth,
      patient: true,
      onResult: (result, afterMs) => this.#received(result, afterMs),
      onLost: () => this.#lost(),
      onFailed: (error) => this.#failed(error),
    });
  }

  #received(result: AnalysisResult, afterMs: number | null): void {
    const { cameraId, centre, motion, hideMotion } = this.#options;
    this.#last = result;
    this.#failures = 0;
    this.#rate.add(result.looked, this.#now());
    if (result.looked > 0) this.#gate.told(result.lookedUtcMs ?? 0, result.busy);
    for (const { sighting, full, crop } of result.sightings) {
      const isMotion = sighting.facts.type === 'motion_detection';
      if (isMotion && sighting.phase === 'end') this.#moving.delete(sighting.key);
      else if (isMotion) this.#moving.add(sighting.key);
      if (!(isMotion && hideMotion)) centre.sink.take(cameraId, sighting, { full, crop });
    }
    for (const map of result.heatMaps) centre.sink.takeHeatMap({ cameraId, ...map });
    if (this.#moving.size > 0) motion(centre.clock.utcMs() + this.#motionHoldMs());
    if (afterMs === null) return;
    centre.governor.answered(afterMs);
    this.#isSending = false;
    this.#send();
  }

  /** Until the next picture will have been looked at, surely. */
  #motionHoldMs(): number {
    return Math.max(1500, 2500 / Math.max(0.1, this.#plan.wantedRate));
  }

  #lost(): void {
    const lookedUtcMs = this.#last?.lookedUtcMs ?? null;
    this.#isSending = false;
    this.#last = null;
    this.#moving.clear();
    this.#outgoing.clear();
    this.#plan.broken();
    this.#options.centre.sink.analysisStopped(this.#options.cameraId, lookedUtcMs);
  }

  #failed(error: VidetteError): void {
    const { cameraId, stream, centre } = this.#options;
    this.#client = null;
    this.#lost();
    const waitMs = error.retryAfterMs ?? Math.min(longestRetryMs, retryMs * 2 ** this.#failures);
    this.#failures += 1;
    this.#failure = { message: error.message, untilMs: this.#now() + waitMs };
    centre.log('the analysis of a camera failed', { camera: cameraId, stream, error, retryInMs: waitMs });
  }

  /** What has begun ends. Pictures that come meanwhile are left out. */
  #endClient(): Promise<void> {
    this.#closing ??= this.#close().finally(() => {
      this.#closing = null;
    });
    return this.#closing;
  }

  async #close(): Promise<void> {
    this.#options.centre.bursts.release(this);
    await this.#client?.close();
    this.#client = null;
    this.#lost();
  }
}
