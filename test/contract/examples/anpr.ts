import { served } from '#dialects/anpr/served.ts';
import { adminPassword } from '../../harness/access.ts';
import type { Subject } from '../subject.ts';

const login = { username: 'admin', password: adminPassword };

export const anpr: Subject = {
  name: 'anpr',
  served,
  start: (core, onAnswer) => core.anpr(onAnswer),
  signIn: async (app) => {
    const response = await app.inject({ method: 'POST', url: '/api/login', payload: login });
    return { headers: { authorization: `Bearer ${response.json().data.token}` } };
  },
  examples: async ({ core, admin }) => {
    const [camera] = await core.list(admin);
    return { login: { body: login }, getStatus: {}, getFrame: { params: { id: camera!.number } } };
  },
  errorSchema: () => 'ErrorEnvelope',
  unauthenticated: 401,
  malformed: [400],
};
