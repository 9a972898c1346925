import { Bar } from '@ant-design/charts';
import { useNarrow } from '../../ui/useNarrow';
import type { ChartProps } from './types';
import { useChartStyle } from './useChartStyle';

/** Room for the note at the end of the longest bar. */
const roomForNotes = { wide: 1.6, narrow: 3 };

/** Figures below one another, from the side where reading begins; a part of each in full colour, the rest fainter. */
export default function Bars({ points, name, partName }: ChartProps) {
  const style = useChartStyle(points, name, partName);
  const narrow = useNarrow();
  const most = Math.max(...points.map(({ value }) => value), 0);
  const data = points.flatMap(({ key, value, part = value, note }) => [
    { key, series: 'part', value: Math.min(part, value), note: '' },
    { key, series: 'rest', value: Math.max(0, value - part), note: style.written(note ?? '') },
  ]);
  return (
    <Bar
      data={data}
      xField="key"
      yField="value"
      colorField="series"
      stack
      autoFit
      animate={false}
      legend={false}
      scale={{
        x: { paddingInner: 0.4 },
        y: {
          // A bar's axis runs from the right unless it is turned.
          range: style.rtl ? [0, 1] : [1, 0],
          domainMin: 0,
          domainMax: most * roomForNotes[narrow ? 'narrow' : 'wide'] || 1,
        },
        color: { domain: ['part', 'rest'], range: [style.colors.full, style.colors.faint] },
      }}
      style={{ maxWidth: 26, fillOpacity: 1, cursor: points[0]?.href ? 'pointer' : 'default' }}
      labels={[
        {
          text: 'note',
          position: style.rtl ? 'left' : 'right',
          textAlign: style.rtl ? 'right' : 'left',
          dx: style.rtl ? -6 : 6,
          ...style.text,
        },
      ]}
      axis={{
        x: {
          ...style.axis.names,
          position: style.rtl ? 'right' : 'left',
          line: false,
          labelFormatter: style.labelOf,
        },
        y: false,
      }}
      tooltip={{ title: 'key', items: [{ channel: 'y' }] }}
      interaction={{ tooltip: { ...style.tooltip, shared: true }, elementHighlight: { background: false } }}
      onReady={style.onReady}
    />
  );
}
