/** One camera: live or a moment of its archive, the timeline, export. The address says which moment, so it can be shared. */
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { KnownCamera } from '../../components/known-camera.tsx';
import { CameraDesk } from './camera-desk.tsx';

export function CameraView() {
  const { t } = useTranslation();
  const { cameraId } = useParams({ from: '/signed-in/cameras/$cameraId' });
  return (
    <KnownCamera id={cameraId} title={({ name }) => t('camera.pageTitle', { name })}>
      {(camera) => <CameraDesk key={camera.id} camera={camera} />}
    </KnownCamera>
  );
}
