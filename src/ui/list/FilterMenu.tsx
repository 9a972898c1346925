import { CloseOutlined, DownOutlined } from '@ant-design/icons';
import { Popover } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue } from '../../lib/list-state';
import { useFormats } from '../useFormats';
import { FilterOptions } from './FilterOptions';
import type { FilterDef, FilterOption } from './types';

const most = 2;

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
  const [open, setOpen] = useState(false);
  const given = typeof filter.options === 'function' ? undefined : filter.options;
  const [loaded, setLoaded] = useState<readonly FilterOption[] | 'failed'>();
  const options = given ?? loaded;
  const { options: source } = filter;
  const on = values.length > 0;
  const needed = typeof source === 'function' && !loaded && (open || (on && !filter.labelOf));

  useEffect(() => {
    if (!needed || typeof source !== 'function') return;
    let wanted = true;
    source().then(
      (found) => wanted && setLoaded(found),
      () => wanted && setLoaded('failed'),
    );
    return () => {
      wanted = false;
    };
  }, [needed, source]);

  const wordOf = (value: string) => {
    if (value === noValue) return t('list.none');
    const known = options === 'failed' ? undefined : options?.find((option) => option.value === value);
    return known?.label ?? filter.labelOf?.(value) ?? value;
  };
  const words = values.slice(0, most).map(wordOf);
  const summary =
    values.length > most
      ? t('list.andMore', {
          first: words[0],
          count: values.length - 1,
          formatted: formats.number(values.length - 1),
        })
      : formats.list(words);

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
          <FilterOptions
            filter={filter}
            options={options}
            values={values}
            onChange={onChange}
            onRetry={() => setLoaded(undefined)}
            onClose={() => setOpen(false)}
          />
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
