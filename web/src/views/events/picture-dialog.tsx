/** The picture of an event, large, with the box around what was seen; from one to the next by keys. */
import { Button, Group, Modal, Text } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LoggedEvent } from '../../api/contract.ts';
import { picturePath } from '../../api/event-queries.ts';
import { boxStyle } from '../../components/box-style.ts';
import { factsOf, titleOf } from '../../components/event-text.ts';
import { formatMoment } from '../../components/format.ts';
import { IconButton } from '../../components/icon-button.tsx';
import classes from './events.module.css';

interface Props {
  readonly event: LoggedEvent;
  /** Null: there is none in that direction. */
  readonly newer: LoggedEvent | null;
  readonly older: LoggedEvent | null;
  readonly onShow: (event: LoggedEvent) => void;
  readonly onClose: () => void;
}

export function PictureDialog({ event, newer, older, onShow, onClose }: Props) {
  const { t } = useTranslation();
  const [failed, setFailed] = useState(false);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another picture gets another try
  useEffect(() => setFailed(false), [event.event_id, event.revision]);
  const go = (to: LoggedEvent | null) => to !== null && onShow(to);
  const { bbox: box, camera_id: cameraId } = event;
  const navigate = useNavigate();
  const toArchive = () => {
    if (cameraId === null) return;
    const search = { at: event.begin, event: event.event_id };
    void navigate({ to: '/cameras/$cameraId', params: { cameraId }, search });
  };
  return (
    <Modal
      opened
      onClose={onClose}
      title={titleOf(event, t)}
      size="xl"
      onKeyDown={({ key }) => {
        if (key === 'ArrowLeft') go(newer);
        if (key === 'ArrowRight') go(older);
      }}
    >
      <div className={classes.large}>
        {failed ? (
          <Text c="dimmed" p="xl" ta="center">
            {t('events.pictureGone')}
          </Text>
        ) : (
          <img
            src={picturePath(event, 'snapshot')}
            alt={t('events.pictureOf', { what: titleOf(event, t), camera: event.camera_name ?? '' })}
            onError={() => setFailed(true)}
          />
        )}
        {box !== null && !failed && <span className={classes.box} style={boxStyle(box)} />}
      </div>
      <Group justify="space-between" mt="sm" gap="sm">
        <div>
          <Text size="sm">
            <bdi>{event.camera_name}</bdi> ·{' '}
            <span className="tabular">{formatMoment(event.begin, Date.now())}</span>
          </Text>
          <Text size="sm" c="dimmed">
            {factsOf(event, t)}
          </Text>
        </div>
        <Group gap={4}>
          <IconButton
            icon="previous"
            label={t('events.newer')}
            hint="←"
            disabled={newer === null}
            onClick={() => go(newer)}
          />
          <IconButton
            icon="next"
            label={t('events.older')}
            hint="→"
            disabled={older === null}
            onClick={() => go(older)}
          />
          {cameraId !== null && (
            <Button data-autofocus onClick={toArchive}>
              {t('events.toArchive')}
            </Button>
          )}
        </Group>
      </Group>
    </Modal>
  );
}
