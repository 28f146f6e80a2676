/** The operations that are served. The compiler holds the handlers to this list, docs/coverage.md is made from it. */
import type { operations } from './generated/contract.ts';

export const served = [
  'listCameras',
  'createCamera',
  'searchCameras',
  'getCamera',
  'updateCamera',
  'deleteCamera',
  'hello',
  'listPlaces',
  'createPlace',
  'searchPlaces',
  'getPlace',
  'updatePlace',
  'deletePlace',
  'listPlacePlans',
  'listPlaceCameras',
  'listSegments',
  'getSegmentIndex',
  'getCameraSnapshot',
  'getStream',
  'getStreamInfo',
  'verifyStream',
  'listStreamServers',
  'getStreamUptimeSummary',
  'getStreamDowntimes',
  'obtainToken',
  'refreshToken',
  'revokeToken',
  'getCurrentUser',
  'listVideoClips',
  'createVideoClip',
  'getVideoClip',
  'deleteVideoClip',
] as const satisfies (keyof operations)[];

export type ServedId = (typeof served)[number];
