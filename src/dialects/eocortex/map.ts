/** Cameras and their state in the words of this API. Pure. */
import type { CameraStatus, StreamStatus } from '#cluster/protocol.ts';
import type { DirectoryCamera } from '../shared/ports.ts';
import type { components } from './generated/contract.ts';
import { serverGuid, zeroGuid } from './ids.ts';

type Schemas = components['schemas'];

export function toChannelBrief(camera: DirectoryCamera): Schemas['ChannelBrief'] {
  return {
    Id: camera.id,
    Name: camera.name,
    Disabled: !camera.enabled,
    ServerBindingsSettings: {
      OwnerServerId: camera.streamserverId === null ? zeroGuid : serverGuid(camera.streamserverId),
      ReservedServerId: zeroGuid,
      ReplicationServerId: zeroGuid,
    },
    ParentSecObjectId: camera.siteId,
  };
}

export function toChannelStatus(
  camera: DirectoryCamera,
  status: CameraStatus | null,
): Schemas['ChannelStatusInfo'] {
  const main = status?.streams.find((stream) => stream.name === 'main');
  const sub = status?.streams.find((stream) => stream.name === 'sub');
  return {
    Id: camera.id,
    Name: camera.name,
    AltEnabled: sub !== undefined,
    ReceiveVideoMbps: received(main),
    ReceiveAltVideoMbps: received(sub),
    WriteVideoMbps: status?.recording.active ? toMbps(status.recording.bitrateBps) : 0,
    StreamsStatuses: [main, sub].filter((stream) => stream !== undefined).map(toStreamStatus),
    Status: overall(main, sub),
  };
}

/** The contract leaves this shape open. */
function toStreamStatus(stream: StreamStatus): Record<string, unknown> {
  return {
    StreamType: stream.name === 'main' ? 'Main' : 'Alternative',
    Status: stream.state === 'streaming' ? 'Ok' : stream.state === 'failed' ? 'Error' : 'Wait',
    ReceiveVideoMbps: received(stream),
  };
}

function overall(main: StreamStatus | undefined, sub: StreamStatus | undefined): Schemas['ChannelStatus'] {
  if (main === undefined || main.state === 'connecting') return 'Wait';
  if (main.state === 'failed') return 'ErrorMain';
  if (sub?.state === 'failed') return 'ErrorAlt';
  return 'Ok';
}

function received(stream: StreamStatus | undefined): number {
  return stream?.state === 'streaming' ? toMbps(stream.video?.bitrateBps ?? 0) : 0;
}

/** The reference's sample, 0.8812103271484375, is a whole number of bits only when divided by 2^20. */
function toMbps(bitrateBps: number): number {
  return Math.max(0, bitrateBps) / 2 ** 20;
}
