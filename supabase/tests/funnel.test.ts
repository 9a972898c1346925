import { beforeAll, describe, expect, test } from 'vitest';
import { ask, batch } from './metric-set.ts';
import { calling, daysBetween, drawing, median, pipelineSet, type StageName } from './pipeline-set.ts';
import { createPerson, sql } from './support.ts';

type Set = Awaited<ReturnType<typeof pipelineSet>>;
const byStage = (rows: Record<string, unknown>[]) =>
  Object.fromEntries(rows.map((row) => [row.stage_label, row]));
const in2024 = { range: { from: '2024-01-01', to: '2024-12-31' } };

describe('the funnel', () => {
  let set: Set;
  beforeAll(async () => {
    set = await pipelineSet();
    const { travelled } = set;
    await travelled({ path: [['first', '2024-03-01T00:00:00Z']] });
    await travelled({
      path: [
        ['first', '2024-03-01T00:00:00Z'],
        ['asked', '2024-03-03T00:00:00Z'],
        ['won', '2024-03-13T00:00:00Z'],
      ],
    });
    await travelled({
      path: [
        ['first', '2024-03-01T00:00:00Z'],
        ['asked', '2024-03-05T12:00:00Z'],
        ['lost', '2024-03-06T12:00:00Z'],
      ],
    });
    await travelled({
      path: [
        ['first', '2024-03-01T00:00:00Z'],
        ['lost', '2024-03-02T00:00:00Z'],
      ],
    });
    // not of the cohort: opened a year before, in the trash, in another pipeline
    await travelled({ path: [['won', '2023-03-01T00:00:00Z']] });
    const trashed = await travelled({ path: [['won', '2024-03-01T00:00:00Z']] });
    await sql.query('update public.deals set deleted_at = now() where id = $1', [trashed]);
    await set.deal({ stage: 'won', closed: '2024-03-05T00:00:00Z' });
  });

  test('counts who came at least so far, what share went on, and how long they stayed', async () => {
    const { rows, totals } = await ask(set.rep.api, calling('sales.funnel', set.pipeline, in2024));
    expect(totals).toEqual({ deals: 4, won: 1, lost: 2 });
    expect(
      rows.map(({ stage_label, deals, lost, conversion, median_days, stays }) => [
        stage_label,
        deals,
        lost,
        conversion,
        median_days,
        stays,
      ]),
    ).toEqual([
      ['first', 4, 1, 0.5, 2, 3],
      ['asked', 2, 1, 0.5, 5.5, 2],
      ['offered', 1, 0, 1, null, 0],
      ['won', 1, 0, null, null, 0],
    ]);
  });

  test('is of the deals that its reader may read, and of a pipeline that there is', async () => {
    const theirs = await ask(set.other.api, calling('sales.funnel', set.pipeline, in2024));
    expect(theirs.totals).toEqual({ deals: 0, won: 0, lost: 0 });
    expect(theirs.rows.map(({ deals, conversion }) => [deals, conversion])).toEqual([
      [0, null],
      [0, null],
      [0, null],
      [0, null],
    ]);
    const wrong = await batch(set.rep.api, [
      { id: 'a', call: 'sales.funnel', args: { pipeline: 'x' } },
      { id: 'b', call: 'sales.funnel', args: { pipeline: set.customer } },
      { id: 'c', call: 'sales.funnel', args: { pipeline: 7 } },
    ]);
    for (const id of ['a', 'b', 'c'])
      expect(wrong[id]?.error).toMatchObject({ key: 'bad_args', field: 'args.pipeline' });
  });

  test('says of many deals what counting them one by one says', async () => {
    const many = await pipelineSet();
    const next = drawing(7);
    const order: StageName[] = ['first', 'asked', 'offered', 'won'];
    const furthest: number[] = [];
    const stays: number[][] = [[], [], [], []];
    for (let n = 0; n < 60; n++) {
      let place = 0;
      let hours = Math.floor(next() * 2000);
      const at = () => new Date(Date.UTC(2024, 1, 1) + hours * 3_600_000).toISOString();
      const path: [StageName, string][] = [['first', at()]];
      let far = 0;
      for (let step = 0; step < 5 && place < 3; step++) {
        const draw = next();
        if (draw < 0.15) break;
        const stayed = 1 + Math.floor(next() * 400);
        hours += stayed;
        stays[place]?.push(stayed);
        if (draw < 0.35) {
          path.push(['lost', at()]);
          break;
        }
        // back now and then, else on by one stage or two
        place = draw < 0.45 ? Math.max(0, place - 1) : Math.min(3, place + (draw < 0.6 ? 2 : 1));
        path.push([order[place] ?? 'won', at()]);
        far = Math.max(far, place);
      }
      furthest.push(far);
      await many.travelled({ path });
    }
    const { rows } = await ask(many.rep.api, calling('sales.funnel', many.pipeline, in2024));
    const reached = order.map((_, n) => furthest.filter((far) => far >= n).length);
    expect(rows.map(({ deals }) => deals)).toEqual(reached);
    rows.forEach((row, n) => {
      const middle = median(stays[n] ?? []);
      expect(row.median_days).toEqual(middle === null ? null : Math.round((middle / 24) * 100) / 100);
      expect(row.stays).toBe(stays[n]?.length);
      const after = reached[n + 1];
      expect(row.conversion).toEqual(
        after === undefined || !reached[n] ? null : Math.round((after / (reached[n] ?? 1)) * 1e6) / 1e6,
      );
    });
  });
});

describe('the ages of stages', () => {
  let set: Set;
  const ages: Partial<Record<StageName, number[]>> = { first: [1, 4, 10, 11, 30], asked: [3, 7, 8] };
  beforeAll(async () => {
    set = await pipelineSet();
    const { rows } = await sql.query<{ day: string }>(
      `select to_char(now() at time zone 'Asia/Taipei', 'YYYY-MM-DD') as day`,
    );
    const today = rows[0]?.day ?? '';
    const noon = (daysAgo: number) =>
      new Date(Date.parse(`${today}T04:00:00Z`) - daysAgo * 86_400_000).toISOString();
    for (const name of ['first', 'asked'] as const)
      for (const age of ages[name] ?? []) await set.travelled({ path: [[name, noon(age)]], amount: age });
    // two stays that ended, of 3 and 4 days: the norm of "asked" is 3.5, so more than 7 days are too many
    for (const [from, to] of [
      [20, 17],
      [30, 26],
    ] as const)
      await set.travelled({
        path: [
          ['asked', noon(from)],
          ['won', noon(to)],
        ],
      });
    await sql.query('select private.compute_stage_norms()');
  });

  test('are held against the stage’s maximum, or else twice its norm', async () => {
    const answer = await ask(set.rep.api, calling('sales.stage_ages', set.pipeline));
    const { rows, totals } = answer;
    const { today } = answer as unknown as { today: string };
    const { first, asked } = byStage(rows);
    // a night may have passed since the deals were made: every deal is then older by one day
    const since = await sql.query<{ day: string }>(
      `select to_char(min(stage_entered_at) at time zone 'Asia/Taipei', 'YYYY-MM-DD') as day from public.deals where stage_id = $1`,
      [set.stages.first],
    );
    const grown = daysBetween(since.rows[0]?.day ?? '', today) - 30;
    const older = (name: StageName) => (ages[name] ?? []).map((age) => age + grown);
    const over = (name: StageName, most: number) => older(name).filter((age) => age > most).length;
    expect(first).toMatchObject({
      deals: 5,
      value: 56,
      median_age: median(older('first')),
      oldest: 30 + grown,
      norm_days: null,
      max_age_days: 10,
      most_days: 10,
      stuck: over('first', 10),
    });
    expect(asked).toMatchObject({
      deals: 3,
      norm_days: 3.5,
      max_age_days: null,
      most_days: 7,
      stuck: over('asked', 7),
    });
    expect(totals.deals).toBe(8);
    expect(totals.stuck).toBe(Number(first?.stuck) + Number(asked?.stuck));

    // the list that the figure opens has as many rows
    for (const row of [first, asked]) {
      const { count } = await set.rep.api
        .from('deals')
        .select('id', { count: 'exact', head: true })
        .eq('outcome', 'open')
        .eq('stage_id', String(row?.stage))
        .lt('stage_entered_at', new Date(Date.parse(`${row?.stuck_since}T16:00:00Z`)).toISOString());
      expect(count).toBe(row?.stuck);
    }
  });

  test('are of the deals that their reader may read; the norm is everybody’s who may read benchmarks', async () => {
    const theirs = await ask(set.other.api, calling('sales.stage_ages', set.pipeline));
    expect(theirs.rows).toEqual([]);
    expect(theirs.totals).toEqual({ deals: 0, value: 0, stuck: 0, stuck_value: 0 });
    const seen = await set.rep.api.from('stage_norms').select('median_days').eq('stage_id', set.stages.asked);
    expect(seen.data).toEqual([{ median_days: 3.5 }]);
    const agent = await createPerson({ roles: ['support_agent'] });
    expect((await agent.api.from('stage_norms').select('stage_id')).data).toEqual([]);
  });

  test('count days by the calendar of the zone: where midnight is skipped or comes twice, and of a thousand days and more', async () => {
    const { rows } = await sql.query<{ zone: string; moments: number; wrong: number }>(
      `with z as materialized (
         select zone, private.day_starts('2018-01-01', '2019-01-01', zone) as starts
         from unnest(array['Asia/Taipei', 'Europe/Berlin', 'America/Sao_Paulo', 'America/Havana', 'Australia/Lord_Howe', 'Pacific/Apia']) zone
       )
       select z.zone, count(*)::integer as moments, count(*) filter (where date '2018-01-01' + width_bucket(m.moment, z.starts) - 1 <> (m.moment at time zone z.zone)::date)::integer as wrong
       from z cross join lateral (select moment from generate_series('2018-01-02T00:00Z'::timestamptz, '2018-12-30T00:00Z', '30 minutes') moment) m
       group by z.zone`,
    );
    expect(rows).toHaveLength(6);
    for (const { zone, moments, wrong } of rows)
      expect([zone, moments > 17_000, wrong]).toEqual([zone, true, 0]);

    const old = await pipelineSet();
    await old.travelled({ path: [['first', '2019-03-01T12:00:00Z']] });
    const { rows: stages, today } = (await ask(
      old.rep.api,
      calling('sales.stage_ages', old.pipeline),
    )) as unknown as { rows: Record<string, unknown>[]; today: string };
    expect(stages[0]?.oldest).toBe(daysBetween('2019-03-01', today));
  });

  test('leave out money without a rate, and say so', async () => {
    const odd = await pipelineSet();
    await odd.travelled({ path: [['first', '2024-03-01T00:00:00Z']], currency: 'XQQ', amount: 5 });
    await odd.travelled({ path: [['first', '2024-03-01T00:00:00Z']], amount: 7 });
    await odd.travelled({ path: [['first', '2024-03-01T00:00:00Z']], amount: null });
    const { totals, skipped } = await ask(odd.rep.api, calling('sales.stage_ages', odd.pipeline));
    expect([totals.deals, totals.value, totals.stuck_value, skipped]).toEqual([3, 7, 7, 1]);
  });
});
