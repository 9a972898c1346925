import { theme } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import type { Point } from './types';

/** What a chart's element carries of the point that it was drawn for. */
interface Drawn {
  data?: { data?: { key?: string } };
}

/** The part of a drawn chart that we listen to. */
interface Listening {
  on(event: string, listener: (event: Drawn) => void): unknown;
}

/** Lines of a tooltip, built as elements: names come from records and must never be read as HTML. */
function tooltipOf(point: Point | undefined, lines: readonly (readonly [string, string | undefined])[]) {
  const box = document.createElement('div');
  box.className = 'at-tip';
  box.dir = document.documentElement.dir;
  const line = (parent: HTMLElement, tag: string, text: string) => {
    const element = document.createElement(tag);
    element.textContent = text;
    parent.append(element);
  };
  line(box, 'strong', point?.label ?? '');
  for (const [name, text] of lines) {
    if (text === undefined) continue;
    const row = document.createElement('p');
    line(row, 'span', name);
    line(row, 'bdi', text);
    box.append(row);
  }
  return box;
}

/** Colours, lettering, direction, tooltip and clicks, the same for every chart. */
export function useChartStyle(points: readonly Point[], name: string, beforeName = '') {
  const { token } = theme.useToken();
  const { i18n } = useTranslation();
  const navigate = useNavigate();
  const rtl = i18n.dir() === 'rtl';

  return useMemo(() => {
    const byKey = new Map(points.map((point) => [point.key, point]));
    // The chart's box reads from the left; what is written in it reads as the language does.
    const written = (text: string) => (rtl ? `\u2067${text}\u2069` : text);
    const lettering = {
      labelFontFamily: token.fontFamily,
      labelFontSize: 12,
      labelOpacity: 1,
      labelSpacing: 6,
    };
    return {
      rtl,
      colors: { full: token.colorPrimary, faint: token.colorPrimaryBorder },
      text: { fill: token.colorTextSecondary, fillOpacity: 1, fontFamily: token.fontFamily, fontSize: 12 },
      written,
      labelOf: (key: string) => written(byKey.get(key)?.label ?? key),
      axis: {
        names: {
          ...lettering,
          title: false,
          tick: false,
          line: true,
          lineStroke: token.colorBorder,
          lineStrokeOpacity: 1,
          labelFill: token.colorTextSecondary,
        },
        figures: {
          ...lettering,
          title: false,
          tick: false,
          line: false,
          labelFill: token.colorTextSecondary,
          grid: true,
          gridStroke: token.colorSplit,
          gridStrokeOpacity: 1,
          gridLineDash: [0, 0],
        },
      },
      tooltip: {
        css: {
          '.g2-tooltip': {
            padding: '8px 12px',
            background: token.colorBgElevated,
            'border-radius': '8px',
            'box-shadow': token.boxShadowSecondary,
          },
        },
        render: (_event: unknown, { title }: { title: string }) => {
          const point = byKey.get(title);
          return tooltipOf(point, [
            [name, point?.text],
            [beforeName, point?.before?.text],
          ]);
        },
      },
      onReady: ({ chart }: { chart: Listening }) =>
        void chart.on('element:click', ({ data }) => {
          const href = byKey.get(data?.data?.key ?? '')?.href;
          if (href) void navigate(href);
        }),
    };
  }, [points, name, beforeName, token, rtl, navigate]);
}
