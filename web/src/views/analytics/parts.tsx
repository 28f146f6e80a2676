/** All that can be looked for in a camera's picture and sound. */
import { NumberInput, Select, SimpleGrid, Slider, Stack, Text, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { isoOfLocal, localOfIso } from '../../components/local-time.ts';
import classes from './analytics.module.css';
import { defaults, type Options } from './draft.ts';
import type { Editing } from './editing.ts';
import { PartCard } from './part-card.tsx';
import { numberIn, ShapeList } from './shape-list.tsx';

export function Parts({ editing }: { editing: Editing }) {
  return (
    <Stack gap="sm">
      <LookCard editing={editing} />
      <PartCard part="motion_detection" editing={editing}>
        <ShapeList kind="motion" editing={editing} />
        <NumberOption editing={editing} option="motionCoolDown" min={0} max={3600} />
      </PartCard>
      <PartCard part="line_crossing" editing={editing}>
        <ShapeList kind="crossing" editing={editing} />
      </PartCard>
      <PartCard part="zone_detection" editing={editing}>
        <ShapeList kind="zone" editing={editing} />
      </PartCard>
      <PartCard part="counting" editing={editing}>
        <ShapeList kind="counting" editing={editing} />
        <ResetFields editing={editing} />
        <SimpleGrid cols={2} spacing="sm">
          <NumberOption editing={editing} option="objectWidthPercent" min={0.1} max={100} />
          <NumberOption editing={editing} option="objectHeightPercent" min={0.1} max={100} />
        </SimpleGrid>
      </PartCard>
      <PartCard part="queue" editing={editing}>
        <ShapeList kind="queue" editing={editing} />
        <ChoiceOption editing={editing} option="smoothing" values={[0, 10, 15, 30, 60]} />
      </PartCard>
      <PartCard part="left_objects" editing={editing}>
        <ShapeList kind="left" editing={editing} />
        <NumberOption editing={editing} option="leftAfter" min={5} max={86_400} />
      </PartCard>
      <PartCard part="tamper_detection" editing={editing} />
      <PartCard part="sound_detection" editing={editing}>
        <SimpleGrid cols={2} spacing="sm">
          <NumberOption editing={editing} option="soundThreshold" min={-90} max={0} />
          <NumberOption editing={editing} option="soundCoolDown" min={0} max={3600} />
        </SimpleGrid>
      </PartCard>
      <PartCard part="heat_map" editing={editing} />
    </Stack>
  );
}

/** Holds for every part that looks at pictures. */
function LookCard({ editing }: { editing: Editing }) {
  const { t } = useTranslation();
  const { sensitivity } = editing.draft.options;
  return (
    <section className={classes.part} data-on aria-label={t('analytics.look')}>
      <Text fw={600} size="sm">
        {t('analytics.look')}
      </Text>
      <Text size="xs" c="dimmed">
        {t('analytics.lookHint')}
      </Text>
      <Stack gap="sm" mt="sm">
        <div>
          <Text size="sm" id="sensitivity">
            {t('analytics.sensitivity', { value: sensitivity })}
          </Text>
          <Slider
            aria-label={t('analytics.sensitivity', { value: sensitivity })}
            thumbLabel={t('analytics.sensitivity', { value: sensitivity })}
            label={null}
            min={1}
            max={10}
            step={1}
            value={sensitivity}
            onChange={(value) => editing.setOption({ sensitivity: value }, 'sensitivity')}
          />
          <div className={classes.ends}>
            <span>{t('analytics.lessSensitive')}</span>
            <span>{t('analytics.moreSensitive')}</span>
          </div>
        </div>
        <NumberOption editing={editing} option="minObjectPercent" min={0} max={100} />
        <ShapeList kind="mask" editing={editing} />
      </Stack>
    </section>
  );
}

type NumberName = {
  [Name in keyof Options]: Options[Name] extends number | ''
    ? '' extends Options[Name]
      ? Name
      : never
    : never;
}[keyof Options];

interface NumberProps {
  readonly editing: Editing;
  readonly option: NumberName;
  readonly min: number;
  readonly max: number;
}

function NumberOption({ editing, option, min, max }: NumberProps) {
  const { t } = useTranslation();
  const fallback = (defaults as Partial<Record<NumberName, number>>)[option];
  return (
    <NumberInput
      size="xs"
      label={t(`analytics.option.${option}`)}
      description={t(`analytics.optionHint.${option}`)}
      placeholder={fallback === undefined ? t('analytics.notUsed') : String(fallback)}
      min={min}
      max={max}
      value={editing.draft.options[option]}
      onChange={(value) => editing.setOption({ [option]: numberIn(value) })}
    />
  );
}

interface ChoiceProps<Name extends 'smoothing' | 'resetHours'> {
  readonly editing: Editing;
  readonly option: Name;
  readonly values: readonly Options[Name][];
}

function ChoiceOption<Name extends 'smoothing' | 'resetHours'>({
  editing,
  option,
  values,
}: ChoiceProps<Name>) {
  const { t } = useTranslation();
  return (
    <Select
      size="xs"
      label={t(`analytics.option.${option}`)}
      allowDeselect={false}
      value={String(editing.draft.options[option])}
      onChange={(value) => editing.setOption({ [option]: Number(value) })}
      data={values.map((value) => ({ value: String(value), label: t(`analytics.${option}Of.${value}`) }))}
    />
  );
}

function ResetFields({ editing }: { editing: Editing }) {
  const { t } = useTranslation();
  const { resetHours, resetFrom } = editing.draft.options;
  return (
    <SimpleGrid cols={2} spacing="sm">
      <ChoiceOption editing={editing} option="resetHours" values={[0, 12, 24, 168]} />
      {resetHours !== 0 && (
        <TextInput
          size="xs"
          type="datetime-local"
          label={t('analytics.resetFrom')}
          value={localOfIso(resetFrom)}
          onChange={(event) => editing.setOption({ resetFrom: isoOfLocal(event.currentTarget.value) })}
        />
      )}
    </SimpleGrid>
  );
}
