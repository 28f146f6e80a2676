/** Acknowledges or closes an alarm, with a note for those who look at it later. */
import { Button, Group, Modal, Stack, Textarea } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { moveAlarm } from '../../api/alarm-queries.ts';
import type { Alarm } from '../../api/contract.ts';
import { FailureNote } from '../../components/failure-note.tsx';

interface Props {
  readonly alarm: Alarm;
  readonly step: 'acknowledge' | 'close';
  readonly onClose: () => void;
}

export function StepDialog({ alarm, step, onClose }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const [note, setNote] = useState(alarm.note ?? '');
  const move = useMutation({
    mutationFn: () => moveAlarm(alarm, step, note),
    onSuccess: async () => {
      await queryClient.invalidateQueries({ queryKey: ['alarms'] });
      onClose();
    },
  });
  return (
    <Modal opened onClose={onClose} title={t(`alarms.${step}Title`, { number: alarm.number })}>
      <form
        onSubmit={(event) => {
          event.preventDefault();
          move.mutate();
        }}
      >
        <Stack>
          <Textarea
            label={t('alarms.note')}
            placeholder={t('alarms.notePlaceholder')}
            autosize
            minRows={2}
            maxLength={1000}
            data-autofocus
            value={note}
            onChange={(event) => setNote(event.currentTarget.value)}
            onKeyDown={(event) => {
              if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) move.mutate();
            }}
          />
          {move.error !== null && <FailureNote error={move.error} />}
          <Group justify="flex-end">
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={move.isPending}>
              {t(`alarms.${step}`)}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}
