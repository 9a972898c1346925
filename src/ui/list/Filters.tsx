import { UserOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { FilterMenu } from './FilterMenu';
import type { FilterDef } from './types';
import type { ListStateControl } from './useListState';

/** Filters, "mine" and what takes them all off. */
export function Filters({
  filters,
  mine,
  state,
  change,
}: ListStateControl & {
  filters: readonly FilterDef[];
  /** Whether rows belong to somebody. */
  mine: boolean;
}) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const set = (key: string, values: string[]) => {
    const { [key]: _, ...others } = state.filters;
    change({ filters: values.length > 0 ? { ...others, [key]: values } : others });
  };
  const [all, setAll] = useState(false);
  const isOn = ({ key }: FilterDef) => key in state.filters;
  const on = filters.filter(isOn).length;
  const hidden = filters.filter((filter) => filter.lesser && !isOn(filter)).length;
  return (
    <fieldset className="at-filters" aria-label={t('ui.filters')}>
      {mine ? (
        <button
          type="button"
          className={state.mine ? 'at-filter at-filter-on at-filter-button' : 'at-filter at-filter-button'}
          aria-pressed={state.mine}
          title={profile.fullName}
          onClick={() => change({ mine: !state.mine })}
        >
          <UserOutlined aria-hidden />
          {t('list.mine')}
        </button>
      ) : null}
      {filters
        .filter((filter) => all || !filter.lesser || isOn(filter))
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
