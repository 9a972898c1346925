import { beforeAll, describe, expect, test } from 'vitest';
import { ask, batch } from './metric-set.ts';
import { calling, drawing, pipelineSet } from './pipeline-set.ts';
import { createTeam, sql, value } from './support.ts';

type Set = Awaited<ReturnType<typeof pipelineSet>>;
const round = (amount: number) => Math.round(amount * 100) / 100;

describe('the forecast', () => {
  let set: Set;
  /** A day of the quarter that is `n` quarters ahead: its last, so that no running day is behind it. */
  const lastOf = (n: number) =>
    value<string>(
      `select to_char(date_trunc('quarter', now() at time zone 'Asia/Taipei') + ($1 + 1) * interval '3 months' - interval '1 day', 'YYYY-MM-DD')`,
      [n],
    );
  const open = (stage: 'first' | 'asked' | 'offered', amount: number, expected?: string, owner?: string) =>
    set.travelled({ path: [[stage, '2024-03-01T00:00:00Z']], amount, expected, owner });

  beforeAll(async () => {
    set = await pipelineSet();
    await open('offered', 1000, await lastOf(0));
    await open('first', 500, '2024-01-01');
    await open('asked', 300, await lastOf(1));
    const byHand = await open('first', 200, await lastOf(1));
    await sql.query('update public.deals set win_probability = 0.9 where id = $1', [byHand]);
    await open('offered', 9000);
    await open('offered', 9000, await lastOf(4));
    await set.travelled({ path: [['won', new Date().toISOString()]], amount: 70 });
    await set.travelled({ path: [['won', '2024-05-01T00:00:00Z']], amount: 9000 });
    await set.travelled({ path: [['lost', new Date().toISOString()]], amount: 9000 });
  });

  test('is Σ amount × probability, by the quarter in which a deal is expected; one set by hand wins', async () => {
    const { rows } = await ask(set.rep.api, calling('sales.forecast', set.pipeline));
    expect(
      rows.map(({ closed, commit, best_case, pipeline, weighted, open_deals }) => [
        closed,
        commit,
        best_case,
        pipeline,
        weighted,
        open_deals,
      ]),
    ).toEqual([
      // won 70; 1000 × 0.6, and 500 × 0.1 that is overdue
      [70, 70, 1070, 1570, 720, 2],
      // 200 × 0.9 set by hand is a commitment, 300 × 0.3 is pipeline
      [0, 200, 200, 500, 270, 2],
      [0, 0, 0, 0, 0, 0],
      [0, 0, 0, 0, 0, 0],
    ]);
    expect(rows.map(({ to }) => to)).toEqual(await Promise.all([0, 1, 2, 3].map(lastOf)));
  });

  test('is never Σ amounts × mean probability, and each category holds the one before it', async () => {
    const many = await pipelineSet();
    const next = drawing(11);
    const day = await lastOf(0);
    let weighted = 0;
    let all = 0;
    for (let n = 0; n < 40; n++) {
      const stage = (['first', 'asked', 'offered'] as const)[Math.floor(next() * 3)] ?? 'first';
      const amount = Math.floor(next() * 1000);
      weighted += amount * { first: 0.1, asked: 0.3, offered: 0.6 }[stage];
      all += amount;
      await many.travelled({ path: [[stage, '2024-03-01T00:00:00Z']], amount, expected: day });
    }
    const { rows } = await ask(many.rep.api, calling('sales.forecast', many.pipeline));
    expect(rows[0]).toMatchObject({ weighted: round(weighted), pipeline: all, open_deals: 40 });
    for (const row of rows) {
      const figures = [row.closed, row.commit, row.best_case, row.pipeline].map(Number);
      expect(figures).toEqual([...figures].sort((a, b) => a - b));
    }
  });

  test('rolls up from people to their teams, those above these, and the organisation', async () => {
    const team = await value<string>('select team_id from public.profiles where id = $1', [set.rep.id]);
    const below = await createTeam({ parentId: team });
    await sql.query('update public.profiles set team_id = $1 where id = $2', [below, set.other.id]);
    await open('offered', 50, await lastOf(0), set.other.id);
    const rollup = async (person: Set['rep'], quarter?: number) =>
      (
        await ask(
          person.api,
          calling('sales.forecast_rollup', set.pipeline, quarter === undefined ? {} : { args: { quarter } }),
        )
      ).rows.map(({ whose, key, closed, weighted, pipeline }) => [whose, key, closed, weighted, pipeline]);
    const people = [
      ['person', set.rep.id, 70, 720, 1570],
      ['person', set.other.id, 0, 30, 50],
    ];
    const teams = [
      ['team', team, 70, 750, 1620],
      ['team', below, 0, 30, 50],
    ];
    expect(await rollup(set.manager)).toEqual([...teams, ...people]);
    expect(await rollup(set.exec)).toEqual([['organisation', null, 70, 750, 1620], ...teams, ...people]);
    expect(await rollup(set.rep)).toEqual([people[0]]);
    expect(await rollup(set.rep, 1)).toEqual([['person', set.rep.id, 0, 270, 500]]);
    const wrong = await batch(set.rep.api, [
      { id: 'a', call: 'sales.forecast_rollup', args: { quarter: 4 } },
      { id: 'b', call: 'sales.forecast_rollup', args: { quarter: '1' } },
    ]);
    for (const answer of Object.values(wrong))
      expect(answer.error).toMatchObject({ key: 'bad_args', field: 'args.quarter' });
  });
});

describe('former forecasts', () => {
  const quarterStart = (n: number) =>
    value<string>(
      `select to_char(date_trunc('quarter', now() at time zone 'Asia/Taipei') + $1 * interval '3 months', 'YYYY-MM-DD')`,
      [n],
    );

  test('are written down each day as they stand, for whom one may know', async () => {
    const set = await pipelineSet();
    const expected = await value<string>(
      `select to_char(date_trunc('quarter', now() at time zone 'Asia/Taipei') + interval '6 months' - interval '1 day', 'YYYY-MM-DD')`,
    );
    await set.travelled({ path: [['offered', '2024-03-01T00:00:00Z']], amount: 100, expected });
    const snapshots = async (person: Set['rep']) =>
      (
        await person.api
          .from('forecast_snapshots')
          .select('profile_id, team_id, closed, commit, best_case, pipeline, weighted, quarter_start')
          .or(`profile_id.eq.${set.rep.id},team_id.eq.${team}`)
          .order('team_id', { nullsFirst: true })
      ).data;
    const team = await value<string>('select team_id from public.profiles where id = $1', [set.rep.id]);
    const stands = {
      closed: 0,
      commit: 0,
      best_case: 100,
      pipeline: 100,
      weighted: 60,
      quarter_start: await quarterStart(1),
    };
    const own = { ...stands, profile_id: set.rep.id, team_id: null };
    for (const _ of [1, 2]) {
      await sql.query('select private.take_forecast_snapshots()');
      expect(await snapshots(set.rep)).toEqual([own]);
      expect(await snapshots(set.manager)).toEqual([own, { ...stands, profile_id: null, team_id: team }]);
      expect(await snapshots(set.other)).toEqual([]);
    }
  });

  test('are held against what came of them', async () => {
    const set = await pipelineSet();
    const snapshot = async (quarter: number, day: number, figures: [number, number, number]) =>
      sql.query(
        `insert into public.forecast_snapshots (quarter_start, taken_on, profile_id, closed, commit, weighted, best_case, pipeline, currency)
         values ($1::date, $1::date + $2::integer, $3, $4, $5, $6, 0, 0, 'USD')`,
        [await quarterStart(quarter), day, set.rep.id, ...figures],
      );
    // the first day of a quarter and one of its last week
    await snapshot(-1, 0, [0, 80, 120]);
    await snapshot(-1, 89, [100, 100, 100]);
    await snapshot(-2, 0, [0, 50, 150]);
    await snapshot(-2, 89, [200, 200, 200]);
    // of a quarter whose end nobody wrote down nothing is known
    await snapshot(-3, 0, [0, 50, 150]);
    const answer = await ask(set.rep.api, { call: 'sales.forecast_accuracy' });
    expect(
      answer.rows.map(({ weighted, commit, actual, error }) => [weighted, commit, actual, error]),
    ).toEqual([
      [120, 80, 100, 0.2],
      [150, 50, 200, -0.25],
    ]);
    expect(answer.totals).toMatchObject({ quarters: 2, mean_error: 0.225 });
    expect(answer).toMatchObject({ whose: 'person', label: set.rep.fullName });
    const none = await ask(set.other.api, { call: 'sales.forecast_accuracy' });
    expect([none.rows, none.totals.low_ratio]).toEqual([[], null]);
  });
});
