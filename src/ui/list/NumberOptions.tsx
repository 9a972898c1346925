import { Button, Input } from 'antd';
import { type KeyboardEvent, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue, readNumbers, writeNumbers } from '../../lib/list-state';
import { readNumber } from '../../lib/numbers';
import { useFormats } from '../useFormats';
import type { OptionsProps } from './types';

/** A range of numbers to type, from and to, or none at all. */
export default function NumberOptions({ filter, values, onChange, onClose }: OptionsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const id = useId();
  const range = readNumbers(values[0]) ?? { from: null, to: null };
  const say = (number: number | null) =>
    number === null ? '' : formats.number(number, { useGrouping: false });
  const [typed, setTyped] = useState({ from: say(range.from), to: say(range.to) });
  const read = (text: string) => (text.trim() === '' ? null : readNumber(text, formats.locale));
  const wrong = (end: 'from' | 'to') => Number.isNaN(read(typed[end]) ?? 0);

  const take = () => {
    const [from, to] = [read(typed.from), read(typed.to)];
    if (Number.isNaN(from ?? 0) || Number.isNaN(to ?? 0)) return;
    onChange(writeNumbers({ from, to }));
  };
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter') return;
    take();
    onClose();
  };

  return (
    <fieldset className="at-options" onKeyDown={onKeyDown}>
      <legend className="at-hidden">{filter.label}</legend>
      {(['from', 'to'] as const).map((end) => (
        <div key={end}>
          <label htmlFor={`${id}-${end}`}>{t(`list.${end}`)}</label>
          <Input
            id={`${id}-${end}`}
            inputMode="decimal"
            status={wrong(end) ? 'error' : undefined}
            aria-invalid={wrong(end)}
            value={typed[end]}
            onChange={(event) => setTyped({ ...typed, [end]: event.target.value })}
            onBlur={take}
          />
          {wrong(end) ? <p role="alert">{t('errors.malformed')}</p> : null}
        </div>
      ))}
      {filter.none ? (
        <label>
          <input
            type="checkbox"
            checked={values[0] === noValue}
            onChange={() => onChange(values[0] === noValue ? [] : [noValue])}
          />
          {t('list.none')}
        </label>
      ) : null}
      {values.length > 0 ? (
        <Button type="link" size="small" onClick={() => onChange([])}>
          {t('list.clear')}
        </Button>
      ) : null}
    </fieldset>
  );
}
