import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { test } from 'node:test';
import { ffmpegMissing } from './clip.fixture.ts';
import { decodeG711 } from './g711.ts';

for (const [law, format] of [
  ['pcma', 'alaw'],
  ['pcmu', 'mulaw'],
] as const) {
  test(`all 256 codes of ${law} sound as ffmpeg decodes them`, { skip: ffmpegMissing }, () => {
    const codes = Buffer.from(Array.from({ length: 256 }, (_, code) => code));
    const args = [
      '-v',
      'error',
      '-f',
      format,
      '-ar',
      '8000',
      '-ac',
      '1',
      '-i',
      'pipe:0',
      '-f',
      's16le',
      'pipe:1',
    ];
    const { stdout } = spawnSync('ffmpeg', args, { input: codes });
    const ours = decodeG711(law, codes);
    assert.equal(stdout.length, 512);
    for (const code of codes) {
      const theirs = stdout.readInt16LE(2 * code) / 32_768;
      assert.ok(Math.abs((ours[code] ?? 9) - theirs) < 1e-3, `${code}: ${ours[code]} instead of ${theirs}`);
    }
  });
}
