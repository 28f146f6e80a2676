/** Figures of the machine and of today's plates in the words of this API. Pure. */
import type { MachineFacts } from '../shared/machine.ts';
import type { components } from './generated/contract.ts';
import type { PlateFigures } from './ports.ts';

export function toStatus(
  machine: MachineFacts,
  plates: PlateFigures,
  numberOfCameras: number,
  now: Date,
): components['schemas']['SystemStatus'] {
  const { totalBytes, availableBytes } = machine.memory;
  return {
    uptime: machine.uptimeSeconds,
    ram_usage_percent: round(((totalBytes - availableBytes) / totalBytes) * 100),
    ram_free: Math.round(availableBytes / 2 ** 20),
    cpu_usage_percent: machine.cpuPercent,
    cpu_avg: Math.round(machine.load * 100) / 100,
    cpu_temp: machine.temperature ?? 0,
    disk_free: round((machine.storage?.freeBytes ?? 0) / 2 ** 30),
    disk_total: round((machine.storage?.totalBytes ?? 0) / 2 ** 30),
    current_time: toLocalTime(now),
    number_of_plates_today: plates.count,
    average_speed_today: round(plates.averageSpeed ?? 0),
    minimum_speed_today: round(plates.minimumSpeed ?? 0),
    maximum_speed_today: round(plates.maximumSpeed ?? 0),
    number_of_cameras: numberOfCameras,
  };
}

/** `YYYY-MM-DD HH:MM:SS` in the time zone of the machine. */
export function toLocalTime(time: Date): string {
  const two = (value: number) => String(value).padStart(2, '0');
  const date = [time.getFullYear(), two(time.getMonth() + 1), two(time.getDate())].join('-');
  return `${date} ${[time.getHours(), time.getMinutes(), time.getSeconds()].map(two).join(':')}`;
}

/** Midnight of the machine's time zone before `time`, UTC milliseconds. */
export function localMidnightMs(time: Date): number {
  return new Date(time.getFullYear(), time.getMonth(), time.getDate()).getTime();
}

function round(value: number): number {
  return Math.round(value * 10) / 10;
}
