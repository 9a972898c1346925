import { Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { readNumbers, writeNumbers } from '../../lib/list-state';
import { readNumber } from '../../lib/numbers';
import { useFormats } from '../useFormats';
import { type RangeEnd, RangeFields } from './RangeFields';
import type { OptionsProps } from './types';

/** A range of numbers to type, from and to, or none at all. */
export default function NumberOptions(props: OptionsProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const range = readNumbers(props.values[0]) ?? { from: null, to: null };
  const say = (number: number | null) =>
    number === null ? '' : formats.number(number, { useGrouping: false });
  const [typed, setTyped] = useState({ from: say(range.from), to: say(range.to) });
  const read = (text: string) => (text.trim() === '' ? null : readNumber(text, formats.locale));
  const wrong = (end: RangeEnd) => Number.isNaN(read(typed[end]) ?? 0);

  const take = () => {
    if (wrong('from') || wrong('to')) return;
    props.onChange(writeNumbers({ from: read(typed.from), to: read(typed.to) }));
  };

  return (
    <RangeFields {...props} onEnter={take}>
      {(end, id) => (
        <>
          <Input
            id={id}
            inputMode="decimal"
            status={wrong(end) ? 'error' : undefined}
            aria-invalid={wrong(end)}
            value={typed[end]}
            onChange={(event) => setTyped({ ...typed, [end]: event.target.value })}
            onBlur={take}
          />
          {wrong(end) ? <p role="alert">{t('errors.malformed')}</p> : null}
        </>
      )}
    </RangeFields>
  );
}
