/** One thing that can be looked for: a switch and, while it is on, its settings. */
import { Stack, Switch, Text } from '@mantine/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './analytics.module.css';
import type { PartName } from './draft.ts';
import type { Editing } from './editing.ts';
import { idleParts } from './problems.ts';

interface Props {
  readonly part: PartName;
  readonly editing: Editing;
  readonly children?: ReactNode;
}

export function PartCard({ part, editing, children }: Props) {
  const { t } = useTranslation();
  const on = editing.draft.enabled[part];
  return (
    <section className={classes.part} data-on={on || undefined} aria-label={t(`analytics.part.${part}`)}>
      <Switch
        label={t(`analytics.part.${part}`)}
        description={t(`analytics.partHint.${part}`)}
        checked={on}
        onChange={(event) => editing.setEnabled(part, event.currentTarget.checked)}
      />
      {on && children !== undefined && (
        <Stack gap="sm" mt="sm">
          {idleParts(editing.draft).includes(part) && (
            <Text size="xs" c="yellow.5" role="status">
              {t(`analytics.idle.${part}`)}
            </Text>
          )}
          {children}
        </Stack>
      )}
    </section>
  );
}
