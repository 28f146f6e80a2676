import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseAddress, streamAddress, trackAddress } from './address.ts';
import { Nonces } from './nonces.ts';

test('addresses of streams and tracks, as clients write them', () => {
  const base = parseAddress('rtsp://anna:secret@host:8554/7?stream=sub&token=t');
  assert.ok(base);
  assert.deepEqual([base.camera, base.stream, base.token, base.trackIndex], ['7', 'sub', 't', null]);
  assert.equal(streamAddress(base), 'rtsp://host:8554/7?stream=sub&token=t');
  assert.equal(trackAddress(base, 1), 'rtsp://host:8554/7/trackID=1?stream=sub&token=t');
  for (const uri of [
    trackAddress(base, 1),
    'rtsp://host:8554/7?stream=sub&token=t/trackID=1',
    'RTSP://host:8554/7/?stream=sub&token=t/trackid=1/',
  ]) {
    const track = parseAddress(uri);
    assert.deepEqual([track?.camera, track?.stream, track?.trackIndex], ['7', 'sub', 1], uri);
  }
});

test('addresses that are none', () => {
  for (const uri of [
    '*',
    '',
    'http://host/7',
    'rtsp://host',
    'rtsp://host/',
    'rtsp://host/a/b',
    'rtsp://host/%zz',
    'rtsp://host/7?stream=x',
    `rtsp://host/${'a'.repeat(3000)}`,
  ]) {
    assert.equal(parseAddress(uri), null, uri);
  }
});

test('nonces are good for a while, for one address, and cannot be made by others', () => {
  let now = 1_000_000;
  const nonces = new Nonces({ utcMs: () => 0, monotonicMs: () => now });
  const nonce = nonces.create('192.0.2.1');
  assert.equal(nonces.check(nonce, '192.0.2.1'), 'good');
  assert.equal(nonces.check(nonce, '192.0.2.2'), 'forged');
  assert.equal(
    nonces.check(
      nonce.replace(/.$/, (last) => (last === '0' ? '1' : '0')),
      '192.0.2.1',
    ),
    'forged',
  );
  assert.equal(nonces.check('', '192.0.2.1'), 'forged');
  now += 6 * 60_000;
  assert.equal(nonces.check(nonce, '192.0.2.1'), 'stale');
});
