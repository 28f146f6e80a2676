import { VidetteError } from '#domain/errors.ts';
import type { VidettePorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function analysisRoutes({ cameras, streamservers }: VidettePorts): Routes<'getAnalysis'> {
  return {
    getAnalysis: async ({ principal, params }) => {
      const camera = await cameras.getFor(principal, params.camera_id, 'live', 'camera_read');
      const status = streamservers.statusOf(camera.id);
      if (status === null) throw new VidetteError('unavailable', 'nothing is known of this camera yet');
      if (status.analysis === undefined) {
        throw new VidetteError('not_found', 'nothing is looked for at this camera');
      }
      const { wantedRate, sound, ...rest } = status.analysis;
      return {
        ...rest,
        wanted_rate: wantedRate,
        ...(sound !== undefined && { sound: { rms_db: sound.rmsDb, peak_db: sound.peakDb } }),
      };
    },
  };
}
