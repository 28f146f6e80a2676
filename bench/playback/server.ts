/**
 * The process whose cost `bench/playback.ts` measures: a streamserver's archive over HTTP and its clip jobs, nothing else.
 * `node bench/playback/server.ts <folder>`; its parent asks over IPC.
 */
import { AnalyzerPool } from '#analytics/analyzer/analyzer-pool.ts';
import { MediaListener } from '#cluster/streamserver/media-listener.ts';
import { playbackArchive } from '#cluster/streamserver/playback-archive.ts';
import { registerPlayback } from '#cluster/streamserver/playback-routes.ts';
import { type ClipJobOrder, type ClipJobState, ClipJobs } from '#media/playback/clip-jobs.ts';
import { openArchive } from './place.ts';

export type Question = { readonly ask: 'usage' } | { readonly ask: 'clip'; readonly order: ClipJobOrder };

export interface Usage {
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** The most that the event loop was held since the last question, milliseconds. */
  readonly longestTurnMs: number;
}

const [folder = ''] = process.argv.slice(2);
const archive = await openArchive(folder);
const playback = playbackArchive(archive);
await using pool = new AnalyzerPool();
const clips = new ClipJobs({
  files: (camera, fromMs, toMs) => playback.files({ cameraId: camera, stream: 'main', fromMs, toMs }),
  moved: (_, state: ClipJobState) => {
    if (state.state !== 'running') process.send?.(state);
  },
  log: (message, details) => console.error(message, details),
});
const listener = new MediaListener();
registerPlayback(listener, {
  archive: playback,
  decode: async (source, track, samples, size) =>
    (await pool.decodeJpeg({ source, track, samples, ...size })).jpeg,
});

let turnAtMs = performance.now();
let longestTurnMs = 0;
setInterval(() => {
  const now = performance.now();
  longestTurnMs = Math.max(longestTurnMs, now - turnAtMs - 5);
  turnAtMs = now;
}, 5);
process.on('message', (question: Question) => {
  if (question.ask === 'clip') {
    clips.start(question.order);
    return;
  }
  const { user, system } = process.cpuUsage();
  const usage: Usage = {
    cpuMs: (user + system) / 1000,
    rssBytes: process.memoryUsage.rss(),
    longestTurnMs,
  };
  longestTurnMs = 0;
  process.send?.(usage);
});
process.on('disconnect', () => process.exit(0));
process.send?.(await listener.listenTcp(0, '127.0.0.1'));
await new Promise(() => {});
