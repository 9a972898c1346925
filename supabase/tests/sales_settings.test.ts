import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type DealDesk, dealDesk, json, move, save, stored } from './deal-set.ts';
import { asUser, type Person, sql, value } from './support.ts';

let desk: DealDesk;
let rep: Person;
let manager: Person;
let pipeline: string;

beforeAll(async () => {
  desk = await dealDesk();
  ({ rep, manager, pipeline } = desk);
});

const call = (
  person: Person,
  name: 'save_pipeline' | 'save_stage' | 'save_sales_choice' | 'order_sales_settings',
  payload: object,
) => person.api.rpc(name, { payload: json(payload) });
const stageNames = async (id: string) =>
  (
    await sql.query<{ name: string }>(
      'select name from public.pipeline_stages where pipeline_id = $1 order by position',
      [id],
    )
  ).rows.map(({ name }) => name);
const versionOf = (table: string, id: string) =>
  value<string>(`select to_json(updated_at) #>> '{}' from public.${table} where id = $1`, [id]);
/** A pipeline of a test's own, with the stages of this file's. */
async function newPipeline(): Promise<string> {
  const id = randomUUID();
  const made = await call(manager, 'save_pipeline', {
    id,
    new: true,
    pipeline: { name: `Renewals ${id}` },
    stages_of: pipeline,
  });
  expect(made.error).toBeNull();
  return id;
}
const stageOf = (id: string, name: string) =>
  value<string>('select id from public.pipeline_stages where pipeline_id = $1 and name = $2', [id, name]);

describe('a pipeline', () => {
  test('is made by a sales manager with the stages of another, renamed, retired, brought back', async () => {
    const id = await newPipeline();
    expect(await stageNames(id)).toEqual(['new', 'offer', 'won', 'lost']);
    expect(
      await value(
        'select count(*) from public.pipeline_stages where pipeline_id = $1 and win_probability = 0.5',
        [id],
      ),
    ).toBe('1');

    const loaded = await versionOf('pipelines', id);
    const name = `Extensions ${id}`;
    expect(
      (await call(manager, 'save_pipeline', { id, pipeline: { name }, version: loaded })).error,
    ).toBeNull();
    expect(
      (await call(manager, 'save_pipeline', { id, pipeline: { name: 'Later' }, version: loaded })).error,
    ).toMatchObject({ code: 'PT409', hint: 'conflict' });
    expect((await call(manager, 'save_pipeline', { id, pipeline: { active: false } })).error).toBeNull();
    expect((await call(manager, 'save_pipeline', { id, pipeline: { active: true } })).error).toBeNull();
    expect(await value('select active from public.pipelines where name = $1', [name])).toBe(true);

    const again = await call(manager, 'save_pipeline', {
      id: randomUUID(),
      new: true,
      pipeline: { name: ` ${name} ` },
    });
    expect(again.error).toMatchObject({ hint: 'duplicate', details: '{"field":"name"}' });
    const nameless = await call(manager, 'save_pipeline', {
      id: randomUUID(),
      new: true,
      pipeline: { name: ' ' },
    });
    expect(nameless.error).toMatchObject({ hint: 'required' });
  });

  test('sent twice, because an answer was lost, is one', async () => {
    const payload = {
      id: randomUUID(),
      new: true,
      pipeline: { name: `Twice ${randomUUID()}` },
      stages_of: pipeline,
    };
    expect((await call(manager, 'save_pipeline', payload)).error).toBeNull();
    expect((await call(manager, 'save_pipeline', payload)).error).toBeNull();
    expect(await stageNames(payload.id)).toHaveLength(4);
  });

  test('is the default one after another, and there is always one', async () => {
    const id = await newPipeline();
    await asUser(manager.userId, async (client) => {
      const change = (target: string, changes: object) =>
        client.query('select public.save_pipeline($1)', [{ id: target, pipeline: changes }]);
      await change(id, { is_default: true });
      const defaults = await client.query('select id from public.pipelines where is_default');
      expect(defaults.rows).toEqual([{ id }]);
      await expect(change(id, { active: false })).rejects.toMatchObject({ hint: 'default_pipeline' });
    });
  });
});

describe('a stage', () => {
  test('is made among the open or the closed ones, and changed', async () => {
    const id = await newPipeline();
    const [pilot, other] = [randomUUID(), randomUUID()];
    const open = { pipeline_id: id, name: 'Pilot', outcome: 'open', win_probability: 0.6, max_age_days: 20 };
    expect((await call(manager, 'save_stage', { id: pilot, new: true, stage: open })).error).toBeNull();
    const closed = { pipeline_id: id, name: 'Won again', outcome: 'won', win_probability: 0.1 };
    expect((await call(manager, 'save_stage', { id: other, new: true, stage: closed })).error).toBeNull();
    expect(await stageNames(id)).toEqual(['new', 'offer', 'Pilot', 'won', 'lost', 'Won again']);
    expect(await value('select win_probability from public.pipeline_stages where id = $1', [other])).toBe(
      '1.0000',
    );

    const changes = { name: 'Trial', win_probability: 0.65, max_age_days: null };
    expect((await call(manager, 'save_stage', { id: pilot, stage: changes })).error).toBeNull();
    const { rows } = await sql.query(
      'select name, win_probability, max_age_days from public.pipeline_stages where id = $1',
      [pilot],
    );
    expect(rows).toEqual([{ name: 'Trial', win_probability: '0.6500', max_age_days: null }]);
    expect((await call(manager, 'save_stage', { id: pilot, stage: { name: 'OFFER' } })).error).toMatchObject({
      hint: 'duplicate',
    });
    expect((await call(manager, 'save_stage', { id: pilot, stage: { outcome: 'won' } })).error).toMatchObject(
      {
        hint: 'unknown_field',
      },
    );
    const past = await manager.api.from('pipeline_stages').update({ outcome: 'won' }).eq('id', pilot);
    expect(past.error).toMatchObject({ hint: 'stage_outcome_fixed' });
  });

  test('takes its place by an order of all of them; an order of others is a conflict', async () => {
    const id = await newPipeline();
    const ids = await Promise.all(['lost', 'offer', 'won', 'new'].map((name) => stageOf(id, name)));
    const order = (given: string[]) =>
      call(manager, 'order_sales_settings', { kind: 'stages', pipeline: id, ids: given });
    expect((await order(ids)).error).toBeNull();
    // the open ones stay before the closed ones
    expect(await stageNames(id)).toEqual(['offer', 'new', 'lost', 'won']);
    expect((await order(ids.slice(1))).error).toMatchObject({ code: 'PT409' });
    expect((await order([...ids, ids[0] ?? ''])).error).toMatchObject({ code: 'PT409' });
  });

  test('that is retired takes no deals, keeps those it has, and leaves the board when they have moved on', async () => {
    const id = await newPipeline();
    const [first, offer] = [await stageOf(id, 'new'), await stageOf(id, 'offer')];
    const deal = await desk.create(rep, { stage_id: first });
    const retired = await call(manager, 'save_stage', { id: first, stage: { active: false } });
    expect(retired.error).toBeNull();

    const board = async () => {
      const { data } = await rep.api.rpc('deal_board', { request: { pipeline: id } });
      return (data as unknown as { stages: { name: string; active: boolean }[] }).stages.map(
        ({ name, active }) => `${name} ${active}`,
      );
    };
    expect(await board()).toEqual(['new false', 'offer true', 'won true', 'lost true']);
    expect((await save(rep.api, { id: deal, deal: { next_step: 'Call them' } })).error).toBeNull();
    expect((await move(rep.api, { deal, stage: offer })).error).toBeNull();
    expect(await board()).toEqual(['offer true', 'won true', 'lost true']);

    const refused = { hint: 'stage_retired', details: '{"field":"stage_id"}' };
    expect((await move(rep.api, { deal, stage: first })).error).toMatchObject(refused);
    expect((await save(rep.api, { id: deal, deal: { stage_id: first } })).error).toMatchObject(refused);
    expect((await rep.api.from('deals').update({ stage_id: first }).eq('id', deal)).error).toMatchObject(
      refused,
    );
    expect(
      (await save(rep.api, { id: randomUUID(), new: true, deal: { name: 'New', stage_id: first } })).error,
    ).toMatchObject(refused);
    expect(await stored(deal)).toMatchObject({ stage_id: offer });
    // a new deal of the pipeline begins with the first stage in use
    const next = randomUUID();
    expect(
      (await save(rep.api, { id: next, new: true, deal: { name: 'Next', pipeline_id: id } })).error,
    ).toBeNull();
    expect(await stored(next)).toMatchObject({ stage_id: offer });
  });

  test('of a retired pipeline takes no deals', async () => {
    const id = await newPipeline();
    expect((await call(manager, 'save_pipeline', { id, pipeline: { active: false } })).error).toBeNull();
    const stage = await stageOf(id, 'new');
    const made = await save(rep.api, { id: randomUUID(), new: true, deal: { name: 'New', stage_id: stage } });
    expect(made.error).toMatchObject({ hint: 'stage_retired' });
    const { data } = await rep.api.rpc('deal_board', { request: {} });
    expect(JSON.stringify((data as unknown as { pipelines: unknown }).pipelines)).not.toContain(id);
  });

  test('that is the last of its outcome is not retired, not by two at once', async () => {
    const id = await newPipeline();
    expect(
      (await call(manager, 'save_stage', { id: await stageOf(id, 'won'), stage: { active: false } })).error,
    ).toMatchObject({ hint: 'pipeline_incomplete' });
    const answers = await Promise.all(
      ['new', 'offer'].map(async (name) =>
        call(manager, 'save_stage', { id: await stageOf(id, name), stage: { active: false } }),
      ),
    );
    expect(answers.map(({ error }) => error?.hint ?? 'done').sort()).toEqual(['done', 'pipeline_incomplete']);
  });
});

describe('lost reasons and competitors', () => {
  test.each(['lost_reasons', 'competitors'])('%s are made, renamed, retired and ordered', async (kind) => {
    const id = randomUUID();
    const name = `Fast ${id}`;
    const keep = (changes: object, more: object = {}) =>
      call(manager, 'save_sales_choice', { kind, id, changes, ...more });
    expect((await keep({ name }, { new: true })).error).toBeNull();
    expect((await keep({ name }, { new: true })).error).toBeNull();
    expect((await keep({ name: `${name} too` })).error).toBeNull();
    expect((await keep({ active: false })).error).toBeNull();
    const { rows } = await sql.query(`select name, active from public.${kind} where id = $1`, [id]);
    expect(rows).toEqual([{ name: `${name} too`, active: false }]);
    const other = { kind, id: randomUUID(), new: true, changes: { name: `${name} TOO` } };
    expect((await call(manager, 'save_sales_choice', other)).error).toMatchObject({ hint: 'duplicate' });

    await asUser(manager.userId, async (client) => {
      // nobody else's test adds one meanwhile
      await client.query(`lock table public.${kind} in share row exclusive mode`);
      const all = await client.query<{ id: string }>(`select id from public.${kind} order by name desc, id`);
      const ids = all.rows.map((row) => row.id);
      await client.query('select public.order_sales_settings($1)', [{ kind, ids }]);
      const ordered = await client.query<{ id: string }>(`select id from public.${kind} order by position`);
      expect(ordered.rows.map((row) => row.id)).toEqual(ids);
    });
  });
});

describe('whoever may not change pipelines', () => {
  test('is refused by every function, and by the tables', async () => {
    const id = await newPipeline();
    const stage = await stageOf(id, 'new');
    const ids = await Promise.all(['new', 'offer', 'won', 'lost'].map((name) => stageOf(id, name)));
    const before = await stageNames(id);
    for (const person of [rep, desk.marketer, desk.outsider])
      for (const answer of [
        await call(person, 'save_pipeline', { id, pipeline: { name: 'Mine' } }),
        await call(person, 'save_pipeline', { id: randomUUID(), new: true, pipeline: { name: 'Mine' } }),
        await call(person, 'save_stage', { id: stage, stage: { active: false } }),
        await call(person, 'save_stage', {
          id: randomUUID(),
          new: true,
          stage: { pipeline_id: id, name: 'Mine', win_probability: 1 },
        }),
        await call(person, 'save_sales_choice', {
          kind: 'competitors',
          id: randomUUID(),
          new: true,
          changes: { name: 'Mine' },
        }),
        await call(person, 'order_sales_settings', { kind: 'stages', pipeline: id, ids: ids.toReversed() }),
      ])
        expect(answer.error).toMatchObject({ code: '42501', hint: 'denied' });
    expect(await stageNames(id)).toEqual(before);
    await rep.api.from('pipeline_stages').update({ active: false }).eq('id', stage);
    expect(await value('select active from public.pipeline_stages where id = $1', [stage])).toBe(true);
    expect((await manager.api.from('pipelines').delete().eq('id', id)).error).toBeNull();
    expect(await value('select count(*) from public.pipelines where id = $1', [id])).toBe('1');
  });
});

test('an import names stages in use', async () => {
  const found = await asUser(manager.userId, async (client) => {
    await client.query(
      `update public.pipeline_stages s set active = false from public.pipelines p where p.id = s.pipeline_id and p.is_default and s.key = 'proposal'`,
    );
    const { rows } = await client.query<{
      found: { hits: Record<string, number>; candidates: { key: string }[] };
    }>(`select public.find_import_values('stages', array['Proposal', 'Discovery']) as found`);
    return rows[0]?.found;
  });
  expect(found?.hits).toEqual({ Discovery: 1 });
  expect(found?.candidates.map(({ key }) => key)).toEqual([
    'qualification',
    'discovery',
    'negotiation',
    'won',
    'lost',
  ]);
});
