import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { contactOf, customerOf, type DealDesk, dealDesk, move, save, stored, versionOf } from './deal-set.ts';
import { type Person, sql, value } from './support.ts';

let rep: Person;
let otherRep: Person;
let manager: Person;
let marketer: Person;
let outsider: Person;
let pipeline: string;
let stages: DealDesk['stages'];
let reason: string;
let desk: string;
let lamp: string;
let create: DealDesk['create'];

beforeAll(async () => {
  ({ rep, otherRep, manager, marketer, outsider, pipeline, stages, reason, desk, lamp, create } =
    await dealDesk());
});

describe('a new deal', () => {
  test('is saved with products, people and costs at once; its amount is the products’ sum', async () => {
    const customer = await customerOf(rep);
    const contact = await contactOf(customer);
    const id = await create(
      manager,
      { name: '  Forty desks ', customer_id: customer, owner_id: rep.id, currency: 'USD' },
      {
        items: [
          { product_id: desk, quantity: 40, unit_price: 99.99, discount_rate: 0.1 },
          { product_id: lamp, quantity: 1, unit_price: 20 },
        ],
        contacts: [{ contact_id: contact, role: 'champion' }],
        financials: { cost: 1000 },
      },
    );
    expect(await stored(id)).toMatchObject({
      name: 'Forty desks',
      amount: '3619.64',
      owner_id: rep.id,
      created_by: manager.id,
      updated_by: manager.id,
      pipeline_id: pipeline,
      outcome: 'open',
    });
    const items = await sql.query(
      'select product_id, amount, position from public.deal_items where deal_id = $1 order by position',
      [id],
    );
    expect(items.rows).toEqual([
      { product_id: desk, amount: '3599.64', position: 1 },
      { product_id: lamp, amount: '20.00', position: 2 },
    ]);
    expect(await value('select role from public.deal_contacts where deal_id = $1', [id])).toBe('champion');
    expect(await value('select margin from public.deal_financials where deal_id = $1', [id])).toBe('2619.64');
  });

  test('without a stage begins in the default pipeline, and is who made it’s', async () => {
    const id = randomUUID();
    expect((await save(rep.api, { id, new: true, deal: { name: 'Small' } })).error).toBeNull();
    const deal = await stored(id);
    expect(deal).toMatchObject({ owner_id: rep.id, outcome: 'open', amount: null });
    expect(
      await value(
        'select p.is_default and s.position = (select min(position) from public.pipeline_stages where pipeline_id = p.id) from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id where s.id = $1',
        [deal?.stage_id],
      ),
    ).toBe(true);
  });

  test('leaves nothing behind when one part is refused', async () => {
    const customer = await customerOf(rep);
    const foreign = await contactOf(await customerOf(otherRep));
    for (const [more, problem] of [
      [{ items: [{ product_id: randomUUID(), unit_price: 1 }] }, { code: '23503' }],
      [{ items: [{ product_id: desk, unit_price: 1, quantity: 0 }] }, { code: '23514' }],
      [{ items: [{ product_id: desk, unit_price: 1, amount: 5 }] }, { hint: 'unknown_field' }],
      [{ contacts: [{ contact_id: foreign, role: 'user' }] }, { hint: 'contact_of_other_customer' }],
      [{ financials: { cost: 5 } }, { code: '42501' }],
    ] as const) {
      const id = randomUUID();
      const { error } = await save(rep.api, {
        id,
        new: true,
        deal: { name: 'Half', customer_id: customer },
        ...more,
      });
      expect(error).toMatchObject(problem);
      expect(await stored(id)).toBeUndefined();
    }
  });

  test('sent twice is one deal; nobody else’s id can be taken; who may not create is refused', async () => {
    const id = await create(rep);
    expect(
      (await save(rep.api, { id, new: true, deal: { name: 'Again', stage_id: stages.new } })).error,
    ).toBeNull();
    expect(await stored(id)).toMatchObject({ name: 'Again' });
    expect((await save(otherRep.api, { id, new: true, deal: { name: 'Mine' } })).error).toMatchObject({
      code: '42501',
    });
    expect(
      (await save(outsider.api, { id: randomUUID(), new: true, deal: { name: 'No' } })).error,
    ).toMatchObject({
      code: '42501',
    });
    expect(
      (
        await save(rep.api, {
          id: randomUUID(),
          new: true,
          deal: { name: 'No', customer_id: await customerOf(otherRep) },
        })
      ).error,
    ).toMatchObject({ code: '42501' });
  });
});

describe('a change', () => {
  test('of products replaces the list and moves the sum, unless an amount is given', async () => {
    const id = await create(
      manager,
      {},
      { items: [{ product_id: desk, quantity: 2, unit_price: 100 }], financials: { cost: 50 } },
    );
    const line = await value<string>('select id from public.deal_items where deal_id = $1', [id]);
    const changed = await save(manager.api, {
      id,
      items: [
        { product_id: lamp, quantity: 1, unit_price: 10 },
        { id: line, product_id: desk, quantity: 3, unit_price: 100 },
      ],
    });
    expect(changed.error).toBeNull();
    expect(await stored(id)).toMatchObject({ amount: '310.00' });
    expect(await value('select margin from public.deal_financials where deal_id = $1', [id])).toBe('260.00');
    expect(await value('select position from public.deal_items where id = $1', [line])).toBe(2);
    expect((await save(manager.api, { id, deal: { amount: 999 }, items: [] })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ amount: '999.00' });
    expect(await value('select count(*) from public.deal_items where deal_id = $1', [id])).toBe('0');
  });

  test('over a version that is no longer there is a conflict, of its products too, and nothing is saved', async () => {
    const id = await create(rep);
    const version = await versionOf('deals', 'id', id);
    expect(
      (await save(rep.api, { id, items: [{ product_id: desk, unit_price: 5 }], versions: { deal: version } }))
        .error,
    ).toBeNull();
    const late = await save(rep.api, {
      id,
      deal: { next_step: 'Call' },
      items: [],
      versions: { deal: version },
    });
    expect(late.status).toBe(409);
    expect(late.error).toMatchObject({ hint: 'conflict' });
    expect(await stored(id)).toMatchObject({ next_step: null, amount: '5.00' });
  });

  test('of the place in a stage is no new version', async () => {
    const [upper, lower] = [await create(rep), await create(rep)];
    const version = await versionOf('deals', 'id', lower);
    expect((await move(rep.api, { deal: lower, stage: stages.new, below: upper })).error).toBeNull();
    expect(await versionOf('deals', 'id', lower)).toBe(version);
  });

  test('is possible to a deal of a customer whom its owner does not see, but not to give it to one', async () => {
    const customer = await customerOf(otherRep);
    const id = await value<string>(
      `insert into public.deals (name, customer_id, pipeline_id, stage_id, owner_id) values ('Theirs', $1, $2, $3, $4) returning id`,
      [customer, pipeline, stages.new, rep.id],
    );
    expect((await save(rep.api, { id, deal: { next_step: 'Call' } })).error).toBeNull();
    expect((await move(rep.api, { deal: id, stage: stages.offer })).error).toBeNull();
    expect(
      (await save(rep.api, { id, deal: { customer_id: await customerOf(otherRep) } })).error,
    ).toMatchObject({
      code: '42501',
      hint: 'missing_reference',
    });
    expect((await save(rep.api, { id, deal: { customer_id: null } })).error).toBeNull();
  });

  test('of the customer leaves the old one’s people behind', async () => {
    const customer = await customerOf(rep);
    const contact = await contactOf(customer);
    const id = await create(
      rep,
      { customer_id: customer },
      { contacts: [{ contact_id: contact, role: null }] },
    );
    expect((await save(rep.api, { id, deal: { customer_id: await customerOf(rep) } })).error).toBeNull();
    expect(await value('select count(*) from public.deal_contacts where deal_id = $1', [id])).toBe('0');
  });

  test('is refused to who may only read, and to who does not even see it', async () => {
    const id = await create(rep, {}, { items: [{ product_id: desk, unit_price: 5 }] });
    expect((await save(marketer.api, { id, deal: { name: 'X' } })).error).toMatchObject({ code: '42501' });
    expect((await save(marketer.api, { id, items: [] })).error).toMatchObject({ code: '42501' });
    expect((await save(otherRep.api, { id, items: [] })).error).toMatchObject({ hint: 'gone' });
    expect((await save(rep.api, { id, deal: { owner_id: otherRep.id } })).error).toMatchObject({
      hint: 'unknown_field',
    });
    const direct = await marketer.api.from('deal_items').delete().eq('deal_id', id).select('id');
    expect(direct.data).toEqual([]);
    expect((await otherRep.api.from('deal_items').select('id').eq('deal_id', id)).data).toEqual([]);
    expect((await marketer.api.from('deal_items').select('id').eq('deal_id', id)).data).toHaveLength(1);
    expect((await rep.api.from('deal_financials').select('deal_id').eq('deal_id', id)).data).toEqual([]);
    expect(await value('select count(*) from public.deal_items where deal_id = $1', [id])).toBe('1');
  });
});

describe('competitors', () => {
  test('are named as a deal closes or later, kept by the settings of pipelines, and no deal loses one', async () => {
    const rival = await value<string>('insert into public.competitors (name) values ($1) returning id', [
      `Rival ${randomUUID()}`,
    ]);
    const id = await create(rep);
    const lost = await move(rep.api, {
      deal: id,
      stage: stages.lost,
      lost_reason: reason,
      competitor: rival,
    });
    expect(lost.error).toBeNull();
    expect(await stored(id)).toMatchObject({ outcome: 'lost', competitor_id: rival });

    const won = await create(rep, { stage_id: stages.won });
    expect((await save(rep.api, { id: won, deal: { competitor_id: rival } })).error).toBeNull();
    expect(await stored(won)).toMatchObject({ outcome: 'won', competitor_id: rival });

    const board = await rep.api.rpc('deal_board', {
      request: { pipeline, filters: { competitor: [rival] } },
    });
    expect(board.error).toBeNull();
    expect(JSON.stringify(board.data)).toContain(won);
    const other = await rep.api.rpc('deal_board', {
      request: { pipeline, filters: { competitor: [randomUUID()] } },
    });
    expect(JSON.stringify(other.data)).not.toContain(won);

    expect((await rep.api.from('competitors').select('id').eq('id', rival)).data).toHaveLength(1);
    expect((await rep.api.from('competitors').insert({ name: 'Mine' })).error).toMatchObject({
      code: '42501',
    });
    expect((await outsider.api.from('competitors').select('id')).data).toEqual([]);
    await expect(sql.query('delete from public.competitors where id = $1', [rival])).rejects.toThrow(
      /deals_competitor_id_fkey/,
    );
  });
});

describe('closing and reopening', () => {
  test('keeps the dates and the history', async () => {
    const id = await create(rep);
    expect((await move(rep.api, { deal: id, stage: stages.lost })).error).toMatchObject({
      code: '23514',
      hint: 'lost_reason_required',
    });
    expect((await save(rep.api, { id, deal: { stage_id: stages.lost } })).error).toMatchObject({
      hint: 'lost_reason_required',
    });
    expect(await stored(id)).toMatchObject({ outcome: 'open', closed_at: null });

    const lost = await move(rep.api, { deal: id, stage: stages.lost, lost_reason: reason });
    expect(lost.error).toBeNull();
    expect(await stored(id)).toMatchObject({ outcome: 'lost', lost_reason_id: reason });
    expect((await stored(id))?.closed_at).toBeInstanceOf(Date);

    expect((await move(rep.api, { deal: id, stage: stages.offer })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ outcome: 'open', closed_at: null, lost_reason_id: null });
    expect((await move(rep.api, { deal: id, stage: stages.won })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ outcome: 'won' });

    const { rows } = await sql.query<{ key: string; left: boolean; who: string }>(
      `select s.key, h.left_at is not null as left, h.changed_by as who from public.deal_stage_history h
       join public.pipeline_stages s on s.id = h.to_stage_id where h.deal_id = $1 order by h.entered_at, h.left_at nulls last`,
      [id],
    );
    expect(rows).toEqual(
      ['new', 'lost', 'offer', 'won'].map((key) => ({ key, left: key !== 'won', who: rep.id })),
    );
  });

  test('takes the day of closing from the form, and none before the opening', async () => {
    const id = await create(rep, { opened_at: '2026-03-10T09:00:00Z' });
    const closing = { stage_id: stages.won, closed_at: '2026-03-20T00:00:00Z' };
    expect(
      (await save(rep.api, { id, deal: { ...closing, closed_at: '2026-03-01T00:00:00Z' } })).error,
    ).toMatchObject({
      hint: 'closed_before_opened',
    });
    // Midnight of the day of opening, in the organisation's timezone, comes before the hour of opening.
    expect(
      (await save(rep.api, { id, deal: { ...closing, closed_at: '2026-03-09T20:30:00Z' } })).error,
    ).toBeNull();
    expect((await save(rep.api, { id, deal: { closed_at: closing.closed_at } })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ outcome: 'won', closed_at: new Date(closing.closed_at) });
  });
});
