import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, createPerson, createRole, createTeam, type Person, sql, value } from './support.ts';

let rep: Person;
let otherRep: Person;
let manager: Person;
let marketer: Person;
let outsider: Person;
let pipeline: string;
const stages: Record<string, string> = {};
let reason: string;
let desk: string;
let lamp: string;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  await sql.query(
    `insert into public.settings (organisation, base_currency, timezone) values ('Test', 'USD', 'Asia/Tehran') on conflict do nothing`,
  );
  const team = await createTeam();
  rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  otherRep = await createPerson({ roles: ['sales_rep'] });
  manager = await createPerson({ roles: ['sales_manager'], teamId: team });
  marketer = await createPerson({ roles: ['marketer'] });
  outsider = await createPerson({ roles: [await createRole({ tasks: { read: 'all' } })] });
  // A pipeline of this file's own: nobody else's deals stand on its board.
  pipeline = await value(`insert into public.pipelines (name) values ($1) returning id`, [
    `Test ${randomUUID()}`,
  ]);
  const steps = [
    ['new', 1, 0.1, 'open'],
    ['offer', 2, 0.5, 'open'],
    ['won', 3, 1, 'won'],
    ['lost', 4, 0, 'lost'],
  ] as const;
  for (const [key, position, chance, outcome] of steps) {
    stages[key] = await value(
      `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome) values ($1, $2, $2, $3, $4, $5) returning id`,
      [pipeline, key, position, chance, outcome],
    );
  }
  reason = await value('select id from public.lost_reasons order by position limit 1');
  const product = (name: string, line: string) =>
    value<string>(
      `insert into public.products (sku, name, product_line, list_price, currency) values ($1, $2, $3, 100, 'USD') returning id`,
      [randomUUID(), name, line],
    );
  [desk, lamp] = [await product('Desk', 'Desks'), await product('Lamp', 'Lamps')];
});

const json = (payload: object) => JSON.parse(JSON.stringify(payload));
const save = (api: Client, payload: object) => api.rpc('save_deal', { payload: json(payload) });
const move = (
  api: Client,
  args: { deal: string; stage?: string; below?: string | null; lost_reason?: string; board?: object },
) => api.rpc('move_deal', json(args) as never);

async function create(
  person: Person,
  deal: Record<string, unknown> = {},
  more: object = {},
): Promise<string> {
  const id = randomUUID();
  const { error } = await save(person.api, {
    id,
    new: true,
    deal: { name: 'Forty desks', stage_id: stages.new, ...deal },
    ...more,
  });
  expect(error).toBeNull();
  return id;
}

const customerOf = (owner: Person, name = 'Nordwind GmbH') =>
  value<string>('insert into public.customers (name, owner_id) values ($1, $2) returning id', [
    name,
    owner.id,
  ]);
const contactOf = (customer: string) =>
  value<string>(`insert into public.contacts (customer_id, full_name) values ($1, 'Yara Öz') returning id`, [
    customer,
  ]);
const stored = async (id: string) =>
  (await sql.query<Record<string, unknown>>('select * from public.deals where id = $1', [id])).rows[0];
const versionOf = (table: string, key: string, id: string) =>
  value<string>(`select to_json(updated_at) #>> '{}' from public.${table} where ${key} = $1`, [id]);
const orderOf = async (stage: string) =>
  (
    await sql.query<{ id: string; board_position: number }>(
      'select id, board_position from public.deals where stage_id = $1 and deleted_at is null order by board_position, id',
      [stage],
    )
  ).rows;

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

describe('the order of a stage', () => {
  test('stays strict under twenty moves at once, and no move is lost', async () => {
    const ids: string[] = [];
    for (let n = 0; n < 20; n++) ids.push(await create(rep, { name: `Deal ${n}`, stage_id: stages.new }));
    const anchor = await create(rep, { name: 'Anchor', stage_id: stages.offer });
    const answers = await Promise.all(
      ids.map((deal) => move(rep.api, { deal, stage: stages.offer, below: anchor })),
    );
    expect(answers.map(({ error }) => error)).toEqual(ids.map(() => null));

    const order = await orderOf(stages.offer ?? '');
    const at = order.findIndex(({ id }) => id === anchor);
    expect(new Set(order.slice(at + 1, at + 21).map(({ id }) => id))).toEqual(new Set(ids));
    expect(new Set(order.map(({ board_position }) => board_position)).size).toBe(order.length);
  });

  test('holds when the room between two deals runs out', async () => {
    const [top, bottom, x, y] = [
      await create(rep, { stage_id: stages.offer }),
      await create(rep, { stage_id: stages.offer }),
      await create(rep, { stage_id: stages.offer }),
      await create(rep, { stage_id: stages.offer }),
    ];
    await move(rep.api, { deal: bottom, stage: stages.offer, below: top });
    const version = await versionOf('deals', 'id', bottom);
    for (let n = 0; n < 40; n++) {
      for (const deal of [x, y])
        expect((await move(rep.api, { deal, stage: stages.offer, below: top })).error).toBeNull();
    }
    const order = await orderOf(stages.offer ?? '');
    const at = order.findIndex(({ id }) => id === top);
    expect(order.slice(at, at + 4).map(({ id }) => id)).toEqual([top, y, x, bottom]);
    expect(new Set(order.map(({ board_position }) => board_position)).size).toBe(order.length);
    expect(await versionOf('deals', 'id', bottom)).toBe(version);
  });

  test('is not the caller’s to write, and a new deal stands on top', async () => {
    const id = await create(rep);
    const before = (await stored(id))?.board_position;
    const { error } = await rep.api.from('deals').update({ board_position: 1e9 }).eq('id', id).select('id');
    expect(error).toBeNull();
    expect((await stored(id))?.board_position).toBe(before);
    const moved = await create(rep);
    await move(rep.api, { deal: id, stage: stages.new, below: null });
    const newest = await create(rep);
    const order = (await orderOf(stages.new ?? '')).map((row) => row.id);
    expect(order.slice(0, 3)).toEqual([newest, id, moved]);
  });

  test('is changed by nobody who may not, and a deal that is gone cannot be moved', async () => {
    const id = await create(rep);
    expect((await move(marketer.api, { deal: id, stage: stages.offer })).error).toMatchObject({
      code: '42501',
    });
    expect((await move(otherRep.api, { deal: id, stage: stages.offer })).error).toMatchObject({
      hint: 'gone',
    });
    await rep.api.rpc('trash_records', { resource: 'deals', ids: [id] });
    expect((await move(rep.api, { deal: id, stage: stages.offer })).error).toMatchObject({ hint: 'gone' });
    // What it should stand below has left meanwhile: it comes on top instead.
    const other = await create(rep);
    expect((await move(rep.api, { deal: other, stage: stages.offer, below: id })).error).toBeNull();
    expect((await orderOf(stages.offer ?? ''))[0]?.id).toBe(other);
  });
});

interface Stage {
  id: string;
  count: number;
  amount: number;
  weighted: number;
  unconverted: number;
  cards: { id: string; value: number | null; board_position: number; customer: { name: string } | null }[];
}
interface BoardAnswer {
  stages: Stage[];
}

describe('the board', () => {
  let board: { pipeline: string; filters: Record<string, unknown> };
  const own: Record<string, string> = {};

  beforeAll(async () => {
    board = {
      pipeline: await value(`insert into public.pipelines (name) values ($1) returning id`, [
        `Board ${randomUUID()}`,
      ]),
      filters: {},
    };
    for (const [key, position, chance, outcome] of [
      ['open', 1, 0.25, 'open'],
      ['won', 2, 1, 'won'],
    ] as const)
      own[key] = await value(
        `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome) values ($1, $2, $2, $3, $4, $5) returning id`,
        [board.pipeline, key, position, chance, outcome],
      );
  });
  const read = async (api: Client, request: object = board) => {
    const { data, error } = await api.rpc('deal_board', { request: json(request) });
    expect(error).toBeNull();
    return data as unknown as BoardAnswer;
  };
  const stageOf = ({ stages: all }: BoardAnswer, key: string) =>
    all.find(({ id }) => id === own[key]) as Stage;

  test('counts and sums what its reader may read, in the base currency, and leaves out what has no rate', async () => {
    await sql.query(
      `insert into public.exchange_rates (currency, valid_from, rate) values ('EUR', '2020-01-01', 2) on conflict (currency, valid_from) do update set rate = 2`,
    );
    await create(rep, { stage_id: own.open, amount: 100, currency: 'USD' });
    await create(rep, { stage_id: own.open, amount: 10, currency: 'EUR', win_probability: 0.5 });
    await create(rep, { stage_id: own.open, amount: 7, currency: 'XTS' });
    await create(rep, { stage_id: own.open });
    const old = await create(rep, { stage_id: own.open, amount: 50, opened_at: '2026-01-01T00:00:00Z' });
    await save(rep.api, { id: old, deal: { stage_id: own.won, closed_at: '2026-02-01T00:00:00Z' } });
    await create(otherRep, { stage_id: own.open, amount: 1000 });

    expect(stageOf(await read(rep.api), 'open')).toMatchObject({
      count: 4,
      amount: 120,
      weighted: 35,
      unconverted: 1,
    });
    expect(stageOf(await read(manager.api), 'open')).toMatchObject({ count: 4 });
    expect(stageOf(await read(marketer.api), 'open')).toMatchObject({ count: 5, amount: 1120 });
    expect(stageOf(await read(outsider.api), 'open') ?? { count: 0 }).toMatchObject({ count: 0 });
    expect(stageOf(await read(rep.api), 'won')).toMatchObject({ count: 0, cards: [] });
    const asked = { ...board, filters: { closed_at: { from: '2026-02-01', to: '2026-02-01' } } };
    expect(stageOf(await read(rep.api, asked), 'won')).toMatchObject({ count: 1, amount: 50 });
  });

  test('counts the two stages of a move in its answer', async () => {
    const id = await create(rep, { stage_id: own.open, amount: 30 });
    const before = await read(rep.api);
    const { data, error } = await move(rep.api, { deal: id, stage: own.won, board });
    expect(error).toBeNull();
    const answer = data as unknown as { card: { id: string; outcome: string }; stages: Stage[] };
    expect(answer.card).toMatchObject({ id, outcome: 'won', value: 30 });
    const after = await read(rep.api);
    for (const key of ['open', 'won']) {
      const { id: stage, count, amount, weighted, unconverted } = stageOf(after, key);
      expect(answer.stages).toContainEqual({ id: stage, count, amount, weighted, unconverted });
    }
    expect(stageOf(after, 'open').count).toBe(stageOf(before, 'open').count - 1);
  });

  test('gives fifty cards of a stage and the others after them, each once, in its order', async () => {
    const person = await createPerson({ roles: ['sales_rep'] });
    await sql.query(
      `insert into public.deals (name, pipeline_id, stage_id, owner_id) select 'Deal ' || n, $1, $2, $3 from generate_series(1, 130) n`,
      [board.pipeline, own.open, person.id],
    );
    const first = stageOf(await read(person.api), 'open');
    expect(first).toMatchObject({ count: 130 });
    expect(first.cards).toHaveLength(50);
    const last = first.cards.at(-1);
    const { data, error } = await person.api.rpc('deal_board_cards', {
      request: json({
        ...board,
        stage: own.open,
        after: { id: last?.id, board_position: last?.board_position },
      }),
    });
    expect(error).toBeNull();
    const all = [...first.cards, ...(data as unknown as Stage['cards'])].map(({ id }) => id);
    const { rows } = await sql.query<{ id: string }>(
      'select id from public.deals where owner_id = $1 order by board_position, id',
      [person.id],
    );
    expect(all).toEqual(rows.map(({ id }) => id));
  });

  test('is narrowed as the list is', async () => {
    const team = await value<string>(
      `insert into public.teams (name, region) values ($1, 'Moon') returning id`,
      [randomUUID()],
    );
    const person = await createPerson({ roles: ['sales_rep'], teamId: team });
    const customer = await customerOf(person, 'Mondbasis Betrieb');
    const [a, b] = [
      await create(
        person,
        {
          name: 'With desk',
          stage_id: own.open,
          customer_id: customer,
          source: 'event',
          expected_close_date: '2026-12-01',
        },
        { items: [{ product_id: desk, unit_price: 1 }] },
      ),
      await create(person, { name: 'Plain', stage_id: own.open }),
    ];
    const found = async (filters: object) =>
      stageOf(await read(person.api, { ...board, filters }), 'open')
        .cards.map(({ id }) => id)
        .sort();
    const both = [a, b].sort();
    for (const [filters, ids] of [
      [{ owner: [person.id] }, both],
      [{ owner: [null] }, []],
      [{ mine: true, customer: [null] }, [b]],
      [{ customer: [customer, null] }, both],
      [{ team: [team] }, both],
      [{ team: [null] }, []],
      [{ sales_region: ['Moon'] }, both],
      [{ sales_region: [null, 'Mars'] }, []],
      [{ source: ['event'] }, [a]],
      [{ source: [null] }, [b]],
      [{ product: [desk] }, [a]],
      [{ product: [null] }, [b]],
      [{ product_line: ['Desks'] }, [a]],
      [{ product_line: ['Lamps', null] }, [b]],
      [{ expected_close_date: { from: '2026-12-01', to: '2026-12-01' } }, [a]],
      [{ expected_close_date: { to: '2026-11-30' } }, []],
      [{ expected_close_date: { none: true } }, [b]],
      [{ q: 'mondbasis' }, [a]],
      [{ q: 'plain' }, [b]],
    ] as const)
      expect([filters, await found(filters)]).toEqual([filters, ids]);
  });

  test('is asked by GET too, and refuses what it does not know by name', async () => {
    const text = await rep.api.rpc('deal_board', { request: JSON.stringify(board) }, { get: true });
    expect(text.error).toBeNull();
    expect((text.data as unknown as BoardAnswer).stages).toHaveLength(2);
    for (const filters of [
      { access_id: ['x'] },
      { owner: 'x' },
      { expected_close_date: [] },
      { mine: 'yes' },
      { q: 5 },
    ]) {
      const { error } = await rep.api.rpc('deal_board', { request: json({ filters }) });
      expect(error).toMatchObject({ code: '22023', hint: 'invalid_filter' });
    }
    const injected = await rep.api.rpc('deal_board', {
      request: json({ filters: { owner: ["') or true --"] } }),
    });
    expect(injected.error).toMatchObject({ code: '22P02' });
  });
});

describe('search_deals', () => {
  test('finds by name, number, external id and the customer’s name, what the searcher may read', async () => {
    const word = `zyx${randomUUID().slice(0, 8)}`;
    const customer = await customerOf(rep, `Kunde ${word}`);
    const byName = await create(rep, { name: `Offer ${word}` });
    const byCustomer = await create(rep, { name: 'Chairs', customer_id: customer });
    const byKey = await create(rep);
    await sql.query(`update public.deals set external_id = $2 where id = $1`, [byKey, `EXT-${word}`]);
    const hidden = await create(otherRep, { name: `Other ${word}` });
    const trashed = await create(rep, { name: `Trashed ${word}` });
    await rep.api.rpc('trash_records', { resource: 'deals', ids: [trashed] });
    const find = async (person: Person, q: string) =>
      ((await person.api.rpc('search_deals', { q })).data ?? []).map(({ id }) => id).sort();

    expect(await find(rep, word.toUpperCase())).toEqual([byName, byCustomer, byKey].sort());
    expect(await find(marketer, word)).toEqual([byName, byCustomer, byKey, hidden].sort());
    expect(await find(outsider, word)).toEqual([]);
    const number = String((await stored(byName))?.number);
    expect(await find(rep, number)).toContain(byName);

    // Whoever does not see the customer does not find the deal by its name.
    const blind = await createPerson({ roles: [await createRole({ deals: { read: 'all' } })] });
    expect(await find(blind, word)).toEqual([byName, byKey, hidden].sort());
  });
});

describe('deal_overview', () => {
  test('says what may be done and how much hangs on it, and nothing of a deal that is out of sight', async () => {
    const id = await create(rep);
    await sql.query(`insert into public.tasks (title, deal_id, assignee_id) values ('Call', $1, $2)`, [
      id,
      rep.id,
    ]);
    const { data } = await rep.api.rpc('deal_overview', { id });
    expect(data).toMatchObject({ counts: { tasks: 1, activities: 0, orders: 0 } });
    expect((data as { may: Record<string, string[]> }).may.deals).toContain('update');
    expect((await marketer.api.rpc('deal_overview', { id })).data).toMatchObject({
      may: { deals: ['read'] },
    });
    expect((await otherRep.api.rpc('deal_overview', { id })).data).toBeNull();
  });
});
