/** What the check of a camera's URL found: what it sends, or what went wrong and what to do. */
import { Alert, Group, Loader, Text } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { ProbeResult } from '#cluster/protocol.ts';
import { FailureNote } from '../../components/failure-note.tsx';
import { formatBitrate, formatCodec } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';

interface Props {
  readonly pending: boolean;
  readonly result: ProbeResult | undefined;
  readonly error: unknown;
}

export function CheckResult({ pending, result, error }: Props) {
  const { t } = useTranslation();
  if (pending) {
    return (
      <Group gap="xs" role="status">
        <Loader size="xs" />
        <Text size="sm" c="dimmed">
          {t('form.checking')}
        </Text>
      </Group>
    );
  }
  if (error !== null && error !== undefined) return <FailureNote error={error} />;
  if (result === undefined) return null;
  if (!result.ok) {
    return (
      <Alert color="red" icon={<Icon name="warning" />} title={t(`failure.${result.failure}`)} role="alert">
        <Text size="sm">{t(`failure.${result.failure}Todo`)}</Text>
        {result.message !== '' && (
          <Text size="xs" c="dimmed" mt={4}>
            {t('form.cameraSaid', { message: result.message })}
          </Text>
        )}
      </Alert>
    );
  }
  const { video, audio } = result;
  return (
    <Alert color="teal" icon={<Icon name="check" />} title={t('form.checkOk')} role="status">
      {video !== undefined && (
        <Text size="sm" className="tabular">
          {[
            formatCodec(video.codec),
            video.width > 0 ? `${video.width} × ${video.height}` : '',
            video.fps > 0 ? t('form.fps', { fps: Math.round(video.fps) }) : '',
            video.bitrateBps > 0 ? formatBitrate(video.bitrateBps) : '',
          ]
            .filter((part) => part !== '')
            .join(' · ')}
        </Text>
      )}
      <Text size="sm">
        {audio === undefined
          ? t('form.noAudio')
          : t('form.audioFound', { codec: formatCodec(audio.codec), rate: audio.sampleRate / 1000 })}
        {` · ${result.transport.toUpperCase()}`}
      </Text>
      {video?.codec === 'h265' && (
        <Text size="sm" c="dimmed">
          {t('form.h265Note')}
        </Text>
      )}
    </Alert>
  );
}
