import { CloseOutlined, DownOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue, readDays } from '../../lib/list-state';
import { useFormats } from '../useFormats';
import type { FilterDef } from './types';
import { useChosenNames, useFilterOptions } from './useFilterOptions';

const DayRangeOptions = lazy(() => import('./DayRangeOptions'));
const FilterOptions = lazy(() => import('./FilterOptions'));
const FindOptions = lazy(() => import('./FindOptions'));

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
  const [open, setOpen] = useState(false);
  const on = values.length > 0;
  const { options, retry } = useFilterOptions(filter, { open, named: on });
  const chosen = useChosenNames(
    filter,
    values.filter((value) => value !== noValue),
  );

  const wordOf = (value: string) => {
    if (value === noValue) return t('list.none');
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

  const close = () => setOpen(false);
  const common = { filter, values, onChange, onClose: close };
  return (
    <div className={on ? 'at-filter at-filter-on' : 'at-filter'}>
      <Popover
        open={open}
        onOpenChange={setOpen}
        trigger="click"
        placement="bottomLeft"
        arrow={false}
        destroyOnHidden
        content={
          <div role="dialog" aria-label={filter.label} className="at-options-box">
            <Suspense>
              {filter.options === 'days' ? (
                <DayRangeOptions {...common} />
              ) : filter.find ? (
                <FindOptions {...common} chosen={chosen} />
              ) : (
                <FilterOptions {...common} options={options} onRetry={retry} />
              )}
            </Suspense>
          </div>
        }
      >
        <button type="button" className="at-filter-button" aria-haspopup="dialog" aria-expanded={open}>
          <span>{filter.label}</span>
          {on ? <bdi className="at-filter-values">{summary}</bdi> : <DownOutlined aria-hidden />}
        </button>
      </Popover>
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
