/** What is at the moment under the pointer: its time, a picture when it is recorded, the cause when it is not. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
import type { LoggedEvent } from '../api/contract.ts';
import { titleOf } from '../components/event-text.ts';
import { formatDuration, formatMoment, formatTime } from '../components/format.ts';
import { Thumbnails } from '../players/thumbnails.ts';
import { type Moment, momentAt, spanAt } from './recorded.ts';
import classes from './timeline.module.css';

interface Props {
  readonly cameraId: string;
  readonly ms: number;
  readonly xPx: number;
  readonly widthPx: number;
  readonly msPerPx: number;
  readonly spans: readonly RecordedSpan[];
  readonly gaps: readonly Gap[];
  readonly events: readonly LoggedEvent[];
  readonly nowMs: number;
}

const cardPx = 208;

export function HoverCard({ cameraId, ms, xPx, widthPx, msPerPx, spans, gaps, events, nowMs }: Props) {
  const moment = momentAt(spans, gaps, ms, nowMs);
  const picture = useThumbnail(cameraId, spanAt(spans, ms) === null ? null : ms, msPerPx);
  const left = Math.min(Math.max(0, xPx - cardPx / 2), Math.max(0, widthPx - cardPx));
  return (
    <div className={classes.card} style={{ left, width: cardPx }} role="status">
      {moment.kind === 'recorded' && (
        <div className={classes.thumbnail}>{picture !== null && <img src={picture} alt="" />}</div>
      )}
      <div className="tabular">{formatMoment(ms, nowMs)}</div>
      <Happened events={events} ms={ms} msPerPx={msPerPx} nowMs={nowMs} />
      <Cause moment={moment} nowMs={nowMs} />
    </div>
  );
}

const mostTitles = 3;

/** The events under the pointer, or a few pixels beside it. */
function Happened(props: { events: readonly LoggedEvent[]; ms: number; msPerPx: number; nowMs: number }) {
  const { t } = useTranslation();
  const { events, ms, msPerPx, nowMs } = props;
  const near = 4 * msPerPx;
  const here = events.filter(({ begin, end }) => begin - near <= ms && ms <= (end ?? nowMs) + near);
  if (here.length === 0) return null;
  return (
    <div className={classes.happened}>
      {here.slice(0, mostTitles).map((event) => (
        <div key={event.event_id}>{titleOf(event, t)}</div>
      ))}
      {here.length > mostTitles && <div>{t('timeline.more', { count: here.length - mostTitles })}</div>}
    </div>
  );
}

function Cause({ moment, nowMs }: { moment: Moment; nowMs: number }) {
  const { t } = useTranslation();
  if (moment.kind === 'recorded') return null;
  if (moment.kind === 'future') return <div className={classes.cause}>{t('timeline.future')}</div>;
  if (moment.gap === null) return <div className={classes.cause}>{t('timeline.notRecorded')}</div>;
  const { startMs, endMs, cause, detail } = moment.gap;
  return (
    <div className={classes.cause}>
      <strong>{t(`gap.${cause}`)}</strong>
      <div className="tabular">
        {formatTime(startMs)} – {endMs === null ? t('system.lasting') : formatTime(endMs)} (
        {formatDuration((endMs ?? nowMs) - startMs)})
      </div>
      {detail !== undefined && <div>{detail}</div>}
    </div>
  );
}

/** The picture of a moment; keeps showing the last one until the next has come. */
function useThumbnail(cameraId: string, ms: number | null, msPerPx: number): string | null {
  const [url, setUrl] = useState<string | null>(null);
  const loader = useRef<Thumbnails | null>(null);
  useEffect(() => {
    const created = new Thumbnails(cameraId, 320, (_at, picture) => setUrl(picture));
    loader.current = created;
    return () => created.stop();
  }, [cameraId]);
  useEffect(() => {
    if (ms !== null) loader.current?.want(ms, Math.max(1_000, msPerPx * 3));
  }, [ms, msPerPx]);
  return url;
}
