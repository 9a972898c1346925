import { Form, Select } from 'antd';
import type { SettingsProps } from '../../../src/dashboards/plugin';
import { type forecastRollup, quartersAhead } from './forecastRollup.spec';

/** Chooses the quarter whose forecast rolls up. */
export default function ForecastRollupSettings({ value, onChange, t }: SettingsProps<typeof forecastRollup>) {
  return (
    <Form layout="vertical" component={false}>
      <Form.Item label={t('dashboards.grain.quarter')} htmlFor="rollup-quarter">
        <Select
          id="rollup-quarter"
          value={value.quarter}
          options={quartersAhead.map((ahead) => ({
            value: ahead,
            label: t(`sales.quartersAhead.${ahead}`),
          }))}
          onChange={(quarter) => onChange({ quarter })}
        />
      </Form.Item>
    </Form>
  );
}
