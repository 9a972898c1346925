import { Button, Input, Skeleton } from 'antd';
import { type KeyboardEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue } from '../../lib/list-state';
import { ClearOptions } from './ClearOptions';
import { me, myTeam } from './operators';
import type { FilterDef, FilterOption } from './types';

/** From so many values on, they can be searched. */
const many = 8;
const shown = 300;

const plain = (text: string) => text.normalize('NFKD').replace(/\p{M}/gu, '').toLowerCase();

function moveFocus(event: KeyboardEvent<HTMLElement>) {
  if (event.key !== 'ArrowDown' && event.key !== 'ArrowUp') return;
  const stops = [...event.currentTarget.querySelectorAll<HTMLElement>('input')];
  const at = stops.findIndex((stop) => stop.matches(':focus'));
  const next = stops[at + (event.key === 'ArrowDown' ? 1 : -1)];
  event.preventDefault();
  next?.focus();
}

/** The values of a filter, to tick as many as are wanted. */
export default function FilterOptions({
  filter,
  options,
  values,
  onChange,
  onRetry,
  onClose,
  autoFocus = true,
}: {
  filter: FilterDef;
  options: readonly FilterOption[] | 'failed' | undefined;
  values: readonly string[];
  onChange: (values: string[]) => void;
  onRetry: () => void;
  onClose: () => void;
  autoFocus?: boolean;
}) {
  const { t } = useTranslation();
  const [text, setText] = useState('');
  const box = useRef<HTMLFieldSetElement>(null);
  const ready = Array.isArray(options);

  // Whoever opens the values goes on among them.
  useEffect(() => {
    if (ready && autoFocus) box.current?.querySelector('input')?.focus();
  }, [ready, autoFocus]);

  if (options === 'failed')
    return (
      <div className="at-options" role="alert">
        <p>{t('states.broken')}</p>
        <Button onClick={onRetry}>{t('actions.retry')}</Button>
      </div>
    );
  if (!options)
    return (
      <div className="at-options">
        <Skeleton active title={false} paragraph={{ rows: 4 }} />
      </div>
    );

  const people = filter.people
    ? [me, myTeam].map((value) => ({ value, label: t(`list.people.${value}`) }))
    : [];
  const none = filter.none ? [{ value: noValue, label: t('list.none') }] : [];
  const all = [...people, ...options, ...none];
  const found = all.filter(({ label }) => plain(label).includes(plain(text.trim())));
  const toggle = (value: string) =>
    onChange(values.includes(value) ? values.filter((other) => other !== value) : [...values, value]);

  return (
    <fieldset
      ref={box}
      className="at-options"
      onKeyDown={(event) => {
        if (event.key === 'Escape') onClose();
        else moveFocus(event);
      }}
    >
      <legend className="at-hidden">{filter.label}</legend>
      {all.length > many ? (
        <Input
          size="small"
          placeholder={t('actions.search')}
          aria-label={t('actions.search')}
          value={text}
          onChange={(event) => setText(event.target.value)}
        />
      ) : null}
      <ul>
        {found.slice(0, shown).map(({ value, label }) => (
          <li key={value}>
            <label>
              <input type="checkbox" checked={values.includes(value)} onChange={() => toggle(value)} />
              <bdi>{label}</bdi>
            </label>
          </li>
        ))}
      </ul>
      {found.length === 0 ? <p className="at-hint">{t('list.noOption')}</p> : null}
      <ClearOptions values={values} onChange={onChange} />
    </fieldset>
  );
}
