import { served } from '#dialects/ipcamera/served.ts';
import { adminPassword } from '../../harness/access.ts';
import type { Subject } from '../subject.ts';

const body = { password: adminPassword };

export const ipcamera: Subject = {
  name: 'ipcamera',
  served,
  start: (core, onAnswer) => core.ipcamera(onAnswer),
  signIn: async (app) => {
    const response = await app.inject({ method: 'POST', url: '/auth', payload: body });
    return { headers: { authorization: `Bearer ${response.json().token}` } };
  },
  examples: async () => ({
    getDashboard: {},
    authenticate: { body },
    getAuthStatus: {},
    getCertificate: {},
    getCertificateInfo: {},
    getStream: { isEndless: true },
    getSnapshot: {},
    getStatus: {},
    logout: {},
  }),
  errorSchema: () => 'Error',
  unauthenticated: 401,
  malformed: [400],
};
