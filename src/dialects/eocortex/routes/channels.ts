/** api/channels: cameras as any user sees them. */
import type { Handlers } from '../../shared/handler.ts';
import type { operations } from '../generated/contract.ts';
import { toChannelBrief, toChannelStatus } from '../map.ts';
import type { EocortexPorts } from '../ports.ts';

type Channels = Required<Pick<Handlers<operations>, 'listChannels' | 'getChannel' | 'getChannelStatus'>>;

export function channelRoutes({ cameras, streams }: EocortexPorts): Channels {
  return {
    listChannels: async (call) => (await cameras.list(call.principal)).map(toChannelBrief),
    getChannel: async (call) =>
      toChannelBrief(await cameras.get(call.principal, call.params.channel_id.toLowerCase())),
    getChannelStatus: async (call) => {
      const camera = await cameras.get(call.principal, call.params.channel_id.toLowerCase());
      return toChannelStatus(camera, streams.status(camera.id));
    },
  };
}
