import type { SettingsProps } from '../../../src/dashboards';
import { SelectSetting, useFigures } from '../../../src/dashboards/widgets';
import { type pivot, pivotDimensions, pivotMetrics } from './pivot.spec';

/** Chooses what the pivot counts, and the two dimensions that it crosses. */
export default function PivotSettings({ value, onChange, t }: SettingsProps<typeof pivot>) {
  const { title } = useFigures();
  const dimensionsBut = (other: string) =>
    pivotDimensions
      .filter((key) => key !== other)
      .map((key) => ({ value: key, label: t(`dashboards.dimension.${key}`) }));
  return (
    <>
      <SelectSetting
        label={t('sales.pivot.metric')}
        value={value.metric}
        options={pivotMetrics.map((key) => ({ value: key, label: title(key) }))}
        onChange={(metric) => onChange({ ...value, metric })}
      />
      <SelectSetting
        label={t('sales.pivot.rows')}
        value={value.rows}
        options={dimensionsBut(value.columns)}
        onChange={(rows) => onChange({ ...value, rows })}
      />
      <SelectSetting
        label={t('sales.pivot.columns')}
        value={value.columns}
        options={dimensionsBut(value.rows)}
        onChange={(columns) => onChange({ ...value, columns })}
      />
    </>
  );
}
