import { DashboardOutlined } from '@ant-design/icons';
import { definePlugin, widget } from '../../src/dashboards';
import { figures } from './widgets/figures.spec';
import { pipeline } from './widgets/pipeline.spec';
import { topCustomers } from './widgets/topCustomers.spec';
import { winRate } from './widgets/winRate.spec';
import { wonValue } from './widgets/wonValue.spec';

/** The sales department's dashboards. */
export default definePlugin({
  id: 'sales',
  department: 'sales',
  version: '1.0.0',
  hostApi: '^1',
  locales: {
    en: () => import('./locales/en.json'),
    'zh-CN': () => import('./locales/zh-CN.json'),
    'zh-TW': () => import('./locales/zh-TW.json'),
    fa: () => import('./locales/fa.json'),
  },
  widgets: {
    figures: widget(figures, () => import('./widgets/Figures')),
    wonValue: widget(wonValue, () => import('./widgets/WonValue')),
    pipeline: widget(pipeline, () => import('./widgets/Pipeline')),
    winRate: widget(winRate, () => import('./widgets/WinRate')),
    topCustomers: widget(topCustomers, () => import('./widgets/TopCustomers')),
  },
  dashboards: [
    {
      id: 'overview',
      title: 'sales.overview',
      icon: DashboardOutlined,
      home: 'figures',
      layout: [
        { widget: 'figures', x: 0, y: 0 },
        { widget: 'wonValue', x: 0, y: 2 },
        { widget: 'pipeline', x: 7, y: 2 },
        { widget: 'winRate', x: 0, y: 6 },
        { widget: 'topCustomers', x: 6, y: 6 },
      ],
    },
  ],
});
