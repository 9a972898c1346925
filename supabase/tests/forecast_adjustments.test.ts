import { beforeAll, describe, expect, test } from 'vitest';
import { ask, batch, salesCompany } from './metric-set.ts';
import { createPerson, type Person, sql, value } from './support.ts';

let set: Awaited<ReturnType<typeof salesCompany>>;
let boss: Person;
let quarter: string;

beforeAll(async () => {
  set = await salesCompany();
  boss = set.manager;
  quarter = await value<string>(
    `select to_char(date_trunc('quarter', now() at time zone 'Asia/Taipei'), 'YYYY-MM-DD')`,
  );
});

const expects = (person: Person, whose: { profile_id?: string; team_id?: string }, more: object = {}) =>
  person.api
    .from('forecast_adjustments')
    .insert({ quarter_start: quarter, amount: 500, currency: 'USD', ...whose, ...more })
    .select('id, amount, created_by, updated_by')
    .single();

describe('who says what a quarter will bring', () => {
  test('a manager of people and teams of theirs, an executive of everybody', async () => {
    const cases = [
      [boss, { profile_id: set.rep.id }],
      [boss, { team_id: set.team }],
      [set.exec, { profile_id: set.other.id }],
    ] as const;
    for (const [person, whose] of cases) {
      const { data, error } = await expects(person, whose);
      expect(error).toBeNull();
      expect(data).toMatchObject({ amount: 500, created_by: person.id, updated_by: person.id });
    }
  });

  test.each([
    ['a manager not of somebody else’s people', () => [boss, { profile_id: set.other.id }] as const],
    ['a manager not of the organisation', () => [boss, {}] as const],
    ['a rep not of themselves', () => [set.rep, { profile_id: set.rep.id }] as const],
  ])('%s', async (_name, attempt) => {
    const [person, whose] = attempt();
    expect((await expects(person, whose)).error?.code).toBe('42501');
  });

  test('reps do not read what is expected of them', async () => {
    const read = async (person: Person) =>
      (await person.api.from('forecast_adjustments').select('id').eq('profile_id', set.rep.id)).data?.length;
    expect([await read(boss), await read(set.exec), await read(set.rep), await read(set.other)]).toEqual([
      1, 1, 0, 0,
    ]);
  });
});

describe('an adjustment', () => {
  test('is one for each and a quarter, which begins where quarters do, and is no less than nothing', async () => {
    const whose = { profile_id: boss.id };
    expect((await expects(boss, whose)).error).toBeNull();
    expect((await expects(boss, whose)).error?.code).toBe('23505');
    expect((await expects(boss, whose, { quarter_start: '2026-02-01' })).error?.code).toBe('23514');
    expect((await expects(boss, whose, { quarter_start: '2031-01-01', amount: -1 })).error?.code).toBe(
      '23514',
    );
  });

  test('is changed and withdrawn by those above; whose it is stays', async () => {
    const peer = await createPerson({ roles: ['executive'] });
    const { data } = await expects(boss, { profile_id: set.rep.id }, { quarter_start: '2031-04-01' });
    const id = data?.id ?? '';
    const change = (person: Person, values: object) =>
      person.api
        .from('forecast_adjustments')
        .update(values)
        .eq('id', id)
        .select('amount, note, created_by, updated_by');
    expect((await change(set.rep, { amount: 1 })).data).toEqual([]);
    expect((await change(peer, { amount: 700, note: '  Two are late ' })).data).toEqual([
      { amount: 700, note: 'Two are late', created_by: boss.id, updated_by: peer.id },
    ]);
    expect((await change(boss, { profile_id: boss.id })).error).toMatchObject({
      code: '42501',
      hint: 'adjustment_fixed',
    });
    const withdraw = (person: Person) =>
      person.api.from('forecast_adjustments').delete().eq('id', id).select('id');
    expect((await withdraw(set.rep)).data).toEqual([]);
    expect((await withdraw(boss)).data).toEqual([{ id }]);
  });

  test('stands beside the forecast in the base currency, for whom the reader may know and say it', async () => {
    await sql.query(
      `insert into public.exchange_rates (currency, valid_from, rate) values ('TWD', '2000-01-01', 0.05) on conflict do nothing`,
    );
    const next = await value<string>(
      `select to_char(date_trunc('quarter', now() at time zone 'Asia/Taipei') + interval '3 months', 'YYYY-MM-DD')`,
    );
    await expects(
      boss,
      { team_id: set.team },
      { quarter_start: next, amount: 1000, currency: 'TWD', note: 'Late' },
    );
    const rate = await value<number>(`select private.rate('TWD', current_date)::float8`);
    const request = { call: 'sales.forecast_adjustments', args: { quarter: 1 } };
    const answer = await ask(boss.api, request);
    expect(answer.rows).toMatchObject([
      {
        whose: 'team',
        key: set.team,
        amount: 1000 * rate,
        stated: 1000,
        stated_in: 'TWD',
        note: 'Late',
        by_label: boss.fullName,
      },
    ]);
    const { adjustable } = answer as unknown as { adjustable: string[] };
    expect(adjustable).toEqual(expect.arrayContaining([set.team, set.rep.id, boss.id]));
    expect(adjustable).not.toContain(set.other.id);
    const narrowed = await ask(boss.api, { ...request, filters: { owner: [set.rep.id] } });
    expect(narrowed).toMatchObject({ rows: [], adjustable: [] });
    expect(await ask(set.rep.api, request)).toMatchObject({ rows: [], adjustable: [] });
    const wrong = await batch(boss.api, [{ id: 'a', ...request, args: { quarter: -1 } }]);
    expect(wrong.a?.error).toMatchObject({ key: 'bad_args', field: 'args.quarter' });
  });
});
