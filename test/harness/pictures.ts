/** What ffmpeg decodes of a file, an address or samples: one checksum per picture, in the order in which they are shown. */
import { execFile } from 'node:child_process';
import { rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Clip } from '#media/fmp4/test-clips.ts';
import type { VideoTrack } from '#media/stream.ts';
import { tempFolder } from './temp-folder.ts';

const run = promisify(execFile);

/** Pictures of any size are taken as they are. */
export async function picturesOf(input: string, before: readonly string[] = []): Promise<string[]> {
  const args = ['-v', 'error', ...before, '-i', input, '-map', '0:v', '-fps_mode', 'passthrough'];
  const { stdout, stderr } = await run('ffmpeg', [...args, '-autoscale', '0', '-f', 'framemd5', '-'], {
    maxBuffer: 64 * 1024 * 1024,
  });
  if (stderr !== '') throw new Error(`ffmpeg: ${stderr}`);
  return stdout
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => line.split(',').at(-1)?.trim() ?? '');
}

/** Of the samples themselves, without any container of ours. */
export async function picturesOfClip({ track, samples }: Clip<VideoTrack>): Promise<string[]> {
  const startCode = Buffer.from([0, 0, 0, 1]);
  const bytes = [...track.parameterSets.flatMap((set) => [startCode, set])];
  for (const { data } of samples) {
    for (let at = 0; at + 4 <= data.length; ) {
      const end = at + 4 + data.readUInt32BE(at);
      bytes.push(startCode, data.subarray(at + 4, end));
      at = end;
    }
  }
  const folder = tempFolder('pictures');
  try {
    const path = join(folder, 'clip');
    await writeFile(path, Buffer.concat(bytes));
    return await picturesOf(path, ['-f', track.codec === 'h264' ? 'h264' : 'hevc']);
  } finally {
    await rm(folder, { recursive: true });
  }
}

export interface Probed {
  readonly format: { readonly duration: string; readonly start_time: string };
  readonly streams: readonly {
    readonly codec_type: 'video' | 'audio';
    readonly codec_name: string;
    readonly codec_tag_string: string;
    readonly start_time: string;
    readonly duration: string;
    readonly nb_read_packets: string;
  }[];
}

export async function probe(input: string): Promise<Probed> {
  const show = ['-count_packets', '-show_streams', '-show_format', '-of', 'json'];
  const { stdout, stderr } = await run('ffprobe', ['-v', 'error', ...show, input]);
  if (stderr !== '') throw new Error(`ffprobe: ${stderr}`);
  return JSON.parse(stdout) as Probed;
}
