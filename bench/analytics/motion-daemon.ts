/** Debian's `motion` in its best layout: it decodes the sub-stream only and records the main stream as it comes. */
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Running, start } from '../record/processes.ts';

export async function startMotion(address: string, cameras: number, folder: string): Promise<Running> {
  await mkdir(folder, { recursive: true });
  const main = join(folder, 'motion.conf');
  const files = Array.from({ length: cameras }, (_, index) => join(folder, `camera${index}.conf`));
  for (const [index, file] of files.entries()) await writeFile(file, cameraLines(address, index, folder));
  await writeFile(main, [...common, ...files.map((file) => `camera ${file}`)].join('\n'));
  return start('motion', ['-n', '-c', main]);
}

const common = [
  ...[
    'daemon off',
    'setup_mode off',
    'log_level 3',
    'log_file /dev/null',
    'webcontrol_port 0',
    'stream_port 0',
  ],
  ...['width 640', 'height 360', 'framerate 5', 'threshold 1500', 'event_gap 10'],
  // Recorded all the time, as the other side of the comparison does; pictures only as they come.
  ...[
    'emulate_motion on',
    'picture_output off',
    'movie_output on',
    'movie_passthrough on',
    'movie_max_time 60',
  ],
];

function cameraLines(address: string, index: number, folder: string): string {
  return [
    `camera_id ${index + 1}`,
    `netcam_url ${address}/cam${index}/sub`,
    `netcam_high_url ${address}/cam${index}`,
    'netcam_params rtsp_transport=tcp',
    'netcam_high_params rtsp_transport=tcp',
    `target_dir ${folder}`,
    `movie_filename ${index}-%Y%m%d%H%M%S`,
  ].join('\n');
}
