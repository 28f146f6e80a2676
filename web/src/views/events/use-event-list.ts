/** The list of the events page: pages from the log, and live what comes while it is looked at. */
import { useInfiniteQuery, useQueryClient } from '@tanstack/react-query';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { LoggedEvent } from '../../api/contract.ts';
import { type EventFilter, matches } from '../../api/event-filter.ts';
import { eventsQuery } from '../../api/event-queries.ts';
import { useFeed } from '../../app/feed.tsx';
import { mergeEvents, upsert } from './merge.ts';

/** A burst of events is shown at once, not one by one. */
const batchMs = 250;
/** With more news than this the list is read again. */
const maxFresh = 500;

/** `held`: new ones are counted, not shown, so that the list stays still under the reader. */
export function useEventList(filter: EventFilter, open: boolean, held: boolean) {
  const queryClient = useQueryClient();
  const query = eventsQuery(filter);
  const list = useInfiniteQuery(query);
  const key = JSON.stringify(filter);
  const [fresh, setFresh] = useState<{ key: string; events: readonly LoggedEvent[] }>({ key, events: [] });
  const waiting = useRef<LoggedEvent[]>([]);
  const timer = useRef<ReturnType<typeof setTimeout> | undefined>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);

  const flush = () => {
    timer.current = undefined;
    const news = waiting.current;
    waiting.current = [];
    setFresh((before) => ({ key, events: upsert(before.key === key ? before.events : [], news) }));
  };
  useFeed({
    event(event) {
      if (!open || !matches(filter, event)) return;
      waiting.current.push(event);
      timer.current ??= setTimeout(flush, batchMs);
    },
  });
  const events = fresh.key === key ? fresh.events : [];
  useEffect(() => {
    if (events.length <= maxFresh || held) return;
    setFresh({ key, events: [] });
    void queryClient.invalidateQueries({ queryKey: query.queryKey });
  }, [events.length, held, key, queryClient, query.queryKey]);

  const listed = useMemo(() => list.data?.pages.flatMap(({ items }) => items) ?? [], [list.data]);
  const shownIds = useRef<{ key: string; ids: ReadonlySet<string> }>({ key, ids: new Set() });
  const merged = useMemo(() => {
    const known = shownIds.current.key === key ? shownIds.current.ids : new Set<string>();
    const visible = held ? events.filter(({ event_id }) => known.has(event_id)) : events;
    const all = mergeEvents(listed, visible);
    shownIds.current = { key, ids: new Set(all.map(({ event_id }) => event_id)) };
    return all;
  }, [listed, events, held, key]);
  const heldBack = held ? events.filter(({ event_id }) => !shownIds.current.ids.has(event_id)).length : 0;
  return { list, events: merged, heldBack };
}
