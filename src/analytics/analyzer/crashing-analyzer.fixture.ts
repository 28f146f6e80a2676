/** An analyzer for tests that does what the first sample says: `CRASH` ends the process, `HANG` never answers, `NONSENSE` breaks the protocol. */
import { Socket } from 'node:net';
import { analysisWorks } from './analysis-works.ts';
import { createLibavEngine } from './libav-engine.ts';
import type { Engine } from './operations.ts';
import { serveAnalyzer } from './serve.ts';

const socket = new Socket({ fd: 3, readable: true, writable: true });
const libav = createLibavEngine(analysisWorks);

function obey(parts: readonly Buffer[]): Promise<void> | void {
  const word = parts.at(-1)?.toString('latin1', 0, 8).trim();
  if (word === 'CRASH') process.kill(process.pid, 'SIGSEGV');
  if (word === 'NONSENSE') socket.write(Buffer.alloc(64, 0xff));
  if (word === 'CRASH' || word === 'HANG' || word === 'NONSENSE') return new Promise(() => {});
}

const engine: Engine = {
  ...libav,
  decodeJpeg: async (args, parts) => {
    await obey(parts);
    return libav.decodeJpeg(args, parts);
  },
  pushJpegStream: async (args, parts) => {
    await obey(parts);
    return libav.pushJpegStream(args, parts);
  },
  pushAnalysis: async (args, parts) => {
    await obey(parts);
    return libav.pushAnalysis(args, parts);
  },
};
await serveAnalyzer(socket, engine);
process.exit(0);
