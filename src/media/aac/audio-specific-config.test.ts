import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { parseAudioSpecificConfig, serializeAudioSpecificConfig } from './audio-specific-config.ts';

test('reads AAC-LC at 16 kHz mono and 48 kHz stereo', () => {
  assert.deepEqual(parseAudioSpecificConfig(Buffer.from('1408', 'hex')), {
    objectType: 2,
    sampleRate: 16000,
    channels: 1,
    codecString: 'mp4a.40.2',
  });
  assert.equal(parseAudioSpecificConfig(Buffer.from('1190', 'hex'))?.sampleRate, 48000);
});

test('writes what it reads, and answers null to nonsense', () => {
  assert.equal(serializeAudioSpecificConfig(16000, 1).toString('hex'), '1408');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 8 }), (bytes) => {
      const info = parseAudioSpecificConfig(Buffer.from(bytes));
      assert.ok(info === null || (info.channels >= 1 && info.channels <= 8 && info.sampleRate >= 7350));
    }),
  );
});
