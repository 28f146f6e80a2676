import { served } from '#dialects/rotoclear/served.ts';
import { adminPassword } from '../../harness/access.ts';
import type { Subject } from '../subject.ts';

export const rotoclear: Subject = {
  name: 'rotoclear',
  served,
  start: (core, onAnswer) => core.rotoclear(onAnswer),
  signIn: async () => ({
    headers: { authorization: `Basic ${Buffer.from(`admin:${adminPassword}`).toString('base64')}` },
  }),
  examples: async () => ({
    getCameraJpeg: { query: { quality: 95 } },
    getImage: {},
    getCameraStatus: {},
    getInfo: {},
    getStatus: {},
    getHealth: {},
    getApiHealth: {},
  }),
  errorSchema: () => 'Error',
  unauthenticated: 401,
  malformed: [400],
};
