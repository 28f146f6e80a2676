/** What every process under the supervisor does: end cleanly on a signal, and when the supervisor is gone. */
import { exitCodeDoNotRestart } from './supervised-process.ts';

/** `shutDown` must end by itself; a second signal ends the process at once. */
export function runUnderSupervisor(shutDown: () => Promise<void>, report: (error: unknown) => void): void {
  let ending = false;
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    let code = 0;
    try {
      await shutDown();
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
  process.on('disconnect', () => void end());
}

/** Ends the process so that it is not started again: the settings or the machine must change first. */
export function giveUp(message: string): never {
  console.error(`vidette: ${message}`);
  process.exit(exitCodeDoNotRestart);
}
