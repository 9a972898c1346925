import { Form, Select } from 'antd';
import type { SettingsProps } from '../../../src/dashboards/plugin';
import { useFigures } from '../../../src/dashboards/widgets';
import { type pivot, pivotDimensions, pivotMetrics } from './pivot.spec';

/** Chooses what the pivot counts, and the two dimensions that it crosses. */
export default function PivotSettings({ value, onChange, t }: SettingsProps<typeof pivot>) {
  const { title } = useFigures();
  const dimensions = pivotDimensions.map((key) => ({ value: key, label: t(`dashboards.dimension.${key}`) }));
  return (
    <Form layout="vertical" component={false}>
      <Form.Item label={t('sales.pivot.metric')} htmlFor="pivot-metric">
        <Select
          id="pivot-metric"
          value={value.metric}
          options={pivotMetrics.map((key) => ({ value: key, label: title(key) }))}
          onChange={(metric) => onChange({ ...value, metric })}
        />
      </Form.Item>
      <Form.Item label={t('sales.pivot.rows')} htmlFor="pivot-rows">
        <Select
          id="pivot-rows"
          value={value.rows}
          options={dimensions.filter((one) => one.value !== value.columns)}
          onChange={(rows) => onChange({ ...value, rows })}
        />
      </Form.Item>
      <Form.Item label={t('sales.pivot.columns')} htmlFor="pivot-columns">
        <Select
          id="pivot-columns"
          value={value.columns}
          options={dimensions.filter((one) => one.value !== value.rows)}
          onChange={(columns) => onChange({ ...value, columns })}
        />
      </Form.Item>
    </Form>
  );
}
