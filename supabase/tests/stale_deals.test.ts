import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, type Person, sql, value } from './support.ts';

let rep: Person;
let pipeline: string;
let patient: string;
let strict: string;
let won: string;

beforeAll(async () => {
  rep = await createPerson({ roles: ['sales_rep'] });
  pipeline = await value(
    `insert into public.pipelines (name) values ('Stale ' || gen_random_uuid()) returning id`,
  );
  const stage = (key: string, position: number, outcome: string, days: number | null) =>
    value<string>(
      `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome, max_age_days)
       values ($1, $2, $2, $3, 0.5, $4, $5) returning id`,
      [pipeline, key, position, outcome, days],
    );
  patient = await stage('patient', 1, 'open', null);
  strict = await stage('strict', 2, 'open', 10);
  won = await stage('won', 3, 'won', null);
});

const deal = (wish: { stage?: string; opened: string; entered?: string; next?: string }) =>
  value<string>(
    `insert into public.deals (name, pipeline_id, stage_id, owner_id, opened_at, stage_entered_at, next_step_at)
     values ('Stale', $1, $2, $3, $4, $5, $6) returning id`,
    [pipeline, wish.stage ?? patient, rep.id, wish.opened, wish.entered ?? wish.opened, wish.next ?? null],
  );
const stateOf = async (id: string) =>
  (
    await sql.query<{ on: string | null; last: Date | null }>(
      'select stale_on::text as "on", last_activity_at as last from public.deals where id = $1',
      [id],
    )
  ).rows[0];

describe('an open deal stands still', () => {
  test('three weeks after it was opened, if nothing was done since', async () => {
    expect(await stateOf(await deal({ opened: '2031-01-01T12:00:00Z' }))).toEqual({
      on: '2031-01-23',
      last: null,
    });
  });

  test('three weeks after the last activity, of those that are still there', async () => {
    const id = await deal({ opened: '2026-01-01T12:00:00Z' });
    const { data, error } = await rep.api
      .from('activities')
      .insert({ kind: 'call', subject: 'Call', deal_id: id, happened_at: '2026-02-01T12:00:00Z' })
      .select('id')
      .single();
    expect(error).toBeNull();
    expect(await stateOf(id)).toEqual({ on: '2026-02-23', last: new Date('2026-02-01T12:00:00Z') });
    await rep.api.rpc('trash_records', { resource: 'activities', ids: [data?.id ?? ''] });
    expect(await stateOf(id)).toEqual({ on: '2026-01-23', last: null });
  });

  test('three weeks after a next step that is still ahead', async () => {
    const id = await deal({ opened: '2031-01-01T12:00:00Z', next: '2031-03-01T12:00:00Z' });
    expect((await stateOf(id))?.on).toBe('2031-03-23');
    await rep.api.from('deals').update({ next_step_at: null }).eq('id', id);
    expect((await stateOf(id))?.on).toBe('2031-01-23');
  });

  test('as soon as it is longer in its stage than that allows, whatever else is done', async () => {
    const id = await deal({ stage: strict, opened: '2031-01-01T12:00:00Z', next: '2031-06-01T12:00:00Z' });
    expect((await stateOf(id))?.on).toBe('2031-01-12');
    const allow = async (days: number) => {
      await sql.query('update public.pipeline_stages set max_age_days = $2 where id = $1', [strict, days]);
      await sql.query('select private.keep_staleness(1000000)');
    };
    await allow(40);
    expect((await stateOf(id))?.on).toBe('2031-02-11');
    await allow(10);
    expect((await stateOf(id))?.on).toBe('2031-01-12');
  });

  test('by the patience of its organisation, which many deals come to follow a part at a time', async () => {
    const made = await Promise.all(
      [1, 2, 3].map(() => deal({ stage: strict, opened: '2031-01-01T12:00:00Z' })),
    );
    const versions = async () =>
      (await sql.query('select updated_at from public.deals where id = any ($1) order by id', [made])).rows;
    const before = await versions();
    await sql.query('alter table public.pipeline_stages disable trigger z_staleness_changed');
    await sql.query('update public.pipeline_stages set max_age_days = 5 where id = $1', [strict]);
    await sql.query('alter table public.pipeline_stages enable trigger z_staleness_changed');
    const left = () =>
      value<number>('select count(*)::int from private.kept_staleness where upto is not null');
    const days = async () =>
      (await Promise.all(made.map(stateOf))).filter((state) => state?.on === '2031-01-07').length;
    const open = await value<number>(`select count(*)::int from public.deals where outcome = 'open'`);
    const part = Math.ceil(open / 2);
    await sql.query('select private.keep_staleness($1)', [part]);
    expect(await left()).toBe(1);
    for (let parts = 0; (await left()) > 0 && parts < 3; parts++)
      await sql.query('select private.keep_staleness($1)', [part]);
    expect([await left(), await days()]).toEqual([0, 3]);
    expect(await versions()).toEqual(before);
    await sql.query('update public.pipeline_stages set max_age_days = 10 where id = $1', [strict]);
  });

  test('and never once it is closed; reopened it knows what was done meanwhile', async () => {
    const id = await deal({ opened: '2026-01-01T12:00:00Z' });
    await rep.api.from('deals').update({ stage_id: won }).eq('id', id);
    await rep.api
      .from('activities')
      .insert({ kind: 'note', subject: 'Thanks', deal_id: id, happened_at: '2026-03-01T12:00:00Z' });
    expect(await stateOf(id)).toEqual({ on: null, last: null });
    await rep.api.from('deals').update({ stage_id: patient }).eq('id', id);
    expect(await stateOf(id)).toEqual({ on: '2026-03-23', last: new Date('2026-03-01T12:00:00Z') });
  });
});

test('neither day is the caller’s to say, and keeping them is no new version of the deal', async () => {
  const id = await deal({ opened: '2026-01-01T12:00:00Z' });
  const before = await value('select updated_at from public.deals where id = $1', [id]);
  await rep.api.from('activities').insert({ kind: 'note', subject: 'x', deal_id: id });
  expect(await value('select updated_at from public.deals where id = $1', [id])).toEqual(before);
  const was = await stateOf(id);
  await rep.api
    .from('deals')
    .update({ stale_on: '2040-01-01', last_activity_at: '2040-01-01T00:00:00Z' })
    .eq('id', id);
  expect(await stateOf(id)).toEqual(was);
});

test('the list and the board find those that stand still, of the reader’s own', async () => {
  const still = await deal({ opened: '2025-01-01T12:00:00Z' });
  const lively = await deal({ opened: '2025-01-01T12:00:00Z' });
  await rep.api.from('activities').insert({ kind: 'call', subject: 'Call', deal_id: lively });
  const today = await value<string>('select (now() at time zone $1)::date::text', ['UTC']);
  const { data } = await rep.api
    .from('deals')
    .select('id')
    .eq('outcome', 'open')
    .lte('stale_on', today)
    .in('id', [still, lively]);
  expect(data).toEqual([{ id: still }]);
  const board = await rep.api.rpc('deal_board', { request: { pipeline, filters: { stale: true } } });
  expect(board.error).toBeNull();
  const cards = (
    board.data as unknown as { stages: { cards: { id: string; stale_on: string }[] }[] }
  ).stages.flatMap(({ cards: some }) => some);
  expect(cards.find(({ id }) => id === still)?.stale_on).toBe('2025-01-23');
  expect(cards.find(({ id }) => id === lively)).toBeUndefined();
  const stranger = await createPerson({ roles: ['sales_rep'] });
  const theirs = await stranger.api.rpc('deal_board', { request: { pipeline, filters: { stale: true } } });
  expect(JSON.stringify(theirs.data)).not.toContain(still);
  const wrong = await rep.api.rpc('deal_board', { request: { filters: { stale: 'very' } } });
  expect(wrong.error?.hint).toBe('invalid_filter');
});
