/** Runs the thread that asks an Orion service, and ends it when it takes too long or too much. */
import { Worker } from 'node:worker_threads';
import { VidetteError } from '#domain/errors.ts';
import type { OrionInfo, ReadOrionInfo } from './orion-call.ts';
import type { SoapResult, SoapWork } from './soap-worker.ts';

const defaultTimeoutMs = 10_000;
/** For starting the thread, and for a thread that is too busy to see its own timeout. */
const graceMs = 3_000;
const resourceLimits = { maxOldGenerationSizeMb: 128, maxYoungGenerationSizeMb: 16 };

export function orionReader(options: {
  readonly allowPrivate: boolean;
  readonly timeoutMs?: number;
}): ReadOrionInfo {
  const { allowPrivate, timeoutMs = defaultTimeoutMs } = options;
  return (call) => ask({ ...call, allowPrivate, timeoutMs });
}

function ask(workerData: SoapWork): Promise<OrionInfo> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./soap-worker.ts', import.meta.url), {
      workerData,
      resourceLimits,
      env: {},
    });
    const giveUp = (why: string, cause?: unknown): void =>
      reject(new VidetteError('unavailable', `the Orion service ${why}`, { cause }));
    const timer = setTimeout(() => {
      giveUp('does not answer in time');
      void worker.terminate();
    }, workerData.timeoutMs + graceMs);
    worker.on('message', (result: SoapResult) => {
      if (result.ok) resolve(result.info);
      else reject(new VidetteError(result.code, result.message));
      void worker.terminate();
    });
    worker.on('error', (cause) => giveUp('answers what cannot be read', cause));
    worker.on('exit', () => {
      clearTimeout(timer);
      giveUp('answers nothing');
    });
  });
}
