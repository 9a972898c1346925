import { existsSync, mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';

const texts: Record<
  string,
  { title: string; hint: string; widget: string; widgetHint: string; nothing: string }
> = {
  en: {
    title: 'My dashboard',
    hint: 'Deals won, by owner',
    widget: 'Deals won by owner',
    widgetHint: 'Number of deals won in the period, by the deal’s owner.',
    nothing: 'Nothing was won in this period.',
  },
  'zh-CN': {
    title: '我的仪表盘',
    hint: '按负责人统计赢单',
    widget: '各负责人赢单数',
    widgetHint: '所选时段内的赢单数，按负责人统计。',
    nothing: '此时段没有赢单。',
  },
  'zh-TW': {
    title: '我的儀表板',
    hint: '依負責人統計贏單',
    widget: '各負責人贏單數',
    widgetHint: '所選期間內的贏單數，依負責人統計。',
    nothing: '此期間沒有贏單。',
  },
  fa: {
    title: 'داشبورد من',
    hint: 'معامله‌های برده به تفکیک مسئول',
    widget: 'معامله‌های برده هر مسئول',
    widgetHint: 'شمار معامله‌های برده در دوره، به تفکیک مسئول معامله.',
    nothing: 'در این دوره معامله‌ای برده نشد.',
  },
};

const plugin = (name: string) => `import { BarChartOutlined } from '@ant-design/icons';
import { definePlugin, widget } from '../../src/dashboards';
import { wonByOwner } from './widgets/wonByOwner.spec';

/** The dashboards of ${name}. */
export default definePlugin({
  id: '${name}',
  department: 'management',
  version: '1.0.0',
  hostApi: '^1',
  locales: {
    en: () => import('./locales/en.json'),
    'zh-CN': () => import('./locales/zh-CN.json'),
    'zh-TW': () => import('./locales/zh-TW.json'),
    fa: () => import('./locales/fa.json'),
  },
  widgets: {
    wonByOwner: widget(wonByOwner, () => import('./widgets/WonByOwner')),
  },
  dashboards: [
    {
      id: 'overview',
      title: '${name}.overview',
      icon: BarChartOutlined,
      layout: [{ widget: 'wonByOwner', x: 0, y: 0 }],
    },
  ],
});
`;

const spec = (name: string) => `import { metrics, widgetSpec } from '../../../src/dashboards';

/** Who won how many deals. */
export const wonByOwner = widgetSpec({
  title: '${name}.wonByOwner.title',
  hint: '${name}.wonByOwner.hint',
  needs: ['deals.read'],
  size: { w: 6, h: 4, minW: 3, minH: 2 },
  queries: {
    byOwner: metrics(['deals.won_count'], {
      by: ['owner'],
      order: { by: 'deals.won_count', direction: 'desc' },
      limit: 10,
    }),
  },
});
`;

const component = (
  name: string,
  nothing = `'${name}.wonByOwner.nothing'`,
) => `import type { WidgetProps } from '../../../src/dashboards';
import { BarTable, Nothing, useDrill, useFigures, useRowName } from '../../../src/dashboards/widgets';
import type { wonByOwner } from './wonByOwner.spec';

export default function WonByOwner({ data, t, title }: WidgetProps<typeof wonByOwner>) {
  const { figure, title: nameOf } = useFigures();
  const nameOfRow = useRowName();
  const drill = useDrill();
  const { rows, currency, period } = data.byOwner;
  if (rows.length === 0) return <Nothing>{t(${nothing})}</Nothing>;
  return (
    <BarTable
      label={title}
      heads={[t('dashboards.dimension.owner'), nameOf('deals.won_count')]}
      rows={rows.map((row) => ({
        key: row.owner ?? '',
        label: <bdi>{nameOfRow(row.owner, row.owner_label)}</bdi>,
        href: drill('deals.won_count', { period, by: { owner: row.owner } }),
        value: row['deals.won_count'],
        text: figure('deals.won_count', row['deals.won_count'], currency),
      }))}
    />
  );
}
`;

const test = `import { expect, it } from 'vitest';
import { requestsOf } from '../../src/dashboards/testing';
import { inspect } from '../../src/dashboards/tools/inspect';
import plugin from './plugin';
import { wonByOwner } from './widgets/wonByOwner.spec';

it('is sound', () => {
  expect(inspect(import.meta.dirname, plugin)).toEqual([]);
});

it('asks who won how many deals', () => {
  expect(requestsOf(wonByOwner)).toMatchObject([{ metrics: ['deals.won_count'], by: ['owner'], limit: 10 }]);
});
`;

/** What a new plugin consists of: every file by its path in the plugin's folder. */
export function scaffold(name: string): Record<string, string> {
  const locale = (language: string) => {
    const { title, hint, widget, widgetHint, nothing } = texts[language] ?? texts.en ?? {};
    return `${JSON.stringify(
      { overview: { hint, title }, wonByOwner: { hint: widgetHint, nothing, title: widget } },
      null,
      2,
    )}\n`;
  };
  return {
    'plugin.ts': plugin(name),
    'plugin.test.ts': test,
    'widgets/wonByOwner.spec.ts': spec(name),
    'widgets/WonByOwner.tsx': component(name),
    ...Object.fromEntries(
      Object.keys(texts).map((language) => [`locales/${language}.json`, locale(language)]),
    ),
  };
}

/** Names under which texts of the application stand already, or would. */
const isName = (name: string) => /^[a-z][a-z0-9]{1,29}$/.test(name);

/**
 * Writes a new plugin into its folder. Gives the paths of its files.
 * @param taken names that texts of the application have already
 * @raises Error when the name is none, or is taken
 */
export function writePlugin(folder: string, name: string, taken: readonly string[] = []): string[] {
  if (!isName(name))
    throw new Error('A name is 2 to 30 small letters and digits, a letter first: npm run plugin:new finance');
  const target = join(folder, name);
  if (existsSync(target)) throw new Error(`plugins/${name} is there already.`);
  if (taken.includes(name))
    throw new Error(`${name} is what texts of Atrium are called; choose another name.`);
  return Object.entries(scaffold(name)).map(([path, text]) => {
    const file = join(target, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, text);
    return file;
  });
}
