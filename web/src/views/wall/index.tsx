/** The wall: live tiles of all cameras, as many as the chosen grid holds, the others on further pages. */
import { Button, Center, Loader } from '@mantine/core';
import { useElementSize, useLocalStorage } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { camerasQuery, systemQuery } from '../../api/queries.ts';
import { statusesOf } from '../../components/camera-state.ts';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { useFullScreen } from '../../components/use-full-screen.ts';
import { useKeys } from '../../components/use-keys.ts';
import { useMay } from '../../components/use-may.ts';
import { type Grid, grids, layoutWall, neighbour } from './layout.ts';
import { Tile } from './tile.tsx';
import classes from './wall.module.css';
import { WallBar } from './wall-bar.tsx';

const gridKeys: Record<string, Grid> = { '0': 'auto', '1': '1', '2': '4', '3': '9', '4': '16' };

export function WallView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const cameras = useQuery(camerasQuery);
  const system = useQuery(systemQuery);
  const statuses = useMemo(() => statusesOf(system.data), [system.data]);
  const [storedGrid, setGrid] = useLocalStorage<Grid>({ key: 'vidette.grid', defaultValue: 'auto' });
  const grid = grids.includes(storedGrid) ? storedGrid : 'auto';
  const [page, setPage] = useState(0);
  const [focused, setFocused] = useState(0);
  const [maximisedId, setMaximisedId] = useState<string | null>(null);
  const { ref: area, width, height } = useElementSize();
  const screen = useFullScreen();
  const mayAdd = useMay('camera_create');

  const all = cameras.data ?? [];
  const layout = layoutWall(grid, all.length, width, height);
  const pages = Math.max(1, Math.ceil(all.length / layout.perPage));
  const shownPage = Math.min(page, pages - 1);
  const shown = all.slice(shownPage * layout.perPage, (shownPage + 1) * layout.perPage);
  const open = (cameraId: string) => void navigate({ to: '/cameras/$cameraId', params: { cameraId } });
  const turn = (by: number) => {
    setPage(Math.min(pages - 1, Math.max(0, shownPage + by)));
    setFocused(0);
  };
  const move = (event: KeyboardEvent) => {
    if (maximisedId === null)
      setFocused((index) => neighbour(index, event.key, layout.columns, shown.length));
  };
  const toggleMaximised = () => setMaximisedId((id) => (id === null ? (shown[focused]?.id ?? null) : null));
  const chooseGrid = (next: Grid) => {
    setGrid(next);
    setPage(0);
    setFocused(0);
    setMaximisedId(null);
  };

  useKeys({
    arrowleft: move,
    arrowright: move,
    arrowup: move,
    arrowdown: move,
    enter: toggleMaximised,
    escape: () => setMaximisedId(null),
    pageup: () => turn(-1),
    pagedown: () => turn(1),
    o: () => shown[focused] !== undefined && open(shown[focused].id),
    f: screen.toggle,
    ...Object.fromEntries(Object.entries(gridKeys).map(([key, value]) => [key, () => chooseGrid(value)])),
  });

  // A camera that was deleted elsewhere cannot stay maximised.
  useEffect(() => {
    if (maximisedId !== null && !shown.some(({ id }) => id === maximisedId)) setMaximisedId(null);
  }, [maximisedId, shown]);

  // The states say which stream a tile shall take; starting before would mean starting twice.
  if (cameras.isPending || system.isPending) {
    return (
      <Center flex={1}>
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  }
  // While the server is away the pictures that are known stay where they are.
  if (cameras.data === undefined) {
    return (
      <div className={classes.note}>
        <FailureNote error={cameras.error} onRetry={() => void cameras.refetch()} />
      </div>
    );
  }
  if (all.length === 0) {
    return (
      <Empty
        icon="camera"
        title={t('wall.emptyTitle')}
        text={t(mayAdd ? 'wall.emptyText' : 'wall.emptyForViewer')}
      >
        {mayAdd && (
          <Button onClick={() => void navigate({ to: '/cameras', search: { add: true } })}>
            {t('cameras.add')}
          </Button>
        )}
      </Empty>
    );
  }
  return (
    <section className={classes.wall} aria-label={t('nav.wall')}>
      <WallBar
        cameras={all}
        statuses={statuses}
        grid={grid}
        onGrid={chooseGrid}
        page={shownPage}
        pages={pages}
        onTurn={turn}
        fullScreen={screen.on}
        onFullScreen={screen.toggle}
      />
      <div className={classes.area} ref={area}>
        {width > 0 && (
          <div
            className={classes.grid}
            style={{
              gridTemplateColumns: `repeat(${layout.columns}, ${layout.tileWidth}px)`,
              gridAutoRows: layout.tileHeight,
            }}
          >
            {shown.map((camera, index) => (
              <Tile
                key={camera.id}
                camera={camera}
                status={statuses.get(camera.id)}
                widthPx={layout.tileWidth}
                focused={index === focused}
                maximised={camera.id === maximisedId}
                onFocus={() => setFocused(index)}
                onMaximise={() => {
                  setFocused(index);
                  setMaximisedId(camera.id === maximisedId ? null : camera.id);
                }}
                onOpen={() => open(camera.id)}
              />
            ))}
          </div>
        )}
      </div>
    </section>
  );
}
