/** What is recorded around the shown range; asked again while it reaches the present. */
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import { gapsQuery, spansQuery } from '../../api/queries.ts';
import { queryRange, type TimeView } from '../../timeline/scale.ts';

const refetchMs = 5_000;
const noSpans: readonly RecordedSpan[] = [];
const noGaps: readonly Gap[] = [];

export function useRecorded(cameraId: string, view: TimeView, nowMs: number) {
  const { fromMs, toMs } = queryRange(view);
  const refetchInterval = toMs >= nowMs ? refetchMs : (false as const);
  const spans = useQuery({
    ...spansQuery(cameraId, fromMs, toMs),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  const gaps = useQuery({
    ...gapsQuery(cameraId, fromMs, toMs),
    placeholderData: keepPreviousData,
    refetchInterval,
  });
  return { spans: spans.data ?? noSpans, gaps: gaps.data ?? noGaps };
}
