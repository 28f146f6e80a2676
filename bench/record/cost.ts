/** What processes cost, as Linux counts it. */
import { readdirSync } from 'node:fs';
import { readOfProcess } from '#cluster/streamserver/usage.ts';

export interface Cost {
  /** User and system time so far, of these processes and of their children that ended. */
  readonly cpuMs: number;
  readonly rssBytes: number;
  /** Shared pages counted in parts. */
  readonly pssBytes: number;
}

/** 100 on every Linux that Node runs on. */
const ticksPerSecond = 100;

/** The process and all that descend from it. */
export function processTree(root: number): number[] {
  const parents = new Map<number, number>();
  for (const name of readdirSync('/proc')) {
    if (!/^\d+$/.test(name)) continue;
    const fields = statOf(Number(name));
    if (fields !== null) parents.set(Number(name), Number(fields[1]));
  }
  const tree = [root];
  for (const pid of tree) for (const [child, parent] of parents) if (parent === pid) tree.push(child);
  return tree;
}

export function costOf(pids: readonly number[]): Cost {
  let cpuMs = 0;
  let rssBytes = 0;
  let pssBytes = 0;
  for (const pid of pids) {
    const fields = statOf(pid);
    if (fields === null) continue;
    // utime, stime, cutime, cstime: fields 14 to 17 of proc(5).
    for (const index of [11, 12, 13, 14]) cpuMs += (Number(fields[index]) * 1000) / ticksPerSecond;
    const memory = readOfProcess(`/proc/${pid}/smaps_rollup`);
    rssBytes += kilobytes(memory, 'Rss') * 1024;
    pssBytes += kilobytes(memory, 'Pss') * 1024;
  }
  return { cpuMs, rssBytes, pssBytes };
}

/** The fields of /proc/<pid>/stat after the name: state, parent, …; null when the process is gone. */
function statOf(pid: number): string[] | null {
  const text = readOfProcess(`/proc/${pid}/stat`);
  return text === '' ? null : text.slice(text.lastIndexOf(')') + 2).split(' ');
}

const kilobytes = (text: string, name: string): number =>
  Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1] ?? 0);
