/** What this dialect asks of the core. */
import type { Clock } from '#domain/clock.ts';
import type { DeviceUser } from '../shared/device-user.ts';
import type { CameraDirectory, MotionPictures, Pictures, StreamFacts } from '../shared/ports.ts';

export interface IpcameraPorts {
  readonly device: DeviceUser;
  readonly cameras: CameraDirectory;
  readonly streams: StreamFacts;
  readonly pictures: Pictures & MotionPictures;
  /** PEM of the certificate that the HTTPS listener shows; a chain has its own certificate first. */
  readonly certificate: string;
  /** Port of the RTSP server; 0 while it is off. */
  readonly rtspPort: number;
  readonly clock: Clock;
  /** Number of the camera that is shown; 0 takes the lowest. */
  readonly cameraNumber: number;
}
