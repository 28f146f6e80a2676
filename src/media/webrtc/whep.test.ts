import assert from 'node:assert/strict';
import { createHmac } from 'node:crypto';
import { createSocket } from 'node:dgram';
import { test } from 'node:test';
import fc from 'fast-check';
import { useH264 as h264Codec, type MediaStreamTrack, useOPUS as opusCodec, RTCPeerConnection } from 'werift';
import { type Clock, systemClock } from '#domain/clock.ts';
import { VidetteError } from '#domain/errors.ts';
import {
  type Clip,
  LiveSource,
  makeClip,
  noFfmpeg,
  streamsOf,
  until,
} from '../../../test/harness/live-source.ts';
import { Audience } from '../live/live-stream.ts';
import { RtpFeeds } from '../live/rtp-feed.ts';
import { IcePort } from './ice-port.ts';
import { parseOffer } from './offer.ts';
import { WhepServer } from './whep.ts';

const skip = noFfmpeg;

async function startWhep(clip: Clip, options: { maxPeers?: number; clock?: Clock } = {}) {
  const source = new LiveSource(clip).appear();
  const audience = new Audience();
  const port = new IcePort({ host: '127.0.0.1', port: 0 });
  await port.start();
  const whep = new WhepServer({
    streams: streamsOf(source),
    audience,
    feeds: new RtpFeeds(),
    port,
    ...options,
  });
  return {
    source,
    audience,
    port,
    whep,
    async [Symbol.asyncDispose]() {
      await whep[Symbol.asyncDispose]();
      await port[Symbol.asyncDispose]();
      source[Symbol.dispose]();
    },
  };
}

async function createClient() {
  const peer = new RTCPeerConnection({
    codecs: { video: [h264Codec()], audio: [opusCodec()] },
    iceAdditionalHostAddresses: ['127.0.0.1'],
  });
  const received = { packets: 0 };
  const tracks: MediaStreamTrack[] = [];
  peer.onTrack.subscribe((track) => {
    tracks.push(track);
    track.onReceiveRtp.subscribe(() => {
      received.packets += 1;
    });
  });
  const transceiver = peer.addTransceiver('video', { direction: 'recvonly' });
  await peer.setLocalDescription(await peer.createOffer());
  return { peer, received, tracks, transceiver, offer: peer.localDescription?.sdp ?? '' };
}

function failure(code: string, reason?: string) {
  return (error: unknown) => error instanceof VidetteError && error.code === code && error.reason === reason;
}

test('another implementation receives, asks for a keyframe and gets the GOP again', { skip }, async () => {
  await using live = await startWhep(makeClip({ gopSeconds: 4 }));
  const client = await createClient();
  const { id, answer } = await live.whep.offer('camera-1', 'main', client.offer);
  await client.peer.setRemoteDescription({ type: 'answer', sdp: answer });
  await until(() => client.received.packets > 50, 8000, 'packets');
  const counters = () => live.whep.peers()[0]?.counters;
  assert.equal(counters()?.replays, 1);
  await until(async () => {
    await client.transceiver.receiver.sendRtcpPLI(client.tracks[0]?.ssrc ?? 0);
    return counters()?.replays === 2;
  });
  assert.throws(() => live.whep.close('camera-2', id), failure('not_found'));
  live.whep.close('camera-1', id);
  assert.equal(live.audience.viewers(live.source.hub), 0);
  assert.equal(live.source.hub.readerCount, 0);
  await client.peer.close();
});

test('a viewer that falls silent is ended after ten seconds', { skip }, async () => {
  let ahead = 0;
  const clock = { utcMs: systemClock.utcMs, monotonicMs: () => systemClock.monotonicMs() + ahead };
  await using live = await startWhep(makeClip({ seconds: 1 }), { clock });
  const client = await createClient();
  const { answer } = await live.whep.offer('camera-1', 'main', client.offer);
  await client.peer.setRemoteDescription({ type: 'answer', sdp: answer });
  await until(() => client.received.packets > 10, 8000, 'packets');
  await client.peer.close();
  ahead = 11_000;
  await until(() => live.whep.peerCount === 0);
  assert.equal(live.source.hub.readerCount, 0);
});

test('codecs that WebRTC does not carry, and too many viewers, are refused with a reason', {
  skip,
}, async () => {
  await using hevc = await startWhep(makeClip({ codec: 'h265', seconds: 1 }));
  const { peer, offer } = await createClient();
  await assert.rejects(hevc.whep.offer('camera-1', 'main', offer), failure('invalid', 'not_acceptable'));
  await using full = await startWhep(makeClip({ seconds: 1 }), { maxPeers: 1 });
  await full.whep.offer('camera-1', 'main', offer);
  await assert.rejects(full.whep.offer('camera-1', 'main', offer), failure('exhausted', 'peers'));
  full.source.vanish();
  await assert.rejects(full.whep.offer('camera-1', 'main', offer), failure('unavailable', 'unreachable'));
  await peer.close();
});

test('damaged offers are refused as invalid and nothing else', { skip }, async () => {
  const { peer, offer } = await createClient();
  assert.equal(parseOffer(offer).media[0]?.kind, 'video');
  const damage = fc.tuple(fc.nat(offer.length), fc.nat(40), fc.string({ maxLength: 20 }));
  fc.assert(
    fc.property(damage, ([at, cut, text]) => {
      try {
        parseOffer(offer.slice(0, at) + text + offer.slice(at + cut));
      } catch (error) {
        assert.ok(error instanceof VidetteError && error.code === 'invalid');
      }
    }),
    { numRuns: 500 },
  );
  await peer.close();
});

test('garbage on the UDP port disturbs nobody', { skip }, async () => {
  await using live = await startWhep(makeClip({ seconds: 1 }));
  const client = await createClient();
  const { answer } = await live.whep.offer('camera-1', 'main', client.offer);
  await client.peer.setRemoteDescription({ type: 'answer', sdp: answer });
  await until(() => client.received.packets > 10, 8000, 'packets');
  const socket = createSocket('udp4');
  for (const first of [0, 1, 20, 22, 63, 64, 128, 200, 255]) {
    for (const size of [0, 1, 12, 20, 100, 1400]) {
      socket.send(
        Buffer.concat([Buffer.from([first]), Buffer.alloc(size, 0xab)]),
        live.port.port,
        '127.0.0.1',
      );
    }
  }
  await until(() => live.port.counters.stray > 20);
  const before = client.received.packets;
  await until(() => client.received.packets > before + 20, 8000, 'more packets');
  socket.close();
  await client.peer.close();
});

test('garbage instead of a handshake, from one who knows the password, ends in nothing', {
  skip,
}, async () => {
  await using live = await startWhep(makeClip({ seconds: 1 }));
  const client = await createClient();
  const { answer } = await live.whep.offer('camera-1', 'main', client.offer);
  const fragment = /a=ice-ufrag:(\S+)/.exec(answer)?.[1] ?? '';
  const password = /a=ice-pwd:(\S+)/.exec(answer)?.[1] ?? '';
  const socket = createSocket('udp4');
  const answered = Promise.withResolvers<void>();
  socket.on('message', () => answered.resolve());
  socket.send(bindingRequest(`${fragment}:x`, password), live.port.port, '127.0.0.1');
  await answered.promise;
  const { stray } = live.port.counters;
  const body = fc.sample(fc.uint8Array({ minLength: 1, maxLength: 300 }), { numRuns: 200, seed: 1 });
  for (const [i, bytes] of body.entries()) {
    // Record type, version 1.2, epoch and sequence, length: then it is read as a handshake message.
    const length = i % 3 === 0 ? bytes.length : i;
    const head = Buffer.from([
      20 + (i % 5),
      0xfe,
      0xfd,
      0,
      i % 2,
      0,
      0,
      0,
      0,
      0,
      i,
      length >> 8,
      length & 0xff,
      1 + (i % 20),
    ]);
    socket.send(Buffer.concat([head, Buffer.from(bytes)]), live.port.port, '127.0.0.1');
  }
  socket.send(Buffer.from([0]), live.port.port, '127.0.0.1');
  await until(() => live.port.counters.stray > stray);
  assert.equal(live.source.hub.readerCount, 0);
  socket.close();
  await client.peer.close();
});

/** USERNAME, USE-CANDIDATE and MESSAGE-INTEGRITY. */
function bindingRequest(username: string, password: string): Buffer {
  const name = Buffer.alloc(4 * Math.ceil(username.length / 4));
  name.write(username);
  const head = Buffer.from('000100002112a442000102030405060708090a0b', 'hex');
  const attributes = Buffer.concat([
    Buffer.from([0, 6, 0, username.length]),
    name,
    Buffer.from([0, 0x25, 0, 0]),
  ]);
  head.writeUInt16BE(attributes.length + 24, 2);
  const signature = createHmac('sha1', password).update(head).update(attributes).digest();
  return Buffer.concat([head, attributes, Buffer.from([0, 8, 0, 20]), signature]);
}
