import type { SettingsProps } from '../../../src/dashboards';
import { SelectSetting } from '../../../src/dashboards/widgets';
import { type forecastRollup, quartersAhead } from './forecastRollup.spec';

/** Chooses the quarter whose forecast rolls up. */
export default function ForecastRollupSettings({ value, onChange, t }: SettingsProps<typeof forecastRollup>) {
  return (
    <SelectSetting
      label={t('dashboards.grain.quarter')}
      value={value.quarter}
      options={quartersAhead.map((ahead) => ({ value: ahead, label: t(`sales.quartersAhead.${ahead}`) }))}
      onChange={(quarter) => onChange({ quarter })}
    />
  );
}
