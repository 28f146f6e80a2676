/** What lies over the archive picture: loading, nothing recorded and why, or a failure. */
import { Loader } from '@mantine/core';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { formatTime } from '../../components/format.ts';
import type { Moment } from '../../timeline/recorded.ts';
import classes from './camera.module.css';

interface Props {
  readonly phase: string;
  readonly detail: string;
  readonly moment: Moment;
  readonly nowMs: number;
  readonly children: ReactNode;
}

/** A picture usually comes sooner than this; a spinner before would only flicker. */
const spinnerAfterMs = 350;

export function ArchiveNote({ phase, detail, moment, children }: Props) {
  const { t } = useTranslation();
  const [slow, setSlow] = useState(false);
  useEffect(() => {
    setSlow(false);
    if (phase !== 'loading') return;
    const timer = setTimeout(() => setSlow(true), spinnerAfterMs);
    return () => clearTimeout(timer);
  }, [phase]);

  if (phase === 'loading' && slow) {
    return (
      <div className={classes.note} role="status">
        <Loader size="sm" color="gray" />
        <span>{t('camera.loadingArchive')}</span>
      </div>
    );
  }
  if (phase === 'nothing') {
    const gap = moment.kind === 'gap' ? moment.gap : null;
    return (
      <div className={classes.note} data-solid role="status">
        <strong>{t('camera.nothing')}</strong>
        {gap !== null && (
          <span className="tabular">
            {gap.endMs === null
              ? t('camera.gapSince', { from: formatTime(gap.startMs), cause: t(`gap.${gap.cause}`) })
              : t('camera.gapBetween', {
                  from: formatTime(gap.startMs),
                  to: formatTime(gap.endMs),
                  cause: t(`gap.${gap.cause}`),
                })}
          </span>
        )}
        {children}
      </div>
    );
  }
  if (phase === 'failed') {
    return (
      <div className={classes.note} data-solid role="alert">
        <strong>{t('camera.archiveFailed', { detail })}</strong>
        <span>{t('camera.archiveFailedTodo')}</span>
        {children}
      </div>
    );
  }
  return null;
}
