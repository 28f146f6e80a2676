/**
 * `WS /api/v1/events/live?after=<change>&event_type=…&camera_id=…`: events and alarms as they happen, each a JSON text.
 *
 *     {kind: "hello", change}    first: events after this change follow
 *     {kind: "event", event}     as in the lists
 *     {kind: "alarm", alarm}     opened or changed
 *     {kind: "behind", change}   the client was too slow, or away for too long: what is missing up to this change is in the lists
 *
 * Signed in as everywhere. Closed with 4401 when the login ends, 4403 when the right is gone. What the client sends is not read.
 */
import type { IncomingMessage } from 'node:http';
import type { Duplex } from 'node:stream';
import type { FastifyInstance } from 'fastify';
import { type WebSocket, WebSocketServer } from 'ws';
import { toVidetteError, VidetteError } from '#domain/errors.ts';
import { type EventType, eventTypes } from '#domain/event.ts';
import type { Principal } from '#domain/principal.ts';
import type { AccessService } from '#services/access/access-service.ts';
import { authenticateRequest } from '#services/access/request.ts';
import type { AlarmService } from '#services/alarms/alarm-service.ts';
import type { EventFeed } from '#services/events/event-feed.ts';
import type { EventView } from '#services/events/event-view.ts';
import type { FollowerSink } from '#services/events/follower.ts';
import { detailAnswer } from '../shared/detail-errors.ts';
import { ContractViolation, classify } from '../shared/errors.ts';
import { toAlarm } from './alarm-map.ts';
import { toEvent } from './event-map.ts';

export interface LiveSocketOptions {
  readonly access: AccessService;
  readonly eventFeed: EventFeed;
  readonly alarms: Pick<AlarmService, 'find'>;
}

const path = '/api/v1/events/live';
/** Bytes that wait for a slow client before events are left out: some hundred events. */
const mostWaiting = 256 * 1024;
const pingMs = 20_000;
const mostSockets = 1_000;
const loginEnded = 4401;
const rightGone = 4403;

export function installLiveSocket(app: FastifyInstance, options: LiveSocketOptions): void {
  const sockets = new WebSocketServer({ noServer: true, maxPayload: 1_024, perMessageDeflate: false });
  const pings = setInterval(() => pingAll(sockets), pingMs);
  pings.unref();
  app.addHook('preClose', async () => {
    clearInterval(pings);
    for (const socket of sockets.clients) socket.terminate();
  });
  app.server.on('upgrade', (request: IncomingMessage, socket: Duplex, head: Buffer) => {
    if (request.url?.startsWith('/api/')) void open(request, socket, head, sockets, options);
  });
}

async function open(
  request: IncomingMessage,
  socket: Duplex,
  head: Buffer,
  sockets: WebSocketServer,
  options: LiveSocketOptions,
): Promise<void> {
  socket.on('error', () => socket.destroy());
  try {
    const [asked, query = ''] = (request.url ?? '').split('?', 2);
    if (asked !== path) throw new VidetteError('not_found', 'no WebSocket here');
    refuseForeignOrigin(request);
    const order = readQuery(new URLSearchParams(query));
    const who = () => prove(request, options.access);
    await who();
    if (sockets.clients.size >= mostSockets)
      throw new VidetteError('exhausted', `${mostSockets} clients follow events already`);
    sockets.handleUpgrade(request, socket, head, (client) => void follow(client, { ...order, who }, options));
  } catch (error) {
    refuse(socket, toVidetteError(error));
  }
}

async function prove(request: IncomingMessage, access: AccessService): Promise<Principal> {
  const address = request.socket.remoteAddress ?? '';
  const principal = await authenticateRequest(access, { method: 'GET', headers: request.headers, address });
  if (principal === null) throw new VidetteError('unauthenticated', 'sign in first');
  return principal;
}

interface Order {
  readonly after: number | undefined;
  readonly types: readonly EventType[] | undefined;
  readonly cameraIds: readonly string[] | undefined;
}

const uuidForm = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

function readQuery(query: URLSearchParams): Order {
  const after = query.get('after');
  if (after !== null && !/^\d{1,15}$/.test(after)) throw wrong('after', 'is no change');
  const types = query.getAll('event_type');
  if (!types.every((type): type is EventType => (eventTypes as readonly string[]).includes(type)))
    throw wrong('event_type', 'is no type of event');
  const cameraIds = query.getAll('camera_id').map((id) => id.toLowerCase());
  if (!cameraIds.every((id) => uuidForm.test(id))) throw wrong('camera_id', 'is no UUID');
  return {
    after: after === null ? undefined : Number(after),
    types: types.length === 0 ? undefined : (types as EventType[]),
    cameraIds: cameraIds.length === 0 ? undefined : cameraIds,
  };
}

function wrong(field: string, message: string): ContractViolation {
  return new ContractViolation('query', [{ field: [field], message, keyword: 'format' }]);
}

async function follow(
  client: WebSocket,
  order: Order & { readonly who: () => Promise<Principal> },
  { eventFeed, alarms }: LiveSocketOptions,
): Promise<void> {
  answering.add(client);
  client.on('pong', () => answering.add(client));
  // A client that breaks the protocol is closed by `ws` itself; `close` follows.
  client.on('error', () => client.terminate());
  let leave: (() => void) | null = null;
  let gone = false;
  client.on('close', () => {
    gone = true;
    leave?.();
  });
  try {
    leave = await eventFeed.follow(order, sinkOf(client, alarms));
    if (gone) leave();
  } catch (error) {
    const { code, message } = toVidetteError(error);
    client.close(
      code === 'unauthenticated' ? loginEnded : code === 'not_allowed' ? rightGone : 1011,
      message,
    );
  }
}

function sinkOf(client: WebSocket, alarms: Pick<AlarmService, 'find'>): FollowerSink {
  const say = (message: object) => client.send(JSON.stringify(message));
  return {
    get isFull() {
      return client.bufferedAmount > mostWaiting;
    },
    hello: (change) => say({ kind: 'hello', change }),
    event: (view) => client.send(textOf(view)),
    alarm: (id, by) => {
      alarms.find(by, id).then(
        (alarm) => alarm !== null && say({ kind: 'alarm', alarm: toAlarm(alarm) }),
        () => client.close(1011, 'alarms cannot be read'),
      );
    },
    behind: (change) => say({ kind: 'behind', change }),
    end: (reason) => client.close(reason === 'unauthenticated' ? loginEnded : rightGone, reason),
  };
}

/** Made once for all clients. */
const texts = new WeakMap<EventView, string>();

function textOf(view: EventView): string {
  const known = texts.get(view);
  if (known !== undefined) return known;
  const text = JSON.stringify({ kind: 'event', event: toEvent(view) });
  texts.set(view, text);
  return text;
}

/** Answered the last ping. */
const answering = new WeakSet<WebSocket>();

function pingAll(sockets: WebSocketServer): void {
  for (const client of sockets.clients) {
    if (!answering.delete(client)) client.terminate();
    else client.ping();
  }
}

/** A page of another site must not open a socket with the visitor's cookie (RFC 6455, 10.2). */
function refuseForeignOrigin({ headers }: IncomingMessage): void {
  const { origin, host, cookie } = headers;
  if (origin === undefined || cookie === undefined) return;
  if (URL.canParse(origin) && new URL(origin).host === host) return;
  throw new VidetteError('not_allowed', 'a page of another site may not open this');
}

function refuse(socket: Duplex, error: VidetteError): void {
  const { status, body } = detailAnswer(classify(error), undefined);
  const text = JSON.stringify(body);
  const lines = [`HTTP/1.1 ${status} Refused`, 'connection: close', 'content-type: application/json'];
  socket.end(`${lines.join('\r\n')}\r\ncontent-length: ${Buffer.byteLength(text)}\r\n\r\n${text}`);
}
