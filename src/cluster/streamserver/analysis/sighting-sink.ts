/** Where the analytics of the cameras send what they have seen. */
import type { SightingPictures } from '#analytics/analyzer/analysis-client.ts';
import type { Sighting } from '#domain/event.ts';
import type { HeatMapReport } from '../../protocol.ts';

/** Calls return at once; what is slow queues behind them. */
export interface SightingSink {
  take(cameraId: string, sighting: Sighting, pictures: SightingPictures): void;
  takeHeatMap(report: HeatMapReport): void;
  /** What has begun at this camera will get no end of its own: it ended with the last picture that was looked at (UTC), if any was. */
  analysisStopped(cameraId: string, lookedUtcMs: number | null): void;
}
