/** When a camera is recorded and how long recordings are kept. Offers what the server acts on. */
import { Chip, Group, NumberInput, Select, SimpleGrid, Stack, Text, TextInput } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { IconButton } from '../../components/icon-button.tsx';
import type { FormMode, FormValues } from './form-values.ts';
import { workingHours } from './form-values.ts';

/** 5 January 1970 was a Monday. */
const mondayMs = 4 * 86_400_000;
const dayName = new Intl.DateTimeFormat(undefined, { weekday: 'short', timeZone: 'UTC' });
const modes: readonly FormMode[] = ['continuous', 'motion', 'schedule', 'manual', 'off'];
const days = [1, 2, 3, 4, 5, 6, 7] as const;

export function RecordingFields({ form }: { form: UseFormReturnType<FormValues> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="sm">
      <Select
        label={t('form.mode')}
        allowDeselect={false}
        data={modes.map((value) => ({ value, label: t(`form.modeOf.${value}`) }))}
        {...form.getInputProps('mode')}
      />
      {form.values.mode === 'motion' && <AroundMotion form={form} />}
      {form.values.mode === 'manual' && (
        <Text size="xs" c="dimmed">
          {t('form.manualHint')}
        </Text>
      )}
      {form.values.mode === 'schedule' && <Schedule form={form} />}
      {form.values.mode !== 'off' && (
        <SimpleGrid cols={{ base: 1, xs: 3 }} spacing="sm">
          <NumberInput
            label={t('form.maxDays')}
            placeholder={t('form.noLimit')}
            min={1}
            max={3650}
            allowDecimal={false}
            {...form.getInputProps('maxDays')}
          />
          <NumberInput
            label={t('form.maxGigabytes')}
            placeholder={t('form.noLimit')}
            min={1}
            max={1_000_000}
            allowDecimal={false}
            {...form.getInputProps('maxGigabytes')}
          />
          <NumberInput
            label={t('form.minDays')}
            placeholder={t('form.noMinimum')}
            min={1}
            max={3650}
            allowDecimal={false}
            {...form.getInputProps('minDays')}
          />
        </SimpleGrid>
      )}
      {form.values.mode !== 'off' && (
        <Text size="xs" c="dimmed">
          {t('form.retentionHint')}
        </Text>
      )}
    </Stack>
  );
}

function AroundMotion({ form }: { form: UseFormReturnType<FormValues> }) {
  const { t } = useTranslation();
  return (
    <Stack gap={4}>
      <SimpleGrid cols={2} spacing="sm">
        {(['preSeconds', 'postSeconds'] as const).map((name) => (
          <NumberInput
            key={name}
            label={t(`form.${name}`)}
            placeholder={t('form.automatic')}
            min={0}
            max={60}
            {...form.getInputProps(name)}
          />
        ))}
      </SimpleGrid>
      <Text size="xs" c="dimmed">
        {t('form.motionHint')}
      </Text>
    </Stack>
  );
}

function Schedule({ form }: { form: UseFormReturnType<FormValues> }) {
  const { t } = useTranslation();
  return (
    <Stack gap="xs">
      {form.values.schedule.map((span, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: spans have no identity but their place
        <Group key={index} gap="sm" align="flex-end">
          <Chip.Group
            multiple
            value={span.days.map(String)}
            onChange={(value) => form.setFieldValue(`schedule.${index}.days`, value.map(Number).sort())}
          >
            <Group gap={4} role="group" aria-label={t('form.days')}>
              {days.map((day) => (
                <Chip key={day} value={String(day)} size="xs" radius="sm">
                  {dayName.format(mondayMs + (day - 1) * 86_400_000)}
                </Chip>
              ))}
            </Group>
          </Chip.Group>
          <TextInput type="time" label={t('form.from')} {...form.getInputProps(`schedule.${index}.from`)} />
          <TextInput type="time" label={t('form.to')} {...form.getInputProps(`schedule.${index}.to`)} />
          {form.values.schedule.length > 1 && (
            <IconButton
              icon="trash"
              label={t('form.removeSpan')}
              onClick={() => form.removeListItem('schedule', index)}
            />
          )}
        </Group>
      ))}
      <Group justify="space-between">
        <Text size="xs" c="dimmed">
          {t('form.scheduleZone', { zone: form.values.timeZone })}
        </Text>
        <IconButton
          icon="plus"
          label={t('form.addSpan')}
          onClick={() => form.insertListItem('schedule', workingHours)}
        />
      </Group>
    </Stack>
  );
}
