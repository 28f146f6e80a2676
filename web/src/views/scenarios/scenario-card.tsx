/** One scenario in a sentence, with its switch. */
import { Badge, Group, Switch, Text } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { saveScenario, scenariosQuery } from '../../api/alarm-queries.ts';
import type { Scenario } from '../../api/contract.ts';
import { camerasQuery, placesQuery } from '../../api/queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatMoment } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { actionValuesOf } from './actions.ts';
import { canNeverAct } from './missing.ts';
import classes from './scenarios.module.css';
import { switched } from './values.ts';

interface Props {
  readonly scenario: Scenario;
  readonly onEdit: () => void;
  readonly onDelete: () => void;
}

export function ScenarioCard({ scenario, onEdit, onDelete }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const change = useMutation({
    mutationFn: (enabled: boolean) => saveScenario(scenario.id, switched(scenario, enabled)),
    onSettled: () => queryClient.invalidateQueries({ queryKey: scenariosQuery.queryKey }),
  });
  const now = Date.now();
  return (
    <article className={classes.card} data-enabled={scenario.enabled || undefined}>
      <Group justify="space-between" wrap="nowrap" gap="sm">
        <Switch
          checked={change.isPending ? change.variables : scenario.enabled}
          aria-label={t('scenarios.switch', { name: scenario.name })}
          onChange={({ currentTarget: { checked } }) => change.mutate(checked)}
        />
        <Text fw={600} flex={1} miw={0} lineClamp={1}>
          {scenario.name}
        </Text>
        <Group gap={2} wrap="nowrap">
          <IconButton icon="edit" label={t('scenarios.edit', { name: scenario.name })} onClick={onEdit} />
          <IconButton
            icon="trash"
            label={t('scenarios.delete', { name: scenario.name })}
            onClick={onDelete}
          />
        </Group>
      </Group>
      <Group gap={6} mt={8}>
        <When scenario={scenario} />
        <Text size="sm" c="dimmed" component="span">
          →
        </Text>
        {scenario.actions.map((action, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: actions have no identity but their place
          <Badge key={index} variant="light" color="sky" tt="none" fw={500}>
            {t(`scenarios.action.${actionValuesOf(action).kind}`)}
          </Badge>
        ))}
      </Group>
      <Gone scenario={scenario} />
      <Text size="xs" c="dimmed" mt={8} className="tabular">
        {scenario.last_fired === null
          ? t('scenarios.neverFired')
          : t('scenarios.lastFired', { time: formatMoment(scenario.last_fired, now) })}
        {scenario.last_limited !== null &&
          ` · ${t('scenarios.lastLimited', { time: formatMoment(scenario.last_limited, now) })}`}
      </Text>
      {change.error !== null && <FailureNote error={change.error} />}
    </article>
  );
}

/** What it names and was deleted. */
function Gone({ scenario }: { scenario: Scenario }) {
  const { t } = useTranslation();
  const { camera_ids, place_ids, list_ids } = scenario.missing;
  const gone = [
    ...(camera_ids.length === 0 ? [] : [t('scenarios.goneCamera', { count: camera_ids.length })]),
    ...(place_ids.length === 0 ? [] : [t('scenarios.gonePlace', { count: place_ids.length })]),
    ...(list_ids.length === 0 ? [] : [t('scenarios.goneList', { count: list_ids.length })]),
  ];
  if (gone.length === 0) return null;
  const what = gone.join(', ');
  return (
    <div className={classes.gone}>
      <Icon name="warning" size={16} />
      <Text size="sm">
        {canNeverAct(scenario) ? t('scenarios.goneAll', { what }) : t('scenarios.gonePart', { what })}
      </Text>
    </div>
  );
}

function When({ scenario: { when, missing } }: { scenario: Scenario }) {
  const { t } = useTranslation();
  const { data: cameras } = useQuery(camerasQuery);
  const { data: places } = useQuery(placesQuery);
  // What was deleted is told below.
  const where = [
    ...(when.camera_ids ?? [])
      .filter((id) => !missing.camera_ids.includes(id))
      .map((id) => cameras?.find((camera) => camera.id === id)?.name ?? '?'),
    ...(when.place_ids ?? [])
      .filter((id) => !missing.place_ids.includes(id))
      .map((id) => places?.find((place) => place.id === id)?.name ?? '?'),
  ];
  const classesOf = (when.obj_classes ?? []).map((value) => t(`event.class.${value}`));
  const conditions = [
    ...where,
    ...(when.names ?? []),
    ...classesOf,
    ...(when.arming === undefined ? [] : [t(`arming.${when.arming}`)]),
    ...((when.schedule?.length ?? 0) > 0 ? [t('scenarios.bySchedule')] : []),
  ];
  return (
    <>
      {when.event_types.map((type) => (
        <Badge key={type} color="dark.5" tt="none" fw={500}>
          {t(`event.type.${type}`)}
        </Badge>
      ))}
      {conditions.length > 0 && (
        <Text size="sm" c="dimmed" component="span">
          {conditions.join(', ')}
        </Text>
      )}
    </>
  );
}
