import { Column } from '@ant-design/charts';
import type { ChartProps } from './types';
import { useChartStyle } from './useChartStyle';

/** Figures beside one another, the first where reading begins. */
export default function Columns({ points, name, short }: ChartProps) {
  const style = useChartStyle(points, name);
  return (
    <Column
      data={points.map(({ key, value }) => ({ key, value }))}
      xField="key"
      yField="value"
      autoFit
      animate={false}
      scale={{
        x: { range: style.rtl ? [1, 0] : [0, 1], paddingInner: 0.35 },
        y: { nice: true, tickCount: 4 },
      }}
      style={{
        fill: style.colors.full,
        fillOpacity: 1,
        maxWidth: 44,
        radiusTopLeft: 4,
        radiusTopRight: 4,
        cursor: points[0]?.href ? 'pointer' : 'default',
      }}
      axis={{
        x: {
          ...style.axis.names,
          labelFormatter: style.labelOf,
          labelAutoRotate: false,
          labelAutoHide: true,
        },
        y: {
          ...style.axis.figures,
          position: style.rtl ? 'right' : 'left',
          labelFormatter: (value: number) => style.written(short(value)),
        },
      }}
      tooltip={{ title: 'key', items: [{ channel: 'y' }] }}
      interaction={{ tooltip: style.tooltip, elementHighlight: { background: false } }}
      onReady={style.onReady}
    />
  );
}
