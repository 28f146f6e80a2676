import { served } from '#dialects/vidette/served.ts';
import type { Subject } from '../subject.ts';
import { platform } from './platform.ts';
import { analysisExamples } from './vidette-analysis.ts';
import { nativeEventExamples } from './vidette-events.ts';
import { scenarioExamples } from './vidette-scenarios.ts';

export const vidette: Subject = {
  ...platform,
  name: 'vidette',
  served,
  start: (core, onAnswer) => core.vidette(onAnswer),
  examples: async (core) => {
    Object.assign(core.streamservers.replies, { 'record.manual': () => ({}) });
    const [camera] = await core.cameras.all(core.admin);
    const params = { camera_id: camera!.id };
    return {
      getRecording: { params },
      setRecording: { params, body: { on: true, seconds: 30 } },
      ...(await analysisExamples(core)),
      ...(await scenarioExamples(core)),
      ...(await nativeEventExamples(core)),
    };
  },
};
