/** Our RTSP source against our farm of cameras: what goes wrong in the field, on command. */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { after, before, describe, test } from 'node:test';
import { generate } from 'selfsigned';
import { openSource } from '#devices/open-source.ts';
import { probeSource } from '#devices/probe.ts';
import { createRtspOpener } from '#devices/rtsp/open-rtsp.ts';
import type { SourceState } from '#media/stream.ts';
import { type Farm, startFarm } from '../../../bench/farm/farm.ts';
import { collect } from './collector.ts';

const skip = spawnSync('ffmpeg', ['-version']).error === undefined ? false : 'ffmpeg is missing';

describe('RTSP source and camera farm', { skip, concurrency: true }, () => {
  let farm: Farm;
  before(async () => {
    farm = await startFarm({ cameras: 12, audio: 'aac' });
  });
  after(() => farm.stop());

  test('delivers pictures and sound with their tracks', async () => {
    await using source = collect({ url: farm.url(0) });
    const { collector, counters } = source;
    await collector.until('two seconds', () => collector.of('video').length >= 50);
    const { video, audio } = collector.latest;
    assert.deepEqual([video?.codec, video?.width, video?.height], ['h264', 1920, 1080]);
    assert.match(video?.codecString ?? '', /^avc1\.64/);
    assert.deepEqual([audio?.codec, audio?.sampleRate, audio?.channels], ['aac', 16000, 1]);
    const pictures = collector.of('video');
    assert.ok(pictures.every((one, i) => i === 0 || one.dts - pictures[i - 1]!.dts === 3600));
    assert.ok(pictures.every((one) => !one.discontinuity && one.ptsOffset === 0));
    // Sound and picture of the same instant have the same time.
    const sound = collector.of('audio');
    const skewMs = sound[0]!.utcMs - pictures[0]!.utcMs - (sound[0]!.dts / 16 - pictures[0]!.dts / 90);
    assert.ok(Math.abs(skewMs) < 1, `skew ${skewMs} ms`);
    assert.ok(Math.abs(pictures.at(-1)!.utcMs - Date.now()) < 500);
    assert.deepEqual([counters.transport, counters.lostPackets, counters.invalidPackets], ['tcp', 0, 0]);
  });

  test('hands on some pictures at a time while nobody waits for them, each at once when somebody does', async () => {
    let nobodyWaits = true;
    let reads = 0;
    const patient = () => {
      reads += 1;
      return nobodyWaits;
    };
    await using source = collect({ url: farm.url(10), audio: false, patient });
    const { collector, counters } = source;
    /** Until ten pictures took so many reads. */
    const until = async (what: string, enough: (reads: number) => boolean): Promise<void> => {
      let from = { pictures: collector.samples.length, reads };
      await collector.until(what, () => {
        const pictures = collector.samples.length;
        if (pictures < from.pictures + 10) return false;
        const took = reads - from.reads;
        from = { pictures, reads };
        return enough(took);
      });
    };
    await until('rounds', (took) => took <= 4);
    nobodyWaits = false;
    await until('pictures one by one', (took) => took >= 9);
    nobodyWaits = true;
    await until('rounds again', (took) => took <= 4);
    const pictures = collector.of('video');
    assert.ok(pictures.every((one, i) => i === 0 || one.dts - pictures[i - 1]!.dts === 3600));
    assert.ok(pictures.every((one) => !one.discontinuity));
    assert.ok(Math.abs(pictures.at(-1)!.utcMs - Date.now()) < 500);
    assert.deepEqual([counters.lostPackets, counters.invalidPackets], [0, 0]);
  });

  test('a camera that vanishes while nobody waits is seen to be gone, and streams again', async () => {
    await using source = collect({ url: farm.url(11), patient: () => true });
    const { collector } = source;
    await collector.until('pictures', () => collector.samples.length > 20);
    const { generation } = collector.latest;
    farm.command('drop cam11');
    await collector.until('the end', () => collector.failures[0]?.failure === 'closed');
    await collector.until('the next generation', () => collector.latest.generation > generation);
    const { length } = collector.samples;
    await collector.until('pictures again', () => collector.samples.length > length + 20);
  });

  test('delivers over UDP and tells H.265', async () => {
    await using source = collect({ url: farm.pathUrl('h265'), transport: 'udp' });
    const { collector, counters } = source;
    await collector.until('a second', () => collector.of('video').length >= 25);
    assert.deepEqual([collector.latest.video?.codec, collector.latest.video?.height], ['h265', 1080]);
    assert.match(collector.latest.video?.codecString ?? '', /^hvc1\.1\./);
    assert.equal(counters.transport, 'udp');
  });

  test('leaves sound out when it is not wanted', async () => {
    await using source = collect({ url: farm.pathUrl('pcma'), audio: false });
    await source.collector.until('pictures', () => source.collector.samples.length >= 20);
    assert.equal(source.collector.latest.audio, null);
    assert.equal(source.collector.of('audio').length, 0);
  });

  test('an unknown path is not found, a closed port refused, another scheme an invalid source', async () => {
    for (const [url, failure] of [
      [farm.pathUrl('nowhere'), 'not_found'],
      ['rtsp://127.0.0.1:1/x', 'refused'],
      ['gopher://127.0.0.1/x', 'invalid_source'],
      ['not a url', 'invalid_source'],
    ] as const) {
      await using source = collect({ url });
      await source.collector.until('failure', () => source.collector.failures.length > 0);
      assert.equal(source.collector.failures[0]?.failure, failure);
    }
  });

  test('a camera that vanishes and returns streams again in a later generation', async () => {
    await using source = collect({ url: farm.url(1) });
    const { collector, counters } = source;
    await collector.until('pictures', () => collector.samples.length > 5);
    farm.command('refuse cam1');
    farm.command('drop cam1');
    await collector.until('refusal', () => collector.failures.some((one) => one.failure === 'refused'));
    assert.equal(collector.failures[0]?.failure, 'closed');
    const generation = collector.latest.generation;
    farm.command('accept cam1');
    await collector.until('the next generation', () => collector.latest.generation > generation);
    assert.ok(counters.reconnects >= 2);
  });

  test('a change of resolution begins a new generation on the same connection', async () => {
    await using source = collect({ url: farm.url(2) });
    const { collector, counters } = source;
    await collector.until('pictures', () => collector.samples.length > 5);
    farm.command('resolution cam2 720p');
    await collector.until('the new size', () => collector.latest.video?.width === 1280);
    const count = collector.samples.length;
    await collector.until('new pictures', () => collector.samples.length > count + 5);
    assert.deepEqual([collector.generations.length, counters.reconnects], [2, 0]);
    assert.notDeepEqual(
      collector.generations[0]?.video?.parameterSets,
      collector.latest.video?.parameterSets,
    );
  });

  test('a jump of the RTP clock is a discontinuity, not a hole', async () => {
    await using source = collect({ url: farm.url(3), audio: false });
    const { collector, counters } = source;
    await collector.until('pictures', () => collector.samples.length > 10);
    for (const ticks of [90_000 * 1000, -90_000 * 5000]) {
      const count = collector.samples.length;
      farm.command(`jump cam3 ${ticks}`);
      await collector.until('a discontinuity', () =>
        collector.samples.slice(count).some((one) => one.discontinuity),
      );
      await collector.until('more', () => collector.samples.length > count + 10);
    }
    const [first, last] = [collector.samples[0]!, collector.samples.at(-1)!];
    assert.ok(Math.abs(last.utcMs - Date.now()) < 500);
    assert.ok(Math.abs((last.dts - first.dts) / 90 - (last.utcMs - first.utcMs)) < 300);
    assert.equal(counters.reconnects, 0);
  });

  test('a silent camera times out and is found again', async () => {
    const openers = { rtsp: createRtspOpener({ silenceMs: 1000 }) };
    await using source = collect({ url: farm.url(4), openers });
    const { collector } = source;
    await collector.until('pictures', () => collector.samples.length > 5);
    farm.command('stall cam4');
    await collector.until('time-out', () => collector.failures.some((one) => one.failure === 'timeout'));
    farm.command('resume cam4');
    const generation = collector.latest.generation;
    await collector.until('the next generation', () => collector.latest.generation > generation);
  });

  test('garbage between the frames is skipped and counted', async () => {
    await using source = collect({ url: farm.url(5) });
    const { collector, counters } = source;
    await collector.until('pictures', () => collector.samples.length > 5);
    for (let round = 0; round < 5; round += 1) {
      farm.command('garbage cam5 700');
      const count = collector.of('video').length;
      await collector.until('more', () => collector.of('video').length > count + 3);
    }
    await collector.until('the count', () => counters.invalidPackets > 0);
  });

  test('loss costs the damaged pictures only, and is counted', async () => {
    await using source = collect({ url: farm.url(6), audio: false });
    const { collector, counters } = source;
    await collector.until('pictures', () => collector.samples.length > 10);
    farm.command('loss cam6 0.02');
    await collector.until('loss', () => counters.droppedAccessUnits > 3 && counters.lostPackets > 3);
    await collector.until('a discontinuity', () => collector.samples.some((one) => one.discontinuity));
    farm.command('loss cam6 0');
    const count = collector.samples.length;
    await collector.until('more', () => collector.samples.length > count + 10);
    assert.equal(counters.reconnects, 0);
  });

  test('garbage in the packets of one camera disturbs no other', async () => {
    await using noisy = collect({ url: farm.url(10) });
    await using quiet = collect({ url: farm.url(11), audio: false });
    await noisy.collector.until('pictures', () => noisy.collector.samples.length > 5);
    farm.command('corrupt cam10 0.2');
    await noisy.collector.until('garbage', () => noisy.counters.invalidPackets > 50);
    await quiet.collector.until('pictures', () => quiet.collector.samples.length > 25);
    assert.ok(quiet.collector.samples.every((one) => !one.discontinuity));
    farm.command('corrupt cam10 0');
    const count = noisy.collector.of('video').length;
    await noisy.collector.until('pictures again', () => noisy.collector.of('video').length > count + 20);
    assert.equal(noisy.counters.reconnects, 0);
  });

  test('follows a redirect', async () => {
    await using source = collect({ url: farm.pathUrl('redirect/cam7/sub') });
    await source.collector.until('pictures', () => source.collector.samples.length > 2);
    assert.equal(source.collector.latest.video?.width, 640);
  });

  test('says nothing after it was disposed', async () => {
    const heard: SourceState[] = [];
    let calls = 0;
    const first = Promise.withResolvers<void>();
    const sample = () => {
      calls += 1;
      first.resolve();
    };
    const sink = { tracks: () => {}, sample, state: (state: SourceState) => void heard.push(state) };
    const source = openSource({ url: farm.url(8), transport: 'tcp', audio: true }, sink);
    await first.promise;
    const disposed = source[Symbol.asyncDispose]();
    const before = calls;
    farm.command('drop cam8');
    await disposed;
    assert.deepEqual([calls, heard.map((one) => one.state)], [before, ['connecting', 'streaming']]);
    // And when it never got to connect.
    const other = openSource({ url: farm.url(8), transport: 'tcp', audio: true }, sink);
    await other[Symbol.asyncDispose]();
    assert.equal(heard.length, 2);
  });

  test('a probe measures the stream', async () => {
    const result = await probeSource({ url: farm.url(9, 'sub') });
    assert.ok(result.ok && result.video !== undefined);
    assert.deepEqual([result.video.codec, result.video.width, result.video.fps], ['h264', 640, 5]);
    assert.ok(result.video.bitrateBps > 100_000 && result.video.bitrateBps < 500_000);
    const failed = await probeSource({ url: farm.pathUrl('nowhere') });
    assert.deepEqual(failed, {
      ok: false,
      failure: 'not_found',
      message: 'the camera answers 404 to DESCRIBE',
    });
  });
});

describe('RTSP source and cameras with a password', { skip, concurrency: true }, () => {
  for (const authScheme of ['basic', 'digest-md5', 'digest-sha256'] as const) {
    test(authScheme, async () => {
      const auth = { username: 'op er', password: 'p@ss:w%rd' };
      await using farm = await startFarm({ cameras: 1, auth, authScheme });
      await using explicit = collect({ url: farm.url(0, 'sub'), ...auth });
      await explicit.collector.until('pictures', () => explicit.collector.samples.length > 1);
      const inUrl = farm.url(0, 'sub').replace('//', `//op%20er:${encodeURIComponent(auth.password)}@`);
      await using ofUrl = collect({ url: inUrl });
      await ofUrl.collector.until('pictures', () => ofUrl.collector.samples.length > 1);
      for (const wrong of [{ username: 'op er', password: 'secret-wrong' }, {}]) {
        const events: unknown[] = [];
        await using refused = collect({ url: farm.url(0), ...wrong, log: (event) => events.push(event) });
        await refused.collector.until('refusal', () => refused.collector.failures.length > 0);
        assert.equal(refused.collector.failures[0]?.failure, 'wrong_credentials');
        assert.ok(!JSON.stringify([events, refused.collector.states]).includes('secret-wrong'));
      }
    });
  }
});

describe('RTSP source and what cameras insist on', { skip, concurrency: true }, () => {
  test('falls back to UDP when a camera refuses TCP', async () => {
    await using farm = await startFarm({ cameras: 1, tcp: false, audio: 'pcmu' });
    await using source = collect({ url: farm.url(0), transport: 'auto' });
    await source.collector.until('sound', () => source.collector.of('audio').length > 5);
    assert.equal(source.counters.transport, 'udp');
    assert.equal(source.collector.latest.audio?.codec, 'pcmu');
    await using tcpOnly = collect({ url: farm.url(0), transport: 'tcp' });
    await tcpOnly.collector.until('refusal', () => tcpOnly.collector.failures.length > 0);
    assert.equal(tcpOnly.collector.failures[0]?.failure, 'unsupported');
  });

  test('keeps its session alive', async () => {
    await using farm = await startFarm({ cameras: 1, sessionTimeoutSeconds: 4, enforceTimeout: true });
    await using source = collect({ url: farm.url(0, 'sub') });
    const { collector, counters } = source;
    await collector.until('six seconds', () => collector.samples.length > 30);
    assert.equal(counters.reconnects, 0);
  });

  test('takes the self-signed certificate of a camera, unless it is told not to', async () => {
    const { private: key, cert } = await generate([{ name: 'commonName', value: 'camera' }]);
    await using farm = await startFarm({ cameras: 1, tls: { key, cert } });
    await using source = collect({ url: farm.url(0) });
    await source.collector.until('pictures', () => source.collector.samples.length > 5);
    const openers = { rtsps: createRtspOpener({ verifyTls: true }) };
    await using strict = collect({ url: farm.url(0), openers });
    await strict.collector.until('refusal', () => strict.collector.failures.length > 0);
    assert.match(strict.collector.failures[0]?.message ?? '', /TLS/);
  });

  test('takes its time from the arrival when the camera clock is wrong or silent', async () => {
    for (const options of [{ clockOffsetMs: -3_600_000 }, { senderReports: false }]) {
      await using farm = await startFarm({ cameras: 1, ...options });
      await using source = collect({ url: farm.url(0) });
      const { collector } = source;
      await collector.until('pictures', () => collector.samples.length > 20);
      assert.ok(Math.abs(collector.samples.at(-1)!.utcMs - Date.now()) < 500);
    }
  });
});
