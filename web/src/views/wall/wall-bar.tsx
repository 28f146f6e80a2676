/** The bar over the wall: how many cameras work, grid, pages, full screen. */
import { Group, SegmentedControl, Text, Title } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { Camera } from '../../api/contract.ts';
import { stateOf } from '../../components/camera-state.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { type Grid, grids } from './layout.ts';
import classes from './wall.module.css';

interface Props {
  readonly cameras: readonly Camera[];
  readonly statuses: ReadonlyMap<string, CameraStatus>;
  readonly grid: Grid;
  readonly onGrid: (grid: Grid) => void;
  readonly page: number;
  readonly pages: number;
  readonly onTurn: (by: number) => void;
  readonly fullScreen: boolean;
  readonly onFullScreen: () => void;
}

export function WallBar({
  cameras,
  statuses,
  grid,
  onGrid,
  page,
  pages,
  onTurn,
  fullScreen,
  onFullScreen,
}: Props) {
  const { t } = useTranslation();
  const failed = cameras.filter(({ id }) => stateOf(statuses.get(id)).kind === 'failed').length;
  return (
    <header className={classes.bar}>
      <Group gap="sm" wrap="nowrap">
        <Title order={1} size="h5">
          {t('nav.wall')}
        </Title>
        <Text size="sm" c="dimmed" className={classes.count}>
          {t('wall.count', { count: cameras.length })}
        </Text>
        {failed > 0 && (
          <span role="status">
            <Link
              to="/cameras"
              search={{ show: 'offline' }}
              className={classes.offline}
              aria-label={t('wall.showFailed', { count: failed })}
            >
              {t('wall.failed', { count: failed })}
            </Link>
          </span>
        )}
      </Group>
      <Group gap="xs" wrap="nowrap">
        {pages > 1 && (
          <Group gap={2} wrap="nowrap">
            <IconButton
              icon="previous"
              label={t('wall.previousPage')}
              hint="PgUp"
              disabled={page === 0}
              onClick={() => onTurn(-1)}
            />
            <Text size="sm" className="tabular" aria-live="polite">
              {t('wall.page', { page: page + 1, pages })}
            </Text>
            <IconButton
              icon="next"
              label={t('wall.nextPage')}
              hint="PgDn"
              disabled={page === pages - 1}
              onClick={() => onTurn(1)}
            />
          </Group>
        )}
        <SegmentedControl
          size="xs"
          aria-label={t('wall.grid')}
          value={grid}
          onChange={(value) => onGrid(value as Grid)}
          data={grids.map((value) => ({ value, label: value === 'auto' ? t('wall.auto') : value }))}
        />
        <IconButton
          icon={fullScreen ? 'exitFullScreen' : 'fullScreen'}
          label={t('keys.fullScreen')}
          hint="F"
          onClick={onFullScreen}
          className={classes.screenButton ?? ''}
        />
      </Group>
    </header>
  );
}
