/** Log in. */
import { Button, Paper, PasswordInput, Stack, Text, TextInput, Title } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ApiError } from '../../api/errors.ts';
import { sessionQuery } from '../../api/queries.ts';
import { logIn } from '../../api/session.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import classes from './login.module.css';

export function LoginView() {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const router = useRouter();
  const form = useForm({
    initialValues: { login: '', password: '' },
    validate: {
      login: (value) => (value.trim() === '' ? t('login.loginMissing') : null),
      password: (value) => (value === '' ? t('login.passwordMissing') : null),
    },
  });
  const enter = useMutation({
    mutationKey: ['log-in'],
    mutationFn: ({ login, password }: { login: string; password: string }) => logIn(login.trim(), password),
    onSuccess: async (user) => {
      queryClient.clear();
      queryClient.setQueryData(sessionQuery.queryKey, user);
      await router.invalidate();
    },
  });

  return (
    <main className={classes.page}>
      <form className={classes.card} onSubmit={form.onSubmit((values) => enter.mutate(values))} noValidate>
        <Stack gap="lg">
          <Stack gap={4} align="center">
            <img src="/favicon.svg" alt="" width={56} height={56} />
            <Title order={1} size="h2">
              Vidette
            </Title>
            <Text c="dimmed">{t('login.title')}</Text>
          </Stack>
          <Paper withBorder p="lg" radius="lg" bg="dark.7">
            <Stack>
              {enter.error !== null && <LoginFailure error={enter.error} />}
              <TextInput
                label={t('login.login')}
                autoComplete="username"
                autoCapitalize="none"
                spellCheck={false}
                size="md"
                data-autofocus
                autoFocus
                {...form.getInputProps('login')}
              />
              <PasswordInput
                label={t('login.password')}
                autoComplete="current-password"
                size="md"
                visibilityToggleButtonProps={{ 'aria-label': t('login.showPassword') }}
                {...form.getInputProps('password')}
              />
              <Button type="submit" size="md" loading={enter.isPending} fullWidth>
                {t('login.enter')}
              </Button>
            </Stack>
          </Paper>
        </Stack>
      </form>
    </main>
  );
}

function LoginFailure({ error }: { error: unknown }) {
  const { t } = useTranslation();
  if (!(error instanceof ApiError) || error.httpStatus !== 401) return <FailureNote error={error} />;
  return (
    <Text role="alert" c="red.4" size="sm">
      {t('login.wrong')}
    </Text>
  );
}
