/** What the analytics of a camera do at this moment. */
import { Badge, Group, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { AnalysisStatus } from '#cluster/protocol.ts';

export function AnalysisState({ analysis }: { analysis: AnalysisStatus | undefined }) {
  const { t } = useTranslation();
  if (analysis === undefined) {
    return (
      <Text size="xs" c="dimmed">
        {t('analysis.off')}
      </Text>
    );
  }
  const { state, message = '', rate, wantedRate, still, motion, sound } = analysis;
  if (state !== 'running') {
    return (
      <Text size="xs" c={state === 'failed' ? 'red.4' : 'yellow.5'} role="status">
        {t(`analysis.${state}`, { message })}
      </Text>
    );
  }
  return (
    <Group gap="xs">
      <Badge color={motion ? 'yellow.5' : 'dark.5'} tt="none" fw={500}>
        {t(motion ? 'analysis.motion' : still ? 'analysis.still' : 'analysis.quiet')}
      </Badge>
      <Text size="xs" c="dimmed" className="tabular">
        {t('analysis.rate', { rate: rate.toFixed(1), wanted: wantedRate.toFixed(1) })}
      </Text>
      {sound !== undefined && (
        <Text size="xs" c="dimmed" className="tabular">
          {t('analysis.sound', { db: Math.round(sound.rmsDb) })}
        </Text>
      )}
    </Group>
  );
}
