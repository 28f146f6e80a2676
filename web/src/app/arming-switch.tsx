/** Whether the premises are armed, for all to see; switched by who may. */
import { Button, Popover, Stack, Text, UnstyledButton } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { armingQuery, setArming } from '../api/alarm-queries.ts';
import { sessionQuery } from '../api/queries.ts';
import { may } from '../api/session.ts';
import { FailureNote } from '../components/failure-note.tsx';
import { formatMoment } from '../components/format.ts';
import { Icon } from '../components/icon.tsx';
import classes from './shell.module.css';

export function ArmingSwitch() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: user } = useQuery(sessionQuery);
  const { data: arming } = useQuery({ ...armingQuery, enabled: may(user, 'event_read') });
  const [open, setOpen] = useState(false);
  const change = useMutation({
    mutationFn: (armed: boolean) => setArming(armed),
    onSuccess: (now) => {
      queryClient.setQueryData(armingQuery.queryKey, now);
      setOpen(false);
    },
  });
  if (arming === undefined) return null;
  const { armed, changed_at: changedAt, changed_by: changedBy } = arming;
  const state = t(armed ? 'arming.armed' : 'arming.disarmed');
  return (
    <Popover opened={open} onChange={setOpen} position="right-end" withArrow trapFocus width={250}>
      <Popover.Target>
        <UnstyledButton
          className={`${classes.item} ${classes.arming}`}
          data-armed={armed || undefined}
          aria-label={t('arming.label', { state })}
          onClick={() => setOpen(!open)}
        >
          <Icon name={armed ? 'shield' : 'shieldOff'} size={22} />
          <span>{state}</span>
        </UnstyledButton>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap="xs">
          <Text size="sm">{t(armed ? 'arming.armedText' : 'arming.disarmedText')}</Text>
          {changedAt !== null && (
            <Text size="xs" c="dimmed">
              {t('arming.since', { time: formatMoment(changedAt, Date.now()), by: changedBy ?? '' })}
            </Text>
          )}
          {change.error !== null && <FailureNote error={change.error} />}
          {may(user, 'camera_update') && (
            <Button
              color={armed ? 'gray' : 'sky'}
              loading={change.isPending}
              onClick={() => change.mutate(!armed)}
            >
              {t(armed ? 'arming.disarm' : 'arming.arm')}
            </Button>
          )}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
