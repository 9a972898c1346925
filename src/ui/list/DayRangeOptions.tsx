import { Button } from 'antd';
import { type KeyboardEvent, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue, readDays, writeDays } from '../../lib/list-state';
import { relativeDays } from '../../lib/relative-days';
import { DateField } from '../DateField';
import type { FilterDef } from './types';

/** A range of days to choose: from, to, and ranges that have a name. */
export default function DayRangeOptions({
  filter,
  values,
  onChange,
  onClose,
}: {
  filter: FilterDef;
  values: readonly string[];
  onChange: (values: string[]) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const id = useId();
  const days = readDays(values[0]) ?? { from: null, to: null };
  const named = [
    ...(filter.ranges ?? []),
    ...relativeDays.map((value) => ({ value, label: t(`list.days.${value}`) })),
    ...(filter.none ? [{ value: noValue, label: t('list.none') }] : []),
  ];

  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') onClose();
  };

  return (
    <fieldset className="at-options" onKeyDown={onKeyDown}>
      <legend className="at-hidden">{filter.label}</legend>
      {(['from', 'to'] as const).map((end) => (
        <div key={end}>
          <label htmlFor={`${id}-${end}`}>{t(`list.${end}`)}</label>
          <DateField
            id={`${id}-${end}`}
            value={days[end]}
            onChange={(day) => onChange(writeDays({ ...days, [end]: day }))}
          />
        </div>
      ))}
      {named.length > 0 ? (
        <ul>
          {named.map(({ value, label }) => (
            <li key={value}>
              <label>
                <input
                  type="checkbox"
                  checked={values[0] === value}
                  onChange={() => onChange(values[0] === value ? [] : [value])}
                />
                <bdi>{label}</bdi>
              </label>
            </li>
          ))}
        </ul>
      ) : null}
      {values.length > 0 ? (
        <Button type="link" size="small" onClick={() => onChange([])}>
          {t('list.clear')}
        </Button>
      ) : null}
    </fieldset>
  );
}
