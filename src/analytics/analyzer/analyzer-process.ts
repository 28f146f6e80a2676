/** An analyzer: a child process of a streamserver that decodes. It inherits its connection as file descriptor 3. */
import { Socket } from 'node:net';
import { getPriority, setPriority } from 'node:os';
import { tuneCollectorForMedia } from '#media/recorder/collector.ts';
import { analysisWorks } from './analysis-works.ts';
import type { Engine } from './operations.ts';
import { serveAnalyzer } from './serve.ts';

/** Recording and live delivery come first when the machine is full. */
const niceness = 5;

async function loadEngine(): Promise<Engine> {
  const forced = process.env.VIDETTE_MEDIA_ENGINE;
  if (forced !== 'ffmpeg') {
    try {
      const { createLibavEngine } = await import('./libav-engine.ts');
      return createLibavEngine(analysisWorks);
    } catch (error) {
      console.error(
        `analyzer: FFmpeg's libraries or libjpeg-turbo do not load here, trying the ffmpeg program: ${firstLine(error)}`,
      );
    }
  }
  const { createFfmpegEngine } = await import('./ffmpeg-engine.ts');
  return createFfmpegEngine();
}

function firstLine(error: unknown): string {
  return String(error instanceof Error ? error.message : error).split('\n', 1)[0] ?? '';
}

tuneCollectorForMedia();
setPriority(Math.max(niceness, getPriority()));
// The streamserver decides when an analyzer ends, also when a signal reaches the whole group.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
await serveAnalyzer(new Socket({ fd: 3, readable: true, writable: true }), await loadEngine());
process.exit(0);
