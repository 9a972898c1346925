import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask, batch, newCustomer } from './metric-set.ts';
import { calling, pipelineSet } from './pipeline-set.ts';
import { createPerson, createTeam, sql, value } from './support.ts';

type Set = Awaited<ReturnType<typeof pipelineSet>>;
const learn = () => sql.query('select private.compute_win_probabilities()');
const learned = (deal: string) =>
  value<number>('select probability::float8 from public.deal_win_probabilities where deal_id = $1', [deal]);
const evidence = async (team: string | null) =>
  (
    await sql.query<{ variable: string; value: string; won: number; lost: number; weight: number }>(
      'select variable, value, won, lost, weight::float8 from public.win_evidence where team_id is not distinct from $1 order by variable, won desc, value',
      [team],
    )
  ).rows;
const march = '2024-03-01T00:00:00Z';
const april = '2024-04-01T00:00:00Z';
const may = '2024-05-01T00:00:00Z';

describe('what closed deals teach', () => {
  let set: Set;
  let likely: string;
  let unlikely: string;
  let plain: string;
  const lastOfQuarter = (n: number) =>
    value<string>(
      `select to_char(date_trunc('quarter', now() at time zone 'Asia/Taipei') + ($1 + 1) * interval '3 months' - interval '1 day', 'YYYY-MM-DD')`,
      [n],
    );

  beforeAll(async () => {
    set = await pipelineSet();
    const won = (source: string) =>
      set.travelled({
        path: [
          ['first', march],
          ['won', may],
        ],
        source,
      });
    await won('referral');
    await won('referral');
    await won('website');
    await set.travelled({
      path: [
        ['first', march],
        ['lost', may],
      ],
      source: 'website',
    });
    await set.travelled({
      path: [
        ['first', march],
        ['asked', april],
        ['lost', may],
      ],
      source: 'website',
    });
    const trashed = await won('event');
    await sql.query('update public.deals set deleted_at = now() where id = $1', [trashed]);
    likely = await set.travelled({
      path: [['offered', march]],
      source: 'referral',
      expected: await lastOfQuarter(0),
    });
    unlikely = await set.travelled({
      path: [['first', march]],
      source: 'website',
      expected: await lastOfQuarter(1),
    });
    plain = await set.travelled({ path: [['asked', march]] });
    await learn();
  });

  test('is counted with 0.1 added, lost deals at the stages that they reached alone', async () => {
    const close = (number: number) => expect.closeTo(number, 7);
    const row = (variable: string, key: string, won: number, lost: number, ratio: number) => ({
      variable,
      value: key,
      won,
      lost,
      weight: close(Math.log(ratio)),
    });
    const { first, asked, offered } = set.stages;
    const found = await evidence(set.team);
    expect(found).toHaveLength(6);
    expect(found).toEqual(
      expect.arrayContaining([
        row('all', '', 3, 2, 3.1 / 2.1),
        row('stage', first, 3, 2, 1),
        row('stage', asked, 3, 1, 2.1 / 1.1),
        row('stage', offered, 3, 0, 21),
        // (2.1 ÷ 3.2) ÷ (0.1 ÷ 2.2) and (1.1 ÷ 3.2) ÷ (2.1 ÷ 2.2)
        row('source', 'referral', 2, 0, 14.4375),
        row('source', 'website', 1, 2, 0.360119047619),
      ]),
    );
  });

  test('gives open deals their probabilities, the same each time', async () => {
    // odds 3.1/2.1 × 21 × 14.4375 = 447.5625; 3.1/2.1 × 0.360119 = 0.531604; 3.1/2.1 × 2.1/1.1 = 2.818182
    const expected = [0.9978, 0.3471, 0.7381];
    for (const _ of [1, 2]) {
      expect(await Promise.all([likely, unlikely, plain].map(learned))).toEqual(expected);
      await learn();
    }
  });

  test('stands beside the forecast by stages, with the reasons where the two differ most', async () => {
    const answer = await ask(set.rep.api, calling('sales.learned_forecast', set.pipeline));
    const { rows, totals } = answer;
    expect(rows.map(({ deal, probability, learned: p }) => [deal, probability, p])).toEqual([
      [plain, 0.3, 0.7381],
      [likely, 0.6, 0.9978],
      [unlikely, 0.1, 0.3471],
    ]);
    expect(rows[1]?.reasons).toMatchObject([
      { variable: 'stage', label: 'offered' },
      { variable: 'source', value: 'referral' },
    ]);
    expect(totals).toEqual({ deals: 3, unlearned: 0, weighted: 100, learned: 208.3 });
    const { quarters } = answer as unknown as { quarters: { learned: number }[] };
    expect(quarters.map((quarter) => quarter.learned)).toEqual([99.78, 34.71, 0, 0]);
    const one = await batch(set.rep.api, [
      { id: 'a', ...calling('sales.learned_forecast', set.pipeline, { args: { limit: 1 } }) },
      { id: 'b', call: 'sales.learned_forecast', args: { limit: 0 } },
    ]);
    expect([one.a?.rows.length, one.a?.more, one.b?.error?.field]).toEqual([1, true, 'args.limit']);
  });

  test('is shown of the deals that one sees, and as evidence to those who see deals at all', async () => {
    const seen = async (api: Set['rep']['api']) =>
      (await api.from('deal_win_probabilities').select('deal_id').eq('deal_id', likely)).data;
    expect(await seen(set.manager.api)).toEqual([{ deal_id: likely }]);
    expect(await seen(set.other.api)).toEqual([]);
    const agent = await createPerson({ roles: ['support_agent'] });
    const learnt = async (api: Set['rep']['api']) =>
      (await api.from('win_evidence').select('variable').eq('team_id', set.team).eq('variable', 'all')).data;
    expect(await learnt(set.other.api)).toEqual([{ variable: 'all' }]);
    expect(await learnt(agent.api)).toEqual([]);
  });

  test('is forgotten once a deal is closed', async () => {
    const closing = await set.travelled({ path: [['asked', march]] });
    await learn();
    expect(await learned(closing)).toBe(0.7381);
    await sql.query(
      `update public.deals set stage_id = $2, outcome = 'won', closed_at = now() where id = $1`,
      [closing, set.stages.won],
    );
    await learn();
    expect(
      (await sql.query('select from public.deal_win_probabilities where deal_id = $1', [closing])).rowCount,
    ).toBe(0);
    await sql.query('update public.deals set deleted_at = now() where id = $1', [closing]);
    await learn();
  });

  test('of a team that has not both won and lost is the organisation’s', async () => {
    const team = await createTeam();
    const owner = await createPerson({ roles: ['sales_rep'], teamId: team });
    await set.travelled({ path: [['won', may]], owner: owner.id });
    const deal = await set.travelled({ path: [['asked', march]], source: 'referral', owner: owner.id });
    await learn();
    expect(await evidence(team)).toEqual([]);
    const all = await evidence(null);
    const weight = (variable: string, key: string) =>
      all.find((row) => row.variable === variable && row.value === key)?.weight ?? 0;
    const odds = weight('all', '') + weight('stage', set.stages.asked) + weight('source', 'referral');
    expect(await learned(deal)).toBeCloseTo(1 / (1 + Math.exp(-odds)), 3);
  });
});

describe('a team with many deals', () => {
  let set: Set;
  const many = 40;
  let tags: { few: string; many: string };
  let customers: { won: string; lost: string };
  const newTag = () =>
    value<string>('insert into public.tags (name) values ($1) returning id', [randomUUID()]);

  beforeAll(async () => {
    set = await pipelineSet();
    customers = { won: await newCustomer(), lost: await newCustomer() };
    await sql.query(`update public.customers set industry = 'retail', size_band = '11-50' where id = $1`, [
      customers.won,
    ]);
    await sql.query(`update public.customers set industry = 'energy', size_band = '5001+' where id = $1`, [
      customers.lost,
    ]);
    tags = { few: await newTag(), many: await newTag() };
    for (const [customer, tag] of [
      [customers.won, tags.few],
      [customers.won, tags.many],
      [customers.lost, tags.many],
    ])
      await sql.query('insert into public.customer_tags (customer_id, tag_id) values ($1, $2)', [
        customer,
        tag,
      ]);
    for (const outcome of ['won', 'lost'] as const)
      await sql.query(
        `insert into public.deals (name, stage_id, pipeline_id, owner_id, amount, opened_at, closed_at, customer_id, source)
         select 'Deal', $1, $2, $3, 100, $4, $5, $6, $7 from generate_series(1, $8)`,
        [
          set.stages[outcome],
          set.pipeline,
          set.rep.id,
          march,
          may,
          customers[outcome],
          outcome === 'won' ? 'referral' : 'website',
          many,
        ],
      );
    await learn();
  });

  test('keeps probabilities within 0.01 and 99.99 %', async () => {
    const sure = await set.travelled({
      path: [['offered', march]],
      source: 'referral',
      customer: customers.won,
    });
    const lost = await set.travelled({
      path: [['first', march]],
      source: 'website',
      customer: customers.lost,
    });
    await learn();
    expect([await learned(sure), await learned(lost)]).toEqual([0.9999, 0.0001]);
  });

  test('learns from customers’ industry and size, and from tags of at least 50 closed deals', async () => {
    const found = await evidence(set.team);
    expect(found.filter(({ variable }) => ['industry', 'size', 'tag'].includes(variable))).toMatchObject([
      { variable: 'industry', value: 'retail', won: 40, lost: 0 },
      { variable: 'industry', value: 'energy', won: 0, lost: 40 },
      { variable: 'size', value: '11-50', won: 40, lost: 0 },
      { variable: 'size', value: '5001+', won: 0, lost: 40 },
      { variable: 'tag', value: tags.many, won: 40, lost: 40, weight: 0 },
    ]);
  });

  test('learns from the product line of a deal’s largest item', async () => {
    const lines = ['Small', 'Large'].map((name) => `${name} ${randomUUID()}`);
    const deal = await set.travelled({
      path: [
        ['first', march],
        ['won', may],
      ],
    });
    for (const [n, line] of lines.entries())
      await sql.query(
        `insert into public.deal_items (deal_id, product_id, unit_price)
         select $1, p.id, $2 from public.products p where p.id = $3`,
        [
          deal,
          10 + n * 10,
          await value(
            'insert into public.products (sku, name, product_line, list_price) values ($1, $1, $2, 10) returning id',
            [randomUUID(), line],
          ),
        ],
      );
    await learn();
    expect((await evidence(set.team)).filter(({ variable }) => variable === 'product_line')).toMatchObject([
      { value: lines[1], won: 1, lost: 0 },
    ]);
  });
});
