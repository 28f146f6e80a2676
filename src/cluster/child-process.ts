/** What every process under the supervisor does: end cleanly on a signal, and when the supervisor is gone. */
import { exitCodeDoNotRestart } from './supervised-process.ts';

export type ShutDown = () => Promise<void>;

/** With the supervisor gone nobody is left who would kill a process that does not come to its end. */
const alonePatienceMs = 10_000;

/**
 * To be called before anything else: a process whose supervisor dies while it is still starting must end, too. Returns what to
 * call with the way to end in order, once there is something to close.
 */
export function runUnderSupervisor(report: (error: unknown) => void): (shutDown: ShutDown) => void {
  let shutDown: ShutDown | null = null;
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    let code = 0;
    try {
      await shutDown?.();
    } catch (error) {
      report(error);
      code = 1;
    }
    process.exit(code);
  };
  // A terminal's Ctrl-C reaches the whole process group: the supervisor's SIGTERM follows and does the work.
  process.on('SIGINT', () => {
    if (!process.connected) void end();
  });
  process.on('SIGTERM', () => void end());
  process.on('disconnect', () => {
    setTimeout(() => process.exit(1), alonePatienceMs).unref();
    void end();
  });
  // Gone before we listened.
  if (process.connected === false) void end();
  return (how) => {
    shutDown = how;
  };
}

/** Ends the process so that it is not started again: the settings or the machine must change first. */
export function giveUp(message: string): never {
  console.error(`vidette: ${message}`);
  process.exit(exitCodeDoNotRestart);
}
