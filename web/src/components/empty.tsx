/** A place with nothing in it yet, and the next step. */
import { Stack, Text, Title } from '@mantine/core';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface Props {
  readonly icon: IconName;
  readonly title: string;
  readonly text: string;
  readonly children?: ReactNode;
}

export function Empty({ icon, title, text, children }: Props) {
  return (
    <Stack align="center" justify="center" gap="sm" flex={1} p="xl" ta="center">
      <Text c="dark.3" component="div">
        <Icon name={icon} size={48} />
      </Text>
      <Title order={3}>{title}</Title>
      <Text c="dimmed" maw={420}>
        {text}
      </Text>
      {children}
    </Stack>
  );
}
