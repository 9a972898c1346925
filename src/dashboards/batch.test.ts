import { describe, expect, it } from 'vitest';
import { AtriumError } from '../lib/errors';
import { askWhole, batchFor, LacksDimension, type MetricRequest, resultsOf } from './batch';
import { call, metrics } from './index';
import { type DashboardState, defaultState } from './period';
import { suits } from './plugin';
import { checkPlugin } from './plugins';

const state: DashboardState = {
  period: { from: '2017-01-01', to: '2017-12-31' },
  compare: 'last_year',
  filters: {},
};
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

  it('sends the filters with every query, and a function’s arguments', () => {
    const asked = { ...state, filters: { team: ['t'], sales_region: [null] } };
    const funnel = call<{ row: { stage: string }; args: { deep: boolean } }>('sales.funnel', {
      args: { deep: true },
    });
    const all = { a: { funnel, won: metrics(['deals.won_value'], { range: 'this_year', pace: true }) } };
    const { requests, ids } = batchFor(all, asked);
    expect(requests).toEqual([
      {
        id: 'a/funnel',
        call: 'sales.funnel',
        args: { deep: true },
        range: state.period,
        filters: asked.filters,
      },
      {
        id: 'a/won',
        metrics: ['deals.won_value'],
        range: { preset: 'this_year' },
        filters: asked.filters,
        pace: true,
      },
    ]);
    const period = { from: null, to: null };
    const good = { rows: [], totals: { 'deals.won_value': 1 }, period };
    expect(
      resultsOf(all, ids, { 'a/funnel': { rows: [{ stage: 's' }], period }, 'a/won': good }, asked).a,
    ).toMatchObject({ data: { funnel: { rows: [{ stage: 's' }], totals: {}, compared: null }, won: good } });
  });

  it('is asked again for what no time was left for, while each call answers something', async () => {
    const { requests, ids } = batchFor(widgets, state);
    const late = { error: { code: '57014', key: 'not_started', message: 'no time', field: null } };
    const slow = { error: { ...late.error, key: 'takes_too_long' } };
    const calls: string[][] = [];
    const ask = (answers: readonly unknown[]) => async (asked: readonly MetricRequest[]) => {
      calls.push(asked.map(({ id }) => id));
      return Object.fromEntries(asked.map(({ id }, place) => [id, answers[place]]));
    };
    const good = { rows: [], totals: {}, period: { from: null, to: null } };
    const whole = await askWhole(requests, ask([good, late, late]));
    expect(calls).toEqual([['a/now', 'a/course', 'b/fixed'], ['a/course', 'b/fixed'], ['b/fixed']]);
    expect(whole).toEqual({ 'a/now': good, 'a/course': good, 'b/fixed': good });

    calls.length = 0;
    expect(await askWhole(requests, ask([late, late, late]))).toMatchObject({ 'b/fixed': late });
    expect(calls).toHaveLength(1);

    const once = ask([good, late, late]);
    const tired = async (asked: readonly MetricRequest[]) => {
      if (asked.length < requests.length) throw new AtriumError('timeout', 'dashboards.tooLong');
      return once(asked);
    };
    expect(await askWhole(requests, tired)).toEqual({ 'a/now': good, 'a/course': late, 'b/fixed': late });

    const results = resultsOf(widgets, ids, await askWhole(requests, ask([slow, late, late])), state);
    expect(results.b).toMatchObject({ error: { kind: 'timeout', key: 'errors.takes_too_long' } });
  });

  it('says which filter a widget’s figures cannot follow', () => {
    const asked = { ...state, filters: { sales_region: ['East'] } };
    const { ids } = batchFor(widgets, asked);
    const refused = {
      error: { code: '22023', key: 'unknown_dimension', message: 'no', field: 'filters.sales_region' },
    };
    const answer = { 'a/now': refused, 'a/course': refused, 'b/fixed': refused };
    const { a } = resultsOf(widgets, ids, answer, asked);
    expect(a && 'error' in a && a.error).toEqual(new LacksDimension('sales_region'));
    expect(resultsOf(widgets, ids, answer, state).a).toMatchObject({
      error: { key: 'errors.unknown_dimension' },
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
});
