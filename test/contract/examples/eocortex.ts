import { createHash } from 'node:crypto';
import { served } from '#dialects/eocortex/served.ts';
import { adminPassword } from '../../harness/access.ts';
import type { Subject } from '../subject.ts';

export const eocortex: Subject = {
  name: 'eocortex',
  served,
  start: (core, onAnswer) => core.eocortex(onAnswer),
  signIn: async () => ({
    query: { login: 'admin', password: createHash('md5').update(adminPassword).digest('hex') },
  }),
  examples: async ({ core, admin }) => {
    const [camera] = await core.list(admin);
    const params = { channel_id: camera!.id };
    return { listChannels: {}, getChannel: { params }, getChannelStatus: { params } };
  },
  errorSchema: () => 'ErrorMessage',
  unauthenticated: 403,
  malformed: [400],
};
