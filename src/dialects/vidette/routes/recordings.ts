import type { VidettePorts } from '../ports.ts';
import type { Routes } from '../wire.ts';

export function recordingRoutes({ manualRecordings }: VidettePorts): Routes<'getRecording' | 'setRecording'> {
  return {
    getRecording: async ({ principal, params }) => {
      const { on, untilMs } = await manualRecordings.state(principal, params.camera_id);
      return { on, until: untilMs };
    },
    setRecording: async ({ principal, params, body }) => {
      if (body.on) {
        const untilMs = await manualRecordings.start(principal, params.camera_id, body.seconds);
        return { on: true, until: untilMs };
      }
      await manualRecordings.stop(principal, params.camera_id);
      return { on: false, until: null };
    },
  };
}
