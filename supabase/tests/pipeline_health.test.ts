import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { beforeAll, describe, expect, test } from 'vitest';
import { alike, aside, askAs } from './both-ways.ts';
import { ask, batch } from './metric-set.ts';
import { calling, pipelineSet } from './pipeline-set.ts';
import { createTeam, sql, value } from './support.ts';

type Set = Awaited<ReturnType<typeof pipelineSet>>;

describe('slipped close dates', () => {
  let set: Set;
  let moved: string;
  const open = (wishes: { expected?: string; amount?: number; owner?: string }) =>
    set.travelled({ path: [['first', '2024-03-01T00:00:00Z']], ...wishes });
  const move = async (id: string, days: (string | null)[]) => {
    for (const day of days) {
      const { error } = await set.rep.api.from('deals').update({ expected_close_date: day }).eq('id', id);
      if (error) throw error;
    }
  };

  beforeAll(async () => {
    set = await pipelineSet();
    // far ahead, so that nothing but what is meant to be is overdue
    moved = await open({ expected: '2190-01-01', amount: 500 });
    await move(moved, ['2190-01-11', '2190-01-05', '2190-01-09']);
    const earlier = await open({ expected: '2190-01-10', amount: 50 });
    await move(earlier, ['2190-01-01']);
    const dated = await open({ amount: 60 });
    await move(dated, ['2190-02-01', null]);
    await open({ expected: '2024-01-15', amount: 700 });
    const won = await open({ expected: '2190-01-01', amount: 900 });
    await move(won, ['2190-02-01']);
    await sql.query('update public.deals set stage_id = $1 where id = $2', [set.stages.won, won]);
  });

  test('are written down by the database, by whom and how far, and by nobody else', async () => {
    const { data } = await set.rep.api
      .from('deal_close_dates')
      .select('from_date, to_date, days_later, changed_by')
      .eq('deal_id', moved)
      .order('to_date');
    expect(data).toEqual([
      { from_date: '2190-01-11', to_date: '2190-01-05', days_later: -6, changed_by: set.rep.id },
      { from_date: '2190-01-05', to_date: '2190-01-09', days_later: 4, changed_by: set.rep.id },
      { from_date: '2190-01-01', to_date: '2190-01-11', days_later: 10, changed_by: set.rep.id },
    ]);
    expect((await set.other.api.from('deal_close_dates').select('id').eq('deal_id', moved)).data).toEqual([]);
    const forged = await set.rep.api
      .from('deal_close_dates')
      .insert({ deal_id: moved, to_date: '2190-05-05', access_id: randomUUID() });
    expect(forged.error?.code).toBe('42501');
  });

  test('are counted of open deals: moved later, or passed', async () => {
    const { rows, totals } = await ask(set.rep.api, calling('sales.slipped', set.pipeline));
    expect(totals).toEqual({
      deals: 2,
      value: 1200,
      moved: 1,
      moved_value: 500,
      median_days_later: 14,
      passed: 1,
      passed_value: 700,
    });
    expect(rows.map(({ value, times, days_later, owner }) => [value, times, days_later, owner])).toEqual([
      [700, 0, 0, set.rep.id],
      [500, 2, 14, set.rep.id],
    ]);
    expect(rows[0]?.overdue_days).toBeGreaterThan(600);
    expect(rows[1]?.overdue_days).toBeNull();
    const few = await ask(set.rep.api, calling('sales.slipped', set.pipeline, { args: { limit: 1 } }));
    expect([few.rows.length, few.more, few.totals.deals]).toEqual([1, true, 2]);
    const before = await ask(
      set.rep.api,
      calling('sales.slipped', set.pipeline, { range: { from: '2024-01-01', to: '2024-12-31' } }),
    );
    expect([before.totals.moved, before.totals.passed]).toEqual([0, 1]);
  });

  test('ask for a sensible number of rows', async () => {
    const answers = await batch(
      set.rep.api,
      [0, 201, '5', 1.5, [1]].map((limit, n) => ({ id: `${n}`, call: 'sales.slipped', args: { limit } })),
    );
    for (const answer of Object.values(answers))
      expect(answer.error).toMatchObject({ key: 'bad_limit', field: 'args.limit' });
  });
});

describe('activity per deal', () => {
  test('is activities ÷ deals closed in the period, by kind; untouched ones are told', async () => {
    const set = await pipelineSet();
    const closed = (place: 'won' | 'lost') =>
      set.travelled({
        path: [
          ['first', '2024-04-01T00:00:00Z'],
          [place, '2024-05-02T00:00:00Z'],
        ],
      });
    const [won, alsoWon, lost] = [await closed('won'), await closed('won'), await closed('lost')];
    const act = (deal: string, kind: string, deleted = false) =>
      sql.query(
        `insert into public.activities (kind, subject, deal_id, owner_id, duration_minutes, deleted_at) values ($1, 'x', $2, $3, 10, $4)`,
        [kind, deal, set.rep.id, deleted ? '2024-05-05' : null],
      );
    await act(won, 'call');
    await act(won, 'call');
    await act(alsoWon, 'call');
    await act(won, 'demo');
    await act(lost, 'demo', true);
    const inMay = { range: { from: '2024-05-01', to: '2024-05-31' } };
    const { rows, totals } = await ask(set.rep.api, calling('sales.activity_per_deal', set.pipeline, inMay));
    expect(rows).toEqual([
      { kind: 'call', won_activities: 3, lost_activities: 0, per_won: 1.5, per_lost: 0 },
      { kind: 'demo', won_activities: 1, lost_activities: 0, per_won: 0.5, per_lost: 0 },
    ]);
    expect(totals).toEqual({
      won: 2,
      lost: 1,
      per_won: 2,
      per_lost: 0,
      minutes: 40,
      untouched_won: 0,
      untouched_lost: 1,
    });
    const none = await ask(
      set.rep.api,
      calling('sales.activity_per_deal', set.pipeline, { range: { from: '2024-06-01', to: '2024-06-30' } }),
    );
    expect([none.rows, none.totals.per_won, none.totals.per_lost]).toEqual([[], null, null]);
  });
});

describe('source quality', () => {
  test('is by cohort: leads of the period, what of them bought by now, for how much and how fast', async () => {
    const set = await pipelineSet();
    const lead = (source: string | null, came = '2024-05-03T00:00:00Z', owner = set.rep.id) =>
      value<string>(
        `insert into public.customers (name, source, owner_id, created_at) values ('Lead', $1, $2, $3) returning id`,
        [source, owner, came],
      );
    const sold = (customer: string, amount: number, days: number) =>
      set.travelled({
        customer,
        amount,
        path: [
          ['first', '2024-06-01T04:00:00Z'],
          ['won', new Date(Date.parse('2024-06-01T04:00:00Z') + days * 86_400_000).toISOString()],
        ],
      });
    const [a, b] = [await lead('referral'), await lead('referral')];
    await lead('referral');
    const web = await lead('website');
    await lead(null);
    // who came as a customer was never a lead
    await sql.query(
      `insert into public.customers (name, source, owner_id, created_at, lifecycle_stage) values ('Bought', 'referral', $1, '2024-05-03', 'customer')`,
      [set.rep.id],
    );
    await lead('referral', '2024-04-30T15:00:00Z');
    await lead('referral', '2024-05-03T00:00:00Z', set.other.id);
    await sold(a, 100, 10);
    await sold(a, 50, 20);
    await sold(b, 30, 40);
    await set.travelled({ customer: web, path: [['lost', '2024-06-05T00:00:00Z']] });
    const request = { call: 'sales.source_quality', range: { from: '2024-05-01', to: '2024-05-31' } };
    const { rows, totals } = await ask(set.rep.api, request);
    expect(rows).toEqual([
      {
        source: 'referral',
        source_label: 'referral',
        leads: 3,
        customers: 2,
        conversion: 0.666667,
        deals: 3,
        value: 180,
        value_per_lead: 60,
        cycle_days: 20,
      },
      expect.objectContaining({ source: 'website', leads: 1, customers: 0, conversion: 0, cycle_days: null }),
      expect.objectContaining({ source: null, leads: 1, customers: 0, value: 0 }),
    ]);
    expect(totals).toMatchObject({ leads: 5, customers: 2, conversion: 0.4, value: 180, cycle_days: 20 });
    const filtered = (filters: object) => ask(set.exec.api, { ...request, filters });
    expect((await filtered({ owner: [set.other.id] })).totals.leads).toBe(1);
    expect((await filtered({ owner: [set.rep.id], source: [null, 'website'] })).totals.leads).toBe(2);
    expect(
      (await filtered({ sales_region: ['North'], owner: [set.rep.id, set.other.id] })).totals.leads,
    ).toBe(5);
    const refused = await batch(set.exec.api, [{ id: 'q', ...request, filters: { customer: [a] } }]);
    expect(refused.q?.error?.field).toBe('filters.customer');
  });
});

describe('coverage', () => {
  let set: Set;
  let from: string;
  let to: string;
  const goal = (target: number, whose: { profile?: string; team?: string }, currency = 'USD') =>
    sql.query(
      `insert into public.goals (metric, target, currency, period_start, period_end, profile_id, team_id) values ('deals.won_value', $1, $2, $3, $4, $5, $6)`,
      [target, currency, from, to, whose.profile, whose.team],
    );

  beforeAll(async () => {
    set = await pipelineSet();
    const year = await value<number>(`select extract(year from now() at time zone 'Asia/Taipei')::integer`);
    from = `${year}-01-01`;
    to = `${year}-12-31`;
    const team = await value<string>('select team_id from public.profiles where id = $1', [set.rep.id]);
    const below = await createTeam({ parentId: team });
    await sql.query('update public.profiles set team_id = $1 where id = $2', [below, set.other.id]);
    const now = new Date().toISOString();
    const won = (owner: string, amount: number, at: string) =>
      set.travelled({
        owner,
        amount,
        path: [
          ['first', '2023-03-01T00:00:00Z'],
          ['won', at],
        ],
      });
    const open = (owner: string, amount: number, expected?: string) =>
      set.travelled({ owner, amount, expected, path: [['first', '2023-03-01T00:00:00Z']] });
    await won(set.rep.id, 400, now);
    await won(set.rep.id, 9000, `${year - 1}-06-01T00:00:00Z`);
    await open(set.rep.id, 1000, to);
    await open(set.rep.id, 200, '2024-01-01');
    await open(set.rep.id, 7000, `${year + 1}-01-01`);
    await open(set.rep.id, 7000);
    await won(set.other.id, 300, now);
    await open(set.other.id, 50, to);
    await goal(1000, { profile: set.rep.id });
    await goal(250, { profile: set.other.id });
    await goal(2000, { team });
  });

  test('is the pipeline due by the goal’s last day ÷ what the goal still needs', async () => {
    const { rows } = await ask(set.manager.api, { call: 'sales.coverage' });
    expect(
      rows.map(({ whose, key, won, needed, pipeline, deals, coverage }) => [
        whose,
        whose === 'person' ? key : '',
        won,
        needed,
        pipeline,
        deals,
        coverage,
      ]),
    ).toEqual([
      ['team', '', 700, 1300, 1250, 3, 0.9615],
      ...(
        [
          [set.rep, [400, 600, 1200, 2, 2]],
          [set.other, [300, 0, 50, 1, null]],
        ] as const
      )
        .toSorted(([a], [b]) => (a.fullName < b.fullName ? -1 : 1))
        .map(([person, figures]) => ['person', person.id, ...figures]),
    ]);
    expect(rows[0]?.teams).toHaveLength(2);
  });

  test('is the same from cells as from rows', async () => {
    await sql.query('select private.gather_cells()');
    expect(await value<boolean>('select private.cells_in_step()')).toBe(true);
    const people = { manager: set.manager, rep: set.rep };
    await alike(people, [{ call: 'sales.coverage' }]);
    // cells are what is read
    const won = async (client: pg.PoolClient) =>
      (await askAs(client, set.rep, [{ call: 'sales.coverage' }]))[0]?.rows[0]?.won;
    await aside(async (client) => {
      const before = Number(await won(client));
      await client.query(
        `insert into private.deal_cells (moment, month, access_id, owner_id, pipeline_id, outcome, currency, n, priced, amount, days)
         select 'closed', $2::date, $1, $1, (select id from public.pipelines limit 1), 'won', 'USD', 1, 1, 7, 0`,
        [set.rep.id, from],
      );
      expect(await won(client)).toBe(before + 7);
    });
  });

  test('of a month counts by the day what is expected in a quarter that goes on', async () => {
    const monthly = await pipelineSet();
    const { rows: days } = await sql.query<{ first: string; last: string; next: string; end: string }>(
      `select m::date::text as first, (m + interval '1 month')::date - 1 || '' as last,
         (m + interval '1 month')::date::text as next, (date_trunc('quarter', m) + interval '3 months')::date - 1 || '' as end
       from date_trunc('month', now() at time zone 'Asia/Taipei') m`,
    );
    const day = days[0];
    if (!day) throw new Error('today has a month');
    await sql.query(
      `insert into public.goals (metric, target, currency, period_start, period_end, profile_id)
       values ('deals.won_value', 1000, 'USD', $1, $2, $3), ('deals.won_value', 500, 'EUR', $1, $2, $4)`,
      [day.first, day.last, monthly.rep.id, monthly.other.id],
    );
    const open = (amount: number, expected: string) =>
      monthly.travelled({
        owner: monthly.rep.id,
        amount,
        expected,
        path: [['first', '2023-03-01T00:00:00Z']],
      });
    await open(100, '2024-01-01');
    await open(20, day.first);
    await open(3, day.last);
    await open(4000, day.next);
    await open(50_000, day.end > day.last ? day.end : day.next);
    await sql.query('select private.gather_cells()');
    const { rows } = await ask(monthly.rep.api, { call: 'sales.coverage' });
    expect(rows.map(({ pipeline, deals }) => [pipeline, deals])).toEqual([[123, 3]]);
    await alike({ manager: monthly.manager, rep: monthly.rep, exec: monthly.exec }, [
      { call: 'sales.coverage' },
      { call: 'sales.coverage', filters: { owner: [monthly.rep.id] } },
    ]);
  });

  test('is told of none whose deals its reader sees only in part', async () => {
    const mine = await ask(set.rep.api, { call: 'sales.coverage' });
    expect(mine.rows.map(({ whose, key }) => [whose, key])).toEqual([['person', set.rep.id]]);
    const one = await ask(set.manager.api, { call: 'sales.coverage', filters: { owner: [set.other.id] } });
    expect(one.rows.map(({ key }) => key)).toEqual([set.other.id]);
  });
});
