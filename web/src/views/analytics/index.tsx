/** What shall be understood of a camera: the page of its analytics. */
import { Button, Center, Loader } from '@mantine/core';
import { useDocumentTitle } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { Link, useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '../../api/queries.ts';
import { Empty } from '../../components/empty.tsx';
import { FailureNote } from '../../components/failure-note.tsx';
import { AnalyticsDesk } from './analytics-desk.tsx';

export function AnalyticsView() {
  const { t } = useTranslation();
  const { cameraId } = useParams({ from: '/signed-in/cameras/$cameraId/analytics' });
  const cameras = useQuery(camerasQuery);
  const camera = cameras.data?.find(({ id }) => id === cameraId);
  useDocumentTitle(
    camera === undefined ? 'Vidette' : `${t('analytics.title', { name: camera.name })} · Vidette`,
  );

  if (cameras.isPending) {
    return (
      <Center flex={1}>
        <Loader aria-label={t('common.loading')} />
      </Center>
    );
  }
  if (camera !== undefined) return <AnalyticsDesk key={camera.id} camera={camera} />;
  if (cameras.isError) return <FailureNote error={cameras.error} onRetry={() => void cameras.refetch()} />;
  return (
    <Empty icon="camera" title={t('camera.notFound')} text={t('camera.notFoundText')}>
      <Button component={Link} to="/cameras">
        {t('camera.toCameras')}
      </Button>
    </Empty>
  );
}
