import { BarTable } from '../ui/BarTable';
import type { ChartProps } from './types';

/** A chart's figures as a table. */
export function ChartTable({ label, points, name, partName, beforeName, pointsName }: ChartProps) {
  const heads: [string, string, ...string[]] = [
    pointsName,
    name,
    ...(partName ? [partName] : []),
    ...(beforeName ? [beforeName] : []),
  ];
  return (
    <BarTable
      label={label}
      heads={heads}
      rows={points.map(({ key, label: word, value, text, href, partText, before }) => ({
        key,
        label: word,
        ...(href && { href }),
        value,
        text,
        cells: [...(partName ? [partText ?? ''] : []), ...(beforeName ? [before?.text ?? '–'] : [])],
      }))}
    />
  );
}
