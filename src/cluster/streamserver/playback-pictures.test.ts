/** What ffmpeg sees of recordings: every picture of the camera, no other, at the right time. */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { after, before, describe, test } from 'node:test';
import { audioClip, type Clip, hasFfmpeg, needsFfmpeg, videoClip } from '#media/fmp4/test-clips.ts';
import { splitAnnexB } from '#media/h264/nal-units.ts';
import type { VideoTrack } from '#media/stream.ts';
import { picturesOf, picturesOfClip, probe } from '../../../test/harness/pictures.ts';
import { cameraId, noon, RecordedCamera } from '../../../test/harness/recorded-camera.ts';
import { tempFolder } from '../../../test/harness/temp-folder.ts';

const folder = tempFolder('playback');

/** The clip as a file, as a browser saves it. */
async function save(camera: RecordedCamera, fromMs: number, toMs: number): Promise<string> {
  const { status, body } = await camera.get(`clip.mp4?from=${fromMs}&to=${toMs}`);
  assert.equal(status, 200, body.toString());
  const path = join(folder, 'clip.mp4');
  writeFileSync(path, body);
  return path;
}

/** Reads a playlist as players do, by its byte ranges: what lies between two discontinuities is decoded as one stream. */
async function picturesOfPlaylist(camera: RecordedCamera, path: string): Promise<string[]> {
  const pictures: string[] = [];
  for (const section of (await camera.get(path)).body.toString().split('#EXT-X-DISCONTINUITY\n')) {
    const bytes: Buffer[] = [];
    const read = async (uri = '', length = '', offset = ''): Promise<void> => {
      const range = `bytes=${offset}-${Number(offset) + Number(length) - 1}`;
      const { status, body } = await camera.get(uri, { range });
      assert.deepEqual([status, body.length], [206, Number(length)]);
      bytes.push(body);
    };
    const [, head, headBytes] = /EXT-X-MAP:URI="(.+)",BYTERANGE="(\d+)@0"/.exec(section) ?? [];
    await read(head, headBytes, '0');
    for (const [, length, offset, uri] of section.matchAll(/EXT-X-BYTERANGE:(\d+)@(\d+)\n(.+)/g))
      await read(uri, length, offset);
    const file = join(folder, 'section.mp4');
    writeFileSync(file, Buffer.concat(bytes));
    pictures.push(...(await picturesOf(file)));
  }
  return pictures;
}

/** H.264 with two B-frames between others, times and bytes as ffmpeg's own muxer has them. */
function clipWithBFrames(seconds: number): Clip<VideoTrack> {
  const path = join(folder, 'b-frames.mp4');
  const x264 = 'bframes=2:b-adapt=0:b-pyramid=none:keyint=25:min-keyint=25:scenecut=0:open-gop=0';
  const source = ['-f', 'lavfi', '-i', `testsrc2=size=320x180:rate=25:duration=${seconds}`];
  const encode = ['-pix_fmt', 'yuv420p', '-c:v', 'libx264', '-x264-params', x264, '-y', path];
  execFileSync('ffmpeg', ['-v', 'error', ...source, ...encode]);
  const show = ['-show_entries', 'packet=pts,dts,size,pos,flags', '-of', 'json', path];
  const { packets } = JSON.parse(execFileSync('ffprobe', ['-v', 'error', ...show]).toString()) as {
    packets: { pts: number; dts: number; size: string; pos: string; flags: string }[];
  };
  const annexB = execFileSync('ffmpeg', ['-v', 'error', '-i', path, '-c', 'copy', '-f', 'h264', '-']);
  const types = [7, 8];
  const parameterSets = types.map((type) => splitAnnexB(annexB).find((nal) => ((nal[0] ?? 0) & 31) === type));
  const file = readFileSync(path);
  const [first] = packets;
  const ticks = 90_000 / 12_800;
  return {
    track: {
      ...videoClip({ seconds: 1 }).track,
      parameterSets: parameterSets.filter((set) => set !== undefined),
    },
    samples: packets.map(({ pts, dts, size, pos, flags }) => ({
      kind: 'video',
      data: file.subarray(Number(pos), Number(pos) + Number(size)),
      keyframe: flags.startsWith('K'),
      dts: (dts - (first?.dts ?? 0)) * ticks,
      ptsOffset: (pts - dts) * ticks,
      utcMs: 0,
      discontinuity: false,
    })),
  };
}

describe(
  'H.264 with AAC: twelve seconds in files of five, gaps of a minute, another resolution',
  needsFfmpeg,
  () => {
    const camera = new RecordedCamera();
    const small = hasFfmpeg ? videoClip({ seconds: 12 }) : null;
    const large = hasFfmpeg ? videoClip({ seconds: 4, size: '640x360' }) : null;
    const secondMs = noon + 72_000;
    const thirdMs = noon + 144_000;
    let smallPictures: string[] = [];
    let largePictures: string[] = [];
    let origin = '';

    before(async () => {
      assert.ok(small !== null && large !== null);
      await camera.start();
      await camera.record({ video: small, audio: audioClip('aac', { seconds: 12 }), startMs: noon });
      const audio = audioClip('aac', { seconds: 4 });
      await camera.record({ video: small, audio, startMs: secondMs, seconds: 4 });
      await camera.record({ video: large, audio, startMs: thirdMs });
      smallPictures = await picturesOfClip(small);
      largePictures = await picturesOfClip(large);
      origin = `http://127.0.0.1:${await camera.listener.listenTcp(0, '127.0.0.1')}/archive/${cameraId}`;
    });
    after(() => camera[Symbol.asyncDispose]());

    test('HLS gives every picture of every file, over gaps and another resolution', async () => {
      const pictures = await picturesOfPlaylist(camera, `index.m3u8?from=${noon}&to=${thirdMs + 9000}`);
      // The last second waits for the keyframe that ends its fragment.
      const expected = [...smallPictures, ...smallPictures.slice(0, 100), ...largePictures.slice(0, 75)];
      assert.deepEqual(pictures, expected);
    });

    test('ffmpeg plays HLS over files and a gap without losing a picture', async () => {
      const address = `${origin}/index.m3u8?from=${noon}&to=${secondMs + 9000}`;
      assert.deepEqual(await picturesOf(address), [...smallPictures, ...smallPictures.slice(0, 100)]);
    });

    test('HLS of the growing file gives what is written: the last second waits for its end', async () => {
      const pictures = await picturesOf(`${origin}/index.m3u8?from=${thirdMs}&to=${thirdMs + 9000}`);
      assert.deepEqual(pictures, largePictures.slice(0, 75));
    });

    test('HLS within a file begins at the keyframe before', async () => {
      const pictures = await picturesOf(`${origin}/index.m3u8?from=${noon + 6400}&to=${noon + 8100}`);
      assert.deepEqual(pictures, smallPictures.slice(150, 225));
    });

    test('a clip over several files has exactly the pictures between its ends', async () => {
      const path = await save(camera, noon + 1200, noon + 11_480);
      assert.deepEqual(await picturesOf(path), smallPictures.slice(30, 287));
      const { format, streams } = await probe(path);
      assert.ok(Math.abs(Number(format.duration) - 10.28) < 0.05, `lasts ${format.duration} s`);
      for (const { start_time, duration, codec_type } of streams) {
        assert.ok(Math.abs(Number(start_time)) < 0.065, `${codec_type} begins at ${start_time} s`);
        assert.ok(Math.abs(Number(duration) - 10.28) < 0.07, `${codec_type} lasts ${duration} s`);
      }
    });

    test('a range that begins and ends within pictures has these too', async () => {
      const path = await save(camera, noon + 1210, noon + 2790);
      assert.deepEqual(await picturesOf(path), smallPictures.slice(30, 70));
      assert.ok(Math.abs(Number((await probe(path)).streams[0]?.duration) - 1.59) < 0.002);
    });

    test('one picture is a clip', async () => {
      assert.deepEqual(await picturesOf(await save(camera, noon + 2000, noon + 2040)), [smallPictures[50]]);
    });

    test('a clip over the gap and the change of resolution has both, one after the other', async () => {
      const path = await save(camera, secondMs + 3000, thirdMs + 1000);
      const expected = [...smallPictures.slice(75, 100), ...largePictures.slice(0, 25)];
      assert.deepEqual(await picturesOf(path), expected);
      const { streams } = await probe(path);
      for (const { duration } of streams)
        assert.ok(Math.abs(Number(duration) - 2) < 0.1, `lasts ${duration} s`);
    });

    test('parts of that clip, wherever they are cut, make the whole', async () => {
      const query = `clip.mp4?from=${secondMs + 3000}&to=${thirdMs + 1000}`;
      const { body } = await camera.get(query);
      const parts: Buffer[] = [];
      for (let start = 0; start < body.length; start += 1777) {
        parts.push((await camera.get(query, { range: `bytes=${start}-${start + 1776}` })).body);
      }
      assert.ok(Buffer.concat(parts).equals(body));
    });

    test('picture and sound keep together over the joints of files', async () => {
      // Packets of sound that begin while the file's last second is shown, counted on the camera's own clock.
      const { streams } = await probe(await save(camera, noon, noon + 12_000));
      const [video, audio] = ['video', 'audio'].map((kind) => streams.find((one) => one.codec_type === kind));
      assert.equal(video?.nb_read_packets, '300');
      assert.ok(
        Math.abs(Number(audio?.nb_read_packets) - 12 * (16_000 / 1024)) <= 1,
        String(audio?.nb_read_packets),
      );
      assert.ok(Math.abs(Number(video?.duration) - Number(audio?.duration)) < 0.07);
    });
  },
);

test('H.265 stays H.265 and is tagged as players want it', needsFfmpeg, async () => {
  await using camera = await new RecordedCamera().start();
  const video = videoClip({ codec: 'h265', seconds: 3 });
  await camera.record({ video, audio: audioClip('aac'), startMs: noon });
  await camera.stop();
  const path = await save(camera, noon + 520, noon + 2200);
  assert.deepEqual(await picturesOf(path), (await picturesOfClip(video)).slice(13, 55));
  const { streams } = await probe(path);
  assert.deepEqual(
    streams.map(({ codec_name, codec_tag_string }) => [codec_name, codec_tag_string]),
    [
      ['hevc', 'hvc1'],
      ['aac', 'mp4a'],
    ],
  );
  const origin = `http://127.0.0.1:${await camera.listener.listenTcp(0, '127.0.0.1')}/archive/${cameraId}`;
  assert.equal((await picturesOf(`${origin}/index.m3u8?from=${noon}&to=${noon + 3000}`)).length, 75);
});

test(
  'a clip of a stream with B-frames shows the pictures between its ends and no other',
  needsFfmpeg,
  async () => {
    await using camera = await new RecordedCamera().start();
    const video = clipWithBFrames(4);
    const pictures = await picturesOfClip(video);
    assert.equal(pictures.length, 100);
    await camera.record({ video, startMs: noon });
    await camera.stop();
    // The first picture is shown so long after it is decoded.
    const delayMs = ((video.samples[0]?.ptsOffset ?? 0) * 1000) / 90_000;
    for (const [first, end] of [
      [30, 61],
      [31, 62],
      [32, 63],
      [25, 50],
    ] as const) {
      const path = await save(camera, noon + delayMs + first * 40, noon + delayMs + end * 40);
      assert.deepEqual(await picturesOf(path), pictures.slice(first, end), `${first} to ${end}`);
      const { streams } = await probe(path);
      assert.ok(Math.abs(Number(streams[0]?.duration) - (end - first) / 25) < 0.001);
      assert.equal(Number(streams[0]?.start_time), 0);
    }
  },
);

for (const codec of ['pcma', 'pcmu', 'opus'] as const) {
  test(`${codec} beside the picture is kept as it is`, needsFfmpeg, async () => {
    await using camera = await new RecordedCamera().start();
    await camera.record({ video: videoClip(), audio: audioClip(codec), startMs: noon });
    await camera.stop();
    const { streams } = await probe(await save(camera, noon, noon + 2000));
    const audio = streams.find(({ codec_type }) => codec_type === 'audio');
    assert.equal(audio?.codec_name, { pcma: 'pcm_alaw', pcmu: 'pcm_mulaw', opus: 'opus' }[codec]);
    assert.ok(Math.abs(Number(audio?.duration) - 2) < 0.05, String(audio?.duration));
  });
}

test('sound alone has playlist, clip and no thumbnail', needsFfmpeg, async () => {
  await using camera = new RecordedCamera();
  await camera.start(async () => Buffer.alloc(0));
  await camera.record({ audio: audioClip('aac', { seconds: 8 }), startMs: noon });
  await camera.stop();
  const { format, streams } = await probe(await save(camera, noon + 1000, noon + 5000));
  assert.equal(streams.length, 1);
  assert.ok(Math.abs(Number(format.duration) - 4) < 0.07, format.duration);
  const origin = `http://127.0.0.1:${await camera.listener.listenTcp(0, '127.0.0.1')}/archive/${cameraId}`;
  const played = await probe(`${origin}/index.m3u8?from=${noon}&to=${noon + 8000}`);
  assert.ok(Number(played.streams[0]?.nb_read_packets) >= 124, String(played.streams[0]?.nb_read_packets));
  assert.equal((await camera.get(`thumbnail.jpg?at=${noon + 1000}`)).status, 404);
});
