/** What a scenario does, one after another. */
import {
  Button,
  Group,
  Menu,
  NumberInput,
  PasswordInput,
  Select,
  Stack,
  Switch,
  TagsInput,
  Text,
  Textarea,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { camerasQuery } from '../../api/queries.ts';
import { Icon } from '../../components/icon.tsx';
import { IconButton } from '../../components/icon-button.tsx';
import { type ActionValues, newAction, offeredKinds } from './actions.ts';
import { choicesWith, type MissingIds } from './missing.ts';
import classes from './scenarios.module.css';
import type { ScenarioValues } from './values.ts';

interface Props {
  readonly form: UseFormReturnType<ScenarioValues>;
  readonly missing: MissingIds;
}

export function ActionFields({ form, missing }: Props) {
  const { t } = useTranslation();
  const { actions } = form.values;
  return (
    <Stack gap="sm">
      {actions.map((action, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: actions have no identity but their place
        <section key={index} className={classes.edit} aria-label={t(`scenarios.action.${action.kind}`)}>
          <Group justify="space-between">
            <Text fw={600} size="sm">
              {t(`scenarios.action.${action.kind}`)}
            </Text>
            <IconButton
              icon="trash"
              size="md"
              label={t('scenarios.removeAction', { action: t(`scenarios.action.${action.kind}`) })}
              onClick={() => form.removeListItem('actions', index)}
            />
          </Group>
          <Stack gap="xs">
            <FieldsOf form={form} missing={missing} action={action} index={index} />
          </Stack>
        </section>
      ))}
      <Menu position="bottom-start" withArrow>
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<Icon name="plus" size={16} />}
            disabled={actions.length >= 20}
          >
            {t('scenarios.addAction')}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {offeredKinds.map((kind) => (
            <Menu.Item key={kind} onClick={() => form.insertListItem('actions', newAction(kind))}>
              {t(`scenarios.action.${kind}`)}
            </Menu.Item>
          ))}
        </Menu.Dropdown>
      </Menu>
    </Stack>
  );
}

function FieldsOf({ form, missing, action, index }: Props & { action: ActionValues; index: number }) {
  const { t } = useTranslation();
  const field = (name: keyof ActionValues) => form.getInputProps(`actions.${index}.${name}`);
  const flag = (name: keyof ActionValues) =>
    form.getInputProps(`actions.${index}.${name}`, { type: 'checkbox' });
  const camera = (
    <CameraField field={field('cameraId')} chosen={action.cameraId} missing={missing.cameraIds} />
  );
  switch (action.kind) {
    case 'alarm':
      return (
        <Select
          label={t('scenarios.severity')}
          allowDeselect={false}
          data={(['low', 'medium', 'high'] as const).map((value) => ({
            value,
            label: t(`alarms.severity.${value}`),
          }))}
          {...field('severity')}
        />
      );
    case 'record':
      return (
        <>
          {camera}
          <Switch label={t('scenarios.recordOn')} {...flag('on')} />
          {action.on && (
            <NumberInput label={t('scenarios.seconds')} min={1} max={86_400} {...field('seconds')} />
          )}
        </>
      );
    case 'mail':
      return (
        <>
          <TagsInput
            label={t('scenarios.to')}
            placeholder="guard@example.org"
            inputMode="email"
            {...field('to')}
          />
          <TextInput label={t('scenarios.subject')} maxLength={200} {...field('subject')} />
          <Textarea label={t('scenarios.text')} autosize minRows={2} {...field('text')} />
          <Switch label={t('scenarios.snapshot')} {...flag('snapshot')} />
        </>
      );
    case 'webhook':
      return (
        <>
          <TextInput
            label={t('scenarios.url')}
            inputMode="url"
            placeholder="https://example.org/hook"
            {...field('url')}
          />
          <PasswordInput
            label={t('scenarios.secret')}
            description={t('scenarios.secretHint')}
            autoComplete="off"
            visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
            {...field('secret')}
          />
        </>
      );
    case 'mqtt':
      return (
        <>
          <TextInput label={t('scenarios.topic')} placeholder="house/light/set" {...field('topic')} />
          <TextInput label={t('scenarios.payload')} {...field('payload')} />
          <Switch label={t('scenarios.retain')} {...flag('retain')} />
        </>
      );
    case 'relay':
      return (
        <>
          {camera}
          <TextInput label={t('scenarios.output')} {...field('output')} />
          <Switch label={t('scenarios.relayOn')} {...flag('on')} />
        </>
      );
    case 'ptz_preset':
      return (
        <>
          {camera}
          <TextInput label={t('scenarios.preset')} {...field('preset')} />
        </>
      );
    case 'speak':
      return (
        <>
          {camera}
          <TextInput label={t('scenarios.spoken')} maxLength={500} {...field('text')} />
        </>
      );
  }
}

interface CameraFieldProps {
  readonly field: object;
  readonly chosen: string | null;
  readonly missing: readonly string[];
}

function CameraField({ field, chosen, missing }: CameraFieldProps) {
  const { t } = useTranslation();
  const cameras = useQuery(camerasQuery);
  const isGone = chosen !== null && missing.includes(chosen);
  return (
    <Select
      label={t('scenarios.camera')}
      placeholder={t('scenarios.cameraOfEvent')}
      searchable
      clearable
      limit={100}
      description={isGone ? t('scenarios.goneActor') : undefined}
      data={choicesWith(
        (cameras.data ?? []).map(({ id, name }) => ({ value: id, label: name })),
        isGone ? [chosen] : [],
        missing,
        t('scenarios.goneCamera', { count: 1 }),
      )}
      {...field}
    />
  );
}
