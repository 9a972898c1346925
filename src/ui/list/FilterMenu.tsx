import { CloseOutlined, DownOutlined } from '@ant-design/icons';
import { cloneElement, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue, readDays, readNumbers } from '../../lib/list-state';
import { isRelative } from '../../lib/relative-days';
import { useFormats } from '../useFormats';
import { usePart } from '../usePart';
import type { FilterPopoverProps } from './FilterPopover';
import { me, myTeam } from './operators';
import type { FilterDef } from './types';
import { useChosenNames, useFilterOptions } from './useFilterOptions';

const loadPopover = () => import('./FilterPopover');

const most = 2;

/** How a range of days is said: "Jan 1 – Mar 31", "from Jan 1", "until Mar 31". */
function useDaysText() {
  const { t } = useTranslation();
  const formats = useFormats();
  return (text: string): string => {
    const { from, to } = readDays(text) ?? { from: null, to: null };
    if (from && to) return `${formats.date(from)} – ${formats.date(to)}`;
    if (from) return t('list.since', { day: formats.date(from) });
    return to ? t('list.until', { day: formats.date(to) }) : text;
  };
}

/** How a range of numbers is said: "10 – 20", "at least 10", "at most 20". */
function useNumbersText() {
  const { t } = useTranslation();
  const formats = useFormats();
  return (text: string): string => {
    const { from, to } = readNumbers(text) ?? { from: null, to: null };
    if (from !== null && from === to) return formats.number(from);
    if (from !== null && to !== null) return `${formats.number(from)} – ${formats.number(to)}`;
    if (from !== null) return t('list.atLeast', { number: formats.number(from) });
    return to === null ? text : t('list.atMost', { number: formats.number(to) });
  };
}

/** A filter as a chip: says what it narrows to, opens its values, and can be taken off. */
export function FilterMenu({
  filter,
  values,
  onChange,
}: {
  filter: FilterDef;
  values: readonly string[];
  onChange: (values: string[]) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const daysText = useDaysText();
  const numbersText = useNumbersText();
  const [open, setOpen] = useState(false);
  const [wanted, setWanted] = useState(false);
  const Popover = usePart<FilterPopoverProps>(loadPopover, wanted);
  const on = values.length > 0;
  const { options, retry } = useFilterOptions(filter, { open, named: on });
  const chosen = useChosenNames(
    filter,
    values.filter((value) => value !== noValue),
  );

  const wordOf = (value: string) => {
    if (value === noValue) return t('list.none');
    if (filter.options === 'text') return value;
    if (filter.options === 'number') return numbersText(value);
    if (filter.people && (value === me || value === myTeam)) return t(`list.people.${value}`);
    if (filter.options === 'days' && isRelative(value)) return t(`list.days.${value}`);
    const known = [...chosen, ...(filter.ranges ?? []), ...(Array.isArray(options) ? options : [])];
    const word = known.find((option) => option.value === value)?.label ?? filter.labelOf?.(value);
    return word ?? (filter.options === 'days' ? daysText(value) : filter.find ? '…' : value);
  };
  const words = values.slice(0, most).map(wordOf);
  const summary =
    values.length > most
      ? t('list.andMore', {
          first: words[0],
          count: values.length - 1,
          formatted: formats.number(values.length - 1),
        })
      : words.join(t('ui.comma'));

  const begin = () => {
    setWanted(true);
    setOpen(true);
  };
  const ready = Popover !== null && wanted;
  const button = (
    <button
      type="button"
      className="at-filter-button"
      aria-haspopup="dialog"
      aria-expanded={open && ready}
      onClick={ready ? undefined : begin}
    >
      <span>{filter.label}</span>
      {on ? <bdi className="at-filter-values">{summary}</bdi> : <DownOutlined aria-hidden />}
    </button>
  );
  return (
    <div className={on ? 'at-filter at-filter-on' : 'at-filter'}>
      {ready ? (
        <Popover
          filter={filter}
          values={values}
          options={options}
          chosen={chosen}
          open={open}
          onOpen={setOpen}
          onChange={onChange}
          onRetry={retry}
        >
          {cloneElement(button, { autoFocus: true })}
        </Popover>
      ) : (
        button
      )}
      {on ? (
        <button
          type="button"
          className="at-filter-off"
          onClick={() => onChange([])}
          aria-label={t('ui.removeFilter', { filter: filter.label })}
        >
          <CloseOutlined aria-hidden />
        </button>
      ) : null}
    </div>
  );
}
