/** Chooses the place of a camera, or creates one from the typed name. */
import { Combobox, InputBase, useCombobox } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { explainError } from '../../api/errors.ts';
import { createPlace, placesQuery } from '../../api/queries.ts';
import { Icon } from '../../components/icon.tsx';
import { useMay } from '../../components/use-may.ts';

interface Props {
  readonly value: string | null;
  readonly onChange: (placeId: string) => void;
  readonly error: ReactNode;
}

const createValue = '+';

export function PlaceField({ value, onChange, error }: Props) {
  const { t } = useTranslation();
  const queryClient = useQueryClient();
  const { data: places = [], isSuccess } = useQuery(placesQuery);
  const mayCreate = useMay('place_create');
  const combobox = useCombobox({ onDropdownClose: () => combobox.resetSelectedOption() });
  const selected = places.find(({ id }) => String(id) === value);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? selected?.name ?? '';
  const needle = (typed ?? '').trim().toLowerCase();
  const found = places.filter(({ name }) => name.toLowerCase().includes(needle));
  const exact = places.some(({ name }) => name.toLowerCase() === needle);

  // With one place there is nothing to choose.
  const only = places.length === 1 ? places[0] : undefined;
  useEffect(() => {
    if (value === null && only !== undefined) onChange(String(only.id));
  }, [value, only, onChange]);

  const create = useMutation({
    mutationFn: createPlace,
    onSuccess: async (place) => {
      await queryClient.invalidateQueries({ queryKey: placesQuery.queryKey });
      setTyped(null);
      onChange(String(place.id));
    },
  });
  const submit = (option: string) => {
    combobox.closeDropdown();
    if (option === createValue) {
      create.mutate(text.trim());
      return;
    }
    setTyped(null);
    onChange(option);
  };

  return (
    <Combobox store={combobox} onOptionSubmit={submit}>
      <Combobox.Target>
        <InputBase
          label={t('form.place')}
          required
          description={t('form.placeHint')}
          placeholder={t(isSuccess && places.length === 0 ? 'form.placeFirst' : 'form.placeChoose')}
          value={text}
          error={create.error === null ? error : explainError(create.error, t).what}
          disabled={create.isPending}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            combobox.openDropdown();
            combobox.updateSelectedOptionIndex();
          }}
          onClick={() => combobox.openDropdown()}
          onFocus={() => combobox.openDropdown()}
          onBlur={() => combobox.closeDropdown()}
        />
      </Combobox.Target>
      <Combobox.Dropdown>
        <Combobox.Options mah={220} style={{ overflowY: 'auto' }}>
          {found.map((place) => (
            <Combobox.Option key={place.id} value={String(place.id)} active={String(place.id) === value}>
              {place.name}
            </Combobox.Option>
          ))}
          {mayCreate && needle !== '' && !exact && (
            <Combobox.Option value={createValue}>
              <Icon name="plus" size={14} /> {t('form.placeCreate', { name: text.trim() })}
            </Combobox.Option>
          )}
          {needle === '' && found.length === 0 && <Combobox.Empty>{t('form.placeFirst')}</Combobox.Empty>}
        </Combobox.Options>
      </Combobox.Dropdown>
    </Combobox>
  );
}
