/** What is at the moment under the pointer: its time, a picture when it is recorded, the cause when it is not. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Gap, RecordedSpan } from '#domain/recording.ts';
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
  readonly nowMs: number;
}

const cardPx = 208;

export function HoverCard({ cameraId, ms, xPx, widthPx, msPerPx, spans, gaps, nowMs }: Props) {
  const moment = momentAt(spans, gaps, ms, nowMs);
  const picture = useThumbnail(cameraId, spanAt(spans, ms) === null ? null : ms, msPerPx);
  const left = Math.min(Math.max(0, xPx - cardPx / 2), Math.max(0, widthPx - cardPx));
  return (
    <div className={classes.card} style={{ left, width: cardPx }} role="status">
      {moment.kind === 'recorded' && (
        <div className={classes.thumbnail}>{picture !== null && <img src={picture} alt="" />}</div>
      )}
      <div className="tabular">{formatMoment(ms, nowMs)}</div>
      <Cause moment={moment} nowMs={nowMs} />
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
