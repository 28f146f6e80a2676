/** What analyzers look and listen with. */
import { PictureAnalysis } from '../analysis.ts';
import { SoundAnalysis } from '../sound/sound-analysis.ts';
import type { AnalysisWorks } from './analysis-stream.ts';

export const analysisWorks: AnalysisWorks = {
  // Ids of objects are unique to the camera: an analyzer that begins anew must not give one a second time.
  pictures: (settings, beginMs) => new PictureAnalysis(settings, `${Math.round(beginMs).toString(36)}-`),
  sound: ({ sound }) => (sound === null ? null : new SoundAnalysis(sound)),
};
