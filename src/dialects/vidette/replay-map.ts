/** Events of a replay in the words of this API. */
import type { ReplayEvent } from '#cluster/protocol.ts';
import type { EventReport } from '#domain/event.ts';
import { toEventMessage } from '#services/events/event-message.ts';
import type { Replay } from '#services/replays/replay-service.ts';
import type { Wire } from './wire.ts';

type WireEvent = Wire['ReplayEvent'];

/** One list by begin: as they would be, and those that would be gone. */
export function toReplayEvents({ kept, wouldCome, wouldGo }: NonNullable<Replay['comparison']>): WireEvent[] {
  return [
    ...kept.map(({ was, would }) => toEvent('kept', would, was.id)),
    ...wouldCome.map((would) => toEvent('come', would, null)),
    ...wouldGo.map((was) => toEvent('go', was, was.id)),
  ].sort((a, b) => a.begin - b.begin);
}

function toEvent(
  change: Wire['ReplayChange'],
  { facts, beginMs, endMs }: ReplayEvent | EventReport,
  eventId: string | null,
): WireEvent {
  const report: EventReport = {
    ...{ id: eventId ?? '', revision: 1, cameraId: null, action: 'finished' },
    ...{ beginMs: Math.trunc(beginMs), endMs: endMs === null ? null : Math.trunc(endMs), facts },
    ...{ snapshot: false, crop: false },
  };
  const { event_type, name, begin, end, obj_class, bbox, details } = toEventMessage(report, null);
  return { change, event_id: eventId, event_type, name, begin, end, obj_class, bbox, details };
}
