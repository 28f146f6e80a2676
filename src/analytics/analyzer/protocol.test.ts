import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VidetteError } from '#domain/errors.ts';
import {
  errorFromWire,
  errorToWire,
  MessageReader,
  serializeMessage,
  videoTrackFromWire,
  videoTrackToWire,
} from './protocol.ts';

const parts = fc.array(fc.uint8Array({ maxLength: 200 }), { maxLength: 5 });

test('messages survive any way of being cut into chunks', () => {
  fc.assert(
    fc.property(
      fc.array(parts, { maxLength: 5 }),
      fc.array(fc.integer({ min: 1, max: 97 }), { minLength: 1 }),
      (messages, cuts) => {
        const bytes = Buffer.concat(
          messages.flatMap((message, id) =>
            serializeMessage(
              { id, op: 'x' },
              message.map((part) => Buffer.from(part)),
            ),
          ),
        );
        const reader = new MessageReader();
        const received = [];
        for (let at = 0, cut = 0; at < bytes.length; cut += 1) {
          const end = at + (cuts[cut % cuts.length] ?? 1);
          received.push(...reader.push(bytes.subarray(at, end)));
          at = end;
        }
        assert.deepEqual(
          received.map(({ head }) => head.id),
          messages.map((_, id) => id),
        );
        assert.deepEqual(
          received.map((message) => message.parts.map((part) => [...part])),
          messages.map((message) => message.map((part) => [...part])),
        );
      },
    ),
    { numRuns: 200 },
  );
});

test('any bytes are read or refused, never held without an end', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      try {
        new MessageReader().push(Buffer.from(bytes));
      } catch (error) {
        assert.ok(error instanceof VidetteError && error.code === 'data_loss');
      }
    }),
    { numRuns: 500 },
  );
});

test('messages that lie about their lengths are refused', () => {
  const whole = Buffer.concat(serializeMessage({ id: 1 }, [Buffer.from('abc')]));
  const longHead = Buffer.from(whole);
  longHead.writeUInt32BE(whole.length, 4);
  const longPart = Buffer.from(whole.toString('latin1').replace('[3]', '[9]'), 'latin1');
  const huge = Buffer.from(whole);
  huge.writeUInt32BE(0xffff_ffff, 0);
  for (const bytes of [longHead, longPart, huge]) {
    assert.throws(() => new MessageReader().push(bytes), { code: 'data_loss', reason: 'broken_message' });
  }
});

test('tracks and errors survive the way', () => {
  const track = {
    kind: 'video',
    codec: 'h264',
    width: 640,
    height: 360,
    timescale: 90_000,
    parameterSets: [Buffer.from([0x67, 1]), Buffer.from([0x68])],
    codecString: 'avc1.42c01e',
  } as const;
  assert.deepEqual(videoTrackFromWire(JSON.parse(JSON.stringify(videoTrackToWire(track)))), track);
  const error = errorFromWire(errorToWire(new VidetteError('unavailable', 'no', { reason: 'undecodable' })));
  assert.deepEqual([error.code, error.message, error.reason], ['unavailable', 'no', 'undecodable']);
  assert.equal(errorFromWire({ code: 'strange', message: 'x' }).code, 'bug');
});
