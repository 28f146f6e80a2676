import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { audioFormat, videoFormat } from '#media/rtp/format.ts';
import { parseSdp } from './sdp.ts';

const usual = `v=0\r
o=- 1 1 IN IP4 10.0.0.9\r
s=Media Presentation\r
a=control:*\r
m=video 0 RTP/AVP 96\r
a=rtpmap:96 H264/90000\r
a=fmtp:96 packetization-mode=1;profile-level-id=640028;sprop-parameter-sets=Z2QAKKyyAPAET8v/gAGAAggAAAMACAAAAwGQeMGSQA==,aOvjyyLA\r
a=framerate:25.0\r
a=control:trackID=1\r
m=audio 0 RTP/AVP 97\r
a=rtpmap:97 mpeg4-generic/16000/1\r
a=fmtp:97 streamtype=5; profile-level-id=15; mode=AAC-hbr; config=1408; SizeLength=13; IndexLength=3; IndexDeltaLength=3;\r
a=control:trackID=2\r
m=audio 0 RTP/AVP 0\r
a=sendonly\r
a=control:trackID=3\r
m=application 0 RTP/AVP 107\r
a=rtpmap:107 vnd.onvif.metadata/90000\r
`;

test('reads the description of an ONVIF camera', () => {
  const sdp = parseSdp(usual);
  assert.equal(sdp.control, '*');
  assert.deepEqual(
    sdp.media.map(({ kind, control, direction }) => [kind, control, direction]),
    [
      ['video', 'trackID=1', 'sendrecv'],
      ['audio', 'trackID=2', 'sendrecv'],
      ['audio', 'trackID=3', 'sendonly'],
      ['application', '', 'sendrecv'],
    ],
  );
  const video = videoFormat(sdp.media[0]!);
  assert.equal(video?.codec, 'h264');
  assert.equal(video.parameterSets.length, 2);
  assert.equal(sdp.media[0]?.framerate, 25);
  const audio = audioFormat(sdp.media[1]!);
  assert.deepEqual([audio?.track.codec, audio?.track.sampleRate, audio?.track.channels], ['aac', 16000, 1]);
});

test('knows static payload types, and bare line feeds', () => {
  const sdp = parseSdp('m=video 0 RTP/AVP 26\nm=audio 0 RTP/AVP 8\nm=audio 0 RTP/AVP 3\n');
  assert.equal(videoFormat(sdp.media[0]!)?.codec, 'mjpeg');
  assert.equal(audioFormat(sdp.media[1]!)?.track.codec, 'pcma');
  assert.equal(audioFormat(sdp.media[2]!), null);
});

test('reads H.265, Opus and AAC as LATM', () => {
  const sdp = parseSdp(
    [
      'm=video 0 RTP/AVP 98',
      'a=rtpmap:98 H265/90000',
      'a=fmtp:98 sprop-vps=QAEMAf//AWAAAAMAkAAAAwAAAwB4lZgJ; sprop-sps=QgEBAWAAAAMA; sprop-pps=RAHBcrRiQA==',
      'm=audio 0 RTP/AVP 99',
      'a=rtpmap:99 opus/48000/2',
      'm=audio 0 RTP/AVP 100',
      'a=rtpmap:100 MP4A-LATM/16000/1',
      'a=fmtp:100 cpresent=0;config=400028103FC0',
    ].join('\n'),
  );
  assert.equal(videoFormat(sdp.media[0]!)?.parameterSets.length, 3);
  assert.deepEqual(audioFormat(sdp.media[1]!)?.track.channels, 2);
  assert.equal(audioFormat(sdp.media[2]!)?.track.config.toString('hex'), '1408');
});

test('leaves out what it does not understand', () => {
  const sdp = parseSdp('m=video 0 RTP/AVP 96\r\na=rtpmap:96 MP4V-ES/90000\r\nm=audio x y z\r\na=\r\nm=\r\n');
  assert.equal(videoFormat(sdp.media[0]!), null);
  assert.equal(audioFormat(sdp.media[1]!), null);
});

test('never throws on arbitrary and mutated text', () => {
  fc.assert(
    fc.property(
      fc.string({ maxLength: 300 }),
      fc.nat(usual.length),
      fc.string({ maxLength: 6 }),
      (text, at, noise) => {
        const mutated = usual.slice(0, at) + noise + usual.slice(at + noise.length);
        for (const one of [text, mutated, usual.slice(at)]) {
          for (const media of parseSdp(one).media) {
            videoFormat(media);
            audioFormat(media);
          }
        }
      },
    ),
    { numRuns: 500 },
  );
});
