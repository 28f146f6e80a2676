/**
 * Live by WebRTC (WHEP, draft-ietf-wish-whep): for bad links, since lost packets cost a picture instead of a stop. Costs the
 * server more per viewer than MSE.
 */
import { csrfHeader } from '../api/session.ts';
import { reconnectPauseMs } from './backoff.ts';
import { type LivePlayer, type LiveSource, liveUrl, type PlayerEvents } from './player.ts';

/** Host candidates come within milliseconds; waiting longer would only delay the picture. */
const gatherMs = 800;
const firstPictureMs = 8_000;
/** After so many attempts without a picture the way is given up. */
const maxAttempts = 3;

export class WebRtcPlayer implements LivePlayer {
  readonly #video: HTMLVideoElement;
  readonly #source: LiveSource;
  readonly #events: PlayerEvents;
  #connection: RTCPeerConnection | null = null;
  #resource: string | null = null;
  #abort = new AbortController();
  #attempt = 0;
  #stopped = true;
  #moving = false;
  #retryTimer: number | undefined;
  #watchTimer: number | undefined;

  constructor(video: HTMLVideoElement, source: LiveSource, events: PlayerEvents) {
    this.#video = video;
    this.#source = source;
    this.#events = events;
  }

  start(): void {
    if (typeof RTCPeerConnection === 'undefined') {
      this.#events.giveUp('no_api', 'RTCPeerConnection');
      return;
    }
    this.#stopped = false;
    this.#video.addEventListener('timeupdate', this.#onTimeUpdate);
    void this.#connect();
  }

  stop(): void {
    this.#stopped = true;
    clearTimeout(this.#retryTimer);
    this.#video.removeEventListener('timeupdate', this.#onTimeUpdate);
    this.#disconnect();
  }

  retryNow(): void {
    if (this.#stopped || this.#retryTimer === undefined) return;
    clearTimeout(this.#retryTimer);
    void this.#connect();
  }

  pictureUtcMs(): number | null {
    return null;
  }

  async #connect(): Promise<void> {
    this.#retryTimer = undefined;
    this.#moving = false;
    this.#events.waiting();
    this.#abort = new AbortController();
    const connection = new RTCPeerConnection();
    this.#connection = connection;
    const media = new MediaStream();
    connection.addTransceiver('video', { direction: 'recvonly' });
    connection.addTransceiver('audio', { direction: 'recvonly' });
    connection.ontrack = ({ track }) => media.addTrack(track);
    connection.onconnectionstatechange = () => {
      if (connection !== this.#connection) return;
      if (connection.connectionState === 'failed') this.#fail('refused', 'ICE failed');
      // A short loss heals by itself; the watch tells when it does not.
      if (connection.connectionState === 'disconnected') this.#watch();
    };
    this.#video.srcObject = media;
    this.#watch();
    try {
      await this.#negotiate(connection);
      await this.#video.play();
    } catch (error) {
      if (connection !== this.#connection || isAbort(error)) return;
      if (error instanceof DOMException && error.name === 'NotAllowedError') this.#events.blocked();
      else this.#fail('refused', error instanceof Error ? error.message : String(error));
    }
  }

  async #negotiate(connection: RTCPeerConnection): Promise<void> {
    await connection.setLocalDescription(await connection.createOffer());
    await gathered(connection);
    const response = await fetch(liveUrl(this.#source, 'whep'), {
      method: 'POST',
      headers: { 'content-type': 'application/sdp', ...csrfHeader() },
      body: connection.localDescription?.sdp ?? '',
      signal: this.#abort.signal,
    });
    if (response.status === 401) this.#events.signedOut();
    const text = await response.text();
    if (!response.ok) {
      if (response.status === 406 || response.status === 415) this.#attempt = maxAttempts;
      throw new Error(detailOf(text) ?? `${response.status} ${response.statusText}`);
    }
    this.#resource = response.headers.get('location');
    await connection.setRemoteDescription({ type: 'answer', sdp: text });
  }

  #watch(): void {
    clearTimeout(this.#watchTimer);
    this.#watchTimer = window.setTimeout(() => this.#fail('bad_link', 'no picture'), firstPictureMs);
  }

  readonly #onTimeUpdate = () => {
    const { videoWidth, videoHeight } = this.#video;
    if (videoWidth === 0 || this.#video.srcObject === null) return;
    if (this.#connection?.connectionState === 'connected') this.#watch();
    if (this.#moving) return;
    this.#moving = true;
    this.#attempt = 0;
    this.#events.playing({ codec: '', width: videoWidth, height: videoHeight });
  };

  #fail(failure: 'refused' | 'bad_link', detail: string): void {
    if (this.#stopped) return;
    this.#disconnect();
    this.#attempt += 1;
    if (this.#attempt >= maxAttempts) {
      this.stop();
      this.#events.giveUp(failure, detail);
      return;
    }
    this.#events.waiting();
    this.#retryTimer = window.setTimeout(() => void this.#connect(), reconnectPauseMs(this.#attempt));
  }

  #disconnect(): void {
    clearTimeout(this.#watchTimer);
    this.#abort.abort();
    const connection = this.#connection;
    this.#connection = null;
    // A connection that stands tells its end itself, and the session is gone then; one that never came up is ended by WHEP.
    const stands = connection?.connectionState === 'connected';
    connection?.close();
    this.#video.srcObject = null;
    const resource = this.#resource;
    this.#resource = null;
    if (resource === null || stands) return;
    // Without it the server notices by itself after a while, so a failure changes nothing.
    fetch(resource, { method: 'DELETE', headers: csrfHeader(), keepalive: true }).catch(() => undefined);
  }
}

function gathered(connection: RTCPeerConnection): Promise<void> {
  return new Promise((resolve) => {
    if (connection.iceGatheringState === 'complete') resolve();
    const timer = setTimeout(resolve, gatherMs);
    connection.onicegatheringstatechange = () => {
      if (connection.iceGatheringState !== 'complete') return;
      clearTimeout(timer);
      resolve();
    };
  });
}

function isAbort(error: unknown): boolean {
  return error instanceof DOMException && error.name === 'AbortError';
}

function detailOf(text: string): string | undefined {
  if (!text.startsWith('{')) return undefined;
  return (JSON.parse(text) as { detail?: string }).detail;
}
