/** Can pictures be decoded? The library is loaded in a child process: one that does not fit this machine may crash. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bad, type Finding, good, messageOf } from './finding.ts';

const script = `import { Codec } from 'node-av/lib';
import { AV_CODEC_ID_H264 } from 'node-av/constants';
if (!Codec.findDecoder(AV_CODEC_ID_H264)) throw new Error('it has no H.264 decoder');`;

export async function checkEngine(): Promise<Finding[]> {
  try {
    await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: import.meta.dirname,
      timeout: 20_000,
    });
    return [good('media engine: loads and decodes H.264')];
  } catch (error) {
    const { stderr } = error as { stderr?: string };
    const why = stderr?.split('\n').find((line) => /Error/.test(line)) ?? messageOf(error);
    return [
      bad(
        `media engine does not load: ${why.trim()}`,
        'recording and live video work; for snapshots and analytics run npm ci again',
      ),
    ];
  }
}
