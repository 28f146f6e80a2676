/** What is shown: period, types, cameras, place, name of zone or line, kind of object. */
import { Button, MultiSelect, Popover, Select, Stack, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { EventType } from '#domain/event.ts';
import { eventTypes } from '../../api/event-types.ts';
import { camerasQuery, placesQuery } from '../../api/queries.ts';
import { formatMoment } from '../../components/format.ts';
import { Icon } from '../../components/icon.tsx';
import { isoOfLocal, localOfMs } from '../../components/local-time.ts';
import classes from './events.module.css';
import { type EventSearch, type Period, periods } from './search.ts';

interface Props {
  readonly search: EventSearch;
  readonly onChange: (more: Partial<Record<keyof EventSearch, unknown>>) => void;
}

export function FilterBar({ search, onChange }: Props) {
  const { t } = useTranslation();
  const cameras = useQuery(camerasQuery);
  const places = useQuery(placesQuery);
  return (
    <search className={classes.filters} aria-label={t('events.filter')}>
      <PeriodField search={search} onChange={onChange} />
      <MultiSelect
        size="sm"
        aria-label={t('events.types')}
        placeholder={search.types === undefined ? t('events.allTypes') : ''}
        data={eventTypes.map((value) => ({ value, label: t(`event.type.${value}`) }))}
        value={[...(search.types ?? [])]}
        onChange={(types) => onChange({ types: types as EventType[] })}
        clearable
        searchable
        hidePickedOptions
      />
      <MultiSelect
        size="sm"
        aria-label={t('events.cameras')}
        placeholder={search.cameras === undefined ? t('events.allCameras') : ''}
        data={(cameras.data ?? []).map(({ id, name }) => ({ value: id, label: name }))}
        value={[...(search.cameras ?? [])]}
        onChange={(ids) => onChange({ cameras: ids })}
        limit={100}
        clearable
        searchable
        hidePickedOptions
      />
      {(places.data?.length ?? 0) > 1 && (
        <Select
          size="sm"
          aria-label={t('events.place')}
          placeholder={t('events.allPlaces')}
          data={(places.data ?? []).map(({ id, name }) => ({ value: String(id), label: name }))}
          value={search.place === undefined ? null : String(search.place)}
          onChange={(value) => onChange({ place: value === null ? undefined : Number(value) })}
          limit={100}
          clearable
          searchable
        />
      )}
      <NameField name={search.name ?? ''} onName={(name) => onChange({ name })} />
      <Select
        size="sm"
        aria-label={t('events.class')}
        placeholder={t('events.allClasses')}
        data={([1, 2, 0] as const).map((value) => ({
          value: String(value),
          label: t(`event.class.${value}`),
        }))}
        value={search.class === undefined ? null : String(search.class)}
        onChange={(value) => onChange({ class: value === null ? undefined : Number(value) })}
        clearable
      />
    </search>
  );
}

/** Asks only when the typing stops. */
function NameField({ name, onName }: { name: string; onName: (name: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(name);
  useEffect(() => setText(name), [name]);
  const tell = useDebouncedCallback(onName, 400);
  return (
    <TextInput
      size="sm"
      aria-label={t('events.name')}
      placeholder={t('events.name')}
      leftSection={<Icon name="search" size={16} />}
      maxLength={64}
      value={text}
      onChange={(event) => {
        setText(event.currentTarget.value);
        tell(event.currentTarget.value.trim());
      }}
    />
  );
}

function PeriodField({ search, onChange }: Props) {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const { from, to } = search;
  const custom = from !== undefined || to !== undefined;
  const now = Date.now();
  const words = custom
    ? t('events.range', {
        from: from === undefined ? '…' : formatMoment(from, now),
        to: to === undefined ? '…' : formatMoment(to, now),
      })
    : t(`events.period.${search.period ?? 'day'}`);
  const choose = (period: Period) => {
    onChange({ period: period === 'day' ? undefined : period, from: undefined, to: undefined });
    setOpen(false);
  };
  return (
    <Popover opened={open} onChange={setOpen} position="bottom-start" withArrow trapFocus>
      <Popover.Target>
        <Button
          variant="default"
          fw={500}
          rightSection={<Icon name="filter" size={16} />}
          onClick={() => setOpen(!open)}
          aria-label={t('events.periodLabel', { period: words })}
        >
          {words}
        </Button>
      </Popover.Target>
      <Popover.Dropdown>
        <Stack gap={4}>
          {periods.map((period) => (
            <Button
              key={period}
              size="xs"
              variant={!custom && period === (search.period ?? 'day') ? 'light' : 'subtle'}
              color="gray"
              justify="flex-start"
              onClick={() => choose(period)}
            >
              {t(`events.period.${period}`)}
            </Button>
          ))}
          {(['from', 'to'] as const).map((end) => (
            <TextInput
              key={end}
              size="xs"
              type="datetime-local"
              label={t(`events.${end}`)}
              value={search[end] === undefined ? '' : localOfMs(search[end])}
              onChange={({ currentTarget: { value } }) => {
                const iso = isoOfLocal(value);
                onChange({ period: undefined, [end]: iso === '' ? undefined : Date.parse(iso) });
              }}
            />
          ))}
        </Stack>
      </Popover.Dropdown>
    </Popover>
  );
}
