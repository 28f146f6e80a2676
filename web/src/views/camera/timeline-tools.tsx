/** Under the timeline: what the colours mean, common ranges, zoom, the time zone. */
import { Button, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { timeZoneLabel } from '../../components/format.ts';
import { IconButton } from '../../components/icon-button.tsx';
import type { TimeView } from '../../timeline/scale.ts';
import classes from './camera.module.css';

interface Props {
  /** The clock may have been another one then. */
  readonly playheadMs: number;
  readonly view: TimeView;
  readonly onRange: (spanMs: number) => void;
  readonly onZoom: (factor: number) => void;
  /** Null: whoever is logged in may not see events. */
  readonly onEvent: ((direction: 1 | -1) => void) | null;
}

const ranges = [
  ['hour', 3_600_000],
  ['day', 86_400_000],
  ['week', 604_800_000],
] as const;

export function TimelineTools({ playheadMs, view, onRange, onZoom, onEvent }: Props) {
  const { t } = useTranslation();
  const spanMs = view.toMs - view.fromMs;
  return (
    <div className={classes.tools}>
      <Group gap="md" className={classes.legend}>
        <Text size="xs" c="dimmed" component="span">
          <span className={classes.swatch} data-kind="recorded" /> {t('timeline.legendRecorded')}
        </Text>
        <Text size="xs" c="dimmed" component="span">
          <span className={classes.swatch} data-kind="gap" /> {t('timeline.legendGap')}
        </Text>
        {onEvent !== null && (
          <Text size="xs" c="dimmed" component="span">
            <span className={classes.swatch} data-kind="event" /> {t('timeline.legendEvent')}
          </Text>
        )}
      </Group>
      <Text size="xs" c="dimmed" className={classes.zone}>
        {timeZoneLabel(playheadMs)}
      </Text>
      <Group gap={4} role="group" aria-label={t('timeline.rangeLabel')} wrap="nowrap">
        {onEvent !== null && (
          <>
            <IconButton
              icon="previousEvent"
              label={t('timeline.previousEvent')}
              hint="P"
              size="md"
              onClick={() => onEvent(-1)}
            />
            <IconButton
              icon="nextEvent"
              label={t('timeline.nextEvent')}
              hint="N"
              size="md"
              onClick={() => onEvent(1)}
            />
          </>
        )}
        {ranges.map(([name, ms]) => (
          <Button
            key={name}
            size="compact-xs"
            variant={Math.abs(spanMs - ms) < ms * 0.02 ? 'default' : 'subtle'}
            color="gray"
            onClick={() => onRange(ms)}
          >
            {t(`timeline.range.${name}`)}
          </Button>
        ))}
        <IconButton
          icon="zoomOut"
          label={t('timeline.zoomOut')}
          hint="−"
          size="md"
          onClick={() => onZoom(1 / 0.6)}
        />
        <IconButton
          icon="zoomIn"
          label={t('timeline.zoomIn')}
          hint="+"
          size="md"
          onClick={() => onZoom(0.6)}
        />
      </Group>
    </div>
  );
}
