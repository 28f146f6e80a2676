/** The state of a camera as a dot and a word; the word carries it for those who do not see the colour. */
import { Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { CameraState } from './camera-state.ts';
import classes from './state-dot.module.css';

export function StateDot({ state, labelClass }: { state: CameraState; labelClass?: string | undefined }) {
  const { t } = useTranslation();
  return (
    <Group gap={8} wrap="nowrap">
      <span className={classes.dot} data-kind={state.kind} />
      <Text size="sm" className={labelClass ?? ''}>
        {t(`state.${state.kind}`)}
      </Text>
    </Group>
  );
}
