/** Processor time and memory of this process and of those it started, from /proc; of this process alone where there is none. */
import { existsSync, readFileSync } from 'node:fs';

/** Linux counts process time in hundredths of a second (USER_HZ). */
const ticksPerSecond = 100;
const pageBytes = 4096;

export interface Usage {
  /** Share of one core since the last look. */
  readonly cpuPercent: number;
  readonly memoryBytes: number;
}

export class UsageMeter {
  #last: { atMs: number; cpuSeconds: number } | null = null;

  /** `atMs` is monotonic. */
  read(atMs: number): Usage {
    const { cpuSeconds, memoryBytes } = existsSync('/proc/self/stat') ? ofTree(process.pid) : ofThis();
    const last = this.#last;
    this.#last = { atMs, cpuSeconds };
    if (last === null || atMs <= last.atMs) return { cpuPercent: 0, memoryBytes };
    // A child that ended takes its time along: no negative share for that.
    const share = Math.max(0, cpuSeconds - last.cpuSeconds) / ((atMs - last.atMs) / 1000);
    return { cpuPercent: Math.round(share * 10_000) / 100, memoryBytes };
  }
}

interface Totals {
  readonly cpuSeconds: number;
  readonly memoryBytes: number;
}

function ofThis(): Totals {
  const { user, system } = process.cpuUsage();
  return { cpuSeconds: (user + system) / 1e6, memoryBytes: process.memoryUsage.rss() };
}

function ofTree(pid: number): Totals {
  const own = ofProcess(pid);
  const children = readOr(`/proc/${pid}/task/${pid}/children`).split(' ').filter(Boolean).map(Number);
  return children.map(ofTree).reduce(
    (sum, one) => ({
      cpuSeconds: sum.cpuSeconds + one.cpuSeconds,
      memoryBytes: sum.memoryBytes + one.memoryBytes,
    }),
    own,
  );
}

/** proc(5): fields 14 and 15 of stat are user and system time, field 24 resident pages. The name before may hold anything. */
function ofProcess(pid: number): Totals {
  const stat = readOr(`/proc/${pid}/stat`);
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
  const field = (number: number): number => Number(fields[number - 3] ?? 0);
  return { cpuSeconds: (field(14) + field(15)) / ticksPerSecond, memoryBytes: field(24) * pageBytes };
}

/** Empty for a process that ended meanwhile. */
function readOr(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    if (['ENOENT', 'ESRCH'].includes((error as NodeJS.ErrnoException).code ?? '')) return '';
    throw error;
  }
}
