/** The ways that RTP and RTCP of a session take: channels of the RTSP connection, or pairs of UDP ports. */
import { randomInt } from 'node:crypto';
import { serializeReceiverReport } from '#media/rtcp/rtcp.ts';
import type { ArrivalTime } from '#media/rtp/clock.ts';
import { ReorderBuffer } from '#media/rtp/reorder.ts';
import { writeFrameHead } from '#media/rtsp/message.ts';
import type { TransportSpec } from '#media/rtsp/transport.ts';
import type { RtspConnection } from './connection.ts';
import type { TrackReceiver } from './track-receiver.ts';
import { UdpPair } from './udp-pair.ts';

type PacketHandler = (buffer: Buffer, start: number, end: number) => void;

/** What is asked for in SETUP. */
export interface PathOffer {
  readonly transport: TransportSpec;
  readonly channel: number;
  /** Null for TCP. */
  readonly pair: UdpPair | null;
}

interface ActivePath {
  readonly receiver: TrackReceiver;
  readonly sendRtcp: (packet: Buffer) => void;
  readonly reorder: ReorderBuffer | null;
}

/** A packet without payload: from our side it opens the way through a firewall or address translation. */
const emptyRtp = Buffer.from('800000000000000000000000', 'hex');

export class MediaPaths implements AsyncDisposable {
  /** Arrival of the newest RTP packet, monotonic. */
  lastPacketMs = 0;
  readonly #arrival: ArrivalTime;
  readonly #received: (bytes: number) => void;
  readonly #ssrc = randomInt(2 ** 32);
  readonly #paths: ActivePath[] = [];
  readonly #pairs: UdpPair[] = [];
  /** By interleaved channel. */
  readonly #channels: (PacketHandler | undefined)[] = [];

  /** `received` is called before the packets of a read are handed on, and keeps `arrival` up to date. */
  constructor(arrival: ArrivalTime, received: (bytes: number) => void) {
    this.#arrival = arrival;
    this.#received = received;
  }

  interleaved(channel: number, buffer: Buffer, start: number, end: number): void {
    this.#channels[channel]?.(buffer, start, end);
  }

  async offer(way: 'tcp' | 'udp', localAddress: string): Promise<PathOffer> {
    const channel = 2 * this.#paths.length;
    if (way === 'tcp') {
      const transport = { lower: 'tcp', multicast: false, interleaved: [channel, channel + 1] } as const;
      return { transport, channel, pair: null };
    }
    const pair = await UdpPair.open(localAddress);
    this.#pairs.push(pair);
    return {
      transport: { lower: 'udp', multicast: false, clientPort: [pair.port, pair.port + 1] },
      channel,
      pair,
    };
  }

  /** Takes what the camera made of an offer into use. */
  accept(
    offer: PathOffer,
    given: TransportSpec | undefined,
    receiver: TrackReceiver,
    connection: RtspConnection,
  ): void {
    const { pair, channel } = offer;
    if (pair === null) this.#overTcp(receiver, given?.interleaved ?? [channel, channel + 1], connection);
    else this.#overUdp(receiver, pair, given, connection.remoteAddress ?? '');
  }

  #overTcp(
    receiver: TrackReceiver,
    [rtp, rtcp]: readonly [number, number],
    connection: RtspConnection,
  ): void {
    this.#channels[rtp] = (buffer, start, end) => {
      this.lastPacketMs = this.#arrival.ms;
      receiver.rtp(buffer, start, end, this.#arrival.ms);
    };
    this.#channels[rtcp] = (buffer, start, end) => receiver.rtcp(buffer, start, end, this.#arrival.ms);
    const sendRtcp = (packet: Buffer) => {
      const frame = Buffer.alloc(4 + packet.length);
      writeFrameHead(frame, 0, rtcp, packet.length);
      packet.copy(frame, 4);
      connection.send(frame);
    };
    this.#paths.push({ receiver, sendRtcp, reorder: null });
  }

  #overUdp(receiver: TrackReceiver, pair: UdpPair, given: TransportSpec | undefined, camera: string): void {
    // Media may come from another machine; nothing is sent there, or a camera could aim us at anybody.
    const senders = given?.source === undefined ? [camera] : [camera, given.source];
    const reorder = new ReorderBuffer((buffer, start, end) =>
      receiver.rtp(buffer, start, end, this.#arrival.ms),
    );
    pair.listen(
      senders,
      (packet) => {
        this.#received(packet.length);
        this.lastPacketMs = this.#arrival.ms;
        reorder.push(packet, 0, packet.length, this.#arrival.ms);
      },
      (packet) => {
        this.#received(packet.length);
        receiver.rtcp(packet, 0, packet.length, this.#arrival.ms);
      },
    );
    const [rtpPort, rtcpPort] = given?.serverPort ?? [0, 0];
    if (rtpPort !== 0) pair.sendRtp(emptyRtp, rtpPort, camera);
    const sendRtcp = (packet: Buffer) => {
      if (rtcpPort !== 0) pair.sendRtcp(packet, rtcpPort, camera);
    };
    this.#paths.push({ receiver, sendRtcp, reorder });
  }

  /** Gives up waiting for packets that are missing for too long. */
  expire(nowMs: number): void {
    for (const { reorder } of this.#paths) reorder?.expire(nowMs);
  }

  /** Tells the camera how its packets arrive. */
  report(nowMs: number): void {
    for (const { receiver, sendRtcp } of this.#paths) {
      const reception = receiver.reception(nowMs);
      sendRtcp(serializeReceiverReport(this.#ssrc, reception === null ? [] : [reception], 'vidette'));
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Promise.all(this.#pairs.splice(0).map((pair) => pair[Symbol.asyncDispose]()));
  }
}
