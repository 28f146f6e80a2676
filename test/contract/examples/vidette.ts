import { served } from '#dialects/vidette/served.ts';
import type { Subject } from '../subject.ts';
import { platform } from './platform.ts';

export const vidette: Subject = {
  ...platform,
  name: 'vidette',
  served,
  start: (core, onAnswer) => core.vidette(onAnswer),
  examples: async () => ({}),
};
