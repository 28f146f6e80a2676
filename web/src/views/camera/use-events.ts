/** The events of a camera around the shown range: each of them, or how many by the hour where they are too many. */
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { LoggedEvent } from '../../api/contract.ts';
import { countsQuery, type Marks, marksQuery } from '../../api/event-queries.ts';
import { sessionQuery } from '../../api/queries.ts';
import { may } from '../../api/session.ts';
import { useFeed } from '../../app/feed.tsx';
import type { EventDensity } from '../../timeline/draw.ts';
import { queryRange, type TimeView } from '../../timeline/scale.ts';
import { mergeEvents } from '../events/merge.ts';

const hourMs = 3_600_000;
/** Beyond this single events would be less than a pixel. */
const marksUpToMs = 26 * hourMs;
/** Of a longer range the last month is counted. */
const countsUpToMs = 744 * hourMs;
/** Busy cameras tell several events a second. */
const batchMs = 400;
const mostMarks = 3_000;
const noEvents: readonly LoggedEvent[] = [];
const noDensity: readonly EventDensity[] = [];

export function useEvents(cameraId: string, view: TimeView) {
  const { fromMs, toMs } = queryRange(view);
  const { data: user } = useQuery(sessionQuery);
  const allowed = may(user, 'event_read');
  const single = toMs - fromMs <= marksUpToMs;
  const marks = useQuery({
    ...marksQuery(cameraId, fromMs, toMs, mostMarks),
    placeholderData: keepPreviousData,
    enabled: allowed && single,
  });
  const tooMany = marks.data !== undefined && !marks.data.all;
  const countFrom = Math.max(fromMs, toMs - countsUpToMs);
  const counts = useQuery({
    ...countsQuery({ camera_id: [cameraId], from: countFrom, to: toMs }),
    placeholderData: keepPreviousData,
    enabled: allowed && (!single || tooMany),
  });
  useNewEvents(cameraId);
  if (single && !tooMany) return { events: marks.data?.events ?? noEvents, density: noDensity };
  return { events: noEvents, density: counts.data === undefined ? noDensity : densityOf(counts.data) };
}

/** New events and new states of known ones go into the lists that are shown, without asking for those again. */
function useNewEvents(cameraId: string): void {
  const queryClient = useQueryClient();
  const waiting = useRef<LoggedEvent[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  const flush = () => {
    timer.current = undefined;
    const news = waiting.current;
    waiting.current = [];
    const lists = queryClient.getQueriesData<Marks>({ queryKey: ['events', 'marks', cameraId] });
    for (const [key, marks] of lists) {
      const [, , , from, to, limit] = key as ReturnType<typeof marksQuery>['queryKey'];
      const mine = news.filter(({ begin }) => begin >= from && begin <= to);
      if (marks === undefined || mine.length === 0) continue;
      const events = mergeEvents(marks.events, mine);
      queryClient.setQueryData(key, {
        events: events.slice(0, limit),
        all: marks.all && events.length <= limit,
      });
    }
    if (news.some(({ event_type }) => event_type === 'counting'))
      void queryClient.invalidateQueries({ queryKey: ['counters', cameraId] });
  };
  useFeed({
    event(event) {
      if (event.camera_id !== cameraId) return;
      waiting.current.push(event);
      timer.current ??= setTimeout(flush, batchMs);
    },
  });
}

function densityOf(counts: readonly { begin: number; count: number }[]): EventDensity[] {
  const hours = new Map<number, number>();
  for (const { begin, count } of counts) hours.set(begin, (hours.get(begin) ?? 0) + count);
  return [...hours].map(([startMs, count]) => ({ startMs, endMs: startMs + hourMs, count }));
}
