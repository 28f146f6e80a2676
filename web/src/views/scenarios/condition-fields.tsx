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
import { choicesWith, type MissingIds } from './missing.ts';
import { type ScenarioValues, workNights } from './values.ts';

interface Props {
  readonly form: UseFormReturnType<ScenarioValues>;
  readonly missing: MissingIds;
}

export function ConditionFields({ form, missing }: Props) {
  const { t } = useTranslation();
  const cameras = useQuery(camerasQuery);
  const places = useQuery(placesQuery);
  const any = t('scenarios.any');
  const placeholder = (values: readonly string[]) => (values.length === 0 ? any : '');
  const { values } = form;
  const anywhere = values.cameraIds.length + values.placeIds.length === 0;
  /** Of a field that named what was deleted: that it does, or what follows from taking out the last. */
  const hint = (name: keyof MissingIds, isAny: boolean) => {
    if (missing[name].some((id) => values[name].includes(id))) return t('scenarios.goneHint');
    return missing[name].length > 0 && isAny ? t('scenarios.nowAny') : undefined;
  };
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
          description={hint('cameraIds', anywhere)}
          data={choicesWith(
            (cameras.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
            values.cameraIds,
            missing.cameraIds,
            t('scenarios.goneCamera', { count: 1 }),
          )}
          {...form.getInputProps('cameraIds')}
        />
        <MultiSelect
          label={t('scenarios.places')}
          placeholder={placeholder(values.placeIds)}
          searchable
          clearable
          limit={100}
          description={hint('placeIds', anywhere)}
          data={choicesWith(
            (places.data ?? []).map(({ id, name }) => ({ value: String(id), label: name })),
            values.placeIds,
            missing.placeIds,
            t('scenarios.gonePlace', { count: 1 }),
          )}
          {...form.getInputProps('placeIds')}
        />
        {missing.listIds.length > 0 && (
          <MultiSelect
            label={t('scenarios.lists')}
            placeholder={placeholder(values.listIds)}
            description={hint('listIds', values.listIds.length === 0)}
            data={values.listIds.map((value) => ({
              value,
              label: missing.listIds.includes(value)
                ? t('scenarios.goneList', { count: 1 })
                : t('scenarios.listNumber', { number: value }),
            }))}
            {...form.getInputProps('listIds')}
          />
        )}
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
