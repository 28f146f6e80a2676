/** A page of one camera: waits for the list, and says so when there is no such camera. */
import { Button, Center, Loader } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../api/contract.ts';
import { camerasQuery } from '../api/queries.ts';
import { Empty } from './empty.tsx';
import { FailureNote } from './failure-note.tsx';

interface KnownCameraProps {
  readonly id: string;
  /** Of the browser's tab. */
  readonly title: (camera: Camera) => string;
  readonly children: (camera: Camera) => ReactNode;
}

export function KnownCamera({ id, title, children }: KnownCameraProps) {
  const { t } = useTranslation();
  const cameras = useQuery(camerasQuery);
  const camera = cameras.data?.find((one) => one.id === id);
  useDocumentTitle(camera === undefined ? 'Vidette' : title(camera));

  if (cameras.isPending) {
    return (
      <Center flex={1}>
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  }
  if (camera !== undefined) return children(camera);
  if (cameras.isError) return <FailureNote error={cameras.error} onRetry={() => void cameras.refetch()} />;
  return (
    <Empty icon="camera" title={t('camera.notFound')} text={t('camera.notFoundText')}>
      <Button component={Link} to="/cameras">
        {t('camera.toCameras')}
      </Button>
    </Empty>
  );
}
