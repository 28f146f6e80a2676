/** The WebSocket of an MSE player: opens again with a growing pause when it was closed or has been silent. */
import { reconnectPauseMs } from './backoff.ts';

/** No message for this long means a dead connection; cameras send at least a frame a second. */
const silenceMs = 10_000;
/** The server closes with these (RFC 6455 private range) when the session is not valid. */
const signedOutCodes = new Set([4401]);

export interface MseSocketEvents {
  /** A connection is being made, or will be after the pause. */
  waiting(): void;
  message(data: string | ArrayBuffer): void;
  signedOut(): void;
}

export class MseSocket {
  readonly #url: URL;
  readonly #events: MseSocketEvents;
  #socket: WebSocket | null = null;
  #attempt = 0;
  #retryTimer: number | undefined;
  #silenceTimer: number | undefined;

  constructor(url: URL, events: MseSocketEvents) {
    this.#url = url;
    this.#events = events;
  }

  open(): void {
    this.close();
    this.#events.waiting();
    const socket = new WebSocket(this.#url);
    socket.binaryType = 'arraybuffer';
    socket.onmessage = (event: MessageEvent<string | ArrayBuffer>) => {
      this.#watchSilence();
      this.#events.message(event.data);
    };
    socket.onclose = ({ code }) => {
      if (signedOutCodes.has(code)) this.#events.signedOut();
      this.reopenLater();
    };
    this.#socket = socket;
    this.#watchSilence();
  }

  /** Ends the connection and every plan of another one. */
  close(): void {
    clearTimeout(this.#retryTimer);
    this.#retryTimer = undefined;
    clearTimeout(this.#silenceTimer);
    const socket = this.#socket;
    this.#socket = null;
    if (socket === null) return;
    socket.onmessage = null;
    socket.onclose = null;
    // Closing while connecting makes browsers write a console error; then it closes once it is open.
    if (socket.readyState === WebSocket.CONNECTING) socket.onopen = () => socket.close();
    else socket.close();
  }

  /** The connection is no good any more: another one after the pause. */
  reopenLater(): void {
    this.close();
    this.#events.waiting();
    this.#retryTimer = window.setTimeout(() => this.open(), reconnectPauseMs(this.#attempt));
    this.#attempt += 1;
  }

  /** Opens now when it is waiting for the pause to end. */
  reopenNow(): void {
    if (this.#retryTimer === undefined) return;
    this.#attempt = 0;
    this.open();
  }

  /** Pictures came: the next pause is a short one again. */
  succeeded(): void {
    this.#attempt = 0;
  }

  #watchSilence(): void {
    clearTimeout(this.#silenceTimer);
    this.#silenceTimer = window.setTimeout(() => this.reopenLater(), silenceMs);
  }
}
