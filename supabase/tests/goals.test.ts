import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createTeam, type Person, sql, value } from './support.ts';

const metric = 'deals.won_value';
const march = { period_start: '2031-03-01', period_end: '2031-03-31' };
const april = { period_start: '2031-04-01', period_end: '2031-04-30' };

let boss: Person;
let rep: Person;
let mate: Person;
let stranger: Person;
let chief: Person;
let team: string;
let far: string;

beforeAll(async () => {
  boss = await createPerson({ roles: ['sales_manager'] });
  team = await createTeam({ leadId: boss.id });
  far = await createTeam();
  await sql.query('update public.profiles set team_id = $2 where id = $1', [boss.id, team]);
  rep = await createPerson({ roles: ['sales_rep'], teamId: team, managerId: boss.id });
  mate = await createPerson({ roles: ['sales_rep'], teamId: team, managerId: boss.id });
  stranger = await createPerson({ roles: ['sales_rep'], teamId: far });
  chief = await createPerson({ roles: ['executive'] });
});

const goal = (whose: { profile_id?: string; team_id?: string }, more: object = {}) => ({
  metric,
  target: 5000,
  ...march,
  ...whose,
  ...more,
});
const made = async (whose: { profile_id?: string; team_id?: string }, period = march) =>
  value<string>(
    `insert into public.goals (metric, target, period_start, period_end, profile_id, team_id) values ($1, 700, $2, $3, $4, $5) returning id`,
    [metric, period.period_start, period.period_end, whose.profile_id ?? null, whose.team_id ?? null],
  );

describe('who sets a goal', () => {
  test('a manager those of the people and the teams below, in the organisation’s currency', async () => {
    for (const whose of [{ profile_id: rep.id }, { team_id: team }]) {
      const { data, error } = await boss.api
        .from('goals')
        .insert(goal(whose))
        .select('target, currency, created_by')
        .single();
      expect(error).toBeNull();
      expect(data).toMatchObject({ target: 5000, created_by: boss.id });
      expect(data?.currency).toMatch(/^[A-Z]{3}$/);
    }
  });

  test.each([
    ['a manager not their own', () => [boss, { profile_id: boss.id }] as const],
    ['a manager not somebody else’s people', () => [boss, { profile_id: stranger.id }] as const],
    ['a manager not another team’s', () => [boss, { team_id: far }] as const],
    ['a manager not the organisation’s', () => [boss, {}] as const],
    ['a rep not their own', () => [rep, { profile_id: rep.id }] as const],
    ['a rep not a team-mate’s', () => [rep, { profile_id: mate.id }] as const],
    ['a rep not their team’s', () => [rep, { team_id: team }] as const],
  ])('%s', async (_, who) => {
    const [person, whose] = who();
    const { error } = await person.api.from('goals').insert(goal(whose, april));
    expect(error).toMatchObject({ code: '42501', hint: 'goal_not_below' });
    expect(
      await value<number>(
        `select count(*)::int from public.goals where period_start = '2031-04-01' and created_by = $1`,
        [person.id],
      ),
    ).toBe(0);
  });

  test('an executive everybody’s and the organisation’s', async () => {
    for (const whose of [{ profile_id: boss.id }, { team_id: far }, {}]) {
      const period = { period_start: '2031-07-01', period_end: '2031-09-30' };
      const { error } = await chief.api.from('goals').insert(goal(whose, period));
      expect(error).toBeNull();
    }
  });
});

describe('who sees a goal', () => {
  const may = { period_start: '2031-05-01', period_end: '2031-05-31' };
  let ids: Record<'own' | 'mates' | 'team' | 'far' | 'all', string>;
  beforeAll(async () => {
    ids = {
      own: await made({ profile_id: rep.id }, may),
      mates: await made({ profile_id: mate.id }, may),
      team: await made({ team_id: team }, may),
      far: await made({ profile_id: stranger.id }, may),
      all: await made({}, may),
    };
  });

  test.each([
    ['a rep their own and their team’s', () => rep, ['own', 'team']],
    ['a manager those of all below', () => boss, ['own', 'mates', 'team']],
    ['somebody of another team none of them', () => stranger, ['far']],
    ['an executive all', () => chief, ['own', 'mates', 'team', 'far', 'all']],
  ] as const)('%s', async (_, who, wanted) => {
    const { data } = await who().api.from('goals').select('id').in('id', Object.values(ids));
    expect((data ?? []).map(({ id }) => id).sort()).toEqual(wanted.map((key) => ids[key]).sort());
  });

  test('and without a role nobody any, not even their own or their team’s', async () => {
    const nobody = await createPerson({ teamId: team });
    await made({ profile_id: nobody.id }, may);
    expect((await nobody.api.from('goals').select('id')).data).toEqual([]);
  });

  test('a rep changes and trashes none of what they see, a manager does', async () => {
    const change = (person: Person, id: string) =>
      person.api.from('goals').update({ target: 9000 }).eq('id', id).select('target');
    expect((await change(rep, ids.own)).data ?? []).toEqual([]);
    expect((await change(rep, ids.team)).data ?? []).toEqual([]);
    expect((await change(boss, ids.own)).data).toEqual([{ target: 9000 }]);
    const trash = (person: Person) =>
      person.api.rpc('trash_records', { resource: 'goals', ids: [ids.mates] });
    expect((await trash(rep)).error?.code).toBe('P0002');
    expect((await trash(boss)).error).toBeNull();
    const back = await boss.api.rpc('restore_records', { resource: 'goals', ids: [ids.mates] });
    expect(back.data).toBe(1);
  });

  test('a manager’s own goal is changed and trashed from above alone', async () => {
    const id = await made({ profile_id: boss.id }, may);
    const changed = await boss.api.from('goals').update({ target: 1 }).eq('id', id);
    expect(changed.error).toMatchObject({ code: '42501', hint: 'goal_not_below' });
    const trashed = await boss.api.rpc('trash_records', { resource: 'goals', ids: [id] });
    expect(trashed.error).toMatchObject({ code: '42501', hint: 'goal_not_below' });
    expect(
      (await chief.api.from('goals').update({ target: 800 }).eq('id', id).select('target')).data,
    ).toEqual([{ target: 800 }]);
  });
});

describe('what a goal may be', () => {
  test.each([
    ['of a metric that is not there', { metric: 'deals.luck' }, '23503'],
    ['of a ratio', { metric: 'deals.win_rate' }, '22023'],
    ['of what is as it is now', { metric: 'deals.open_value' }, '22023'],
    ['of nothing', { target: 0 }, '23514'],
    ['of less than nothing', { target: -5 }, '23514'],
    ['of a part of a month', { period_start: '2031-10-05', period_end: '2031-10-31' }, '23514'],
    ['of two months', { period_start: '2031-10-01', period_end: '2031-11-30' }, '23514'],
    [
      'of a period that ends before it begins',
      { period_start: '2031-10-01', period_end: '2031-09-30' },
      '23514',
    ],
  ])('not %s', async (_, wrong, code) => {
    const { error } = await boss.api
      .from('goals')
      .insert(
        goal({ profile_id: rep.id }, { period_start: '2031-10-01', period_end: '2031-10-31', ...wrong }),
      );
    expect(error?.code).toBe(code);
  });

  test('not of a person and a team at once', async () => {
    const { error } = await chief.api
      .from('goals')
      .insert(goal({ profile_id: rep.id, team_id: team }, april));
    expect(error?.code).toBe('23514');
  });

  test('not twice for the same days, by month and by quarter neither; another metric is another matter', async () => {
    const first = { period_start: '2032-01-01', period_end: '2032-01-31' };
    const set = (more: object) => boss.api.from('goals').insert(goal({ profile_id: rep.id }, more));
    expect((await set(first)).error).toBeNull();
    expect((await set(first)).error?.code).toBe('23P01');
    expect((await set({ period_start: '2032-01-01', period_end: '2032-03-31' })).error?.code).toBe('23P01');
    expect((await set({ period_start: '2032-02-01', period_end: '2032-02-29' })).error).toBeNull();
    const count = await boss.api
      .from('goals')
      .insert(goal({ profile_id: rep.id }, { ...first, metric: 'deals.won_count', currency: 'EUR' }))
      .select('currency');
    expect(count.data).toEqual([{ currency: null }]);
  });

  test('another’s afterwards, or another metric’s', async () => {
    const id = await made({ profile_id: rep.id }, { period_start: '2032-06-01', period_end: '2032-06-30' });
    for (const change of [{ profile_id: mate.id }, { metric: 'deals.won_count' }]) {
      const { error } = await boss.api.from('goals').update(change).eq('id', id);
      expect(error).toMatchObject({ code: '42501', hint: 'goal_fixed' });
    }
  });
});
