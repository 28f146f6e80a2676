/** How many events there were, hour by hour or day by day. A click on a bar shows that hour or day alone. */
import { Text } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { EventCount } from '../../api/contract.ts';
import type { EventFilter } from '../../api/event-filter.ts';
import { countsQuery } from '../../api/event-queries.ts';
import { formatShortDate, formatShortTime } from '../../components/format.ts';
import classes from './events.module.css';

interface Props {
  readonly filter: EventFilter;
  readonly nowMs: number;
  readonly onRange: (from: number, to: number) => void;
}

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;
/** More than a week is shown by days, and of everything the last three months. */
const mostHours = 8 * 24;
const longestMs = 92 * dayMs;

export function CountChart({ filter, nowMs, onRange }: Props) {
  const { t } = useTranslation();
  const to = Math.min(filter.to ?? Number.POSITIVE_INFINITY, Math.ceil(nowMs / hourMs) * hourMs);
  const from = Math.max(filter.from ?? 0, to - longestMs);
  const interval = to - from > mostHours * hourMs ? 'day' : 'hour';
  const counts = useQuery({
    ...countsQuery({ ...filter, from, to }, interval),
    placeholderData: keepPreviousData,
    refetchInterval: 30_000,
  });
  const stepMs = interval === 'hour' ? hourMs : dayMs;
  const bars = barsOf(counts.data ?? [], from, to, stepMs);
  const most = Math.max(1, ...bars.map(({ count }) => count));
  const total = bars.reduce((sum, { count }) => sum + count, 0);
  // With the time also of days: the server's begin at midnight of UTC, not of this browser.
  const label = (ms: number) => `${formatShortDate(ms)}, ${formatShortTime(ms)}`;
  return (
    <figure className={classes.chart} aria-label={t('events.chart')}>
      <figcaption className={classes.chartHead}>
        <Text size="xs" c="dimmed" className="tabular">
          {t(interval === 'hour' ? 'events.perHour' : 'events.perDay', { count: total })}
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
        {bars.map(({ begin, count }) => (
          <button
            key={begin}
            type="button"
            tabIndex={-1}
            className={classes.bar}
            title={t('events.bar', { time: label(begin), count })}
            aria-label={t('events.bar', { time: label(begin), count })}
            onClick={() => onRange(begin, begin + stepMs - 1)}
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
          {label(to)}
        </Text>
      </div>
    </figure>
  );
}

/** All types together; hours without events are there with 0. The server's hours and days begin where its own do. */
function barsOf(counts: readonly EventCount[], from: number, to: number, stepMs: number) {
  const sums = new Map<number, number>();
  for (const { begin, count } of counts) {
    const step = Math.floor(begin / stepMs) * stepMs;
    sums.set(step, (sums.get(step) ?? 0) + count);
  }
  const bars: { begin: number; count: number }[] = [];
  for (let begin = Math.floor(from / stepMs) * stepMs; begin < to; begin += stepMs)
    bars.push({ begin, count: sums.get(begin) ?? 0 });
  return bars;
}
