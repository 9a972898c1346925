import { type KeyboardEvent, type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue } from '../../lib/list-state';
import { ClearOptions } from './ClearOptions';
import type { FilterOption, OptionsProps } from './types';

export const rangeEnds = ['from', 'to'] as const;
export type RangeEnd = (typeof rangeEnds)[number];

/** A range from and to, ranges that have a name, "none" where the filter knows it, and a way to clear it. */
export function RangeFields({
  filter,
  values,
  named = [],
  onChange,
  onClose,
  onEnter,
  children,
}: OptionsProps & {
  named?: readonly FilterOption[];
  onEnter?: () => void;
  /** The field of one end, labelled by this id. */
  children: (end: RangeEnd, id: string) => ReactNode;
}) {
  const { t } = useTranslation();
  const id = useId();
  const choices = [...named, ...(filter.none ? [{ value: noValue, label: t('list.none') }] : [])];
  const onKeyDown = (event: KeyboardEvent<HTMLElement>) => {
    if (event.key === 'Escape') onClose();
    if (event.key !== 'Enter' || !onEnter) return;
    onEnter();
    onClose();
  };
  return (
    <fieldset className="at-options" onKeyDown={onKeyDown}>
      <legend className="at-hidden">{filter.label}</legend>
      {rangeEnds.map((end) => (
        <div key={end}>
          <label htmlFor={`${id}-${end}`}>{t(`list.${end}`)}</label>
          {children(end, `${id}-${end}`)}
        </div>
      ))}
      {choices.length > 0 ? (
        <ul>
          {choices.map(({ value, label }) => (
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
      <ClearOptions values={values} onChange={onChange} />
    </fieldset>
  );
}
