/** Recordings are only as good as their times. */
import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { bad, doubtful, type Finding, good } from './finding.ts';

/** No release of Vidette is older. */
const earliestMs = Date.UTC(2025, 0, 1);

export async function checkClock(): Promise<Finding[]> {
  const now = new Date();
  if (now.getTime() < earliestMs)
    return [bad(`the clock says ${now.toISOString()}`, 'set the clock; recordings would get wrong times')];
  const synchronized = await isSynchronized();
  if (synchronized === true) return [good(`clock ${now.toISOString()}, kept by NTP`)];
  const advice = 'turn on NTP (timedatectl set-ntp true, or chrony): cameras and recordings need one time';
  if (synchronized === false) return [doubtful(`clock ${now.toISOString()}: not kept by NTP`, advice)];
  return [doubtful(`clock ${now.toISOString()}: this machine does not say whether NTP keeps it`, advice)];
}

/** As systemd or chrony tells; null when neither does. */
async function isSynchronized(): Promise<boolean | null> {
  const told = await output('timedatectl', ['show', '--property=NTPSynchronized', '--value']);
  if (told === 'yes' || told === 'no') return told === 'yes';
  const tracking = await output('chronyc', ['-c', 'tracking']);
  if (tracking === null) return null;
  return !tracking.endsWith('Not synchronised');
}

async function output(command: string, args: readonly string[]): Promise<string | null> {
  try {
    const { stdout } = await promisify(execFile)(command, [...args], { timeout: 3_000 });
    return stdout.trim();
  } catch {
    // Not installed, or no service to ask: then it tells nothing.
    return null;
  }
}
