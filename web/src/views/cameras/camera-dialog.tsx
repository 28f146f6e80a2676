/** Adds or edits a camera. The URL is checked on request before saving; saving without a check is allowed. */
import { Button, Divider, Group, Modal, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMediaQuery } from '@mantine/hooks';
import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import type { Camera } from '../../api/contract.ts';
import { camerasQuery, saveCamera } from '../../api/queries.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import classes from './cameras.module.css';
import { emptyValues, inputOf, splitCredentials, valuesOf } from './form-values.ts';
import { PlaceField } from './place-field.tsx';
import { RecordingFields } from './recording-fields.tsx';
import { SourceFields } from './source-fields.tsx';

export function CameraDialog({ camera, onClose }: { camera: Camera | null; onClose: () => void }) {
  const { t } = useTranslation();
  const narrow = useMediaQuery('(max-width: 700px)');
  const queryClient = useQueryClient();
  const form = useForm({
    initialValues: camera === null ? emptyValues(null) : valuesOf(camera),
    validate: {
      name: (value) => (value.trim() === '' ? t('form.nameMissing') : null),
      url: (value) => urlProblem(value) && t(urlProblem(value) ?? ''),
      subUrl: (value) => (value.trim() === '' ? null : urlProblem(value) && t(urlProblem(value) ?? '')),
      placeId: (value) => (value === null ? t('form.placeMissing') : null),
      minDays: (value, { maxDays }) =>
        value !== '' && maxDays !== '' && value > maxDays ? t('form.minOverMax') : null,
    },
  });
  const save = useMutation({
    mutationFn: (values: typeof form.values) => saveCamera(camera?.id ?? null, inputOf(values, camera)),
    onSuccess: async ({ name }) => {
      await queryClient.invalidateQueries({ queryKey: camerasQuery.queryKey });
      notifications.show({
        message: t(camera === null ? 'form.added' : 'form.saved', { name }),
        color: 'teal',
      });
      onClose();
    },
  });
  /** Login and password inside the URL would be shown to everybody who may see the camera. */
  const tidyUrl = () => {
    const { url, username, password } = splitCredentials(form.values.url);
    form.setFieldValue('url', url);
    if (username !== undefined) form.setFieldValue('username', username);
    if (password !== undefined) form.setFieldValue('password', password);
  };

  return (
    <Modal
      opened
      onClose={onClose}
      title={camera === null ? t('cameras.add') : t('form.editTitle', { name: camera.name })}
      size="lg"
      fullScreen={narrow ?? false}
    >
      <form onSubmit={form.onSubmit((values) => save.mutate(values))} noValidate>
        <Stack>
          <TextInput
            label={t('cameras.name')}
            required
            data-autofocus
            maxLength={255}
            {...form.getInputProps('name')}
          />
          <SourceFields form={form} camera={camera} onUrlDone={tidyUrl} />
          <PlaceField
            value={form.values.placeId}
            onChange={(placeId) => form.setFieldValue('placeId', placeId)}
            error={form.errors.placeId}
          />
          <Divider label={t('form.recording')} labelPosition="left" />
          <RecordingFields form={form} />
          {save.error !== null && <FailureNote error={save.error} />}
          <Group justify="flex-end" className={classes.footer}>
            <Button variant="default" onClick={onClose}>
              {t('common.cancel')}
            </Button>
            <Button type="submit" loading={save.isPending}>
              {t(camera === null ? 'cameras.add' : 'common.save')}
            </Button>
          </Group>
        </Stack>
      </form>
    </Modal>
  );
}

/** The key of what is wrong with the URL; null when nothing is to be seen from here. */
function urlProblem(value: string): string | null {
  if (value.trim() === '') return 'form.urlMissing';
  return /^[a-z][a-z0-9+.-]*:/i.test(value.trim()) ? null : 'form.urlScheme';
}
