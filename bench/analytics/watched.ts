/** What the benchmark looks for. */
import { type AnalyticsSettings, noAnalytics } from '#domain/analytics.ts';

/** Motion and the objects behind it. */
export const motionAndTracks: AnalyticsSettings = {
  ...noAnalytics,
  motion: { zones: [], coolDownSeconds: 5 },
};

/** And rules over them. */
export const motionTracksAndRules: AnalyticsSettings = {
  ...motionAndTracks,
  lines: [
    {
      name: 'line',
      points: [
        [0, 0.5],
        [1, 0.5],
      ],
      direction: 'both',
    },
  ],
  zones: [
    {
      name: 'zone',
      points: [
        [0.2, 0.2],
        [0.8, 0.2],
        [0.8, 0.8],
        [0.2, 0.8],
      ],
      loiterSeconds: 20,
    },
  ],
};
