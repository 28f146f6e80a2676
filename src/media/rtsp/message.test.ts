import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VidetteError } from '#domain/errors.ts';
import { RtspParser, serializeRequest, serializeResponse, writeFrameHead } from './message.ts';

type Heard =
  | { kind: 'request'; method: string; uri: string; cseq: string | undefined; body: string }
  | { kind: 'response'; status: number; reason: string; cseq: string | undefined; body: string }
  | { kind: 'frame'; channel: number; bytes: string };

function listen(options = {}) {
  const heard: Heard[] = [];
  const parser = new RtspParser(
    {
      request: ({ method, uri, headers, body }) =>
        heard.push({ kind: 'request', method, uri, cseq: headers.get('CSeq'), body: body.toString() }),
      response: ({ status, reason, headers, body }) =>
        heard.push({ kind: 'response', status, reason, cseq: headers.get('CSeq'), body: body.toString() }),
      interleaved: (channel, buffer, start, end) =>
        heard.push({ kind: 'frame', channel, bytes: buffer.toString('hex', start, end) }),
    },
    options,
  );
  return { parser, heard };
}

function frame(channel: number, payload: Buffer): Buffer {
  const bytes = Buffer.alloc(4 + payload.length);
  writeFrameHead(bytes, 0, channel, payload.length);
  payload.copy(bytes, 4);
  return bytes;
}

const rtp = Buffer.from('80e0000100000002000000030102030405', 'hex');
const stream = Buffer.concat([
  serializeRequest('DESCRIBE', 'rtsp://camera/1', { CSeq: 2, Accept: 'application/sdp' }),
  frame(0, rtp),
  serializeResponse(
    200,
    'OK',
    { CSeq: 2, 'Content-Type': 'application/sdp' },
    Buffer.from('v=0\r\n\r\n$abc'),
  ),
  frame(1, Buffer.alloc(0)),
  frame(2, Buffer.alloc(0xffff, 0x24)),
  serializeResponse(401, 'Unauthorized', {
    CSeq: 3,
    'WWW-Authenticate': ['Basic realm="a"', 'Digest realm="a"'],
  }),
]);

test('reads back what was serialized, however the bytes are cut', () => {
  const whole = listen();
  whole.parser.push(stream);
  assert.equal(whole.heard.length, 6);
  assert.deepEqual(whole.heard[0], {
    kind: 'request',
    method: 'DESCRIBE',
    uri: 'rtsp://camera/1',
    cseq: '2',
    body: '',
  });
  assert.deepEqual(whole.heard[1], { kind: 'frame', channel: 0, bytes: rtp.toString('hex') });
  assert.equal(whole.heard[2]!.kind === 'response' && whole.heard[2]!.body, 'v=0\r\n\r\n$abc');
  fc.assert(
    fc.property(fc.array(fc.integer({ min: 1, max: 3000 }), { minLength: 1, maxLength: 20 }), (sizes) => {
      const cut = listen();
      const reused = Buffer.alloc(3000);
      for (let at = 0, i = 0; at < stream.length; i += 1) {
        const size = Math.min(sizes[i % sizes.length]!, stream.length - at);
        stream.copy(reused, 0, at, at + size);
        cut.parser.push(reused, size);
        reused.fill(0xee);
        at += size;
      }
      assert.deepEqual(cut.heard, whole.heard);
      assert.equal(cut.parser.garbageBytes, 0);
    }),
    { numRuns: 60 },
  );
});

test('keeps repeated headers in order', () => {
  const values: string[][] = [];
  const parser = new RtspParser({
    request: () => {},
    response: (response) => values.push([...response.headers.getAll('www-authenticate')]),
    interleaved: () => {},
  });
  parser.push(stream);
  assert.deepEqual(values[1], ['Basic realm="a"', 'Digest realm="a"']);
});

test('accepts bare line feeds, missing reasons and blank lines between messages', () => {
  const { parser, heard } = listen();
  parser.push(
    Buffer.from('RTSP/1.0 200\nCSeq: 1\n\n\r\n\r\nRTSP/1.0 454  Session Not Found \r\nCSeq:2\r\n\r\n'),
  );
  assert.deepEqual(
    heard.map((one) => one.kind === 'response' && [one.status, one.reason, one.cseq]),
    [
      [200, '', '1'],
      [454, 'Session Not Found', '2'],
    ],
  );
});

test('finds the next frame after garbage and counts what it skipped', () => {
  const { parser, heard } = listen();
  const garbage = Buffer.from([0, 1, 2, 0x24, 0x00, 0xff, 0xff, 0x11, 0x41, 0x42, 0x99, 0x52]);
  parser.push(Buffer.concat([frame(0, rtp), garbage, frame(0, rtp), frame(0, rtp)]));
  assert.equal(heard.filter((one) => one.kind === 'frame' && one.bytes === rtp.toString('hex')).length, 3);
  assert.equal(parser.garbageBytes, garbage.length);
});

test('gives up with a protocol error on endless garbage, endless headers and huge bodies', () => {
  const isProtocol = (error: unknown) => error instanceof VidetteError && error.reason === 'protocol';
  assert.throws(() => listen({ maxGarbageBytes: 5000 }).parser.push(Buffer.alloc(6000)), isProtocol);
  assert.throws(
    () => listen().parser.push(Buffer.from(`RTSP/1.0 200 OK\r\n${'A: b\r\n'.repeat(4000)}`)),
    isProtocol,
  );
  assert.throws(
    () => listen().parser.push(Buffer.from('RTSP/1.0 200 OK\r\nContent-Length: 99999999\r\n\r\n')),
    isProtocol,
  );
  assert.throws(
    () => listen().parser.push(Buffer.from('RTSP/1.0 200 OK\r\nContent-Length: -1\r\n\r\n')),
    isProtocol,
  );
  assert.throws(() => listen().parser.push(Buffer.from('GET nonsense\r\n\r\n')), isProtocol);
});

test('survives arbitrary and mutated bytes: a typed error or nothing, and bounded memory', () => {
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(stream.length - 1), fc.integer({ min: 0, max: 255 })), { maxLength: 30 }),
      fc.uint8Array({ maxLength: 300 }),
      fc.integer({ min: 1, max: 5000 }),
      (edits, noise, size) => {
        const mutated = Buffer.from(stream);
        for (const [at, byte] of edits) mutated[at] = byte;
        const bytes = Buffer.concat([noise, mutated.subarray(0, mutated.length - noise.length), noise]);
        const { parser, heard } = listen();
        try {
          for (let at = 0; at < bytes.length; at += size) parser.push(bytes.subarray(at, at + size));
        } catch (error) {
          assert.ok(error instanceof VidetteError, String(error));
        }
        assert.ok(heard.length < bytes.length);
      },
    ),
    { numRuns: 300 },
  );
});

test('refuses to serialize a header with a line break', () => {
  assert.throws(() => serializeRequest('OPTIONS', 'rtsp://a/\r\nX: y', {}), VidetteError);
});
