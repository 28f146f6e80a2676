/**
 * Draws and encodes the clip of the demo camera, assets/demo/{main,sub}.mp4: a street scene of our own with cars, people and
 * sound, 60 s that loop. Needs the ffmpeg program with libx264 and takes two minutes; run it after a change of demo-clip/.
 *
 *     node scripts/demo-clip.ts
 */
import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import sharp from 'sharp';
import { backdrop } from './demo-clip/backdrop.ts';
import { aacFrameLength, muxClip } from './demo-clip/mux.ts';
import { pictureHeight, pictureWidth } from './demo-clip/perspective.ts';
import { loopSeconds, sceneAt } from './demo-clip/scene.ts';
import { sampleRate, streetSound } from './demo-clip/sound.ts';

const mainFps = 25;
const subFps = 5;
const sub = { width: 640, height: 360 };
const target = join(import.meta.dirname, '..', 'assets', 'demo');

const colours = [
  '-colorspace',
  'bt709',
  '-color_primaries',
  'bt709',
  '-color_trc',
  'bt709',
  '-color_range',
  'tv',
];

/** Without B-frames, and in the profile that every browser takes over WebRTC. */
function x264(crf: number, gop: number): string[] {
  return [
    ...['-c:v', 'libx264', '-profile:v', 'baseline', '-preset', 'veryslow', '-crf', String(crf), ...colours],
    ...[
      '-x264-params',
      `keyint=${gop}:min-keyint=${gop}:scenecut=0:aud=1:rc-lookahead=50`,
      '-f',
      'h264',
      '-y',
    ],
  ];
}

async function encodeVideo(folder: string): Promise<void> {
  const toYuv = 'scale=out_color_matrix=bt709:out_range=tv,format=yuv420p';
  const toSub = `select='not(mod(n\\,${mainFps / subFps}))',setpts=N/${subFps}/TB,scale=${sub.width}:${sub.height}:flags=area:out_color_matrix=bt709:out_range=tv,format=yuv420p`;
  const input = [
    '-f',
    'rawvideo',
    '-pix_fmt',
    'rgb24',
    '-s',
    `${pictureWidth}x${pictureHeight}`,
    '-r',
    String(mainFps),
  ];
  const ffmpeg = spawn(
    'ffmpeg',
    [
      ...['-v', 'error', ...input, '-i', 'pipe:0'],
      ...['-map', '0:v', '-vf', toYuv, ...x264(31, 2 * mainFps), join(folder, 'main.h264')],
      ...[
        '-map',
        '0:v',
        '-vf',
        toSub,
        '-r',
        String(subFps),
        ...x264(31, 2 * subFps),
        join(folder, 'sub.h264'),
      ],
    ],
    { stdio: ['pipe', 'inherit', 'inherit'] },
  );
  const ended = once(ffmpeg, 'exit');
  const still = await drawBackdrop();
  for (let frame = 0; frame < loopSeconds * mainFps; frame += 1) {
    const picture = await drawFrame(still, frame / mainFps);
    if (!ffmpeg.stdin.write(picture)) await once(ffmpeg.stdin, 'drain');
    if (frame % 250 === 0) console.log(`${frame} of ${loopSeconds * mainFps} frames`);
  }
  ffmpeg.stdin.end();
  const [code] = await ended;
  if (code !== 0) throw new Error(`ffmpeg ended with code ${code}`);
}

const raw = { width: pictureWidth, height: pictureHeight, channels: 3 } as const;

/** The backdrop with a little grain: asphalt and plaster are not one colour. */
async function drawBackdrop(): Promise<Buffer> {
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" width="${pictureWidth}" height="${pictureHeight}">${backdrop()}</svg>`;
  const pixels = await sharp(Buffer.from(svg)).removeAlpha().raw().toBuffer();
  let state = 1;
  for (let index = 0; index < pixels.length; index += 3) {
    state = (Math.imul(state, 1_103_515_245) + 12_345) >>> 0;
    const grain = ((state >>> 16) % 3) - 1;
    for (let channel = 0; channel < 3; channel += 1) {
      pixels[index + channel] = Math.min(255, Math.max(0, (pixels[index + channel] ?? 0) + grain));
    }
  }
  return pixels;
}

function drawFrame(still: Buffer, second: number): Promise<Buffer> {
  return sharp(still, { raw })
    .composite([{ input: Buffer.from(sceneAt(second)) }])
    .removeAlpha()
    .raw()
    .toBuffer();
}

/** The middle one of three loops, so that the last access unit goes over into the first. */
function encodeSound(): Buffer[] {
  const loop = Buffer.from(streetSound().buffer);
  const { stdout, status } = spawnSync(
    'ffmpeg',
    [
      ...['-v', 'error', '-f', 'f32le', '-ar', String(sampleRate), '-ac', '1', '-i', 'pipe:0'],
      ...['-c:a', 'aac', '-b:a', '32k', '-f', 'adts', 'pipe:1'],
    ],
    {
      input: Buffer.concat([loop, loop, loop]),
      maxBuffer: 64 * 1024 * 1024,
      stdio: ['pipe', 'pipe', 'inherit'],
    },
  );
  if (status !== 0) throw new Error(`ffmpeg ended with code ${status}`);
  const units = splitAdts(stdout);
  const perLoop = (loopSeconds * sampleRate) / aacFrameLength;
  // The first access unit is the encoder's run-up.
  return units.slice(1 + perLoop, 1 + 2 * perLoop);
}

/** ISO 14496-3, 1.A.2.2: a header of 7 bytes (9 with a checksum) holds the length of the frame, header included. */
function splitAdts(stream: Buffer): Buffer[] {
  const units: Buffer[] = [];
  for (let at = 0; at + 7 <= stream.length; ) {
    const length = (stream.readUInt32BE(at + 2) >>> 5) & 0x1fff;
    const header = ((stream[at + 1] ?? 0) & 1) === 1 ? 7 : 9;
    units.push(stream.subarray(at + header, at + length));
    at += length;
  }
  return units;
}

const folder = mkdtempSync(join(tmpdir(), 'demo-clip-'));
try {
  await encodeVideo(folder);
  const sound = { sampleRate, accessUnits: encodeSound() };
  const main = {
    width: pictureWidth,
    height: pictureHeight,
    fps: mainFps,
    annexB: readFileSync(join(folder, 'main.h264')),
  };
  const small = { ...sub, fps: subFps, annexB: readFileSync(join(folder, 'sub.h264')) };
  mkdirSync(target, { recursive: true });
  for (const [name, file] of [
    ['main.mp4', muxClip(main, sound)],
    ['sub.mp4', muxClip(small, null)],
  ] as const) {
    writeFileSync(join(target, name), file);
    console.log(`assets/demo/${name}: ${file.length} bytes`);
  }
} finally {
  rmSync(folder, { recursive: true });
}
