import { describe, expect, expectTypeOf, it } from 'vitest';
import { batchFor, resultsOf } from './batch';
import { definePlugin, metrics, type WidgetProps, widget, widgetSpec } from './index';
import { type DashboardState, defaultState } from './period';
import { checkPlugin, suits } from './plugins';

const state: DashboardState = { period: { from: '2017-01-01', to: '2017-12-31' }, compare: 'last_year' };
const widgets = {
  a: { now: metrics(['deals.won_value']), course: metrics(['deals.won_value'], { by: ['time'] }) },
  b: {
    same: metrics(['deals.won_value'], { by: ['time'] }),
    fixed: metrics(['deals.won_count'], { range: 'all' }),
  },
};

describe('a batch', () => {
  it('asks everything once, under the filter bar’s period', () => {
    const { requests } = batchFor(widgets, state);
    expect(requests).toEqual([
      { id: 'a/now', metrics: ['deals.won_value'], range: state.period, compare: 'last_year' },
      { id: 'a/course', metrics: ['deals.won_value'], by: ['month'], range: state.period },
      { id: 'b/fixed', metrics: ['deals.won_count'], range: { preset: 'all' } },
    ]);
  });

  it('gives each widget its own answers, and a refused one its own error', () => {
    const { ids } = batchFor(widgets, state);
    const good = { rows: [], totals: { 'deals.won_value': 1 }, period: { from: null, to: null } };
    const answer = {
      'a/now': good,
      'a/course': { ...good, rows: [{ month: '2017-01-01', month_label: null, 'deals.won_value': 1 }] },
      'b/fixed': { error: { code: '22023', key: 'unknown_metric', message: 'no', field: 'metrics' } },
    };
    const results = resultsOf(widgets, ids, answer, state);
    expect(results.a).toMatchObject({
      data: {
        now: { totals: { 'deals.won_value': 1 } },
        course: { grain: 'month', rows: [{ time: '2017-01-01' }] },
      },
    });
    expect(results.b).toMatchObject({ error: { kind: 'invalid', key: 'errors.unknown_metric' } });
    expect(resultsOf(widgets, ids, { ...answer, 'b/fixed': good }, state).b).toMatchObject({
      data: { same: { rows: [{ time: '2017-01-01' }] } },
    });
    expect(resultsOf(widgets, ids, null, defaultState).a).toMatchObject({
      error: { key: 'errors.mismatch' },
    });
  });
});

describe('a plugin', () => {
  it('is taken only for a host that it was made for', () => {
    expect([
      suits('^1', '1.0.0'),
      suits('^1.2', '1.3.0'),
      suits('^1.2', '1.1.0'),
      suits('^2', '1.9.0'),
      suits('*', '1.0.0'),
    ]).toEqual([true, true, false, false, false]);
    expect(() => checkPlugin('sales', undefined)).toThrow('no plugin');
    expect(() => checkPlugin('sales', { id: 'other', widgets: {}, dashboards: [] })).toThrow('no plugin');
    expect(() => checkPlugin('sales', { id: 'sales', widgets: {}, dashboards: [], hostApi: '^9' })).toThrow(
      '^9',
    );
  });

  it('does not compile with a column, a metric or a widget that is not there', () => {
    const spec = widgetSpec({
      title: 't',
      needs: ['deals.read'],
      size: { w: 1, h: 1 },
      queries: { q: metrics(['deals.won_count', 'deals.win_rate'], { by: ['stage'] }) },
    });
    type Row = WidgetProps<typeof spec>['data']['q']['rows'][number];
    expectTypeOf<Row['deals.won_count']>().toEqualTypeOf<number>();
    expectTypeOf<Row['deals.win_rate']>().toEqualTypeOf<number | null>();
    expectTypeOf<Row['stage_label']>().toEqualTypeOf<string | null>();
    // @ts-expect-error the query has no such column
    type _Column = Row['deals.won_value'];
    // @ts-expect-error the query is not cut by that
    type _Cut = Row['owner'];
    // @ts-expect-error the widget has no such query
    type _Query = WidgetProps<typeof spec>['data']['other'];
    // @ts-expect-error there is no such metric
    metrics(['deals.margin']);
    // @ts-expect-error there is no such dimension
    metrics(['deals.won_count'], { by: ['mood'] });
    // @ts-expect-error rows are ordered by what they have
    metrics(['deals.won_count'], { by: ['stage'], order: { by: 'owner', direction: 'asc' } });
    const load = () => Promise.reject(new Error('is not drawn'));
    const plugin = {
      id: 'x',
      department: 'sales',
      version: '1.0.0',
      hostApi: '^1',
      locales: { en: load, 'zh-CN': load, 'zh-TW': load, fa: load },
      widgets: { one: widget(spec, load) },
    } as const;
    const icon = () => null;
    definePlugin({
      ...plugin,
      dashboards: [{ id: 'd', title: 'x.d', icon, layout: [{ widget: 'one', x: 0, y: 0 }] }],
    });
    const dashboard = { id: 'd', title: 'x.d', icon };
    // @ts-expect-error the layout names a widget that is not there
    definePlugin({ ...plugin, dashboards: [{ ...dashboard, layout: [{ widget: 'two', x: 0, y: 0 }] }] });
  });
});
