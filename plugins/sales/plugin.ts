import { DashboardOutlined, TeamOutlined } from '@ant-design/icons';
import { definePlugin, widget } from '../../src/dashboards';
import { activityMix } from './widgets/activityMix.spec';
import { figures } from './widgets/figures.spec';
import { leadConversion } from './widgets/leadConversion.spec';
import { leaderboard } from './widgets/leaderboard.spec';
import { load } from './widgets/load.spec';
import { pipeline } from './widgets/pipeline.spec';
import { pivot } from './widgets/pivot.spec';
import { products } from './widgets/products.spec';
import { sizes } from './widgets/sizes.spec';
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
    sizes: widget(sizes, () => import('./widgets/Sizes')),
    wonValue: widget(wonValue, () => import('./widgets/WonValue')),
    pipeline: widget(pipeline, () => import('./widgets/Pipeline')),
    winRate: widget(winRate, () => import('./widgets/WinRate')),
    topCustomers: widget(topCustomers, () => import('./widgets/TopCustomers')),
    leaderboard: widget(leaderboard, () => import('./widgets/Leaderboard')),
    activityMix: widget(activityMix, () => import('./widgets/ActivityMix')),
    pivot: widget(
      pivot,
      () => import('./widgets/Pivot'),
      () => import('./widgets/PivotSettings'),
    ),
    products: widget(products, () => import('./widgets/Products')),
    load: widget(load, () => import('./widgets/Load')),
    leadConversion: widget(leadConversion, () => import('./widgets/LeadConversion')),
  },
  dashboards: [
    {
      id: 'overview',
      title: 'sales.overview',
      icon: DashboardOutlined,
      home: 'figures',
      layout: [
        { widget: 'figures', x: 0, y: 0 },
        { widget: 'sizes', x: 0, y: 2 },
        { widget: 'wonValue', x: 0, y: 4 },
        { widget: 'pipeline', x: 7, y: 4 },
        { widget: 'winRate', x: 0, y: 8 },
        { widget: 'topCustomers', x: 6, y: 8 },
      ],
    },
    {
      id: 'team',
      title: 'sales.team',
      icon: TeamOutlined,
      layout: [
        { widget: 'leaderboard', x: 0, y: 0 },
        { widget: 'activityMix', x: 7, y: 0 },
        { widget: 'pivot', x: 0, y: 5 },
        { widget: 'products', x: 0, y: 10 },
        { widget: 'topCustomers', x: 6, y: 10 },
        { widget: 'load', x: 0, y: 15 },
        { widget: 'leadConversion', x: 6, y: 15 },
      ],
    },
  ],
});
