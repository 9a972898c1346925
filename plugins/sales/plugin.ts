import { DashboardOutlined, MedicineBoxOutlined, RiseOutlined, TeamOutlined } from '@ant-design/icons';
import { definePlugin, widget } from '../../src/dashboards';
import { activityMix } from './widgets/activityMix.spec';
import { activityPerDeal } from './widgets/activityPerDeal.spec';
import { coverage } from './widgets/coverage.spec';
import { figures } from './widgets/figures.spec';
import { forecast } from './widgets/forecast.spec';
import { forecastAccuracy } from './widgets/forecastAccuracy.spec';
import { linesAhead, peopleAhead, regionsAhead } from './widgets/forecastAhead.spec';
import { forecastRollup } from './widgets/forecastRollup.spec';
import { funnel } from './widgets/funnel.spec';
import { leadConversion } from './widgets/leadConversion.spec';
import { leaderboard } from './widgets/leaderboard.spec';
import { learned } from './widgets/learned.spec';
import { load } from './widgets/load.spec';
import { lostReasons } from './widgets/lostReasons.spec';
import { newBusiness } from './widgets/newBusiness.spec';
import { outlook } from './widgets/outlook.spec';
import { pipeline } from './widgets/pipeline.spec';
import { pivot } from './widgets/pivot.spec';
import { products } from './widgets/products.spec';
import { sizes } from './widgets/sizes.spec';
import { slipped } from './widgets/slipped.spec';
import { sourceQuality } from './widgets/sourceQuality.spec';
import { stageAges } from './widgets/stageAges.spec';
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
    funnel: widget(funnel, () => import('./widgets/Funnel')),
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
    newBusiness: widget(newBusiness, () => import('./widgets/NewBusiness')),
    stageAges: widget(stageAges, () => import('./widgets/StageAges')),
    slipped: widget(slipped, () => import('./widgets/Slipped')),
    coverage: widget(coverage, () => import('./widgets/Coverage')),
    lostReasons: widget(lostReasons, () => import('./widgets/LostReasons')),
    sourceQuality: widget(sourceQuality, () => import('./widgets/SourceQuality')),
    activityPerDeal: widget(activityPerDeal, () => import('./widgets/ActivityPerDeal')),
    outlook: widget(outlook, () => import('./widgets/Outlook')),
    forecast: widget(forecast, () => import('./widgets/Forecast')),
    forecastRollup: widget(
      forecastRollup,
      () => import('./widgets/ForecastRollup'),
      () => import('./widgets/ForecastRollupSettings'),
    ),
    forecastAccuracy: widget(forecastAccuracy, () => import('./widgets/ForecastAccuracy')),
    linesAhead: widget(linesAhead, () => import('./widgets/ForecastAhead')),
    regionsAhead: widget(regionsAhead, () => import('./widgets/ForecastAhead')),
    peopleAhead: widget(peopleAhead, () => import('./widgets/ForecastAhead')),
    learned: widget(learned, () => import('./widgets/Learned')),
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
        { widget: 'outlook', x: 6, y: 8 },
        { widget: 'funnel', x: 0, y: 13, w: 12 },
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
        { widget: 'products', x: 0, y: 9 },
        { widget: 'topCustomers', x: 6, y: 9 },
        { widget: 'load', x: 0, y: 14 },
        { widget: 'leadConversion', x: 7, y: 14 },
      ],
    },
    {
      id: 'health',
      title: 'sales.health',
      icon: MedicineBoxOutlined,
      layout: [
        { widget: 'newBusiness', x: 0, y: 0 },
        { widget: 'stageAges', x: 0, y: 2 },
        { widget: 'slipped', x: 7, y: 2 },
        { widget: 'coverage', x: 0, y: 7 },
        { widget: 'lostReasons', x: 6, y: 7 },
        { widget: 'sourceQuality', x: 0, y: 12 },
        { widget: 'activityPerDeal', x: 7, y: 12 },
      ],
    },
    {
      id: 'forecast',
      title: 'sales.forecasts',
      icon: RiseOutlined,
      layout: [
        { widget: 'forecast', x: 0, y: 0 },
        { widget: 'forecastRollup', x: 0, y: 3 },
        { widget: 'linesAhead', x: 0, y: 9 },
        { widget: 'regionsAhead', x: 6, y: 9 },
        { widget: 'peopleAhead', x: 0, y: 13, w: 7, h: 5 },
        { widget: 'forecastAccuracy', x: 7, y: 13 },
        { widget: 'learned', x: 0, y: 18 },
      ],
    },
  ],
});
