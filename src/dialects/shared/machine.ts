/** Figures of the machine that the device APIs tell: processor, memory, temperature, network, storage. */
import { readdir, readFile, statfs } from 'node:fs/promises';
import { cpus, freemem, hostname, loadavg, networkInterfaces, totalmem } from 'node:os';
import type { Clock } from '#domain/clock.ts';

export interface MachineFacts {
  /** Seconds since the server started. */
  readonly uptimeSeconds: number;
  /** 0..100, of all cores, over the time since the last look (at least a second). */
  readonly cpuPercent: number;
  /** Load average of the last minute. */
  readonly load: number;
  /** Degrees Celsius; null where the machine has no sensor. */
  readonly temperature: number | null;
  readonly memory: { readonly totalBytes: number; readonly availableBytes: number };
  /** The volume that recordings go to; null when it is not there. */
  readonly storage: { readonly totalBytes: number; readonly freeBytes: number } | null;
  /** First address that is not loopback; null when there is none. */
  readonly address: string | null;
  readonly hostname: string;
}

const minIntervalMs = 1_000;

export class Machine {
  readonly #clock: Clock;
  readonly #storagePath: string;
  readonly #startedMs: number;
  #sample: { atMs: number; busyMs: number; totalMs: number };
  #cpuPercent: number;

  constructor(clock: Clock, storagePath: string) {
    this.#clock = clock;
    this.#storagePath = storagePath;
    this.#startedMs = clock.monotonicMs();
    const { busyMs, totalMs } = cpuTimes();
    this.#sample = { atMs: this.#startedMs, busyMs, totalMs };
    this.#cpuPercent = share(busyMs, totalMs);
  }

  async facts(): Promise<MachineFacts> {
    const [temperature, availableBytes, storage] = await Promise.all([
      readTemperature(),
      readAvailableMemory(),
      readStorage(this.#storagePath),
    ]);
    return {
      uptimeSeconds: Math.floor((this.#clock.monotonicMs() - this.#startedMs) / 1000),
      cpuPercent: this.#cpu(),
      load: loadavg()[0] ?? 0,
      temperature,
      memory: { totalBytes: totalmem(), availableBytes },
      storage,
      address: ownAddress(),
      hostname: hostname(),
    };
  }

  #cpu(): number {
    const atMs = this.#clock.monotonicMs();
    if (atMs - this.#sample.atMs < minIntervalMs) return this.#cpuPercent;
    const { busyMs, totalMs } = cpuTimes();
    this.#cpuPercent = share(busyMs - this.#sample.busyMs, totalMs - this.#sample.totalMs);
    this.#sample = { atMs, busyMs, totalMs };
    return this.#cpuPercent;
  }
}

function cpuTimes(): { busyMs: number; totalMs: number } {
  let idleMs = 0;
  let totalMs = 0;
  for (const { times } of cpus()) {
    idleMs += times.idle;
    totalMs += times.idle + times.user + times.nice + times.sys + times.irq;
  }
  return { busyMs: totalMs - idleMs, totalMs };
}

function share(busyMs: number, totalMs: number): number {
  if (totalMs <= 0) return 0;
  return Math.min(100, Math.max(0, Math.round((busyMs / totalMs) * 1000) / 10));
}

/** The hottest thermal zone (Linux, Documentation/driver-api/thermal/sysfs-api.rst: millidegrees Celsius). */
async function readTemperature(): Promise<number | null> {
  const root = '/sys/class/thermal';
  const zones = (await readdir(root).catch(() => [])).filter((name) => name.startsWith('thermal_zone'));
  const texts = await Promise.all(
    zones.map((zone) => readFile(`${root}/${zone}/temp`, 'utf8').catch(() => '')),
  );
  const degrees = texts
    .map((text) => Number.parseInt(text, 10) / 1000)
    .filter((value) => value > 0 && value < 200);
  return degrees.length === 0 ? null : Math.round(Math.max(...degrees) * 10) / 10;
}

/** Memory that programs can have, caches counted as free; plain free memory where the kernel does not tell. */
async function readAvailableMemory(): Promise<number> {
  const text = await readFile('/proc/meminfo', 'utf8').catch(() => '');
  const kilobytes = /^MemAvailable:\s+(\d+) kB/m.exec(text)?.[1];
  return kilobytes === undefined ? freemem() : Number(kilobytes) * 1024;
}

async function readStorage(path: string): Promise<MachineFacts['storage']> {
  const volume = await statfs(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT' || error.code === 'ENOTDIR' || error.code === 'EIO') return null;
    throw error;
  });
  return volume && { totalBytes: volume.blocks * volume.bsize, freeBytes: volume.bavail * volume.bsize };
}

function ownAddress(): string | null {
  const all = Object.values(networkInterfaces()).flatMap((list) => list ?? []);
  const outer = all.filter((entry) => !entry.internal);
  return (outer.find((entry) => entry.family === 'IPv4') ?? outer[0])?.address ?? null;
}
