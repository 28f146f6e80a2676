/** What the benchmark looks for: motion with its tracks, a line and a zone over them. */
import { type AnalyticsSettings, noAnalytics } from '#domain/analytics.ts';

export const watched: AnalyticsSettings = {
  ...noAnalytics,
  motion: { zones: [], coolDownSeconds: 5 },
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
