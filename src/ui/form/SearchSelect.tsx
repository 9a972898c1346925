import { Select } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { FilterOption } from '../list/types';
import { useClear } from '../useClear';
import type { FieldDef } from './types';

const pause = 250;

/** What may be chosen for what is typed, asked for a moment after the last key; late answers are dropped. */
function useFound(find: FieldDef['find']) {
  const [found, setFound] = useState<readonly FilterOption[]>([]);
  const [state, setState] = useState<'idle' | 'busy' | 'failed'>('idle');
  const asked = useRef(0);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(
    () => () => {
      asked.current++;
      clearTimeout(timer.current);
    },
    [],
  );

  const ask = (text: string) => {
    if (!find) return;
    clearTimeout(timer.current);
    const turn = ++asked.current;
    setState('busy');
    timer.current = setTimeout(() => {
      find(text).then(
        (options) => {
          if (turn !== asked.current) return;
          setFound(options);
          setState('idle');
        },
        () => turn === asked.current && setState('failed'),
      );
    }, pause);
  };
  return { found, state, ask };
}

/** Chooses a record or a person by typing part of the name; for `tags`, several texts, old or new. */
export function SearchSelect({
  field,
  value,
  onChange,
  ...props
}: {
  field: FieldDef;
  value: unknown;
  onChange?: (value: unknown) => void;
  id?: string;
  disabled?: boolean;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const clear = useClear();
  const { found, state, ask } = useFound(field.find);
  const empty =
    state === 'busy' ? t('form.searching') : state === 'failed' ? t('form.searchFailed') : t('list.noOption');
  const common = {
    ...props,
    className: 'at-wide',
    allowClear: !field.required && clear,
    loading: state === 'busy',
    onOpenChange: (open: boolean) => open && ask(''),
  };

  if (field.type === 'tags')
    return (
      <Select<string[]>
        {...common}
        mode="tags"
        tokenSeparators={[',', '،', '，', ';']}
        value={Array.isArray(value) ? value : []}
        options={found.map(({ label }) => ({ value: label, label }))}
        notFoundContent={field.find ? empty : null}
        open={field.find ? undefined : false}
        suffixIcon={field.find ? undefined : null}
        onChange={(next) => onChange?.(next)}
      />
    );

  const chosen = typeof value === 'string' && value !== '' ? value : undefined;
  const known = chosen && !found.some((option) => option.value === chosen);
  const options = known ? [{ value: chosen, label: field.labelOf?.(chosen) ?? '…' }, ...found] : [...found];
  return (
    <Select<string>
      {...common}
      showSearch={{
        filterOption: field.type === 'person' ? undefined : false,
        optionFilterProp: 'label',
        onSearch: field.type === 'person' ? undefined : ask,
      }}
      value={chosen}
      options={options}
      notFoundContent={empty}
      onChange={(next?: string) => onChange?.(next ?? null)}
    />
  );
}
