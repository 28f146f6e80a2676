import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import sharp from 'sharp';
import { joinLengthPrefixed } from '#media/h264/nal-units.ts';
import { parseJpeg, parseJpegSize } from '#media/jpeg/jpeg.ts';
import type { AudioTrack, Sample, VideoTrack } from '#media/stream.ts';
import { AacHbrDepacketizer, LatmDepacketizer, PlainDepacketizer } from './depacketize-audio.ts';
import { H264Depacketizer } from './depacketize-h264.ts';
import { H265Depacketizer } from './depacketize-h265.ts';
import { JpegDepacketizer } from './depacketize-jpeg.ts';
import type { Depacketizer, UnitSink } from './depacketizer.ts';
import { packetizer } from './packetizer.ts';

interface Heard {
  units: { data: string; timestamp: number; keyframe: boolean; afterLoss: boolean }[];
  sets: string[][];
  dropped: number;
  invalid: number;
}

function listen<D extends Depacketizer>(create: (sink: UnitSink) => D) {
  const heard: Heard = { units: [], sets: [], dropped: 0, invalid: 0 };
  const depacketizer = create({
    unit: (data, timestamp, keyframe, afterLoss) =>
      heard.units.push({ data: data.toString('hex'), timestamp, keyframe, afterLoss }),
    parameterSets: (sets) => heard.sets.push(sets.map((set) => set.toString('hex'))),
    dropped: () => {
      heard.dropped += 1;
    },
    invalid: () => {
      heard.invalid += 1;
    },
  });
  /** Sends payloads; the last one carries the marker. */
  const send = (payloads: readonly Buffer[], timestamp: number, marker = true) => {
    payloads.forEach((payload, i) => {
      depacketizer.push(payload, 0, payload.length, timestamp, marker && i === payloads.length - 1);
    });
  };
  return { heard, depacketizer, send };
}

const sps = Buffer.from('67640028acb200f0044fcbff80018002080000030008000003019078c19240', 'hex');
const pps = Buffer.from('68ebe3cb22c0', 'hex');
const hevcSets = [
  '40010c01ffff016000000300900000030000030078959809',
  '420101016000000300900000030000030078a003c08010e596566924cafff0',
  '4401c172b46240',
].map((hex) => Buffer.from(hex, 'hex'));

const video = (codec: 'h264' | 'h265' | 'mjpeg', parameterSets: readonly Buffer[]): VideoTrack => ({
  kind: 'video',
  codec,
  width: 1920,
  height: 1080,
  timescale: 90000,
  parameterSets,
  codecString: '',
});

const audio = (codec: 'aac' | 'opus'): AudioTrack => ({
  kind: 'audio',
  codec,
  sampleRate: 16000,
  channels: 1,
  timescale: 16000,
  config: Buffer.alloc(0),
  codecString: '',
});

const sampleOf = (data: Buffer, keyframe: boolean): Sample => ({
  kind: 'video',
  data,
  keyframe,
  dts: 0,
  ptsOffset: 0,
  utcMs: 0,
  discontinuity: false,
});

/** A slice that begins a picture, of `length` bytes. */
function slice(first: number, length: number, fill = 0xab): Buffer {
  const unit = Buffer.alloc(length, fill);
  unit[0] = first;
  unit[1] = first < 0x40 || first >= 0x60 ? 0x88 : 0x01;
  unit[2] = 0x80;
  return unit;
}
const idr = (length = 5000) => slice(0x65, length);
const delta = (length = 3000, fill = 0xab) => slice(0x41, length, fill).fill(0x9a, 1, 2);
const asSample = (...units: Buffer[]) => joinLengthPrefixed(units);
const packetizeH264 = packetizer(video('h264', [sps, pps]));

for (const codec of ['h264', 'h265'] as const) {
  test(`${codec}: samples pass through RTP unchanged, at any packet size`, () => {
    const sets = codec === 'h264' ? [sps, pps] : hevcSets;
    const [keyHead, head] = codec === 'h264' ? [0x65, 0x41] : [0x26, 0x02];
    const picture = fc.array(fc.integer({ min: 4, max: 4000 }), { minLength: 1, maxLength: 3 });
    fc.assert(
      fc.property(
        fc.array(picture, { minLength: 1, maxLength: 4 }),
        fc.integer({ min: 20, max: 1400 }),
        (pictures, mtu) => {
          const create = (sink: UnitSink) =>
            codec === 'h264' ? new H264Depacketizer(sink) : new H265Depacketizer(sink);
          const { heard, send } = listen(create);
          const packetize = packetizer(video(codec, sets), { mtu });
          const samples = pictures.map((sizes, n) =>
            asSample(
              ...sizes.map((size) => {
                const unit = Buffer.alloc(size, 0xab);
                unit[0] = n === 0 ? keyHead! : head!;
                unit[1] = codec === 'h264' ? 0x80 : 0x01;
                unit[2] = 0x80;
                return unit;
              }),
            ),
          );
          samples.forEach((data, n) => {
            const payloads = packetize(sampleOf(data, n === 0));
            assert.ok(payloads.every((payload) => payload.length <= mtu || mtu < 64));
            send(payloads, n * 3600);
          });
          assert.deepEqual(
            heard.units.map((unit) => [unit.data, unit.timestamp, unit.keyframe, unit.afterLoss]),
            samples.map((data, n) => [data.toString('hex'), n * 3600, n === 0, false]),
          );
          assert.deepEqual(heard.sets, [sets.map((set) => set.toString('hex'))]);
          assert.equal(heard.dropped + heard.invalid, 0);
        },
      ),
      { numRuns: 60 },
    );
  });
}

test('h264: unpacks STAP-A, drops delimiters and filler, keeps SEI', () => {
  const { heard, send } = listen((sink) => new H264Depacketizer(sink));
  const sei = Buffer.from('0605010203', 'hex');
  const units = [Buffer.from('09f0', 'hex'), sps, pps, sei, Buffer.from('0cffff80', 'hex'), idr(50)];
  const sized = units.flatMap((unit) => [Buffer.from([unit.length >> 8, unit.length & 255]), unit]);
  send([Buffer.concat([Buffer.from([0x78]), ...sized])], 1);
  assert.equal(heard.units[0]?.data, asSample(sei, idr(50)).toString('hex'));
  assert.equal(heard.units[0]?.keyframe, true);
});

test('h264: ends a picture at the next timestamp when the marker is missing', () => {
  const { heard, send } = listen((sink) => new H264Depacketizer(sink));
  for (let n = 0; n < 3; n += 1) {
    send(packetizeH264(sampleOf(asSample(n === 0 ? idr() : delta()), n === 0)), n * 3600, false);
  }
  assert.deepEqual(
    heard.units.map((unit) => unit.timestamp),
    [0, 3600],
  );
});

test('h264: sees through a marker on every slice', () => {
  const { heard, send } = listen((sink) => new H264Depacketizer(sink, [sps, pps]));
  const second = (unit: Buffer) => Buffer.from(unit).fill(0x40, 1, 2);
  for (let n = 0; n < 4; n += 1) {
    const head = n % 2 === 0 ? idr(100) : delta(100);
    for (const unit of [head, second(head)]) send([unit], n * 3600);
  }
  send([idr(100)], 5 * 3600);
  // The first picture comes out in halves; from then on only the timestamp counts.
  assert.equal(heard.units.at(-1)?.data, asSample(delta(100), second(delta(100))).toString('hex'));
});

test('h264: leaves a damaged picture out, tells the next one, and goes on', () => {
  const { heard, send, depacketizer } = listen((sink) => new H264Depacketizer(sink));
  send(packetizeH264(sampleOf(asSample(idr()), true)), 0);
  const [first, , third] = packetizeH264(sampleOf(asSample(delta()), false));
  send([first!], 3600, false);
  depacketizer.lost();
  send([third!], 3600);
  send(packetizeH264(sampleOf(asSample(delta()), false)), 7200);
  assert.deepEqual(
    heard.units.map(({ timestamp, afterLoss }) => [timestamp, afterLoss]),
    [
      [0, false],
      [7200, true],
    ],
  );
  assert.equal(heard.dropped, 1);
});

test('h264: after a damaged keyframe it waits for the next one', () => {
  const { heard, send, depacketizer } = listen((sink) => new H264Depacketizer(sink));
  send(packetizeH264(sampleOf(asSample(idr()), true)), 0);
  const payloads = packetizeH264(sampleOf(asSample(idr()), true));
  send(payloads.slice(0, 4), 3600, false);
  depacketizer.lost();
  send(packetizeH264(sampleOf(asSample(delta()), false)), 7200);
  send(packetizeH264(sampleOf(asSample(idr()), true)), 10800);
  assert.deepEqual(
    heard.units.map(({ timestamp, afterLoss }) => [timestamp, afterLoss]),
    [
      [0, false],
      [10800, true],
    ],
  );
  assert.equal(heard.dropped, 2);
});

test('h264: waits for a keyframe at the start without counting loss', () => {
  const { heard, send } = listen((sink) => new H264Depacketizer(sink, [sps, pps]));
  send([delta(100)], 1);
  send([idr(100)], 2);
  assert.deepEqual([heard.units.length, heard.dropped], [1, 0]);
});

test('h264: announces changed parameter sets once, before the picture that needs them', () => {
  const { heard, send } = listen((sink) => new H264Depacketizer(sink, [sps, pps]));
  send([sps, pps, idr(100)], 1);
  send([sps, pps, idr(100)], 2);
  const other = Buffer.from('6742c016d900a02ff97ff0003000410000030001000003000a0f162e48', 'hex');
  send([other, pps, idr(100)], 3);
  assert.deepEqual(heard.sets, [
    [sps.toString('hex'), pps.toString('hex')],
    [other.toString('hex'), pps.toString('hex')],
  ]);
  assert.equal(heard.units.length, 3);
});

test('h264: begins at a recovery point when the camera never sends an IDR picture', () => {
  const { heard, send } = listen((sink) => new H264Depacketizer(sink, [sps, pps]));
  send([Buffer.from('0606018480', 'hex'), delta(100)], 1);
  send([delta(100)], 2);
  assert.deepEqual(
    heard.units.map((unit) => unit.keyframe),
    [true, false],
  );
});

test('aac: one or many units in a packet, and a unit in many packets', () => {
  const options = { sizeLength: 13, indexLength: 3, indexDeltaLength: 3, unitTicks: 1024 };
  const { heard, send } = listen((sink) => new AacHbrDepacketizer(sink, options));
  const a = Buffer.from('0102030405', 'hex');
  const b = Buffer.from('aabb', 'hex');
  send([Buffer.concat([Buffer.from('002000280010', 'hex'), a, b])], 1000);
  assert.deepEqual(
    heard.units.map((unit) => [unit.data, unit.timestamp]),
    [
      ['0102030405', 1000],
      ['aabb', 2024],
    ],
  );
  const long = Buffer.alloc(3000, 7);
  send(packetizer(audio('aac'))(sampleOf(long, true)), 5000);
  assert.deepEqual(heard.units[2], {
    data: long.toString('hex'),
    timestamp: 5000,
    keyframe: true,
    afterLoss: false,
  });
});

test('latm and plain payloads', () => {
  const latm = listen((sink) => new LatmDepacketizer(sink));
  latm.send([Buffer.concat([Buffer.from([255, 3]), Buffer.alloc(100, 1)]), Buffer.alloc(158, 1)], 9);
  assert.equal(latm.heard.units[0]?.data, '01'.repeat(258));
  const plain = listen((sink) => new PlainDepacketizer(sink));
  plain.depacketizer.lost();
  plain.send(packetizer(audio('opus'))(sampleOf(Buffer.from('f8fffe', 'hex'), true)), 9);
  assert.deepEqual(plain.heard.units, [{ data: 'f8fffe', timestamp: 9, keyframe: true, afterLoss: true }]);
});

test('jpeg: pictures come out of RTP pixel by pixel the same', async () => {
  const raw = Buffer.from(Array.from({ length: 320 * 240 * 3 }, (_, i) => (i * 7) & 255));
  const jpeg = await sharp(raw, { raw: { width: 320, height: 240, channels: 3 } })
    .jpeg({ quality: 80, optimiseCoding: false })
    .toBuffer();
  const { heard, send } = listen((sink) => new JpegDepacketizer(sink));
  send(packetizer(video('mjpeg', []))(sampleOf(jpeg, true)), 3);
  const back = Buffer.from(heard.units[0]!.data, 'hex');
  assert.deepEqual(parseJpegSize(back), { width: 320, height: 240 });
  const pixels = (bytes: Buffer) => sharp(bytes).raw().toBuffer();
  assert.deepEqual(await pixels(back), await pixels(jpeg));
});

test('jpeg: a picture that RFC 2435 cannot carry gives no payloads', async () => {
  const create = { width: 64, height: 64, channels: 3, background: 'red' } as const;
  const progressive = await sharp({ create }).jpeg({ progressive: true }).toBuffer();
  assert.deepEqual(packetizer(video('mjpeg', []))(sampleOf(progressive, true)), []);
});

test('jpeg: a lost fragment costs one picture', async () => {
  const jpeg = await sharp({
    create: {
      width: 640,
      height: 480,
      channels: 3,
      background: 'red',
      noise: { type: 'gaussian', mean: 128, sigma: 60 },
    },
  })
    .jpeg({ optimiseCoding: false })
    .toBuffer();
  const payloads = packetizer(video('mjpeg', []))(sampleOf(jpeg, true));
  assert.ok(payloads.length > 3);
  const { heard, send, depacketizer } = listen((sink) => new JpegDepacketizer(sink));
  send(payloads.slice(0, 2), 1, false);
  depacketizer.lost();
  send(payloads.slice(3), 1);
  send(payloads, 2);
  assert.deepEqual(
    heard.units.map((unit) => [unit.timestamp, unit.afterLoss]),
    [[2, true]],
  );
});

test('jpeg: what is no JPEG or is cut off gives null', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), (noise) => {
      parseJpeg(Buffer.from([0xff, 0xd8, 0xff, ...noise]));
      assert.equal(parseJpeg(Buffer.from([0, ...noise])), null);
    }),
    { numRuns: 300 },
  );
});

test('every depacketizer survives arbitrary payloads, with bounded units', () => {
  const creators: ((sink: UnitSink) => Depacketizer)[] = [
    (sink) => new H264Depacketizer(sink, [sps, pps]),
    (sink) => new H265Depacketizer(sink, hevcSets),
    (sink) =>
      new AacHbrDepacketizer(sink, { sizeLength: 13, indexLength: 3, indexDeltaLength: 3, unitTicks: 1024 }),
    (sink) =>
      new AacHbrDepacketizer(sink, { sizeLength: 1, indexLength: 0, indexDeltaLength: 0, unitTicks: 1024 }),
    (sink) => new LatmDepacketizer(sink),
    (sink) => new JpegDepacketizer(sink),
    (sink) => new PlainDepacketizer(sink),
  ];
  const step = fc.record({
    payload: fc.uint8Array({ maxLength: 60 }),
    /** Fragment and aggregate types come too seldom by chance. */
    head: fc.constantFrom(
      null,
      [0x7c, 0x85],
      [0x7c, 0x05],
      [0x7c, 0x45],
      [0x78],
      [0x62, 1, 0x93],
      [0x62, 1, 0x53],
      [0x60, 1],
      [0, 16],
    ),
    timestamp: fc.integer({ min: 0, max: 3 }),
    marker: fc.boolean(),
    lost: fc.boolean(),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 40 }), (steps) => {
      const sent = steps.reduce((sum, one) => sum + one.payload.length + 8, 0);
      for (const create of creators) {
        const { heard, depacketizer } = listen(create);
        for (const { payload, head, timestamp, marker, lost } of steps) {
          if (lost) depacketizer.lost();
          const bytes = Buffer.from([...(head ?? []), ...payload]);
          depacketizer.push(bytes, 0, bytes.length, timestamp, marker);
        }
        const got = heard.units.reduce((sum, unit) => sum + unit.data.length / 2, 0);
        assert.ok(got <= sent * 8 + 4096 * steps.length);
      }
    }),
    { numRuns: 200 },
  );
});
