/** One connection to the live events for the whole interface, from log-in to log-out. */
import { useQuery, useQueryClient } from '@tanstack/react-query';
import {
  createContext,
  type ReactNode,
  useContext,
  useEffect,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react';
import { EventFeed, type FeedListener, type FeedState } from '../api/event-feed.ts';
import { sessionQuery } from '../api/queries.ts';
import { may } from '../api/session.ts';
import { useSignOut } from '../components/use-sign-out.ts';

const FeedContext = createContext<EventFeed | null>(null);

export function FeedProvider({ children }: { children: ReactNode }) {
  const signOut = useSignOut();
  const queryClient = useQueryClient();
  const [feed] = useState(() => {
    const url = `${location.origin.replace(/^http/, 'ws')}/api/v1/events/live`;
    return new EventFeed({ url, onSignedOut: signOut });
  });
  const { data: user } = useQuery(sessionQuery);
  const allowed = may(user, 'event_read');
  useEffect(() => {
    if (!allowed) return;
    const leave = feed.listen({
      alarm: () => void queryClient.invalidateQueries({ queryKey: ['alarms'] }),
      behind: () => {
        void queryClient.invalidateQueries({ queryKey: ['events'] });
        void queryClient.invalidateQueries({ queryKey: ['alarms'] });
      },
    });
    feed.start();
    return () => {
      leave();
      feed.stop();
    };
  }, [feed, queryClient, allowed]);
  return <FeedContext value={feed}>{children}</FeedContext>;
}

function useEventFeed(): EventFeed {
  const feed = useContext(FeedContext);
  if (feed === null) throw new TypeError('there is no FeedProvider around this view');
  return feed;
}

/** Hears events while the component is there. The listener may be another one with every rendering. */
export function useFeed(listener: FeedListener): void {
  const feed = useEventFeed();
  const latest = useRef(listener);
  latest.current = listener;
  useEffect(
    () =>
      feed.listen({
        event: (event) => latest.current.event?.(event),
        alarm: (alarm) => latest.current.alarm?.(alarm),
        behind: () => latest.current.behind?.(),
      }),
    [feed],
  );
}

export function useFeedState(): FeedState {
  const feed = useEventFeed();
  return useSyncExternalStore(feed.watch, () => feed.state);
}
