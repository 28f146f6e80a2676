/** What happened: live as it comes, and the whole log behind it, filtered. */
import { Button, Center, Loader, Menu, Text, Title } from '@mantine/core';
import { useIntersection } from '@mantine/hooks';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { Fragment, useEffect, useMemo, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedEvent } from '../../api/contract.ts';
import { exportPath } from '../../api/event-queries.ts';
import { useFeedState } from '../../app/feed.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatDate } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { CountChart } from './count-chart.tsx';
import { EventRow } from './event-row.tsx';
import classes from './events.module.css';
import { FilterBar } from './filter-bar.tsx';
import { PictureDialog } from './picture-dialog.tsx';
import { type EventSearch, filterOf, isOpenEnded, parseSearch } from './search.ts';
import { useEventList } from './use-event-list.ts';

export function EventsView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const search = useSearch({ from: '/signed-in/events' });
  const key = JSON.stringify(search);
  // The period ends now: when the filter was chosen, not with every rendering.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new filter begins at a new now
  const nowMs = useMemo(() => Date.now(), [key]);
  const filter = useMemo(() => filterOf(JSON.parse(key) as EventSearch, nowMs), [key, nowMs]);
  const open = isOpenEnded(search, nowMs);
  const [away, setAway] = useState(false);
  const { list, events, heldBack } = useEventList(filter, open, away);
  const [shownId, setShownId] = useState<string | null>(null);
  const page = useRef<HTMLDivElement>(null);
  /** Grows when the server is back: pictures that did not come are asked for again. */
  const [returns, setReturns] = useState(0);
  const feed = useFeedState();
  useEffect(() => {
    if (feed === 'live') setReturns((n) => n + 1);
  }, [feed]);
  const change = (more: Partial<Record<keyof EventSearch, unknown>>) =>
    void navigate({ to: '/events', search: parseSearch({ ...search, ...more }), replace: true });
  const toTop = () => page.current?.scrollTo({ top: 0 });
  useKeys({
    j: () => moveFocus(1),
    k: () => moveFocus(-1),
    arrowdown: () => moveFocus(1),
    arrowup: () => moveFocus(-1),
    home: toTop,
  });
  const shown = events.findIndex(({ event_id }) => event_id === shownId);
  const shownEvent = events[shown];

  return (
    <div
      className={`scroll-page ${classes.page}`}
      ref={page}
      onScroll={({ currentTarget }) => setAway(currentTarget.scrollTop > 240)}
    >
      <div className={classes.head}>
        <Title order={1} size="h3">
          {t('nav.events')}
        </Title>
        {open && <LiveMark />}
        <span className={classes.space} />
        <Menu position="bottom-end" withArrow>
          <Menu.Target>
            <Button variant="default" leftSection={<Icon name="download" size={16} />}>
              {t('events.export')}
            </Button>
          </Menu.Target>
          <Menu.Dropdown>
            {(['csv', 'jsonl'] as const).map((format) => (
              <Menu.Item key={format} component="a" href={exportPath(filter, format)} download>
                {t(`events.exportAs.${format}`)}
              </Menu.Item>
            ))}
          </Menu.Dropdown>
        </Menu>
      </div>
      <FilterBar search={search} onChange={change} />
      <CountChart
        filter={filter}
        nowMs={nowMs}
        onRange={(from, to) => change({ period: undefined, from, to })}
      />
      {heldBack > 0 && (
        <Button className={classes.news ?? ''} size="compact-md" radius="xl" onClick={toTop}>
          {t('events.news', { count: heldBack })}
        </Button>
      )}
      {list.isPending && (
        <Center p="xl">
          <Loader aria-label={t('common.loading')} />
        </Center>
      )}
      {list.isError && <FailureNote error={list.error} onRetry={() => void list.refetch()} />}
      {list.isSuccess && events.length === 0 && (
        <Empty icon="events" title={t('events.noneTitle')} text={t('events.noneText')}>
          {key !== '{}' && (
            <Button variant="default" onClick={() => void navigate({ to: '/events', search: {} })}>
              {t('events.showAll')}
            </Button>
          )}
        </Empty>
      )}
      <div className={classes.list}>
        {events.map((event, index) => (
          <Fragment key={event.event_id}>
            {startsDay(event, events[index - 1]) && (
              <h2 className={classes.day}>{formatDate(event.begin)}</h2>
            )}
            <EventRow event={event} attempt={returns} onPicture={() => setShownId(event.event_id)} />
          </Fragment>
        ))}
      </div>
      <More
        hasMore={list.hasNextPage}
        loading={list.isFetchingNextPage}
        onMore={() => void list.fetchNextPage()}
        end={events.length > 0}
      />
      {shownEvent !== undefined && (
        <PictureDialog
          event={shownEvent}
          newer={events.slice(0, shown).findLast(({ snapshot }) => snapshot) ?? null}
          older={events.slice(shown + 1).find(({ snapshot }) => snapshot) ?? null}
          onShow={({ event_id }) => setShownId(event_id)}
          onClose={() => setShownId(null)}
        />
      )}
    </div>
  );
}

function startsDay(event: LoggedEvent, before: LoggedEvent | undefined): boolean {
  if (before === undefined) return true;
  return new Date(event.begin).toDateString() !== new Date(before.begin).toDateString();
}

function LiveMark() {
  const { t } = useTranslation();
  const state = useFeedState();
  return (
    <span className={classes.live} data-state={state} role="status">
      {t(`events.feed.${state}`)}
    </span>
  );
}

/** The next page, when the end of the list comes into sight. */
function More(props: { hasMore: boolean; loading: boolean; end: boolean; onMore: () => void }) {
  const { t } = useTranslation();
  const { hasMore, loading, onMore, end } = props;
  const { ref, entry } = useIntersection({ rootMargin: '600px' });
  const latest = useRef(onMore);
  latest.current = onMore;
  const inSight = entry?.isIntersecting === true;
  useEffect(() => {
    if (inSight && hasMore && !loading) latest.current();
  }, [inSight, hasMore, loading]);
  return (
    <div ref={ref} className={classes.more}>
      {loading && <Loader size="sm" aria-label={t('common.loading')} />}
      {hasMore && !loading && (
        <Button variant="subtle" onClick={onMore}>
          {t('events.more')}
        </Button>
      )}
      {!hasMore && end && (
        <Text size="sm" c="dimmed">
          {t('events.end')}
        </Text>
      )}
    </div>
  );
}

function moveFocus(by: 1 | -1): void {
  const links = [...document.querySelectorAll<HTMLElement>('[data-event-link]')];
  const at = links.indexOf(document.activeElement as HTMLElement);
  links[at < 0 ? 0 : Math.min(links.length - 1, Math.max(0, at + by))]?.focus();
}
