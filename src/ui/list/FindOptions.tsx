import { Input } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue } from '../../lib/list-state';
import type { FilterDef, FilterOption } from './types';
import { useFoundOptions } from './useFilterOptions';

/** The values of a filter that are too many to list: those chosen, and those found for what is typed. */
export default function FindOptions({
  filter,
  chosen,
  values,
  onChange,
  onClose,
  autoFocus = true,
}: {
  filter: FilterDef;
  /** The chosen values with their names. */
  chosen: readonly FilterOption[];
  values: readonly string[];
  onChange: (values: string[]) => void;
  onClose: () => void;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const box = useRef<HTMLFieldSetElement>(null);
  const found = useFoundOptions(filter.find, text, true);
  useEffect(() => {
    if (autoFocus) box.current?.querySelector('input')?.focus();
  }, [autoFocus]);

  const none = filter.none ? [{ value: noValue, label: t('list.none') }] : [];
  const picked = chosen.filter(({ value }) => values.includes(value));
  const others = Array.isArray(found)
    ? found.filter(({ value }) => !picked.some((o) => o.value === value))
    : [];
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') onClose();
  };

  return (
    <fieldset ref={box} className="at-options" onKeyDown={onKeyDown}>
      <legend className="at-hidden">{filter.label}</legend>
      <Input
        size="small"
        placeholder={t('actions.search')}
        aria-label={t('actions.search')}
        value={text}
        onChange={(event) => setText(event.target.value)}
      />
      <ul aria-busy={found === undefined}>
        {[...none, ...picked, ...others].map(({ value, label }) => (
          <li key={value}>
            <label>
              <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
              <bdi>{label}</bdi>
            </label>
          </li>
        ))}
      </ul>
      {found === 'failed' ? <p role="alert">{t('states.broken')}</p> : null}
      {Array.isArray(found) && found.length === 0 ? <p className="at-hint">{t('list.noOption')}</p> : null}
    </fieldset>
  );
}
