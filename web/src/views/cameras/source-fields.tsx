/** Where the pictures come from, and the check of it. */
import {
  Anchor,
  Button,
  Collapse,
  Group,
  PasswordInput,
  Select,
  Stack,
  Switch,
  TextInput,
} from '@mantine/core';
import type { UseFormReturnType } from '@mantine/form';
import { useDisclosure } from '@mantine/hooks';
import { useMutation } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Camera, WireSource } from '../../api/contract.ts';
import { probeSource } from '../../api/queries.ts';
import { Icon } from '../../components/icon.tsx';
import { CheckResult } from './check-result.tsx';
import { type FormValues, splitCredentials } from './form-values.ts';

interface Props {
  readonly form: UseFormReturnType<FormValues>;
  readonly camera: Camera | null;
  readonly onUrlDone: () => void;
}

export function SourceFields({ form, camera, onUrlDone }: Props) {
  const { t } = useTranslation();
  const old = (camera?.source ?? {}) as WireSource;
  const [more, { toggle }] = useDisclosure(old.sub_url !== undefined || (old.transport ?? 'auto') !== 'auto');
  const abort = useRef(new AbortController());
  useEffect(() => () => abort.current.abort(), []);
  const check = useMutation({
    mutationFn: () => {
      abort.current.abort();
      abort.current = new AbortController();
      return probeSource(probeOf(form.values), abort.current.signal);
    },
  });
  const { url, username, password, transport } = form.values;
  // An answer belongs to what was asked; it goes when that changes.
  // biome-ignore lint/correctness/useExhaustiveDependencies: these four are what was checked
  useEffect(() => check.reset(), [url, username, password, transport]);
  const startCheck = () => {
    onUrlDone();
    if (form.validateField('url').hasError) return;
    // The stored password never comes to the browser, so it cannot be tried from here.
    const missing = form.values.password === '' && old.password !== undefined && form.values.username !== '';
    if (missing) form.setFieldError('password', t('form.passwordForCheck'));
    else check.mutate();
  };

  return (
    <Stack gap="sm">
      <Group align="flex-start" gap="sm" wrap="nowrap">
        <TextInput
          flex={1}
          label={t('form.url')}
          required
          placeholder="rtsp://192.168.1.10:554/stream1"
          description={t('form.urlHint')}
          inputMode="url"
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('url')}
          onBlur={onUrlDone}
        />
      </Group>
      <Group grow align="flex-start">
        <TextInput
          label={t('form.username')}
          autoComplete="off"
          spellCheck={false}
          {...form.getInputProps('username')}
        />
        <PasswordInput
          label={t('form.password')}
          autoComplete="new-password"
          placeholder={old.password !== undefined ? t('form.passwordKept') : ''}
          visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
          {...form.getInputProps('password')}
        />
      </Group>
      <Group justify="space-between">
        <Button
          variant="default"
          leftSection={<Icon name="check" size={16} />}
          onClick={startCheck}
          loading={check.isPending}
        >
          {t('form.check')}
        </Button>
        <Anchor component="button" type="button" size="sm" onClick={toggle} aria-expanded={more}>
          {t(more ? 'form.less' : 'form.more')}
        </Anchor>
      </Group>
      <CheckResult pending={check.isPending} result={check.data} error={check.error} />
      <Collapse expanded={more}>
        <Stack gap="sm">
          <TextInput
            label={t('form.subUrl')}
            description={t('form.subUrlHint')}
            spellCheck={false}
            autoComplete="off"
            {...form.getInputProps('subUrl')}
            onBlur={() => form.setFieldValue('subUrl', splitCredentials(form.values.subUrl).url)}
          />
          <Select
            label={t('form.transport')}
            allowDeselect={false}
            data={(['auto', 'tcp', 'udp'] as const).map((value) => ({
              value,
              label: t(`form.transportOf.${value}`),
            }))}
            {...form.getInputProps('transport')}
          />
          <Switch label={t('form.audio')} {...form.getInputProps('audio', { type: 'checkbox' })} />
        </Stack>
      </Collapse>
    </Stack>
  );
}

function probeOf(values: FormValues) {
  const { url, username: inUrl, password: inUrlPassword } = splitCredentials(values.url);
  const username = inUrl ?? values.username.trim();
  const password = inUrlPassword ?? values.password;
  return {
    url,
    transport: values.transport,
    ...(username === '' ? {} : { username }),
    ...(password === '' ? {} : { password }),
  };
}
