/** A button that shows only an icon, with its label for screen readers and as a tooltip with the key. */
import { ActionIcon, type ActionIconProps, Tooltip } from '@mantine/core';
import type { MouseEventHandler } from 'react';
import { Icon, type IconName } from './icon.tsx';

interface Props extends Omit<ActionIconProps, 'children'> {
  readonly icon: IconName;
  readonly label: string;
  /** The key that does the same. */
  readonly hint?: string;
  readonly pressed?: boolean;
  readonly onClick: MouseEventHandler<HTMLButtonElement>;
  readonly disabled?: boolean;
}

export function IconButton({ icon, label, hint, pressed, ...rest }: Props) {
  return (
    <Tooltip label={hint === undefined ? label : `${label} (${hint})`}>
      <ActionIcon size="lg" aria-label={label} aria-pressed={pressed} {...rest}>
        <Icon name={icon} />
      </ActionIcon>
    </Tooltip>
  );
}
