/** Dark and calm: little light at night, one accent, colours of state that differ in brightness too. */
import { createTheme, type MantineColorsTuple } from '@mantine/core';
import type { TFunction } from 'i18next';

const dark: MantineColorsTuple = [
  '#d7dde5',
  '#b6c0cc',
  '#8f9bab',
  '#5d6979',
  '#323b48',
  '#232a34',
  '#181d25',
  '#12161c',
  '#0c0f13',
  '#080a0d',
];

const sky: MantineColorsTuple = [
  '#e8f2ff',
  '#cfe3ff',
  '#a8cdff',
  '#85baff',
  '#62a8ff',
  '#4c95f0',
  '#3074cb',
  '#2963af',
  '#234f89',
  '#1a3a63',
];

export const createAppTheme = (t: TFunction) =>
  createTheme({
    colors: { dark, sky },
    primaryColor: 'sky',
    primaryShade: 6,
    autoContrast: true,
    defaultRadius: 'md',
    fontFamily: 'Inter, "Segoe UI", system-ui, -apple-system, Roboto, "Noto Sans", sans-serif',
    fontFamilyMonospace: 'ui-monospace, "SF Mono", "Cascadia Mono", "JetBrains Mono", Menlo, monospace',
    focusRing: 'auto',
    cursorType: 'pointer',
    components: {
      Tooltip: { defaultProps: { openDelay: 350, withArrow: true, color: 'dark.5' } },
      ActionIcon: { defaultProps: { variant: 'subtle', color: 'gray' } },
      Notification: { defaultProps: { closeButtonProps: { 'aria-label': t('common.close') } } },
      Modal: {
        defaultProps: {
          centered: true,
          overlayProps: { backgroundOpacity: 0.6, blur: 2 },
          closeButtonProps: { 'aria-label': t('common.close') },
        },
      },
    },
  });
