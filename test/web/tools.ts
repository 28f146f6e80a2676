/** Which tools outside this repository are there. */
import { execFileSync } from 'node:child_process';

function has(command: string): boolean {
  try {
    execFileSync(command, ['-version'], { stdio: 'ignore' });
    return true;
  } catch {
    // Not installed, or not to be run: the tests that need it say so.
    return false;
  }
}

/** A reason to skip, or false. */
export const noMedia = has('ffmpeg') ? false : 'ffmpeg is not installed';
