/** Starts what other programs can keep from starting, for example by having its port: viewers wait for it, recordings do not. */

const pauseMs = 5000;

/** Resolves after the first attempt, whatever came of it; further ones follow until one succeeds or `signal` is aborted. */
export async function startPatiently(
  start: () => Promise<void>,
  failed: (error: unknown) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await start();
  } catch (error) {
    if (signal.aborted) return;
    failed(error);
    const timer = setTimeout(() => {
      signal.removeEventListener('abort', cancel);
      void startPatiently(start, failed, signal);
    }, pauseMs);
    const cancel = () => clearTimeout(timer);
    signal.addEventListener('abort', cancel, { once: true });
  }
}
