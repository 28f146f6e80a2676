/** Which camera this is and how it does. */
import { Group, Title } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { Camera, WireStorage } from '../../api/contract.ts';
import { sessionQuery } from '../../api/queries.ts';
import { may } from '../../api/session.ts';
import type { CameraState } from '../../components/camera-state.ts';
import { IconButton } from '../../components/icon-button.tsx';
import { StateDot } from '../../components/state-dot.tsx';
import classes from './camera.module.css';
import { RecordButton } from './record-button.tsx';

interface Props {
  readonly camera: Camera;
  readonly state: CameraState;
  readonly recording: CameraStatus['recording'] | undefined;
  readonly onEdit: () => void;
}

export function CameraHeader({ camera, state, recording, onEdit }: Props) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const { data: user } = useQuery(sessionQuery);
  const mayChange = may(user, 'camera_update');
  // What is recorded always needs no button.
  const manual = mayChange && (camera.video_storage as WireStorage | undefined)?.mode !== 'continuous';
  return (
    <header className={classes.header}>
      <Group gap="xs" wrap="nowrap" miw={0}>
        <IconButton
          icon="back"
          label={t('camera.back')}
          hint="Esc"
          onClick={() => void navigate({ to: '/' })}
        />
        <Title order={1} size="h4" lineClamp={1} dir="auto">
          {camera.name}
        </Title>
      </Group>
      <Group gap="md" wrap="nowrap">
        <StateDot state={state} labelClass={classes.words} />
        {recording?.active === true && (
          <span className={classes.rec}>
            <span className={classes.recDot} aria-hidden="true" />
            <span className={classes.words}>{t('camera.recording')}</span>
          </span>
        )}
        {manual && <RecordButton cameraId={camera.id} />}
        <Group gap={2} wrap="nowrap">
          {mayChange && (
            <IconButton
              icon="analytics"
              label={t('camera.analytics')}
              onClick={() =>
                void navigate({ to: '/cameras/$cameraId/analytics', params: { cameraId: camera.id } })
              }
            />
          )}
          {mayChange && <IconButton icon="edit" label={t('camera.edit')} onClick={onEdit} />}
        </Group>
      </Group>
    </header>
  );
}
