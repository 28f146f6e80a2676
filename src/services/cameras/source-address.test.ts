import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { VidetteError } from '#domain/errors.ts';
import { parseAddress } from './source-address.ts';

const field = ['source', 'url'];

test('credentials leave the address, everything else stays as it was written', () => {
  for (const [given, url, username, password] of [
    ['rtsp://a:b@Host:554/Path?x=1@2', 'rtsp://Host:554/Path?x=1@2', 'a', 'b'],
    ['rtsp://a@host', 'rtsp://host', 'a', undefined],
    ['RTSPS://user%40site:p%3Aw%2F@[::1]:322/', 'RTSPS://[::1]:322/', 'user@site', 'p:w/'],
    ['http://a:b@c@host/mjpeg', 'http://host/mjpeg', 'a', 'b@c'],
    ['rtsp://host/a@b', 'rtsp://host/a@b', undefined, undefined],
    ['demo:main', 'demo:main', undefined, undefined],
    ['file:///srv/clip.mp4', 'file:///srv/clip.mp4', undefined, undefined],
  ] as const) {
    const parsed = parseAddress(given, field);
    assert.deepEqual([parsed.url, parsed.username, parsed.password], [url, username, password]);
  }
});

test('whatever is typed is an address without credentials or refused with its place', () => {
  const part = fc.string({ unit: 'binary', maxLength: 12 });
  const scheme = fc.constantFrom(
    'rtsp://',
    'http://',
    'http:',
    'http:\\\\',
    'rtmp:',
    'file:',
    'demo:',
    'javascript:',
    '',
  );
  const address = fc
    .tuple(scheme, part, fc.constantFrom('', '@', ':p@', '@@', '@h/'), part)
    .map((parts) => parts.join(''));
  fc.assert(
    fc.property(fc.oneof(address, fc.webUrl(), part), (text) => {
      try {
        const { url } = parseAddress(text, field);
        const { username, password } = new URL(url);
        assert.deepEqual([username, password], ['', '']);
      } catch (error) {
        assert.ok(error instanceof VidetteError, String(error));
        assert.deepEqual([error.code, error.field], ['invalid', field]);
      }
    }),
    { numRuns: 2_000 },
  );
});
