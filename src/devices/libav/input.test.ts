import assert from 'node:assert/strict';
import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { test } from 'node:test';
import { pathToFileURL } from 'node:url';
import { tempFolder } from '../../../test/harness/temp-folder.ts';
import { inputRequest } from './input.ts';
import { Pacer } from './pacer.ts';

const folder = tempFolder('libav-input');
mkdirSync(join(folder, 'allowed'));
mkdirSync(join(folder, 'allowed-not'));
for (const path of ['allowed/a.mp4', 'allowed-not/b.mp4', 'c.mp4']) writeFileSync(join(folder, path), '');
symlinkSync(join(folder, 'c.mp4'), join(folder, 'allowed/link.mp4'));

const rules = { fileRoots: [join(folder, 'allowed')] };
const fileUrl = (path: string) => pathToFileURL(join(folder, path)).href;

test('files are opened from allowed folders only', () => {
  const { kind, options } = inputRequest(fileUrl('allowed/a.mp4'), {}, rules);
  assert.equal(kind, 'loop');
  assert.equal(options.protocol_whitelist, 'file');
  for (const url of [
    fileUrl('c.mp4'),
    fileUrl('allowed-not/b.mp4'),
    `${fileUrl('allowed')}/../c.mp4`,
    `${fileUrl('allowed')}/%2e%2e/c.mp4`,
    fileUrl('allowed/link.mp4'),
    'file:///etc/passwd',
    'file://host/share/a.mp4',
    'file:a.mp4',
  ]) {
    assert.throws(() => inputRequest(url, {}, rules), { failure: 'invalid_source' }, url);
  }
  assert.throws(() => inputRequest(fileUrl('allowed/a.mp4'), {}, {}), { failure: 'invalid_source' });
  assert.throws(() => inputRequest(fileUrl('allowed/none.mp4'), {}, rules), { failure: 'not_found' });
});

test('only known kinds of addresses reach libav', () => {
  for (const url of [
    'concat:/etc/passwd',
    'pipe:0',
    'data:x',
    'subfile:x',
    '/etc/passwd',
    'ftp://host/x',
    'http://',
    '',
  ]) {
    assert.throws(() => inputRequest(url, {}, rules), { failure: 'invalid_source' }, url);
  }
});

test('given credentials win over those of the URL and are escaped', () => {
  const { url } = inputRequest(
    'rtmp://old:secret@host/live/a',
    { username: 'me@home', password: 'p:/?' },
    rules,
  );
  assert.equal(url, 'rtmp://me%40home:p%3A%2F%3F@host/live/a');
  assert.equal(inputRequest('libav+rtsp://host/a', {}, rules).url, 'rtsp://host/a');
});

test('video devices take a form, a size and a rate, nothing else', () => {
  const { url, format, options } = inputRequest(
    'v4l2:///dev/video2?format=h264&size=1280x720&fps=15',
    {},
    rules,
  );
  assert.deepEqual(
    { url, format, options },
    {
      url: '/dev/video2',
      format: 'v4l2',
      options: { input_format: 'h264', video_size: '1280x720', framerate: '15' },
    },
  );
  for (const bad of [
    'v4l2:///dev/sda',
    'v4l2:///dev/video0/../sda',
    'v4l2:///dev/video0?size=a',
    'v4l2:///dev/video0?format=raw',
  ]) {
    assert.throws(() => inputRequest(bad, {}, rules), { failure: 'invalid_source' }, bad);
  }
});

test('a file plays at the speed of the clock', () => {
  const pacer = new Pacer('loop');
  assert.equal(pacer.waitMs(5000, 100), 0);
  assert.equal(pacer.waitMs(5040, 110), 30);
  assert.equal(pacer.waitMs(5080, 180), 0);
  assert.equal(pacer.waitMs(9080, 200), 3980);
});

test('a source that was late is not hurried afterwards', () => {
  const pacer = new Pacer('live');
  pacer.waitMs(0, 0);
  assert.equal(pacer.waitMs(1000, 3000), 0);
  assert.ok(Math.abs(pacer.waitMs(2005, 3000) - 1000) < 1);
});

test('media time that leaps begins anew', () => {
  const pacer = new Pacer('live');
  pacer.waitMs(0, 0);
  assert.equal(pacer.waitMs(3_600_000, 40), 0);
  assert.ok(pacer.waitMs(3_600_040, 41) > 30);
});
