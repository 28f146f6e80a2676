/** One live picture of the wall with its name, its state and the way it comes. */
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { Camera } from '../../api/contract.ts';
import { stateOf, usableStream } from '../../components/camera-state.ts';
import { Icon } from '../../components/icon.tsx';
import { LiveView } from '../../components/live-view.tsx';
import { PictureNote } from '../../components/picture-note.tsx';
import { WayMenu } from '../../components/way-menu.tsx';
import type { LiveState } from '../../players/live-session.ts';
import type { LiveWay } from '../../players/player.ts';
import classes from './tile.module.css';

interface Props {
  readonly camera: Camera;
  readonly status: CameraStatus | undefined;
  readonly widthPx: number;
  readonly focused: boolean;
  readonly maximised: boolean;
  readonly onFocus: () => void;
  readonly onMaximise: () => void;
  readonly onOpen: () => void;
}

export function Tile({ camera, status, widthPx, focused, maximised, onFocus, onMaximise, onOpen }: Props) {
  const { t } = useTranslation();
  const element = useRef<HTMLElement>(null);
  const [live, setLive] = useState<LiveState | null>(null);
  /** `n` grows with every choice, so that choosing the same way again starts anew. */
  const [{ way, n }, setChoice] = useState<{ way: LiveWay; n: number }>({ way: 'mse', n: 0 });
  const stream = usableStream(status, maximised || widthPx > 900 ? 'main' : 'sub');
  const state = stateOf(status, stream);

  useEffect(() => {
    // Only when the wall itself has the keyboard: a focus must not jump out of a menu or the bar.
    const active = document.activeElement;
    if (focused && (active === document.body || active?.closest('[data-tile]') !== null)) {
      element.current?.focus({ preventScroll: false });
    }
  }, [focused]);

  return (
    <article
      ref={element}
      className={classes.tile}
      data-tile
      data-maximised={maximised || undefined}
      data-phase={live?.phase ?? 'connecting'}
      data-way={live?.way ?? way}
      aria-label={t('wall.tile', { name: camera.name, state: t(`state.${state.kind}`) })}
      tabIndex={focused ? 0 : -1}
      onFocus={onFocus}
      onDoubleClick={onOpen}
    >
      <LiveView
        key={n}
        cameraId={camera.id}
        stream={stream}
        way={way}
        widthPx={Math.round(Math.min(1280, widthPx * Math.min(2, devicePixelRatio)))}
        cameraUp={state.kind !== 'failed'}
        muted
        label={t('wall.picture', { name: camera.name })}
        onState={setLive}
      />
      <PictureNote state={state} live={live} />
      <footer className={classes.caption}>
        {status?.recording.active === true && (
          <span
            className={classes.recording}
            title={t('camera.recording')}
            role="img"
            aria-label={t('camera.recording')}
          />
        )}
        <span className={classes.name} dir="auto">
          {camera.name}
        </span>
        <span className={classes.tools}>
          <button
            type="button"
            className={classes.tool}
            data-wide
            onClick={onMaximise}
            aria-label={t(maximised ? 'wall.restore' : 'wall.maximise')}
          >
            <Icon name={maximised ? 'exitFullScreen' : 'fullScreen'} size={18} />
          </button>
          <button
            type="button"
            className={classes.tool}
            onClick={onOpen}
            aria-label={t('wall.open', { name: camera.name })}
          >
            <Icon name="next" size={18} />
          </button>
          {state.kind !== 'failed' && (
            <WayMenu live={live} wanted={way} onChoose={(chosen) => setChoice({ way: chosen, n: n + 1 })} />
          )}
        </span>
      </footer>
    </article>
  );
}
