import { useTranslation } from 'react-i18next';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui/useFormats';
import { useFigures } from '../figures';
import { filterKeys } from '../filters';
import type { Days } from '../metrics';
import type { DashboardState } from '../period';
import { useFilterNames } from './useFilterNames';

/** What a printed page must say that the filter bar says on the screen: whose figures, of which days, narrowed to what. */
export function PrintHead({
  state,
  days,
  at,
}: {
  state: DashboardState;
  days: Days | undefined;
  at: Date | null;
}) {
  const { t } = useTranslation();
  const { organisation } = useMe();
  const formats = useFormats();
  const figures = useFigures();
  const names = useFilterNames(state.filters);
  return (
    <div className="at-print-only at-print-head" aria-hidden>
      {days ? <p>{figures.days(days)}</p> : null}
      {filterKeys
        .filter((key) => key in state.filters)
        .map((key) => (
          <p key={key}>
            {t('dashboards.filtered', {
              dimension: t(`dashboards.dimension.${key}`),
              values: formats.list(names(key)),
            })}
          </p>
        ))}
      {at ? (
        <p>{t('dashboards.printed', { organisation: organisation.name, time: formats.exact(at) })}</p>
      ) : null}
    </div>
  );
}
