import assert from 'node:assert/strict';
import { describe, it } from 'node:test';
import fc from 'fast-check';
import { PictureReader } from './frames.ts';

const multipart = (pictures: readonly Uint8Array[]) =>
  Buffer.concat(
    pictures.flatMap((picture) => [
      Buffer.from(
        `--odd-boundary\r\ncontent-type: image/jpeg\r\nCONTENT-LENGTH: ${picture.length}\r\nx-timestamp: 1.5\r\n\r\n`,
      ),
      picture,
      Buffer.from('\r\n'),
    ]),
  );

describe('pictures out of a multipart body', () => {
  it('come whole and unchanged, however the bytes are cut', () => {
    const pictures = fc.array(fc.uint8Array({ maxLength: 300 }), { maxLength: 6 });
    fc.assert(
      fc.property(pictures, fc.integer({ min: 1, max: 97 }), (sent, size) => {
        const reader = new PictureReader();
        const bytes = multipart(sent);
        const got: Buffer[] = [];
        for (let at = 0; at < bytes.length; at += size)
          got.push(...reader.push(bytes.subarray(at, at + size)));
        assert.deepEqual(
          got.map((one) => one.toString('hex')),
          sent.map((one) => Buffer.from(one).toString('hex')),
        );
      }),
    );
  });

  it('are refused when the body is something else', () => {
    for (const text of [
      'x'.repeat(10_000),
      '--b\r\ncontent-type: image/jpeg\r\n\r\n',
      '--b\r\ncontent-length: 99999999999\r\n\r\n',
    ]) {
      assert.throws(() => new PictureReader().push(Buffer.from(text)), /garbled/);
    }
  });
});
