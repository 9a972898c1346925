import { Column } from '@ant-design/charts';
import type { ColumnsProps } from './types';
import { useChartStyle } from './useChartStyle';

/** Figures beside one another, the first where reading begins. */
export default function Columns({ points, name, beforeName, short }: ColumnsProps) {
  const style = useChartStyle(points, name, beforeName);
  const beside = points.some(({ before }) => before);
  return (
    <Column
      data={points.flatMap(({ key, value, before }) => [
        ...(beside ? [{ key, value: before?.value ?? 0, series: 'before' }] : []),
        { key, value, series: 'now' },
      ])}
      xField="key"
      yField="value"
      colorField="series"
      group={beside}
      legend={false}
      autoFit
      animate={false}
      scale={{
        x: { range: style.rtl ? [1, 0] : [0, 1], paddingInner: 0.35 },
        y: { nice: true, tickCount: 4 },
        color: { domain: ['before', 'now'], range: [style.colors.faint, style.colors.full] },
      }}
      style={{
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
