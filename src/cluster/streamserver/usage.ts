/** Processor time and memory of this process and, where there is a /proc, of those that it started. */
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts process time in hundredths of a second (USER_HZ). */
const ticksPerSecond = 100;
const pageBytes = 4096;

export interface Usage {
  /** Share of one core over the last seconds. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
}

/** Children are counted in hundredths of a second: a share over one second would be of no use. */
const windowMs = 10_000;

export class UsageMeter {
  readonly #readings: { atMs: number; cpuSeconds: number }[] = [];

  /** `atMs` is monotonic. */
  read(atMs: number): Usage {
    const { cpuSeconds, memoryBytes } = totals();
    this.#readings.push({ atMs, cpuSeconds });
    while ((this.#readings[1]?.atMs ?? atMs) <= atMs - windowMs) this.#readings.shift();
    const first = this.#readings[0];
    if (first === undefined || atMs <= first.atMs) return { cpuPercent: 0, memoryBytes };
    // A child that ended takes its time along: no negative share for that.
    const share = Math.max(0, cpuSeconds - first.cpuSeconds) / ((atMs - first.atMs) / 1000);
    return { cpuPercent: Math.round(share * 10_000) / 100, memoryBytes };
  }
}

interface Totals {
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

function totals(): Totals {
  const { user, system } = process.cpuUsage();
  const children = existsSync('/proc/self/task') ? childrenOf(process.pid).map(ofTree) : [];
  return sum([{ cpuSeconds: (user + system) / 1e6, memoryBytes: process.memoryUsage.rss() }, ...children]);
}

function ofTree(pid: number): Totals {
  return sum([ofProcess(pid), ...childrenOf(pid).map(ofTree)]);
}

/** What the first thread of a process started; none when it has ended. */
export function childrenOf(pid: number): number[] {
  return readOfProcess(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
}

function sum(parts: readonly Totals[]): Totals {
  let cpuSeconds = 0;
  let memoryBytes = 0;
  for (const part of parts) {
    cpuSeconds += part.cpuSeconds;
    memoryBytes += part.memoryBytes;
  }
  return { cpuSeconds, memoryBytes };
}

/** proc(5): fields 14 and 15 of stat are user and system time, field 24 resident pages. The name before may hold anything. */
function ofProcess(pid: number): Totals {
  const stat = readOfProcess(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3] ?? 0);
  return { cpuSeconds: (field(14) + field(15)) / ticksPerSecond, memoryBytes: field(24) * pageBytes };
}

/** A file of /proc; empty for a process that ended meanwhile. */
export function readOfProcess(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
