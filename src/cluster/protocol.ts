/**
 * What server and streamserver say to each other. Requests have a reply; notices do not. Everything is plain JSON: bytes of
 * media travel over the streamserver's HTTP listener (`mediaSocket`), whose paths are those of the public media URLs.
 */
import type { AnalyticsSettings } from '#domain/analytics.ts';
import type { CameraSpec, StreamName } from '#domain/camera.ts';
import type { AnyEventFacts, EventReport } from '#domain/event.ts';
import type {
  ArchiveRange,
  ArchiveUsage,
  Gap,
  RecordedSpan,
  SegmentInfo,
  VolumeStatus,
} from '#domain/recording.ts';
import type { AdmittedViewer, ViewerElsewhere, ViewerJudgement, ViewerRequest } from '#domain/viewer.ts';
import type { AudioCodec, StreamFailure, VideoCodec } from '#media/stream.ts';

/** The desired state of one streamserver. It replaces the one before; the streamserver reconciles. */
export interface Assignment {
  /** Grows with every change, so that an older one that arrives late is ignored. */
  readonly revision: number;
  readonly cameras: readonly CameraSpec[];
}

export interface VideoFacts {
  readonly codec: VideoCodec;
  readonly width: number;
  readonly height: number;
  /** Measured over the last seconds; 0 until known. */
  readonly fps: number;
  readonly bitrateBps: number;
}

export interface AudioFacts {
  readonly codec: AudioCodec;
  readonly sampleRate: number;
  readonly channels: number;
  readonly bitrateBps: number;
}

export interface StreamStatus {
  readonly name: StreamName;
  readonly state: 'connecting' | 'streaming' | 'failed';
  readonly failure?: StreamFailure;
  readonly message?: string;
  /** Since when it is in this state, UTC milliseconds. */
  readonly sinceMs: number;
  readonly video?: VideoFacts;
  readonly audio?: AudioFacts;
  readonly transport?: 'tcp' | 'udp' | 'http' | 'file' | 'demo';
  readonly viewers: number;
  readonly receivedBytes: number;
  readonly lostPackets: number;
  readonly reconnects: number;
}

export interface CameraStatus {
  readonly cameraId: string;
  readonly streams: readonly StreamStatus[];
  readonly recording: {
    readonly active: boolean;
    /** Why it does or does not record, for example `continuous`, `schedule`, `waiting for motion`, `disk full`. */
    readonly reason: string;
    readonly bitrateBps: number;
  };
  /** Left out while nothing is looked for. */
  readonly analysis?: AnalysisStatus;
}

/** What the analytics of a camera do and see at this moment. */
export interface AnalysisStatus {
  readonly state: 'running' | 'waiting' | 'failed';
  /** Why it waits or failed, for people. */
  readonly message?: string;
  /** Pictures per second that were looked at over the last seconds, and that should have been. */
  readonly rate: number;
  readonly wantedRate: number;
  /** The compressed-domain gate is closed: nothing is decoded but what keeps the background fresh. */
  readonly still: boolean;
  readonly motion: boolean;
  /** Objects now, by zone of `zones` and of `queue`. */
  readonly occupancy: Readonly<Record<string, number>>;
  /** Of the last second, dBFS; left out without sound. */
  readonly sound?: { readonly rmsDb: number; readonly peakDb: number };
}

/** How often things were in each cell of a grid over the picture within an hour. */
export interface HeatMapReport {
  readonly cameraId: string;
  /** Begin of the hour, UTC. */
  readonly hourMs: number;
  readonly columns: number;
  readonly rows: number;
  /** Row by row; adds to what was reported of this hour before. */
  readonly counts: readonly number[];
}

/** What a streamserver did with events since its start, and what waits. */
export interface EventsStatus {
  readonly begun: number;
  /** Sightings that were not taken: too many at once, or of no open event. */
  readonly refused: number;
  /** Reports that the server has not stored yet. */
  readonly waiting: number;
  readonly waitingBytes: number;
  /** Reports that the server has stored. */
  readonly stored: number;
  /** Reports lost because too many waited. */
  readonly dropped: number;
  readonly snapshots: number;
  /** Pictures that could not be kept; their events were. */
  readonly snapshotFailures: number;
  /** Of all pictures that are kept now. */
  readonly snapshotBytes: number;
}

/** What a streamserver keeps until the server has stored it. */
export type OutboxEntry =
  | { readonly number: number; readonly event: EventReport }
  | { readonly number: number; readonly heatMap: HeatMapReport };

export interface StreamserverStatus {
  readonly id: string;
  readonly pid: number;
  readonly version: string;
  readonly startedAtMs: number;
  /** Where it serves RTSP; 0 where it does not. */
  readonly rtspPort?: number;
  /** Share of one core over the last seconds, and resident memory, of the process and its analyzers. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
  readonly cameras: readonly CameraStatus[];
  readonly volumes: readonly VolumeStatus[];
  /** Left out by streamservers that know no events. */
  readonly events?: EventsStatus;
}

export interface ProbeRequest {
  readonly url: string;
  readonly username?: string;
  readonly password?: string;
  readonly transport?: 'auto' | 'tcp' | 'udp';
  readonly timeoutMs?: number;
}

export type ProbeResult =
  | {
      readonly ok: true;
      readonly video?: VideoFacts;
      readonly audio?: AudioFacts;
      readonly transport: string;
    }
  | { readonly ok: false; readonly failure: StreamFailure; readonly message: string };

export interface ClipOrder {
  readonly clipId: string;
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
  /** Where the file shall appear when it is complete and verified; written as `<path>.part` before. */
  readonly path: string;
}

export type ClipState =
  | { readonly state: 'running' /** 0..1 */; readonly progress: number }
  | { readonly state: 'done'; readonly bytes: number; readonly durationMs: number; readonly sha256: string }
  | { readonly state: 'failed'; readonly message: string }
  | { readonly state: 'aborted' };

/** The analytics with other settings over what is recorded of a camera. */
export interface ReplayOrder {
  readonly replayId: string;
  readonly cameraId: string;
  readonly fromMs: number;
  readonly toMs: number;
  readonly settings: AnalyticsSettings;
}

/** What would have been an event. */
export interface ReplayEvent {
  readonly facts: AnyEventFacts;
  readonly beginMs: number;
  /** Null: it went on beyond the end of the range. */
  readonly endMs: number | null;
}

export interface ReplayState {
  readonly state: 'waiting' | 'running' | 'done' | 'failed' | 'aborted';
  /** 0..1 */
  readonly progress: number;
  /** Seconds of the recording in a second; 0 until known. */
  readonly speed: number;
  /** Why it failed. */
  readonly message?: string;
  /** When it is done. */
  readonly events: readonly ReplayEvent[];
}

/** server → streamserver: name to [request, reply]. */
export interface StreamserverRequests {
  assign: [Assignment, { revision: number }];
  status: [Record<string, never>, StreamserverStatus];
  probe: [ProbeRequest, ProbeResult];
  'archive.segments': [ArchiveRange & { limit?: number }, SegmentInfo[]];
  /** Recorded spans with the joints between segments of one run removed. */
  'archive.spans': [ArchiveRange, RecordedSpan[]];
  'archive.gaps': [ArchiveRange, Gap[]];
  'archive.usage': [Record<string, never>, ArchiveUsage[]];
  'clip.start': [ClipOrder, ClipState];
  'clip.state': [{ clipId: string }, ClipState | null];
  'clip.abort': [{ clipId: string }, Record<string, never>];
  /** The state is kept for an hour after the end. */
  'replay.start': [ReplayOrder, ReplayState];
  'replay.state': [{ replayId: string }, ReplayState | null];
  'replay.abort': [{ replayId: string }, Record<string, never>];
  /** Recording by hand, on for at most `maxSeconds`. */
  'record.manual': [{ cameraId: string; on: boolean; maxSeconds?: number }, Record<string, never>];
}

/** What the server knows of a camera whose recordings a streamserver has without having the camera. */
export interface AbsentCamera {
  readonly cameraId: string;
  /** When it was deleted, UTC milliseconds; null: it is there, and another streamserver has it. */
  readonly removedMs: number | null;
  /** How long its recordings are kept, or were to be kept while it was there. */
  readonly minDays?: number;
  readonly maxDays?: number;
  readonly maxBytes?: number;
}

export interface Welcome {
  /** Ed25519 private key that signs the archive, PEM (PKCS 8). */
  readonly archiveKey: string;
}

/** streamserver → server: name to [request, reply]. */
export interface ServerRequests {
  /** The first words on a connection. The reply carries what the installation's streamservers must know. */
  hello: [{ id: string; pid: number; version: string; mediaSocket: string }, Welcome];
  /**
   * May this client watch this camera live? `camera` is an id or a number; the reply names the id, or the RTSP port of the
   * streamserver of this machine that has the camera.
   */
  'rtsp.authorize': [ViewerRequest, ViewerJudgement | ViewerElsewhere];
  /** Who of those that watch now may not any more: places in the list. */
  'viewers.check': [{ viewers: readonly AdmittedViewer[] }, { refused: readonly number[] }];
  /** Cameras that the server does not know (its database is an older one, or another) are left out. */
  'cameras.absent': [{ cameraIds: readonly string[] }, { cameras: readonly AbsentCamera[] }];
  /**
   * Entries of the outbox with this UUID, numbers growing; all up to `upTo` is stored. What was stored before is ignored when it
   * comes again.
   */
  'events.store': [{ outbox: string; entries: readonly OutboxEntry[] }, { upTo: number }];
}

/** streamserver → server, no reply. */
export interface StreamserverNotices {
  /** Every second or when something changed. */
  status: StreamserverStatus;
  /** A clip moved on. */
  clip: { clipId: string; state: ClipState };
}
