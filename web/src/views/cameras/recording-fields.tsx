/** When a camera is recorded and how long recordings are kept. Offers what the server acts on. */
import { NumberInput, Select, SimpleGrid, Stack, Text } from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useTranslation } from 'react-i18next';
import { ScheduleFields } from '../../components/schedule-fields.tsx';
import type { FormMode, FormValues } from './form-values.ts';
import { workingHours } from './form-values.ts';

const modes: readonly FormMode[] = ['continuous', 'motion', 'schedule', 'manual', 'off'];

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
      {form.values.mode === 'schedule' && (
        <ScheduleFields
          spans={form.values.schedule}
          timeZone={form.values.timeZone}
          fresh={workingHours}
          onChange={(schedule) => form.setFieldValue('schedule', schedule)}
        />
      )}
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
