import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VidetteError } from '#domain/errors.ts';
import { MultipartParser } from './multipart.ts';

function parse(bytes: Buffer, chunk = bytes.length, options = {}) {
  const parts: string[] = [];
  const parser = new MultipartParser((data) => parts.push(data.toString('latin1')), options);
  for (let at = 0; at < bytes.length; at += chunk) parser.push(bytes.subarray(at, at + chunk));
  return { parts, garbage: parser.garbageBytes };
}

const latin = (text: string) => Buffer.from(text, 'latin1');
const counted =
  '--b\r\nContent-Type: image/jpeg\r\nContent-Length: 7\r\n\r\none\r\n--\r\n--b\r\nContent-length:3\r\n\r\ntwo\r\n';
const delimited =
  'HTTP noise\r\n--b\r\nContent-Type: image/jpeg\r\n\r\none\r\n-- \r\nx\r\n--b\r\n\r\ntwo\r\n--b\r\n\r\n';

test('cuts parts by their length and by the delimiter, however the bytes come', () => {
  for (let chunk = 1; chunk < 40; chunk += 1) {
    assert.deepEqual(parse(latin(counted), chunk).parts, ['one\r\n--', 'two'], `${chunk}`);
    assert.deepEqual(parse(latin(delimited), chunk).parts, ['one\r\n-- \r\nx', 'two'], `${chunk}`);
  }
});

test('learns the delimiter that is really sent, and bare line feeds', () => {
  assert.deepEqual(parse(latin('----other--\nA: b\n\n1\n----other--\n\n2\n----other--\n')).parts, ['1', '2']);
});

test('finds the next part when a length is wrong', () => {
  const short = '--b\r\nContent-Length: 2\r\n\r\nlonger\r\n--b\r\nContent-Length: 4\r\n\r\nfine\r\n';
  assert.deepEqual(parse(latin(short)).parts, ['lo', 'fine']);
  assert.deepEqual(parse(latin(`--b\r\nContent-Length: 0\r\n\r\n\r\n${short}`)).parts, ['lo', 'fine']);
});

test('gives up with a protocol error on long parts, long headers and endless noise', () => {
  const isProtocol = (error: unknown) => error instanceof VidetteError && error.reason === 'protocol';
  const options = { maxPartBytes: 1000, maxGarbageBytes: 5000 };
  const noise = 'noise\r\n'.repeat(2000);
  for (const text of [
    '--b\r\nContent-Length: 9999999999\r\n\r\n',
    `--b\r\n\r\n${noise}`,
    `--b\r\n${'A: b\r\n'.repeat(3000)}`,
    noise,
    'x'.repeat(20_000),
  ]) {
    assert.throws(() => parse(latin(text), 500, options), isProtocol, text.slice(0, 30));
  }
});

test('survives mutated and arbitrary bytes', () => {
  const good = latin(counted + delimited);
  fc.assert(
    fc.property(
      fc.array(fc.tuple(fc.nat(good.length - 1), fc.nat(255)), { maxLength: 10 }),
      fc.uint8Array({ maxLength: 100 }),
      fc.integer({ min: 1, max: 50 }),
      (edits, noise, chunk) => {
        const mutated = Buffer.from(good);
        for (const [at, byte] of edits) mutated[at] = byte;
        try {
          parse(Buffer.concat([noise, mutated, noise]), chunk, { maxPartBytes: 2000 });
        } catch (error) {
          assert.ok(error instanceof VidetteError, String(error));
        }
      },
    ),
    { numRuns: 300 },
  );
});
