/** Times of the week: days and hours, in a named time zone. */
import { Chip, Group, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { WireScheduleSpan } from '../api/contract.ts';
import { IconButton } from './icon-button.tsx';

interface Props {
  readonly spans: readonly WireScheduleSpan[];
  readonly timeZone: string;
  /** What a new line begins with. */
  readonly fresh: WireScheduleSpan;
  readonly onChange: (spans: WireScheduleSpan[]) => void;
}

/** 5 January 1970 was a Monday. */
const mondayMs = 4 * 86_400_000;
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const days = [1, 2, 3, 4, 5, 6, 7] as const;

export function ScheduleFields({ spans, timeZone, fresh, onChange }: Props) {
  const { t } = useTranslation();
  const change = (index: number, more: Partial<WireScheduleSpan>) =>
    onChange(spans.map((span, at) => (at === index ? { ...span, ...more } : span)));
  return (
    <Stack gap="xs">
      {spans.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
        <Group key={index} gap="sm" align="flex-end">
          <Chip.Group
            multiple
            value={span.days.map(String)}
            onChange={(value) => change(index, { days: value.map(Number).sort() })}
          >
            <Group gap={4} role="group" aria-label={t('form.days')}>
              {days.map((day) => (
                <Chip key={day} value={String(day)} size="xs" radius="sm">
                  {dayName.format(mondayMs + (day - 1) * 86_400_000)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              type="time"
              label={t(`form.${end}`)}
              // The end of a day is written 24:00; a time field knows only 00:00.
              value={span[end] === '24:00' ? '00:00' : span[end]}
              onChange={({ currentTarget: { value } }) =>
                change(index, { [end]: end === 'to' && value === '00:00' ? '24:00' : value })
              }
            />
          ))}
          {spans.length > 1 && (
            <IconButton
              icon="trash"
              label={t('form.removeSpan')}
              onClick={() => onChange(spans.filter((_span, at) => at !== index))}
            />
          )}
        </Group>
      ))}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t('form.scheduleZone', { zone: timeZone })}
        </Text>
        <IconButton icon="plus" label={t('form.addSpan')} onClick={() => onChange([...spans, fresh])} />
      </Group>
    </Stack>
  );
}
