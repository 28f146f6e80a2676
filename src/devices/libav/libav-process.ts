/**
 * The process that reads one input with libav and hands its packets to the streamserver. Reading blocks threads and hostile
 * containers may crash it: that is why it is a process of its own. It is told what to open by message, never by arguments.
 */
import { setTimeout as pause } from 'node:timers/promises';
import type { InputRequest } from './input.ts';
import type { LibavInput } from './libav-input.ts';
import type { InputMessage } from './messages.ts';
import { Pacer } from './pacer.ts';

/** Packets that the streamserver has not taken yet; then reading waits. */
const maxUnsent = 64;
let unsent = 0;
let wake: (() => void) | null = null;

async function tell(message: InputMessage): Promise<void> {
  unsent += 1;
  process.send?.(message, (error) => {
    if (error !== null) process.exit(1);
    unsent -= 1;
    wake?.();
  });
  while (unsent >= maxUnsent) {
    await new Promise<void>((resolve) => {
      wake = resolve;
    });
  }
}

async function run(request: InputRequest): Promise<void> {
  const libav = await loadLibav();
  if (libav === null) return;
  const { LibavInput, failureOf } = libav;
  try {
    await read(new LibavInput(request), new Pacer(request.kind));
  } catch (error) {
    await tell({ type: 'failed', ...failureOf(error) });
  }
}

async function loadLibav() {
  try {
    const [{ LibavInput }, { failureOf }] = await Promise.all([
      import('./libav-input.ts'),
      import('./libav-error.ts'),
    ]);
    return { LibavInput, failureOf };
  } catch (error) {
    const why = String(error instanceof Error ? error.message : error).split('\n', 1)[0];
    await tell({
      type: 'failed',
      failure: 'unsupported',
      message: `this needs node-av, which does not load: ${why}`,
    });
    return null;
  }
}

async function read(input: LibavInput, pacer: Pacer): Promise<void> {
  await tell(await input.open());
  for await (const { packet, decodeMs } of input.packets()) {
    if (decodeMs !== null) {
      const waitMs = pacer.waitMs(decodeMs, performance.now());
      if (waitMs >= 1) await pause(waitMs);
    }
    await tell(packet);
  }
  await tell({ type: 'failed', failure: 'closed', message: 'the stream has ended' });
}

// A read that blocks would keep an orderly exit waiting for ever.
process.on('disconnect', () => process.kill(process.pid, 'SIGKILL'));
// The streamserver decides when it ends, also when a signal reaches the whole group.
for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => {});
process.once('message', (request) => {
  void run(request as InputRequest);
});
