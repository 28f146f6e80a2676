import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { JpegPicture } from './jpeg-source.ts';
import { MjpegWriter } from './mjpeg.ts';

const picture = (utcMs: number): JpegPicture => ({ jpeg: Buffer.from('jpeg'), width: 2, height: 2, utcMs });

function sink() {
  const written: string[] = [];
  return {
    written,
    writableLength: 0,
    write(data: Buffer) {
      written.push(data.toString('latin1'));
      return true;
    },
    end() {},
  };
}

test('each picture is a part with its length and time, closed at once', () => {
  const out = sink();
  const writer = new MjpegWriter(out, undefined);
  writer.picture(picture(1500));
  writer.picture(picture(1600));
  assert.equal(
    out.written.join(''),
    '--vidette-picture\r\nContent-Type: image/jpeg\r\nContent-Length: 4\r\nX-Timestamp: 1.500\r\n\r\njpeg\r\n--vidette-picture\r\n' +
      'Content-Type: image/jpeg\r\nContent-Length: 4\r\nX-Timestamp: 1.600\r\n\r\njpeg\r\n--vidette-picture\r\n',
  );
});

test('a slow viewer misses pictures, and a rate is kept', () => {
  const out = sink();
  const writer = new MjpegWriter(out, 5);
  for (let i = 0; i < 25; i += 1) writer.picture(picture(1000 + i * 40));
  assert.equal(writer.counters.sent, 5);
  out.writableLength = 1;
  writer.picture(picture(5000));
  assert.deepEqual(writer.counters, { sent: 5, skipped: 21 });
});
