import { UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { AddFilter } from './builder/AddFilter';
import { FilterMenu } from './FilterMenu';
import type { FilterDef } from './types';
import type { ListStateControl } from './useListState';

/** Filters, "mine" and what takes them all off. */
export function Filters({
  filters,
  offered,
  mine,
  state,
  change,
}: ListStateControl & {
  filters: readonly FilterDef[];
  /** Of which a condition can be put together; without it, filters are only what stands there. */
  offered?: readonly FilterDef[];
  /** Whether rows belong to somebody. */
  mine: boolean;
}) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const set = (key: string, values: string[]) => {
    const { [key]: _, ...others } = state.filters;
    change({ filters: values.length > 0 ? { ...others, [key]: values } : others });
  };
  const quick = filters.flatMap(({ key, quick }) => (quick ? [{ key, ...quick }] : []));
  const isQuick = (key: string, value: string) => state.filters[key]?.join(' ') === value;
  const withoutQuick = () =>
    Object.fromEntries(
      Object.entries(state.filters).filter(
        ([key]) => !quick.some((one) => one.key === key && isQuick(key, one.value)),
      ),
    );
  const toggleQuick = (key: string, value: string) =>
    isQuick(key, value)
      ? set(key, [])
      : change({ mine: false, filters: { ...state.filters, [key]: [value] } });
  const [all, setAll] = useState(false);
  const isOn = ({ key }: FilterDef) => key in state.filters;
  const on = filters.filter(isOn).length;
  // What an operator turns round is put together by the builder, and stands here while it is on.
  const isLesser = (filter: FilterDef) => filter.lesser && !filter.key.includes('.');
  const hidden = filters.filter((filter) => isLesser(filter) && !isOn(filter)).length;
  return (
    <fieldset className="at-filters" aria-label={t('ui.filters')}>
      {mine ? (
        <button
          type="button"
          className={state.mine ? 'at-filter at-filter-on at-filter-button' : 'at-filter at-filter-button'}
          aria-pressed={state.mine}
          title={profile.fullName}
          onClick={() => change(state.mine ? { mine: false } : { mine: true, filters: withoutQuick() })}
        >
          <UserOutlined aria-hidden />
          {t('list.mine')}
        </button>
      ) : null}
      {quick.map(({ key, value, label }) => (
        <button
          key={key}
          type="button"
          className={
            isQuick(key, value) ? 'at-filter at-filter-on at-filter-button' : 'at-filter at-filter-button'
          }
          aria-pressed={isQuick(key, value)}
          onClick={() => toggleQuick(key, value)}
        >
          {label}
        </button>
      ))}
      {offered ? <AddFilter filters={offered} state={state} change={change} /> : null}
      {filters
        .filter((filter) => isOn(filter) || !filter.lesser || (all && isLesser(filter)))
        .map((filter) => (
          <FilterMenu
            key={filter.key}
            filter={filter}
            values={state.filters[filter.key] ?? []}
            onChange={(values) => set(filter.key, values)}
          />
        ))}
      {hidden > 0 ? (
        <Button type="text" size="small" aria-expanded={all} onClick={() => setAll(!all)}>
          {t(all ? 'list.fewerFilters' : 'list.moreFilters')}
        </Button>
      ) : null}
      {on + Number(state.mine) > 1 ? (
        <Button type="link" size="small" onClick={() => change({ filters: {}, mine: false })}>
          {t('ui.clearFilters')}
        </Button>
      ) : null}
    </fieldset>
  );
}
