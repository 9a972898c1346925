import { BarTable } from '../ui/BarTable';
import type { ChartProps } from './types';

/** A chart's figures as a table. */
export function ChartTable({ label, points, name, partName, pointsName }: ChartProps) {
  const heads: [string, string, ...string[]] = partName ? [pointsName, name, partName] : [pointsName, name];
  return (
    <BarTable
      label={label}
      heads={heads}
      rows={points.map(({ key, label: word, value, text, href, partText }) => ({
        key,
        label: word,
        href: href ?? '',
        value,
        text,
        cells: partName ? [partText ?? ''] : [],
      }))}
    />
  );
}
