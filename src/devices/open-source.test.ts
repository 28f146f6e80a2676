import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import type { SourceSink } from '#media/stream.ts';
import { openSource } from './open-source.ts';
import type { OpenOptions } from './opener.ts';
import { ReconnectPauses } from './reconnect.ts';
import { SourceError } from './source-error.ts';
import { credentialsOf, parseSourceUrl, resolveControl } from './source-url.ts';

const noTracks = { video: null, audio: null };

test('generations grow over connections, and old connections are not heard', async () => {
  const opened: { options: OpenOptions; sink: SourceSink }[] = [];
  let second = Promise.withResolvers<void>();
  const told: unknown[] = [];
  const source = openSource(
    {
      url: 'fake:one',
      transport: 'auto',
      audio: true,
      reconnect: { firstMs: 1 },
      openers: {
        fake: (options, sink) => {
          opened.push({ options, sink });
          second.resolve();
          return { [Symbol.asyncDispose]: async () => {} };
        },
      },
    },
    {
      tracks: ({ generation }) => told.push(generation),
      sample: () => told.push('sample'),
      state: ({ state }) => told.push(state),
    },
  );
  await second.promise;
  second = Promise.withResolvers();
  const fail = { state: 'failed', failure: 'closed', message: '', retryInMs: 0 } as const;
  opened[0]?.sink.tracks({ generation: 1, ...noTracks });
  opened[0]?.sink.tracks({ generation: 2, ...noTracks });
  opened[0]?.sink.state(fail);
  await second.promise;
  opened[0]?.sink.tracks({ generation: 3, ...noTracks });
  opened[0]?.sink.state(fail);
  opened[1]?.sink.tracks({ generation: 1, ...noTracks });
  await source[Symbol.asyncDispose]();
  opened[1]?.sink.tracks({ generation: 2, ...noTracks });
  assert.deepEqual(told, ['connecting', 1, 2, 'failed', 'connecting', 3]);
  assert.equal(opened[1]?.options.counters.reconnects, 1);
});

test('an opener that throws is a failure like any other', async () => {
  const failed = Promise.withResolvers<string>();
  await using _source = openSource(
    {
      url: 'fake:one',
      transport: 'auto',
      audio: true,
      openers: {
        fake: () => {
          throw new SourceError('unsupported', 'no');
        },
      },
    },
    {
      tracks: () => {},
      sample: () => {},
      state: (state) => {
        if (state.state === 'failed') failed.resolve(state.failure);
      },
    },
  );
  assert.equal(await failed.promise, 'unsupported');
});

test('pauses grow to the cap, shrink after a stable stream, and are long where trying does not help', () => {
  const pauses = new ReconnectPauses({ random: () => 0.5 });
  const next = (streamedMs = 0) => pauses.next('closed', streamedMs);
  assert.deepEqual(
    [next(), next(), next(), next(), next(), next(), next()],
    [1000, 2000, 4000, 8000, 16000, 30000, 30000],
  );
  assert.equal(next(29_000), 30_000);
  assert.equal(next(30_000), 1000);
  assert.equal(new ReconnectPauses({ random: () => 0.5 }).next('wrong_credentials', 0), 30_000);
});

test('pauses stay between three quarters of the first and the cap', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }), { maxLength: 30 }),
      (randoms) => {
        let i = 0;
        const pauses = new ReconnectPauses({ random: () => randoms[i++] ?? 0 });
        for (const _ of randoms) {
          const pause = pauses.next('timeout', 0);
          assert.ok(pause >= 750 && pause <= 30_000);
        }
      },
    ),
  );
});

test('reads the URLs that people write', () => {
  assert.deepEqual(parseSourceUrl('rtsp://admin:p@ss%20%@10.0.0.5/Streaming/Channels/101?a=b&c'), {
    scheme: 'rtsp',
    host: '10.0.0.5',
    port: 554,
    uri: 'rtsp://10.0.0.5/Streaming/Channels/101?a=b&c',
    path: '/Streaming/Channels/101?a=b&c',
    credentials: { username: 'admin', password: 'p@ss%20%' },
  });
  const v6 = parseSourceUrl('RTSPS://u@[fe80::1]:8322');
  assert.deepEqual([v6.scheme, v6.host, v6.port, v6.path], ['rtsps', 'fe80::1', 8322, '/']);
  assert.deepEqual(credentialsOf(v6, { username: 'x', password: 'y' }), { username: 'x', password: 'y' });
  assert.deepEqual(credentialsOf(v6, {}), { username: 'u', password: '' });
});

test('refuses what is no URL without repeating it', () => {
  for (const url of [
    '',
    'camera',
    'rtsp://',
    'rtsp://a b/',
    'rtsp://h:99999/',
    'rtsp://u:secret@/x',
    'rtsp://h/\r\nX: y',
  ]) {
    assert.throws(
      () => parseSourceUrl(url),
      (error) =>
        error instanceof SourceError &&
        error.failure === 'invalid_source' &&
        !error.message.includes('secret'),
    );
  }
  fc.assert(
    fc.property(fc.string(), (text) => {
      for (const url of [text, `rtsp://${text}`]) {
        try {
          parseSourceUrl(url);
        } catch (error) {
          assert.ok(error instanceof SourceError);
        }
      }
    }),
  );
});

test('resolves control attributes as servers mean them', () => {
  const base = 'rtsp://h/live?x=1';
  assert.equal(resolveControl(base, '*'), base);
  assert.equal(resolveControl(base, ''), base);
  assert.equal(resolveControl(`${base}/`, 'trackID=1'), 'rtsp://h/live?x=1/trackID=1');
  assert.equal(resolveControl('rtsp://h/live', '/track1'), 'rtsp://h/live/track1');
  assert.equal(resolveControl(base, 'rtsp://other/abs'), 'rtsp://other/abs');
});
