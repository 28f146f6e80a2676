/**
 * The server's side of the cluster: listens for streamservers, gives each its cameras, keeps what they report, and passes
 * requests on to the one that has the camera.
 */
import { createHash } from 'node:crypto';
import { rmSync } from 'node:fs';
import { createServer, type Server, type Socket } from 'node:net';
import type { CameraSpec } from '#domain/camera.ts';
import { VidetteError } from '#domain/errors.ts';
import type { AdmittedViewer, ViewerJudgement, ViewerRequest } from '#domain/viewer.ts';
import { readOutboxEntries } from './event-entries.ts';
import { LocalChannel } from './local-channel.ts';
import type {
  AbsentCamera,
  CameraStatus,
  ClipState,
  OutboxEntry,
  ServerRequests,
  StreamserverNotices,
  StreamserverRequests,
  StreamserverStatus,
  Welcome,
} from './protocol.ts';

type Channel = LocalChannel<StreamserverRequests, Record<string, never>>;
type RequestOf<Name extends keyof StreamserverRequests> = StreamserverRequests[Name][0];
type ReplyOf<Name extends keyof StreamserverRequests> = StreamserverRequests[Name][1];

interface Connected {
  readonly id: string;
  readonly channel: Channel;
  readonly mediaSocket: string;
  status: StreamserverStatus | null;
  statusIndex: ReadonlyMap<string, CameraStatus>;
}

/** Stores what streamservers report of events. */
export interface EventIntake {
  /**
   * Stores entries of the outbox with this UUID; their numbers grow. What is stored already changes nothing, and what is of an
   * unknown camera is left out. Resolves when all up to a number is safe; rejects when that is not sure, and is asked again.
   */
  store(outbox: string, entries: readonly OutboxEntry[]): Promise<{ upTo: number }>;
}

export interface StreamserversOptions {
  readonly socketPath: string;
  /** Ids of the streamservers of this installation; cameras are spread over them whether they are up or not. */
  readonly expectedIds: readonly string[];
  readonly welcome: Welcome;
  /** All cameras with their secrets, as they shall be now. */
  readonly cameras: () => Promise<readonly CameraSpec[]>;
  /** What is known of cameras that a streamserver has recordings of and was not given. */
  readonly absentCameras: (cameraIds: readonly string[]) => Promise<readonly AbsentCamera[]>;
  /** May this client watch this camera live? */
  readonly authorizeRtsp: (request: ViewerRequest) => Promise<ViewerJudgement>;
  /** Places in the list of those who may not watch live any more. */
  readonly refusedViewers: (viewers: readonly AdmittedViewer[]) => Promise<number[]>;
  /** A short-lived token for a viewer whose request was just allowed. */
  readonly viewerToken: (request: ViewerRequest) => Promise<string>;
  readonly clipMoved: (clipId: string, state: ClipState) => void;
  readonly connected?: (id: string) => void;
  readonly events: EventIntake;
  readonly log: (message: string, details: Record<string, unknown>) => void;
}

export class Streamservers {
  readonly #options: StreamserversOptions;
  readonly #connected = new Map<string, Connected>();
  readonly #sockets = new Set<Socket>();
  #listener: Server | null = null;
  #revision = Date.now();
  #assigning: Promise<void> = Promise.resolve();
  #assignmentWanted = false;

  constructor(options: StreamserversOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    rmSync(this.#options.socketPath, { force: true });
    const listener = createServer((socket) => this.#accept(socket));
    this.#listener = listener;
    await new Promise<void>((resolve, reject) => {
      listener.once('error', reject);
      listener.listen(this.#options.socketPath, resolve);
    });
  }

  async [Symbol.asyncDispose](): Promise<void> {
    const listener = this.#listener;
    for (const socket of this.#sockets) socket.destroy();
    if (listener !== null) await new Promise<void>((resolve) => listener.close(() => resolve()));
  }

  /** The last reports of the connected streamservers. */
  list(): readonly StreamserverStatus[] {
    return [...this.#connected.values()].flatMap(({ status }) => (status === null ? [] : [status]));
  }

  /** Ids that shall be there, and whether they are. */
  expected(): readonly { id: string; connected: boolean }[] {
    return this.#options.expectedIds.map((id) => ({ id, connected: this.#connected.has(id) }));
  }

  statusOf(cameraId: string): CameraStatus | null {
    for (const { statusIndex } of this.#connected.values()) {
      const status = statusIndex.get(cameraId);
      if (status !== undefined) return status;
    }
    return null;
  }

  /** The streamserver that shall have this camera. */
  ownerOf(cameraId: string): string {
    return rendezvous(cameraId, this.#options.expectedIds);
  }

  /** Where the camera's media can be asked for; `unavailable` while its streamserver is away. */
  mediaSocketOf(cameraId: string): string {
    return this.#get(this.ownerOf(cameraId)).mediaSocket;
  }

  /** The same, with the other connected streamservers after it: they may have had the camera before. */
  mediaSocketsOf(cameraId: string): readonly string[] {
    const own = this.mediaSocketOf(cameraId);
    const others = [...this.#connected.values()].map(({ mediaSocket }) => mediaSocket);
    return [own, ...others.filter((socket) => socket !== own)];
  }

  /** Asks the streamserver of a camera. */
  request<Name extends keyof StreamserverRequests>(
    cameraId: string,
    name: Name,
    payload: RequestOf<Name>,
    options: { timeoutMs?: number } = {},
  ): Promise<ReplyOf<Name>> {
    return this.#ask(this.ownerOf(cameraId), name, payload, options);
  }

  /** Asks any streamserver: for what does not depend on a camera, such as the probe of a URL. */
  requestAny<Name extends keyof StreamserverRequests>(
    name: Name,
    payload: RequestOf<Name>,
    options: { timeoutMs?: number } = {},
  ): Promise<ReplyOf<Name>> {
    const [first] = this.#connected.keys();
    if (first === undefined)
      return Promise.reject(new VidetteError('unavailable', 'no streamserver is connected'));
    return this.#ask(first, name, payload, options);
  }

  /** Asks all connected streamservers and joins their lists. */
  async requestAll<Name extends 'archive.usage'>(
    name: Name,
    payload: RequestOf<Name>,
  ): Promise<ReplyOf<Name>> {
    const replies = await Promise.all(
      [...this.#connected.keys()].map((id) => this.#ask(id, name, payload, {})),
    );
    return replies.flat() as ReplyOf<Name>;
  }

  /** Reads the cameras anew and tells every streamserver its part. Calls while one is under way are joined into one more. */
  camerasChanged(): Promise<void> {
    if (!this.#assignmentWanted) {
      this.#assignmentWanted = true;
      this.#assigning = this.#assigning.then(() => this.#assignAll());
    }
    return this.#assigning;
  }

  async #assignAll(): Promise<void> {
    this.#assignmentWanted = false;
    try {
      const cameras = await this.#options.cameras();
      this.#revision += 1;
      await Promise.all([...this.#connected.values()].map((one) => this.#assign(one, cameras)));
    } catch (error) {
      this.#options.log('cannot read the cameras for the streamservers; trying again in 1 s', { error });
      setTimeout(() => void this.camerasChanged(), 1000).unref();
    }
  }

  async #assign(one: Connected, cameras: readonly CameraSpec[]): Promise<void> {
    const mine = cameras.filter((camera) => this.ownerOf(camera.id) === one.id);
    try {
      await one.channel.request('assign', { revision: this.#revision, cameras: mine });
    } catch (error) {
      // A streamserver that cannot take its assignment is cut off; it connects again and is told anew.
      this.#options.log('a streamserver did not take its assignment', { streamserver: one.id, error });
      one.channel.close();
    }
  }

  #ask<Name extends keyof StreamserverRequests>(
    id: string,
    name: Name,
    payload: RequestOf<Name>,
    options: { timeoutMs?: number },
  ): Promise<ReplyOf<Name>> {
    const request = this.#get(id).channel.request.bind(this.#get(id).channel) as (
      name: Name,
      payload: RequestOf<Name>,
      options: { timeoutMs?: number },
    ) => Promise<ReplyOf<Name>>;
    return request(name, payload, options);
  }

  #get(id: string): Connected {
    const one = this.#connected.get(id);
    if (one === undefined) throw new VidetteError('unavailable', `streamserver ${id} is not connected`);
    return one;
  }

  #accept(socket: Socket): void {
    this.#sockets.add(socket);
    let known: Connected | null = null;
    const channel: Channel = new LocalChannel(socket, {
      handle: async (name, payload) => {
        if (name === 'hello') {
          known = this.#welcome(channel, payload as ServerRequests['hello'][0]);
          return this.#options.welcome;
        }
        if (name === 'events.store' && known !== null) return this.#storeEvents(payload, known.id);
        if (name === 'viewers.check') {
          const { viewers } = payload as ServerRequests['viewers.check'][0];
          return { refused: await this.#options.refusedViewers(viewers) };
        }
        if (name === 'cameras.absent') {
          const { cameraIds } = payload as ServerRequests['cameras.absent'][0];
          return { cameras: await this.#options.absentCameras(cameraIds) };
        }
        if (name === 'rtsp.authorize') return this.#authorizeRtsp(payload as ViewerRequest, known);
        throw new VidetteError('not_found', `unknown request ${name}`);
      },
      hear: (name, payload) => {
        if (known !== null) this.#hear(known, name, payload);
      },
      closed: () => {
        this.#sockets.delete(socket);
        if (known === null || this.#connected.get(known.id) !== known) return;
        this.#connected.delete(known.id);
        this.#options.log('streamserver disconnected', { streamserver: known.id });
      },
    });
  }

  /** A viewer who asks one streamserver for a camera of another is sent there. */
  async #authorizeRtsp(
    request: ViewerRequest,
    asked: Connected | null,
  ): Promise<ServerRequests['rtsp.authorize'][1]> {
    const judgement = await this.#options.authorizeRtsp(request);
    if (!judgement.allowed) return judgement;
    const owner = this.ownerOf(judgement.cameraId);
    if (owner === asked?.id) return judgement;
    const redirectPort = this.#connected.get(owner)?.status?.rtspPort ?? 0;
    if (redirectPort === 0) throw new VidetteError('unavailable', `streamserver ${owner} serves no RTSP now`);
    return { redirectPort, token: await this.#options.viewerToken(request) };
  }

  /** Entries that make no sense are told and left out: sent again and again they would hold up all others. */
  async #storeEvents(payload: unknown, from: string): Promise<ServerRequests['events.store'][1]> {
    const { outbox, entries, wrong, upTo } = readOutboxEntries(payload);
    if (wrong.length > 0)
      this.#options.log('a streamserver reported events that make no sense', { streamserver: from, wrong });
    const last = entries.at(-1);
    if (last === undefined) return { upTo };
    const stored = await this.#options.events.store(outbox, entries);
    return stored.upTo >= last.number ? { upTo } : stored;
  }

  #welcome(channel: Channel, hello: ServerRequests['hello'][0]): Connected {
    if (!this.#options.expectedIds.includes(hello.id))
      throw new VidetteError('not_allowed', `no streamserver ${hello.id} belongs to this installation`);
    this.#connected.get(hello.id)?.channel.close();
    const one: Connected = {
      id: hello.id,
      channel,
      mediaSocket: hello.mediaSocket,
      status: null,
      statusIndex: new Map(),
    };
    this.#connected.set(hello.id, one);
    this.#options.log('streamserver connected', {
      streamserver: hello.id,
      pid: hello.pid,
      version: hello.version,
    });
    void this.camerasChanged().then(() => this.#options.connected?.(hello.id));
    return one;
  }

  #hear(from: Connected, name: string, payload: unknown): void {
    if (name === 'status') {
      const status = payload as StreamserverNotices['status'];
      from.status = status;
      from.statusIndex = new Map(status.cameras.map((camera) => [camera.cameraId, camera]));
    } else if (name === 'clip') {
      const { clipId, state } = payload as StreamserverNotices['clip'];
      this.#options.clipMoved(clipId, state);
    }
  }
}

/** Highest random weight: each camera has one owner, and adding a streamserver moves only the cameras that it gets. */
function rendezvous(cameraId: string, ids: readonly string[]): string {
  let best = '';
  let bestWeight = '';
  for (const id of ids) {
    const weight = createHash('md5').update(`${id}\0${cameraId}`).digest('hex');
    if (weight > bestWeight) [best, bestWeight] = [id, weight];
  }
  return best;
}
