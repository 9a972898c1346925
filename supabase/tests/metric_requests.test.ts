import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { dimensionKinds, metricKinds } from '../../src/dashboards/keys.ts';
import { type Answer, batch, type Json, type SalesCompany, salesCompany } from './metric-set.ts';
import { createPerson, type Person, value } from './support.ts';

let exec: Person;
let deal: SalesCompany['deal'];

beforeAll(async () => {
  ({ exec, deal } = await salesCompany());
});

describe('bad requests', () => {
  beforeAll(() => deal());

  test.each<[string, string, unknown]>([
    ['unknown_metric', 'metrics', { metrics: ['deals.margin'] }],
    ['unknown_metric', 'metrics', { metrics: [null] }],
    ['bad_metrics', 'metrics', { metrics: [] }],
    ['bad_metrics', 'metrics', { metrics: 'deals.won_value' }],
    ['bad_metrics', 'metrics', {}],
    ['unknown_dimension', 'by', { metrics: ['deals.won_value'], by: ['mood'] }],
    ['bad_dimensions', 'by', { metrics: ['deals.won_value'], by: ['owner', 'owner'] }],
    ['bad_dimensions', 'by', { metrics: ['deals.won_value'], by: ['owner', 'stage', 'customer', 'source'] }],
    ['no_time', 'by', { metrics: ['deals.open_value'], by: ['month'] }],
    ['no_time', 'by', { metrics: ['deals.won_value', 'customers.current_count'], by: ['fiscal_year'] }],
    ['dimension_lacking', 'by', { metrics: ['activities.count'], by: ['lost_reason'] }],
    ['dimension_lacking', 'by', { metrics: ['deals.won_value', 'activities.count'], by: ['product_line'] }],
    [
      'dimension_lacking',
      'filters.stage',
      { metrics: ['orders.value'], filters: { stage: ['11111111-1111-4111-8111-111111111111'] } },
    ],
    ['bad_pace', 'pace', { metrics: ['deals.won_value'], pace: 'fast' }],
    ['bad_limit', 'limit', { metrics: ['deals.won_value'], by: ['customer'], limit: 5001 }],
    ['bad_limit', 'limit', { metrics: ['deals.won_value'], limit: 'many' }],
    ['unknown_call', 'call', { call: 'private.sales_quota' }],
    ['bad_args', 'args.metric', { call: 'sales.quota', args: { metric: 'deals.win_rate' } }],
    ['unknown_dimension', 'filters.mood', { metrics: ['deals.won_value'], filters: { mood: [] } }],
    [
      'unknown_dimension',
      'filters.month',
      { metrics: ['deals.won_value'], filters: { month: ['2024-01-01'] } },
    ],
    ['bad_filters', 'filters.owner', { metrics: ['deals.won_value'], filters: { owner: 'me' } }],
    ['bad_filters', 'filters.owner', { metrics: ['deals.won_value'], filters: { owner: ['me'] } }],
    ['bad_filters', 'filters.source', { metrics: ['deals.won_value'], filters: { source: [1] } }],
    ['bad_filters', 'filters', { metrics: ['deals.won_value'], filters: [] }],
    ['bad_compare', 'compare', { metrics: ['deals.won_value'], compare: 'yesterday' }],
    ['bad_limit', 'limit', { metrics: ['deals.won_value'], limit: 0 }],
    ['bad_limit', 'limit', { metrics: ['deals.won_value'], limit: null }],
    ['bad_order', 'order', { metrics: ['deals.won_value'], order: { by: 'deals.won_count' } }],
    [
      'bad_order',
      'order',
      { metrics: ['deals.won_value'], order: { by: 'deals.won_value', direction: 'up' } },
    ],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: '2024-02-30', to: '2024-03-01' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: '2024-03-02', to: '2024-03-01' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: '2024-03-02' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: { from: 'infinity', to: 'infinity' } }],
    ['bad_range', 'range', { metrics: ['deals.won_value'], range: 'all' }],
    ['unknown_preset', 'range', { metrics: ['deals.won_value'], range: { preset: 'last_0_days' } }],
    ['bad_request', 'where', { metrics: ['deals.won_value'], where: '1=1' }],
  ])('%s at %s', async (key, field, request) => {
    const answers = await batch(exec.api, [
      { id: 'bad', ...(request as Json) },
      { id: 'good', metrics: ['deals.won_count'] },
    ]);
    expect(answers.bad?.error).toMatchObject({ key, field, code: '22023' });
    expect(answers.good?.totals['deals.won_count']).toBeGreaterThan(0);
  });

  test('what is no list of requests is refused whole', async () => {
    for (const requests of [{}, 'x', 5, Array.from({ length: 41 }, () => ({}))]) {
      const { error, status } = await exec.api.rpc('query_metrics', { requests });
      expect([status, error?.hint]).toEqual([400, 'bad_request']);
    }
  });

  test('nobody reads figures without the permission', async () => {
    const nobody = await createPerson({ roles: [] });
    await expect(batch(nobody.api, [{ metrics: ['deals.won_value'] }])).rejects.toMatchObject({
      code: '42501',
    });
  });
});

describe('nothing that a caller sends becomes SQL', () => {
  const quotes = [
    `'`,
    `"`,
    `$$`,
    `';drop table public.deals;--`,
    `%s`,
    `%1$I`,
    `\\`,
    `/*`,
    `') or true --`,
    'd.id',
    'null',
    '{}',
    '\u0001',
  ];
  const nasty = fc.oneof(
    fc.constantFrom(
      ...quotes,
      ...Object.keys(metricKinds),
      ...Object.keys(dimensionKinds),
      'all',
      'this_month',
      '2024-01-01',
    ),
    fc.string({ maxLength: 12 }).map((text) => text.replaceAll('\u0000', '')),
    fc
      .tuple(fc.constantFrom(...quotes), fc.constantFrom(...Object.keys(dimensionKinds)))
      .map((parts) => parts.join('')),
  );
  const leaf = fc.oneof(nasty, nasty, fc.constant(null), fc.integer(), fc.boolean());
  const odd = fc.oneof(
    { weight: 1, arbitrary: leaf },
    { weight: 1, arbitrary: fc.array(leaf, { maxLength: 4 }) },
  );
  const mostly = <T>(sane: fc.Arbitrary<T>) =>
    fc.oneof({ weight: 6, arbitrary: sane as fc.Arbitrary<unknown> }, { weight: 1, arbitrary: odd });
  const dimensions = Object.keys(dimensionKinds);
  const values = dimensions.filter((key) => dimensionKinds[key as keyof typeof dimensionKinds] === 'value');
  const common = {
    filters: mostly(
      fc.dictionary(fc.constantFrom(...values), fc.array(nasty, { maxLength: 3 }), { maxKeys: 2 }),
    ),
    range: fc.oneof(
      {
        weight: 6,
        arbitrary: fc.constantFrom(
          { preset: 'this_year' },
          { preset: 'last_fiscal_quarter' },
          { from: '2024-01-01', to: '2024-03-01' },
        ),
      },
      { weight: 1, arbitrary: fc.record({ preset: nasty }) },
      { weight: 1, arbitrary: fc.record({ from: nasty, to: nasty }) },
      { weight: 1, arbitrary: odd },
    ),
    compare: mostly(fc.constantFrom('previous', 'last_year')),
  };
  const query = fc.record(
    {
      ...common,
      metrics: mostly(fc.subarray(Object.keys(metricKinds), { minLength: 1, maxLength: 3 })),
      by: mostly(fc.subarray(dimensions, { maxLength: 2 })),
      order: fc.oneof(
        { weight: 6, arbitrary: fc.constant({}) },
        { weight: 2, arbitrary: fc.record({ by: nasty, direction: nasty }) },
        { weight: 1, arbitrary: odd },
      ),
      limit: mostly(fc.integer({ min: 1, max: 5000 })),
      pace: mostly(fc.boolean()),
    },
    { requiredKeys: ['metrics'] },
  );
  const called = fc.record(
    {
      ...common,
      call: mostly(fc.constant('sales.quota')),
      args: mostly(fc.record({ metric: nasty })),
      grain: mostly(fc.constantFrom('day', 'month')),
    },
    { requiredKeys: ['call'] },
  );
  const request = fc.oneof({ weight: 5, arbitrary: query }, { weight: 1, arbitrary: called });

  test('odd requests are answered or refused by name, never by a broken query, and change nothing', async () => {
    const before = await value<string>(
      'select count(*) || md5(string_agg(key, chr(10) order by key)) from public.metrics',
    );
    let answered = 0;
    const requests = fc.sample(request, { seed: 20_261_122, numRuns: 3000 });
    for (let from = 0; from < requests.length; from += 40) {
      const numbered = requests.slice(from, from + 40).map((one, index) => ({ ...one, id: String(index) }));
      const { data, error } = await exec.api.rpc('query_metrics', {
        requests: JSON.parse(JSON.stringify(numbered)),
      });
      expect(error).toBeNull();
      for (const [id, answer] of Object.entries(data as unknown as Record<string, Answer>)) {
        if (answer.error)
          expect(
            answer.error,
            `${answer.error.message}: ${JSON.stringify(numbered[Number(id)])}`,
          ).toMatchObject({ code: '22023', key: expect.stringMatching(/^[a-z_]+$/) });
        else answered += 1;
      }
    }
    expect(answered).toBeGreaterThan(300);
    expect(
      await value('select count(*) || md5(string_agg(key, chr(10) order by key)) from public.metrics'),
    ).toBe(before);
  });
});
