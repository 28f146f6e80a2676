/** The opener of `rtsp:` and `rtsps:` URLs. */
import type { Opener } from '../opener.ts';
import { type RtspOptions, RtspSession } from './session.ts';

export function createRtspOpener(rtsp: RtspOptions = {}): Opener {
  return (options, sink) => {
    const session = new RtspSession(options, rtsp, sink);
    // Not before the caller has what this returns.
    queueMicrotask(() => void session.run());
    return { [Symbol.asyncDispose]: () => session.dispose() };
  };
}
