/** The controls under the picture and the exact time of it. */
import { Button, Group, Menu } from '@mantine/core';
import type { MouseEvent } from 'react';
import { useTranslation } from 'react-i18next';
import { formatDate, formatExactTime, formatTime } from '../../components/format.ts';
import type { IconName } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import classes from './camera.module.css';
import { type Rate, rates } from './rates.ts';

interface Props {
  readonly live: boolean;
  readonly playing: boolean;
  readonly rate: Rate;
  readonly muted: boolean;
  readonly playheadMs: number;
  readonly fullScreen: boolean;
  readonly exporting: boolean;
  readonly analysing: boolean;
  readonly onPlay: () => void;
  readonly onStep: (direction: 1 | -1) => void;
  readonly onSkip: (ms: number) => void;
  readonly onRate: (rate: Rate) => void;
  readonly onMute: () => void;
  readonly onLive: () => void;
  readonly onSnapshot: () => void;
  /** Null: whoever is logged in may not. */
  readonly onExport: (() => void) | null;
  readonly onAnalysis: (() => void) | null;
  readonly onFullScreen: () => void;
}

export function Transport(props: Props) {
  const { t } = useTranslation();
  const { live, playing, muted, playheadMs, fullScreen, exporting, analysing } = props;
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the buttons inside are what is clicked
    // biome-ignore lint/a11y/noStaticElementInteractions: the buttons inside are what is clicked
    <div className={classes.transport} onClick={freeSpaceKey}>
      <Group gap={2} wrap="nowrap" className={classes.playGroup}>
        <IconButton
          icon="back10"
          label={t('camera.skipBack')}
          hint="←"
          onClick={() => props.onSkip(-10_000)}
        />
        <IconButton icon="stepBack" label={t('camera.stepBack')} hint="," onClick={() => props.onStep(-1)} />
        <IconButton
          icon={playing ? 'pause' : 'play'}
          label={t(playing ? 'camera.pause' : 'camera.play')}
          hint="Space"
          variant="filled"
          color="dark.4"
          size="xl"
          radius="xl"
          onClick={props.onPlay}
        />
        <IconButton
          icon="stepForward"
          label={t('camera.stepForward')}
          hint="."
          disabled={live}
          onClick={() => props.onStep(1)}
        />
        <IconButton
          icon="forward10"
          label={t('camera.skipForward')}
          hint="→"
          disabled={live}
          onClick={() => props.onSkip(10_000)}
        />
        <SpeedMenu live={live} rate={props.rate} onRate={props.onRate} />
      </Group>
      <div className={classes.clock}>
        <div
          className={`tabular ${classes.time}`}
          data-testid="picture-time"
          data-ms={Math.round(playheadMs)}
        >
          {!playing ? formatExactTime(playheadMs) : formatTime(playheadMs)}
        </div>
        <div className={classes.date}>{formatDate(playheadMs)}</div>
      </div>
      <Group gap={2} wrap="nowrap" className={classes.endGroup}>
        <Button
          size="compact-sm"
          radius="xl"
          variant={live ? 'filled' : 'default'}
          color={live ? 'red.8' : 'gray'}
          aria-pressed={live}
          onClick={props.onLive}
          className={classes.liveButton ?? ''}
        >
          {t(live ? 'camera.live' : 'camera.toLive')}
        </Button>
        <IconButton
          icon={muted ? 'soundOff' : 'soundOn'}
          label={t(muted ? 'camera.soundOn' : 'camera.soundOff')}
          hint="M"
          onClick={props.onMute}
        />
        <IconButton icon="snapshot" label={t('camera.snapshot')} hint="S" onClick={props.onSnapshot} />
        <PanelButton
          icon="events"
          label={t('camera.analysis')}
          hint="E"
          open={analysing}
          onToggle={props.onAnalysis}
        />
        <PanelButton
          icon="cut"
          label={t('camera.export')}
          hint="I O"
          open={exporting}
          onToggle={props.onExport}
        />
        <IconButton
          icon={fullScreen ? 'exitFullScreen' : 'fullScreen'}
          label={t('keys.fullScreen')}
          hint="F"
          onClick={props.onFullScreen}
        />
      </Group>
    </div>
  );
}

interface PanelButtonProps {
  readonly icon: IconName;
  readonly label: string;
  readonly hint: string;
  readonly open: boolean;
  /** Null: whoever is logged in may not. */
  readonly onToggle: (() => void) | null;
}

function PanelButton({ open, onToggle, ...look }: PanelButtonProps) {
  if (onToggle === null) return null;
  return <IconButton {...look} pressed={open} variant={open ? 'light' : 'subtle'} onClick={onToggle} />;
}

/** After a click with a pointer the space bar shall play and pause, not press that button again. */
function freeSpaceKey(event: MouseEvent): void {
  if (event.detail > 0 && document.activeElement instanceof HTMLElement) document.activeElement.blur();
}

function SpeedMenu({ live, rate, onRate }: { live: boolean; rate: Rate; onRate: (rate: Rate) => void }) {
  const { t } = useTranslation();
  return (
    <Menu position="top" withArrow>
      <Menu.Target>
        <Button
          variant="subtle"
          color="gray"
          size="compact-sm"
          disabled={live}
          aria-label={`${t('camera.speed')}: ${t('camera.speedValue', { rate })}`}
        >
          {t('camera.speedValue', { rate })}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {rates.map((value) => (
          <Menu.Item key={value} onClick={() => onRate(value)} fw={value === rate ? 700 : 400}>
            {t('camera.speedValue', { rate: value })}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
