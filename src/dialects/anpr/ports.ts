/** What this dialect asks of the core. */
import type { Clock } from '#domain/clock.ts';
import type { Principal } from '#domain/principal.ts';
import type { DeviceUser } from '../shared/device-user.ts';
import type { MachineFacts } from '../shared/machine.ts';
import type { CameraDirectory, Pictures } from '../shared/ports.ts';

/** Plates read in a period; speeds in km/h, null when none was measured. */
export interface PlateFigures {
  readonly count: number;
  readonly averageSpeed: number | null;
  readonly minimumSpeed: number | null;
  readonly maximumSpeed: number | null;
}

export interface AnprPorts {
  readonly device: DeviceUser;
  readonly cameras: CameraDirectory;
  readonly pictures: Pictures;
  readonly machine: { facts(): Promise<MachineFacts> };
  /** Left out where no plates are read. */
  readonly plates?: { figures(principal: Principal, fromMs: number, toMs: number): Promise<PlateFigures> };
  readonly clock: Clock;
  /** Signs the tokens of this API, at least 32 bytes. Another key makes every issued token invalid. */
  readonly tokenKey: Uint8Array;
}
