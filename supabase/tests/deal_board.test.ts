import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  customerOf,
  type DealDesk,
  dealDesk,
  json,
  move,
  orderOf,
  save,
  stored,
  versionOf,
} from './deal-set.ts';
import { type Client, createPerson, type Person, sql, value } from './support.ts';

let rep: Person;
let otherRep: Person;
let manager: Person;
let marketer: Person;
let outsider: Person;
let stages: DealDesk['stages'];
let desk: string;
let create: DealDesk['create'];

beforeAll(async () => {
  ({ rep, otherRep, manager, marketer, outsider, stages, desk, create } = await dealDesk());
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
