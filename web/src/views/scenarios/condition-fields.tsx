/** When a scenario acts: which events, where, what kind, at which hours, armed or not. */
import {
  MultiSelect,
  NumberInput,
  SegmentedControl,
  SimpleGrid,
  Stack,
  Switch,
  TagsInput,
  Text,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { eventTypes } from '../../api/event-types.ts';
import { camerasQuery, placesQuery } from '../../api/queries.ts';
import { ScheduleFields } from '../../components/schedule-fields.tsx';
import { type ScenarioValues, workNights } from './values.ts';

export function ConditionFields({ form }: { form: UseFormReturnType<ScenarioValues> }) {
  const { t } = useTranslation();
  const cameras = useQuery(camerasQuery);
  const places = useQuery(placesQuery);
  const any = t('scenarios.any');
  const placeholder = (values: readonly string[]) => (values.length === 0 ? any : '');
  const { values } = form;
  return (
    <Stack gap="sm">
      <MultiSelect
        label={t('scenarios.events')}
        required
        searchable
        hidePickedOptions
        data={eventTypes.map((value) => ({ value, label: t(`event.type.${value}`) }))}
        {...form.getInputProps('eventTypes')}
      />
      <SegmentedControl
        aria-label={t('scenarios.phase')}
        data={(['begin', 'end', 'both'] as const).map((value) => ({
          value,
          label: t(`scenarios.phaseOf.${value}`),
        }))}
        {...form.getInputProps('phase')}
      />
      <SimpleGrid cols={{ base: 1, xs: 2 }} spacing="sm">
        <MultiSelect
          label={t('events.cameras')}
          placeholder={placeholder(values.cameraIds)}
          searchable
          clearable
          limit={100}
          data={(cameras.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
          {...form.getInputProps('cameraIds')}
        />
        <MultiSelect
          label={t('scenarios.places')}
          placeholder={placeholder(values.placeIds)}
          searchable
          clearable
          limit={100}
          data={(places.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          {...form.getInputProps('placeIds')}
        />
        <TagsInput
          label={t('events.name')}
          placeholder={placeholder(values.names)}
          maxTags={100}
          {...form.getInputProps('names')}
        />
        <MultiSelect
          label={t('events.class')}
          placeholder={placeholder(values.objClasses)}
          clearable
          data={([1, 2, 0] as const).map((value) => ({
            value: String(value),
            label: t(`event.class.${value}`),
          }))}
          {...form.getInputProps('objClasses')}
        />
        <NumberInput
          label={t('scenarios.confidence')}
          placeholder={any}
          min={0}
          max={100}
          {...form.getInputProps('minConfidence')}
        />
      </SimpleGrid>
      <div>
        <Text size="sm" fw={500} mb={4}>
          {t('scenarios.arming')}
        </Text>
        <SegmentedControl
          fullWidth
          aria-label={t('scenarios.arming')}
          data={(['any', 'armed', 'disarmed'] as const).map((value) => ({
            value,
            label: t(`scenarios.armingOf.${value}`),
          }))}
          {...form.getInputProps('arming')}
        />
      </div>
      <Switch
        label={t('scenarios.onlyBySchedule')}
        {...form.getInputProps('bySchedule', { type: 'checkbox' })}
      />
      {values.bySchedule && (
        <ScheduleFields
          spans={values.schedule}
          timeZone={values.timeZone}
          fresh={workNights}
          onChange={(schedule) => form.setFieldValue('schedule', schedule)}
        />
      )}
    </Stack>
  );
}
