import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createTeam, type Person, sql, value } from './support.ts';

const metric = 'deals.won_count';
let boss: Person;
let rep: Person;
let mate: Person;
let chief: Person;
let team: string;

interface Sheet {
  rows: { kind: string; id: string; may_set: boolean }[];
  goals: { whose: string; target: number; updated_at: string; period_start: string }[];
}
const sheet = async (person: Person, more: object = {}): Promise<Sheet> => {
  const { data, error } = await person.api.rpc('goal_sheet', {
    request: { metric, from: '2033-01-01', to: '2033-12-31', ...more } as never,
  });
  expect(error).toBeNull();
  return data as unknown as Sheet;
};
const month = { period_start: '2033-03-01', period_end: '2033-03-31' };
const save = (person: Person, cells: object[], of = metric) =>
  person.api.rpc('save_goals', { payload: { metric: of, cells } as never });

beforeAll(async () => {
  boss = await createPerson({ roles: ['sales_manager'] });
  team = await createTeam({ leadId: boss.id });
  await sql.query('update public.profiles set team_id = $2 where id = $1', [boss.id, team]);
  rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  mate = await createPerson({ roles: ['sales_rep'], teamId: team });
  chief = await createPerson({ roles: ['executive'] });
});

describe('whose rows a sheet has', () => {
  test('for a manager the team and its people, all to be set but their own', async () => {
    const { rows } = await sheet(boss);
    const may = Object.fromEntries(rows.map(({ id, may_set }) => [id, may_set]));
    expect(may).toEqual({ [team]: true, [boss.id]: false, [rep.id]: true, [mate.id]: true });
    expect(rows[0]).toMatchObject({ kind: 'team', id: team });
  });

  test('for a rep their own and their team’s, to read', async () => {
    const { rows } = await sheet(rep);
    expect(rows.map(({ id, may_set }) => [id, may_set])).toEqual([
      [team, false],
      [rep.id, false],
    ]);
  });

  test('for an executive the organisation first, and one team’s when it is asked for', async () => {
    expect((await sheet(chief)).rows[0]).toMatchObject({ kind: 'organisation', may_set: true });
    const { rows } = await sheet(chief, { team });
    expect(rows.map(({ id }) => id).sort()).toEqual([team, boss.id, rep.id, mate.id].sort());
  });

  test('and a period that is none is refused', async () => {
    for (const from of ['2020-01-01', null]) {
      const { error } = await boss.api.rpc('goal_sheet', { request: { metric, from, to: '2033-12-31' } });
      expect(error).toMatchObject({ code: '22023', hint: 'malformed' });
    }
  });
});

describe('saving cells', () => {
  test('sets, changes and takes away, all in one', async () => {
    const cell = { profile_id: rep.id, ...month };
    expect(
      (
        await save(boss, [
          { ...cell, target: 5 },
          { team_id: team, ...month, target: 30 },
        ])
      ).data,
    ).toBe(2);
    const set = (await sheet(rep)).goals;
    expect(set.map(({ whose, target }) => [whose, target]).sort()).toEqual(
      [
        [rep.id, 5],
        [team, 30],
      ].sort(),
    );
    const version = set.find(({ whose }) => whose === rep.id)?.updated_at;
    expect((await save(boss, [{ ...cell, target: 7, version }])).data).toBe(1);
    expect((await save(boss, [{ ...cell, target: 9, version }])).error).toMatchObject({ hint: 'conflict' });
    expect((await save(boss, [{ ...cell, target: 9, version: null }])).error).toMatchObject({
      hint: 'conflict',
    });
    expect((await save(boss, [{ ...cell, target: null }])).data).toBe(1);
    expect((await sheet(rep)).goals.map(({ whose }) => whose)).toEqual([team]);
  });

  test('saves none when one is refused', async () => {
    const april = { period_start: '2033-04-01', period_end: '2033-04-30' };
    const { error } = await save(boss, [
      { profile_id: mate.id, ...april, target: 4 },
      { profile_id: boss.id, ...april, target: 4 },
    ]);
    expect(error).toMatchObject({ code: '42501', hint: 'goal_not_below' });
    expect(
      await value<number>(
        `select count(*)::int from public.goals where profile_id = $1 and period_start = '2033-04-01'`,
        [mate.id],
      ),
    ).toBe(0);
  });

  test.each([
    ['nothing', { target: 0 }, 'goal_target'],
    ['less than nothing', { target: -1 }, 'goal_target'],
    ['more than there is', { target: 1e15 }, 'goal_target'],
  ])('refuses %s', async (_, wrong, hint) => {
    const { error } = await save(boss, [{ profile_id: rep.id, ...month, ...wrong }]);
    expect(error).toMatchObject({ code: '22023', hint });
  });

  test('refuses a quarter over its months, and says so at the cell', async () => {
    const first = { profile_id: mate.id, period_start: '2033-07-01', period_end: '2033-07-31', target: 3 };
    expect((await save(boss, [first])).error).toBeNull();
    const { error } = await save(boss, [{ ...first, period_end: '2033-09-30' }]);
    expect(error).toMatchObject({ code: '22023', hint: 'goal_overlap' });
  });

  test('refuses a rep and a metric that nothing sums up', async () => {
    expect((await save(rep, [{ profile_id: rep.id, ...month, target: 1 }])).error).toMatchObject({
      code: '42501',
    });
    expect(
      (await save(boss, [{ profile_id: rep.id, ...month, target: 1 }], 'deals.win_rate')).error,
    ).toMatchObject({
      hint: 'goal_metric',
    });
  });
});
