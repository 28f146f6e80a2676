/** All cameras with their state; add, edit, delete. */
import { Button, Center, Loader, SegmentedControl, SimpleGrid, Text, TextInput, Title } from '@mantine/core';
import { useMediaQuery } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { camerasQuery, deleteCamera, placesQuery, systemQuery } from '../../api/queries.ts';
import { stateOf, statusesOf } from '../../components/camera-state.ts';
import { DeleteDialog } from '../../components/delete-dialog.tsx';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { Icon } from '../../components/icon.tsx';
import { useKeys } from '../../components/use-keys.ts';
import { useMay } from '../../components/use-may.ts';
import { CameraCard } from './camera-card.tsx';
import { CameraDialog } from './camera-dialog.tsx';
import { CameraTable } from './camera-table.tsx';
import classes from './cameras.module.css';
import type { CameraSearch } from './search.ts';

type Open = { readonly kind: 'edit' | 'delete'; readonly camera: Camera } | null;

export function CamerasView() {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { add, show } = useSearch({ from: '/signed-in/cameras' });
  const cameras = useQuery(camerasQuery);
  const places = useQuery(placesQuery);
  const system = useQuery(systemQuery);
  const statuses = useMemo(() => statusesOf(system.data), [system.data]);
  const placeNames = useMemo(
    () => new Map((places.data ?? []).map(({ id, name }) => [id, name])),
    [places.data],
  );
  const narrow = useMediaQuery('(max-width: 860px)');
  const [search, setSearch] = useState('');
  const [open, setOpen] = useState<Open>(null);
  const go = (wanted: CameraSearch) => void navigate({ to: '/cameras', search: wanted, replace: true });
  const setAdd = (on: boolean) =>
    go({ ...(on ? { add: true } : {}), ...(show === undefined ? {} : { show }) });
  const mayAdd = useMay('camera_create');
  useKeys({ n: () => mayAdd && setAdd(true) });

  const all = cameras.data ?? [];
  const needle = search.trim().toLowerCase();
  const offline = all.filter(({ id }) => stateOf(statuses.get(id)).kind === 'failed');
  const among = show === 'offline' ? offline : all;
  const found = among.filter(({ name, place_id }) =>
    `${name} ${placeNames.get(place_id) ?? ''}`.toLowerCase().includes(needle),
  );
  // Who is offline is known by the states alone.
  const asked = show === 'offline' && cameras.isSuccess && system.data === undefined ? system : cameras;
  const rowProps = (camera: Camera) => ({
    camera,
    place: placeNames.get(camera.place_id) ?? '',
    status: statuses.get(camera.id),
    onEdit: () => setOpen({ kind: 'edit', camera }),
    onDelete: () => setOpen({ kind: 'delete', camera }),
  });

  return (
    <div className={`scroll-page ${classes.page}`}>
      <div className={classes.head}>
        <Title order={1} size="h3">
          {t('nav.cameras')}
        </Title>
        {all.length > 5 && (
          <TextInput
            className={classes.search ?? ''}
            aria-label={t('cameras.search')}
            placeholder={t('cameras.search')}
            leftSection={<Icon name="search" size={18} />}
            value={search}
            onChange={(event) => setSearch(event.currentTarget.value)}
          />
        )}
        {all.length > 0 && (offline.length > 0 || show === 'offline') && (
          <SegmentedControl
            className={classes.show ?? ''}
            size="xs"
            aria-label={t('cameras.show')}
            value={show ?? 'all'}
            onChange={(value) => go(value === 'offline' ? { show: 'offline' } : {})}
            data={[
              { value: 'all', label: t('cameras.all') },
              { value: 'offline', label: t('cameras.offline', { count: offline.length }) },
            ]}
          />
        )}
        {mayAdd && all.length > 0 && (
          <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdd(true)}>
            {t('cameras.add')}
          </Button>
        )}
      </div>

      {asked.isPending && (
        <Center p="xl">
          <Loader aria-label={t('common.loading')} />
        </Center>
      )}
      {asked.isError && <FailureNote error={asked.error} onRetry={() => void asked.refetch()} />}
      {cameras.isSuccess && all.length === 0 && (
        <Empty
          icon="camera"
          title={t('wall.emptyTitle')}
          text={t(mayAdd ? 'wall.emptyText' : 'wall.emptyForViewer')}
        >
          {mayAdd && (
            <Button leftSection={<Icon name="plus" size={18} />} onClick={() => setAdd(true)}>
              {t('cameras.add')}
            </Button>
          )}
        </Empty>
      )}
      {all.length > 0 && among.length === 0 && asked.isSuccess && (
        <Empty icon="check" title={t('cameras.noneOffline')} text={t('cameras.noneOfflineText')}>
          <Button variant="default" onClick={() => go({})}>
            {t('cameras.showAll')}
          </Button>
        </Empty>
      )}
      {among.length > 0 && found.length === 0 && (
        <Text c="dimmed" ta="center" p="xl">
          {t('cameras.noneFound', { search })}
        </Text>
      )}
      {found.length > 0 &&
        (narrow ? (
          <SimpleGrid cols={1} spacing="sm">
            {found.map((camera) => (
              <CameraCard key={camera.id} {...rowProps(camera)} />
            ))}
          </SimpleGrid>
        ) : (
          <CameraTable rows={found.map(rowProps)} />
        ))}

      {add === true && mayAdd && <CameraDialog camera={null} onClose={() => setAdd(false)} />}
      {open?.kind === 'edit' && <CameraDialog camera={open.camera} onClose={() => setOpen(null)} />}
      {open?.kind === 'delete' && (
        <DeleteDialog
          title={t('cameras.deleteTitle', { name: open.camera.name })}
          text={t('cameras.deleteText')}
          action={t('cameras.deleteConfirm')}
          remove={() => deleteCamera(open.camera.id)}
          list={camerasQuery.queryKey}
          onClose={() => setOpen(null)}
        />
      )}
    </div>
  );
}
