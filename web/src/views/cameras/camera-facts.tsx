/** The parts of a row that table and card share: picture, facts of the stream, menu. */
import { ActionIcon, Menu, Text } from '@mantine/core';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { CameraStatus } from '#cluster/protocol.ts';
import type { Camera } from '../../api/contract.ts';
import { stateOf, streamOf } from '../../components/camera-state.ts';
import { formatBitrate, formatCodec } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import { useMay } from '../../components/use-may.ts';
import classes from './cameras.module.css';

export interface RowProps {
  readonly camera: Camera;
  readonly place: string;
  readonly status: CameraStatus | undefined;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

const againAfterMs = 10_000;

/** A still picture; asked for only while the camera delivers one. */
export function Thumbnail({ camera, status }: { camera: Camera; status: CameraStatus | undefined }) {
  const { t } = useTranslation();
  const [failedAtMs, setFailedAtMs] = useState(Number.NEGATIVE_INFINITY);
  // The states that come every other second render this again, so that pictures are back soon after the server is.
  const online = stateOf(status).kind === 'online' && Date.now() - failedAtMs > againAfterMs;
  return (
    <Link
      to="/cameras/$cameraId"
      params={{ cameraId: camera.id }}
      className={classes.thumbnail}
      tabIndex={-1}
      aria-hidden="true"
    >
      {online ? (
        <img
          src={`/live/${camera.id}/snapshot.jpg?width=224`}
          alt=""
          loading="lazy"
          title={t('wall.open', { name: camera.name })}
          onError={() => setFailedAtMs(Date.now())}
        />
      ) : (
        <span className={classes.missing}>
          <Icon name="offline" size={22} />
        </span>
      )}
    </Link>
  );
}

export function StreamFacts({ status }: { status: CameraStatus | undefined }) {
  const { t } = useTranslation();
  const main = streamOf(status, 'main');
  const state = stateOf(status);
  if (state.kind === 'failed') {
    return (
      <Text size="sm" c="red.4">
        {t(`failure.${state.failure}`)}
      </Text>
    );
  }
  const video = main?.video;
  if (video === undefined) {
    return (
      <Text size="sm" c="dimmed">
        {t('cameras.noFacts')}
      </Text>
    );
  }
  return (
    <Text size="sm" c="dimmed" className="tabular">
      {t('cameras.facts', {
        codec: formatCodec(video.codec),
        width: video.width,
        height: video.height,
        fps: Math.round(video.fps),
        bitrate: formatBitrate(video.bitrateBps),
      })}
      {streamOf(status, 'sub') !== undefined && ` · ${t('cameras.withSub')}`}
    </Text>
  );
}

export function RowMenu({ camera, onEdit, onDelete }: Pick<RowProps, 'camera' | 'onEdit' | 'onDelete'>) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const mayChange = useMay('camera_update');
  const mayDelete = useMay('camera_delete');
  if (!mayChange && !mayDelete) return null;
  return (
    <Menu position="bottom-end" withArrow>
      <Menu.Target>
        <ActionIcon size="lg" aria-label={t('cameras.actions', { name: camera.name })}>
          <Icon name="more" />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {mayChange && (
          <>
            <Menu.Item leftSection={<Icon name="edit" size={18} />} onClick={onEdit}>
              {t('cameras.edit')}
            </Menu.Item>
            <Menu.Item
              leftSection={<Icon name="analytics" size={18} />}
              onClick={() =>
                void navigate({ to: '/cameras/$cameraId/analytics', params: { cameraId: camera.id } })
              }
            >
              {t('camera.analytics')}
            </Menu.Item>
          </>
        )}
        {mayDelete && (
          <Menu.Item leftSection={<Icon name="trash" size={18} />} color="red" onClick={onDelete}>
            {t('cameras.delete')}
          </Menu.Item>
        )}
      </Menu.Dropdown>
    </Menu>
  );
}
