/** All keys, by page. */
import { Kbd, Modal, SimpleGrid, Stack, Table, Title } from '@mantine/core';
import { useTranslation } from 'react-i18next';

const sections = [
  {
    title: 'keys.wall',
    keys: [
      ['← ↑ → ↓', 'keys.moveTile'],
      ['Enter', 'keys.maximise'],
      ['Esc', 'keys.back'],
      ['1 2 3 4', 'keys.grid'],
      ['0', 'keys.gridAuto'],
      ['PgUp PgDn', 'keys.page'],
      ['O', 'keys.openCamera'],
      ['F', 'keys.fullScreen'],
    ],
  },
  {
    title: 'keys.camera',
    keys: [
      ['Space', 'keys.play'],
      ['← →', 'keys.skip'],
      ['Shift ← →', 'keys.skipMinute'],
      [', .', 'keys.step'],
      ['↑ ↓', 'keys.speed'],
      ['L', 'keys.live'],
      ['+ −', 'keys.zoom'],
      ['P N', 'keys.events'],
      ['E', 'keys.analysis'],
      ['I O', 'keys.marks'],
      ['S', 'keys.snapshot'],
      ['M', 'keys.mute'],
      ['F', 'keys.fullScreen'],
      ['Esc', 'keys.back'],
    ],
  },
  {
    title: 'keys.lists',
    keys: [
      ['J K', 'keys.row'],
      ['Enter', 'keys.open'],
      ['A', 'keys.acknowledge'],
      ['C', 'keys.close'],
    ],
  },
  {
    title: 'keys.drawing',
    keys: [
      ['← ↑ → ↓', 'keys.movePoint'],
      ['Space', 'keys.setPoint'],
      ['Enter', 'keys.finish'],
      ['+', 'keys.morePoints'],
      ['Del', 'keys.remove'],
      ['Ctrl+Z', 'keys.undo'],
      ['Ctrl+S', 'keys.save'],
    ],
  },
] as const;

export function KeysDialog({ opened, onClose }: { opened: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  return (
    <Modal opened={opened} onClose={onClose} title={t('keys.title')} size="lg">
      <SimpleGrid cols={{ base: 1, sm: 2 }} spacing="xl">
        {sections.map((section) => (
          <Stack key={section.title} gap="xs">
            <Title order={3} size="h5">
              {t(section.title)}
            </Title>
            <Table verticalSpacing={6} withRowBorders={false}>
              <Table.Tbody>
                {section.keys.map(([keys, label]) => (
                  <Table.Tr key={keys}>
                    <Table.Td p={0} w={120}>
                      {keys.split(' ').map((key) => (
                        <Kbd key={key} mr={4} size="sm">
                          {key}
                        </Kbd>
                      ))}
                    </Table.Td>
                    <Table.Td>{t(label)}</Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          </Stack>
        ))}
      </SimpleGrid>
    </Modal>
  );
}
