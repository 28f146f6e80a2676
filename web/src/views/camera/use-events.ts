/** The events of a camera around the shown range: each of them, or how many by the hour where they are too many. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useRef } from 'react';
import type { LoggedEvent } from '../../api/contract.ts';
import { countsQuery, marksQuery } from '../../api/event-queries.ts';
import { useFeed } from '../../app/feed.tsx';
import type { EventDensity } from '../../timeline/draw.ts';
import { queryRange, type TimeView } from '../../timeline/scale.ts';

const hourMs = 3_600_000;
/** Beyond this single events would be less than a pixel. */
const marksUpToMs = 26 * hourMs;
/** The server counts at most a month of hours at once. */
const countsUpToMs = 744 * hourMs;
const refreshMs = 1_500;
const noEvents: readonly LoggedEvent[] = [];
const noDensity: readonly EventDensity[] = [];

export function useEvents(cameraId: string, view: TimeView) {
  const { fromMs, toMs } = queryRange(view);
  const single = toMs - fromMs <= marksUpToMs;
  const marks = useQuery({
    ...marksQuery(cameraId, fromMs, toMs),
    placeholderData: keepPreviousData,
    enabled: single,
  });
  const tooMany = marks.data !== undefined && !marks.data.all;
  const countFrom = Math.max(fromMs, toMs - countsUpToMs);
  const counts = useQuery({
    ...countsQuery({ camera_id: [cameraId], from: countFrom, to: toMs }, 'hour'),
    placeholderData: keepPreviousData,
    enabled: !single || tooMany,
  });
  useRefresh(cameraId);
  if (single && !tooMany) return { events: marks.data?.events ?? noEvents, density: noDensity };
  return { events: noEvents, density: counts.data === undefined ? noDensity : densityOf(counts.data) };
}

/** New events are asked for once things are quiet for a moment, or at last after a moment. */
function useRefresh(cameraId: string): void {
  const queryClient = useQueryClient();
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useFeed({
    event(event) {
      if (event.camera_id !== cameraId) return;
      timer.current ??= setTimeout(() => {
        timer.current = undefined;
        void queryClient.invalidateQueries({ queryKey: ['events', 'marks', cameraId] });
        if (event.event_type === 'counting')
          void queryClient.invalidateQueries({ queryKey: ['counters', cameraId] });
      }, refreshMs);
    },
  });
}

function densityOf(counts: readonly { begin: number; count: number }[]): EventDensity[] {
  const hours = new Map<number, number>();
  for (const { begin, count } of counts) hours.set(begin, (hours.get(begin) ?? 0) + count);
  return [...hours].map(([startMs, count]) => ({ startMs, endMs: startMs + hourMs, count }));
}
