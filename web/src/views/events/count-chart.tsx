/** How many events there were, hour by hour or day by day, in the browser's time zone. A click on a bar shows that hour or day alone. */
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EventFilter } from '../../api/event-filter.ts';
import { countsQuery } from '../../api/event-queries.ts';
import { formatShortDate, formatShortTime } from '../../components/format.ts';
import { barsOf, hourMs, isMidnight } from './count-bars.ts';
import classes from './events.module.css';

interface Props {
  readonly filter: EventFilter;
  readonly nowMs: number;
  readonly onRange: (from: number, to: number) => void;
}

const dayMs = 24 * hourMs;
/** More than this is shown by days, and of everything the last three months. */
const hoursUpToMs = 8 * dayMs;
const longestMs = 92 * dayMs;

export function CountChart({ filter, nowMs, onRange }: Props) {
  const { t } = useTranslation();
  const to = Math.ceil(Math.min(filter.to ?? Number.POSITIVE_INFINITY, nowMs) / hourMs) * hourMs;
  const from = Math.floor(Math.max(filter.from ?? 0, to - longestMs) / hourMs) * hourMs;
  const step = to - from > hoursUpToMs ? 'day' : 'hour';
  // What is long past hardly changes: it is asked for once.
  const recentFrom = step === 'hour' ? from : to - dayMs;
  const past = useQuery({
    ...countsQuery({ ...filter, from, to: recentFrom }),
    enabled: recentFrom > from,
    placeholderData: keepPreviousData,
    staleTime: 10 * 60_000,
    refetchInterval: ({ state: { status } }) => (status === 'error' ? 30_000 : false),
  });
  const recent = useQuery({
    ...countsQuery({ ...filter, from: recentFrom, to }),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const counts = step === 'hour' ? recent.data : past.data?.concat(recent.data ?? []);
  const bars = barsOf(counts ?? [], from, to, step);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  const moment = (ms: number) => `${formatShortDate(ms)}, ${formatShortTime(ms)}`;
  const label = (ms: number) => (step === 'day' && isMidnight(ms) ? formatShortDate(ms) : moment(ms));
  return (
    <figure className={classes.chart} aria-label={t('events.chart')}>
      <figcaption className={classes.chartHead}>
        <Text size="xs" c="dimmed" className="tabular">
          {t(step === 'hour' ? 'events.perHour' : 'events.perDay', { count: total })}
        </Text>
        {(filter.name !== undefined || filter.obj_class !== undefined) && (
          <Text size="xs" c="dimmed">
            {t('events.countsAll')}
          </Text>
        )}
        <Text size="xs" c="dimmed" className="tabular">
          {t('events.most', { count: most === 1 && total === 0 ? 0 : most })}
        </Text>
      </figcaption>
      <div className={classes.bars}>
        {bars.map(({ begin, end, count }) => (
          <button
            key={begin}
            type="button"
            tabIndex={-1}
            className={classes.bar}
            title={t('events.bar', { time: label(begin), count })}
            aria-label={t('events.bar', { time: label(begin), count })}
            onClick={() => onRange(begin, end - 1)}
          >
            <span style={{ height: count === 0 ? 0 : `${Math.max(4, (count / most) * 100)}%` }} />
          </button>
        ))}
      </div>
      <div className={classes.chartFoot}>
        <Text size="xs" c="dimmed">
          {bars[0] === undefined ? '' : label(bars[0].begin)}
        </Text>
        <Text size="xs" c="dimmed">
          {moment(to)}
        </Text>
      </div>
    </figure>
  );
}
