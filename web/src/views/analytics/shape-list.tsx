/** The shapes of one kind with their names and settings, and a button for one more. */
import { Button, NumberInput, Select, Stack, Switch, Text, TextInput } from '@mantine/core';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import classes from './analytics.module.css';
import type { Direction, Shape, ShapeKind } from './draft.ts';
import type { Editing } from './editing.ts';
import { isFull } from './problems.ts';

interface Props {
  readonly kind: ShapeKind;
  readonly editing: Editing;
}

export function ShapeList({ kind, editing }: Props) {
  const { t } = useTranslation();
  const shapes = editing.draft.shapes.filter((shape) => shape.kind === kind);
  return (
    <Stack gap={6} role="group" aria-label={t(`analytics.kinds.${kind}`)}>
      {shapes.map((shape) => (
        <ShapeRow key={shape.id} shape={shape} editing={editing} />
      ))}
      {(kind === 'motion' || kind === 'left') && shapes.length === 0 && (
        <Text size="xs" c="dimmed">
          {t('analytics.wholePicture')}
        </Text>
      )}
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon name="plus" size={16} />}
        disabled={isFull(editing.draft, kind)}
        aria-pressed={editing.drawingKind === kind}
        onClick={() => editing.startDrawing(kind)}
      >
        {t(`analytics.add.${kind}`)}
      </Button>
    </Stack>
  );
}

function ShapeRow({ shape, editing }: { shape: Shape; editing: Editing }) {
  const { t } = useTranslation();
  const row = useRef<HTMLDivElement>(null);
  const selected = editing.selectedId === shape.id;
  const problem = (field: 'name' | 'points') =>
    editing.problems.find((found) => found.shapeId === shape.id && found.field === field)?.text;
  const pointsProblem = problem('points');
  useEffect(() => {
    // Chosen in the picture. What is clicked here must not move away under the pointer.
    const here = row.current?.contains(document.activeElement) === true;
    if (selected && !here) row.current?.scrollIntoView({ block: 'nearest' });
  }, [selected]);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset cannot be a grid in every browser
    <div
      ref={row}
      role="group"
      aria-label={shape.name || t(`analytics.kind.${shape.kind}`)}
      className={classes.row}
      data-kind={shape.kind}
      data-selected={selected || undefined}
      onFocus={() => editing.select(shape.id)}
    >
      <span className={classes.swatch} aria-hidden="true" />
      <TextInput
        size="xs"
        aria-label={t('analytics.name')}
        placeholder={t(`analytics.kind.${shape.kind}`)}
        maxLength={64}
        value={shape.name}
        error={problem('name')}
        onChange={(event) =>
          editing.change(shape.id, { name: event.currentTarget.value }, `name ${shape.id}`)
        }
      />
      <IconButton
        icon="trash"
        size="md"
        label={t('analytics.remove', { name: shape.name || t(`analytics.kind.${shape.kind}`) })}
        onClick={() => editing.remove(shape.id)}
      />
      <ShapeDetails shape={shape} editing={editing} />
      {pointsProblem !== undefined && (
        <Text size="xs" c="red.4" className={classes.wide} role="alert">
          {pointsProblem}
        </Text>
      )}
    </div>
  );
}

function ShapeDetails({ shape, editing }: { shape: Shape; editing: Editing }) {
  const { t } = useTranslation();
  const change = (more: Partial<Shape>) => editing.change(shape.id, more, null);
  if (shape.kind === 'crossing') {
    return (
      <Select
        size="xs"
        className={classes.wide ?? ''}
        aria-label={t('analytics.direction')}
        allowDeselect={false}
        value={shape.direction}
        onChange={(value) => change({ direction: value as Direction })}
        data={(['both', 'a_to_b', 'b_to_a'] as const).map((value) => ({
          value,
          label: t(`analytics.directionOf.${value}`),
        }))}
      />
    );
  }
  if (shape.kind === 'counting') {
    return (
      <Switch
        size="xs"
        className={classes.wide ?? ''}
        label={t('analytics.inverted')}
        checked={shape.inverted}
        onChange={(event) => change({ inverted: event.currentTarget.checked })}
      />
    );
  }
  if (shape.kind === 'zone') {
    return (
      <NumberInput
        size="xs"
        className={classes.wide ?? ''}
        label={t('analytics.loiter')}
        placeholder={t('analytics.never')}
        min={1}
        max={86_400}
        value={shape.loiterSeconds}
        onChange={(value) => change({ loiterSeconds: numberIn(value) })}
      />
    );
  }
  if (shape.kind === 'queue') {
    return (
      <NumberInput
        size="xs"
        className={classes.wide ?? ''}
        label={t('analytics.queueMax')}
        placeholder={t('analytics.never')}
        min={0}
        max={1000}
        allowDecimal={false}
        value={shape.max}
        onChange={(value) => change({ max: numberIn(value) })}
      />
    );
  }
  return null;
}

/** Mantine gives text while something unfinished such as `-` stands in the field. */
export function numberIn(value: number | string): number | '' {
  return typeof value === 'number' ? value : '';
}
