/** The clips that the farm plays, made once by ffmpeg into bench/.clips and kept. */
import { execFile } from 'node:child_process';
import { access, mkdir, mkdtemp, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** Changes whenever the clips below do. */
const version = 'v1';
const clipsFolder = join(import.meta.dirname, '..', '.clips');

const noise = 'noise=alls=7:allf=t';
/** `settling`: so many pictures at either end, whole GOPs, are left out again. */
const h264 = (bitrate: string, gop: number, settling = 0, pictures = 0) => [
  ...['-c:v', 'libx264', '-preset', 'veryfast', '-bf', '0', '-g', `${gop}`, '-keyint_min', `${gop}`],
  ...['-sc_threshold', '0', '-b:v', bitrate, '-maxrate', bitrate, '-bufsize', bitrate],
  ...['-bsf:v', `${without(settling, pictures)}h264_metadata=aud=insert`, '-f', 'h264'],
];
const without = (settling: number, pictures: number): string =>
  settling === 0 ? '' : `noise=drop=lt(n\\,${settling})+gte(n\\,${pictures - settling}),`;
const picture = (size: string, fps: number, seconds: number) => [
  '-f',
  'lavfi',
  '-i',
  `testsrc2=s=${size}:r=${fps}:d=${seconds},${noise},format=yuv420p`,
];
const sound = ['-f', 'lavfi', '-i', "aevalsrc='0.2*sin(2*PI*(300+200*sin(0.5*t))*t)':s=16000:d=10"];

/** File name to ffmpeg arguments. */
const recipes: Readonly<Record<string, readonly string[]>> = {
  // 1080p25 at 4 Mb/s, a keyframe every 2 s.
  'main.h264': [...picture('1920x1080', 25, 10), ...h264('4M', 50)],
  'sub.h264': [...picture('640x360', 5, 10), ...h264('256k', 10)],
  // What a camera sends after its resolution was changed.
  'other.h264': [...picture('1280x720', 25, 4), ...h264('2M', 50)],
  'main.h265': [
    ...picture('1920x1080', 25, 10),
    ...['-c:v', 'libx265', '-preset', 'ultrafast', '-b:v', '2M', '-x265-params'],
    'log-level=error:keyint=50:min-keyint=50:scenecut=0:bframes=0:open-gop=0:aud=1:repeat-headers=1',
    ...['-f', 'hevc'],
  ],
  'audio.aac': [...sound, '-c:a', 'aac', '-b:a', '32k', '-ac', '1', '-f', 'adts'],
  'audio.pcma': [...sound, '-ar', '8000', '-ac', '1', '-c:a', 'pcm_alaw', '-f', 'alaw'],
  'audio.pcmu': [...sound, '-ar', '8000', '-ac', '1', '-c:a', 'pcm_mulaw', '-f', 'mulaw'],
};

export const scenes = ['test', 'street', 'still'] as const;
/** What the numbered cameras show: a moving test picture, a street with cars, or a car park where nothing happens but noise. */
export type Scene = (typeof scenes)[number];

const media = join(import.meta.dirname, '../../../shared/media/video');
const scaled = (size: string, fps: number) => `fps=${fps},scale=${size.replace('x', ':')}`;
const fromFile = (file: string, from: number, filter: string) => [
  ...['-ss', String(from), '-i', join(media, file), '-an', '-vf', filter],
];
// An encoder takes a while to find its level, and ends otherwise when it sees the end coming. What is looped lies between, so that its
// sizes do not jump where it begins anew.
const settlingSeconds = 10;
const stillSeconds = (fps: number): number => (fps === 5 ? 60 : 20) + 2 * settlingSeconds;
const stillPicture = (size: string, fps: number) =>
  fromFile(
    'parking-person-bicycle-car.mp4',
    16,
    `trim=end_frame=1,loop=-1:1,setpts=N/${fps}/TB,${scaled(size, fps)},${noise},trim=duration=${stillSeconds(fps)},format=yuv420p`,
  );
// The cars are gone after 30 s.
const street = (size: string, fps: number) =>
  fromFile('street-vehicles.mp4', 0, `${scaled(size, fps)},trim=duration=30,format=yuv420p`);

/** Change whenever the recipes do. */
const sceneVersions = { street: 'v1', still: 'v2' } as const;
const sceneRecipes: Readonly<Record<Exclude<Scene, 'test'>, (size: string, fps: number) => string[]>> = {
  street,
  still: stillPicture,
};

/** Null where the files that it is made of are missing. */
export async function ensureScene(scene: Exclude<Scene, 'test'>): Promise<string | null> {
  if (!(await exists(media))) return null;
  const recipe = sceneRecipes[scene];
  const settled = (fps: number): [settling: number, pictures: number] =>
    scene === 'still' ? [settlingSeconds * fps, stillSeconds(fps) * fps] : [0, 0];
  return ensure(`${scene}-${sceneVersions[scene]}`, {
    'main.h264': [...recipe('1920x1080', 25), ...h264('4M', 50, ...settled(25))],
    'sub.h264': [...recipe('640x360', 5), ...h264('256k', 10, ...settled(5))],
  });
}

/** The folder with all clips; makes them when they are missing (about half a minute, with ffmpeg). */
export function ensureClips(): Promise<string> {
  return ensure(version, recipes);
}

async function ensure(name: string, clips: Readonly<Record<string, readonly string[]>>): Promise<string> {
  const folder = join(clipsFolder, name);
  if (await exists(folder)) return folder;
  await mkdir(clipsFolder, { recursive: true });
  // A folder of our own until all is there: two processes may make clips at once, the first to finish wins.
  const work = await mkdtemp(join(clipsFolder, 'making-'));
  try {
    for (const [file, recipe] of Object.entries(clips)) {
      await run('ffmpeg', ['-hide_banner', '-loglevel', 'error', '-y', ...recipe, join(work, file)]);
    }
    await rename(work, folder);
  } catch (error) {
    await rm(work, { recursive: true, force: true });
    if (!(await exists(folder))) throw error;
  }
  return folder;
}

async function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
