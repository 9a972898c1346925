import { expect, it } from 'vitest';
import { z } from 'zod/mini';
import { call, metrics, widgetSpec } from './index';
import { dataFor, queriesUnder } from './testing';

const spec = widgetSpec({
  title: 'x.title',
  needs: ['deals.read'],
  size: { w: 6, h: 4 },
  settings: { version: 1, schema: z.object({ limit: z._default(z.number(), 10) }) },
  queries: ({ limit }) => ({
    top: metrics(['deals.won_count'], { by: ['owner'], limit }),
    quota: call<{ row: { target: number } }>('sales.quota'),
  }),
});
const period = { from: '2026-01-01', to: '2026-12-31' };
const top = {
  rows: [{ owner: 'a', owner_label: 'A', 'deals.won_count': 3 }],
  totals: { 'deals.won_count': 3 },
  period,
};

it('gives a widget’s queries under its settings', () => {
  expect(queriesUnder(spec).top.limit).toBe(10);
  expect(queriesUnder(spec, { limit: 3 }).top.limit).toBe(3);
});

it('gives the data of a widget for what the database answers, and raises what it refuses', () => {
  const data = dataFor(spec, { top, quota: { rows: [{ target: 5 }], period } });
  expect(data.top.rows[0]?.['deals.won_count']).toBe(3);
  expect(data.quota.rows).toEqual([{ target: 5 }]);
  const refused = { error: { code: '42501', key: 'denied', message: 'no' } };
  expect(() => dataFor(spec, { top, quota: refused })).toThrow('errors.denied');
});
