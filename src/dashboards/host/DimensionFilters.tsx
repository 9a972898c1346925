import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { noValue } from '../../lib/list-state';
import { FilterMenu } from '../../ui/list/FilterMenu';
import type { FilterKey, Filters } from '../filters';
import { useFilterDefs } from './useFilterDefs';
import '../../ui/list/filters.css';

/** How many filters stand in the bar before anybody asks for more. */
const few = 2;

/** What a dashboard is narrowed to: teams, people, regions, product lines, pipelines, deal sizes. */
export function DimensionFilters({
  filters,
  onChange,
}: {
  filters: Filters;
  onChange: (filters: Filters) => void;
}) {
  const { t } = useTranslation();
  const defs = useFilterDefs();
  const [all, setAll] = useState(false);
  const shown = defs.filter(({ key }, place) => all || place < few || key in filters);
  const set = (key: FilterKey, values: readonly string[]) => {
    const { [key]: _, ...others } = filters;
    const chosen = values.map((value) => (value === noValue ? null : value));
    onChange(chosen.length > 0 ? { ...others, [key]: chosen } : others);
  };
  return (
    <>
      {shown.map((def) => (
        <FilterMenu
          key={def.key}
          filter={def}
          values={(filters[def.key] ?? []).map((value) => value ?? noValue)}
          onChange={(values) => set(def.key, values)}
        />
      ))}
      {shown.length < defs.length ? (
        <Button type="text" size="small" aria-expanded={false} onClick={() => setAll(true)}>
          {t('list.moreFilters')}
        </Button>
      ) : null}
      {Object.keys(filters).length > 0 ? (
        <Button type="link" size="small" onClick={() => onChange({})}>
          {t('ui.clearFilters')}
        </Button>
      ) : null}
    </>
  );
}
