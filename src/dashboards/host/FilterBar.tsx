import { useTranslation } from 'react-i18next';
import { useFigures } from '../figures';
import type { Days } from '../metrics';
import { comparisons, type DashboardState, presets } from '../period';
import { Choice } from './Choice';
import { CustomPeriodForm } from './CustomPeriod';
import { DimensionFilters } from './DimensionFilters';

/**
 * Period, comparison and filters of a dashboard. `days` and `compared`: the periods as they were counted, once they are
 * known. `timeless`: its figures are of no period, so there is none to choose; `compares`: some are set against another period.
 */
export function FilterBar({
  state,
  days,
  compared,
  timeless,
  compares,
  onChange,
}: {
  state: DashboardState;
  days: Days | undefined;
  compared: Days | undefined;
  timeless: boolean;
  compares: boolean;
  onChange: (state: DashboardState) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const custom = typeof state.period === 'string' ? null : state.period;
  const preset = typeof state.period === 'string' ? state.period : null;
  return (
    <fieldset className="at-filterbar">
      <legend className="at-hidden">{t('ui.filters')}</legend>
      {timeless ? null : (
        <Choice
          label={t('dashboards.period.label')}
          chosen={preset}
          summary={preset ? t(`dashboards.period.${preset}`) : custom ? figures.days(custom) : ''}
          options={presets.map((value) => ({ value, text: t(`dashboards.period.${value}`) }))}
          onChoose={(period) => onChange({ ...state, period })}
          more={(close) => (
            <CustomPeriodForm
              value={custom ?? (days?.from && days.to ? { from: days.from, to: days.to } : null)}
              onApply={(period) => {
                onChange({ ...state, period });
                close();
              }}
            />
          )}
        />
      )}
      {!compares || preset === 'all' ? null : (
        <Choice
          label={t('dashboards.compare.label')}
          chosen={state.compare}
          summary={t(`dashboards.compare.${state.compare}`)}
          options={comparisons.map((value) => ({ value, text: t(`dashboards.compare.${value}`) }))}
          onChoose={(compare) => onChange({ ...state, compare })}
        />
      )}
      <DimensionFilters filters={state.filters} onChange={(filters) => onChange({ ...state, filters })} />
      {days?.from ? (
        <bdi className="at-filterbar-days">
          {compared
            ? t('dashboards.periods', { period: figures.days(days), compared: figures.days(compared) })
            : figures.days(days)}
        </bdi>
      ) : null}
    </fieldset>
  );
}
