/** Says by which way the picture comes and why, and lets a person choose another. */
import { Menu, Text, UnstyledButton } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LiveState } from '../players/live-session.ts';
import { type LiveWay, liveWays } from '../players/player.ts';
import { Icon } from './icon.tsx';
import classes from './way-menu.module.css';

interface Props {
  readonly live: LiveState | null;
  readonly wanted: LiveWay;
  readonly onChoose: (way: LiveWay) => void;
}

export function WayMenu({ live, wanted, onChoose }: Props) {
  const { t } = useTranslation();
  const way = live?.way ?? wanted;
  const changed = live?.changed ?? null;
  const why =
    changed === null
      ? t(way === 'mse' ? 'live.whyDefault' : 'live.whyChosen')
      : t(`live.why.${changed.failure}`, { from: t(`live.way.${changed.from}`), detail: changed.detail });
  return (
    <Menu position="top-end" width={280} withArrow>
      <Menu.Target>
        <UnstyledButton
          className={classes.badge}
          data-changed={changed !== null || undefined}
          aria-label={t('live.wayLabel', { way: t(`live.way.${way}`) })}
          onDoubleClick={(event) => event.stopPropagation()}
        >
          {t(`live.way.${way}`)}
        </UnstyledButton>
      </Menu.Target>
      <Menu.Dropdown>
        <Text size="xs" c="dimmed" p="xs">
          {why}
        </Text>
        {liveWays.map((choice) => (
          <Menu.Item
            key={choice}
            onClick={() => onChoose(choice)}
            rightSection={choice === way ? <Icon name="check" size={16} /> : null}
          >
            <Text size="sm">{t(`live.way.${choice}`)}</Text>
            <Text size="xs" c="dimmed">
              {t(`live.wayHint.${choice}`)}
            </Text>
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  );
}
