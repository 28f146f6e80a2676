/** What this dialect asks of the core. */
import type { Clock } from '#domain/clock.ts';
import type { Principal } from '#domain/principal.ts';
import type { DeviceUser } from '../shared/device-user.ts';
import type { MachineFacts } from '../shared/machine.ts';
import type { CameraDirectory, Pictures, Release, StreamFacts } from '../shared/ports.ts';

export interface TokenAccess {
  /** Proves an access token. Throws `unauthenticated`. */
  authenticateBearer(token: string, address: string): Promise<Principal>;
}

export interface RotoclearPorts {
  readonly access: TokenAccess;
  readonly device: DeviceUser;
  readonly cameras: CameraDirectory;
  readonly streams: StreamFacts;
  readonly pictures: Pictures;
  readonly machine: { facts(): Promise<MachineFacts> };
  readonly release: Release;
  readonly clock: Clock;
  /** Number of the camera that is shown; 0 takes the lowest. */
  readonly cameraNumber: number;
}
