/** What shall be understood of a camera: the page of its analytics. */
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { KnownCamera } from '../../components/known-camera.tsx';
import { NotAllowed } from '../../components/not-allowed.tsx';
import { useMay } from '../../components/use-may.ts';
import { AnalyticsDesk } from './analytics-desk.tsx';

export function AnalyticsView() {
  const { t } = useTranslation();
  const { cameraId } = useParams({ from: '/signed-in/cameras/$cameraId/analytics' });
  const mayChange = useMay('camera_update');
  if (!mayChange) return <NotAllowed />;
  return (
    <KnownCamera id={cameraId} title={({ name }) => `${t('analytics.title', { name })} · Vidette`}>
      {(camera) => <AnalyticsDesk key={camera.id} camera={camera} />}
    </KnownCamera>
  );
}
