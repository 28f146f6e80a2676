/** Makes or edits a scenario: when, under which conditions, what is done. */
import { Button, Divider, Group, Modal, NumberInput, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { saveScenario, scenariosQuery } from '../../api/alarm-queries.ts';
import type { Scenario } from '../../api/contract.ts';
import { ApiError } from '../../api/errors.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import dialog from '../cameras/cameras.module.css';
import { ActionFields } from './action-fields.tsx';
import { missingField } from './actions.ts';
import { ConditionFields } from './condition-fields.tsx';
import { missingIdsOf } from './missing.ts';
import { formErrors, inputOf, valuesOf } from './values.ts';

interface Props {
  /** Null: a new one. */
  readonly scenario: Scenario | null;
  readonly onClose: () => void;
}

export function ScenarioDialog({ scenario, onClose }: Props) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 700px)');
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: valuesOf(scenario),
    validate: (values) => ({
      name: values.name.trim() === '' ? t('scenarios.nameMissing') : null,
      eventTypes: values.eventTypes.length === 0 ? t('scenarios.typesMissing') : null,
      ...Object.fromEntries(
        values.actions.flatMap((action, index) => {
          const missing = missingField(action);
          return missing === null ? [] : [[`actions.${index}.${missing}`, t('scenarios.fieldMissing')]];
        }),
      ),
    }),
  });
  const missing = missingIdsOf(scenario);
  const save = useMutation({
    mutationFn: (values: typeof form.values) => saveScenario(scenario?.id ?? null, inputOf(values, scenario)),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: scenariosQuery.queryKey });
      notifications.show({ message: t('scenarios.saved', { name }), color: 'teal' });
      onClose();
    },
    onError: (error) => {
      if (!(error instanceof ApiError)) return;
      const errors = formErrors(error.problems);
      form.setErrors(errors);
      form.getInputNode(Object.keys(errors)[0] ?? '')?.focus();
    },
  });
  return (
    <Modal
      opened
      onClose={onClose}
      title={scenario === null ? t('scenarios.add') : t('scenarios.edit', { name: scenario.name })}
      size="lg"
      fullScreen={narrow ?? false}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t('scenarios.name')}
            required
            data-autofocus
            maxLength={100}
            {...form.getInputProps('name')}
          />
          <Divider label={t('scenarios.when')} labelPosition="left" />
          <ConditionFields form={form} missing={missing} />
          <Divider label={t('scenarios.then')} labelPosition="left" />
          <ActionFields form={form} missing={missing} />
          <NumberInput
            label={t('scenarios.repeat')}
            description={t('scenarios.repeatHint')}
            min={0}
            max={604_800}
            {...form.getInputProps('repeatSeconds')}
          />
          <Switch label={t('scenarios.enabled')} {...form.getInputProps('enabled', { type: 'checkbox' })} />
          <Stack gap="sm" className={dialog.footer ?? ''}>
            {save.error !== null && <FailureNote error={save.error} />}
            <Group justify="flex-end">
              <Button variant="default" onClick={onClose}>
                {t('common.cancel')}
              </Button>
              <Button type="submit" loading={save.isPending}>
                {t('common.save')}
              </Button>
            </Group>
          </Stack>
        </Stack>
      </form>
    </Modal>
  );
}
