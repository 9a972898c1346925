import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, createPerson, createRole, createTeam, type Person, sql, value } from './support.ts';

let rep: Person;
let colleague: Person;
let lead: Person;
let reader: Person;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  const team = await createTeam();
  rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  colleague = await createPerson({ roles: ['sales_rep'], teamId: await createTeam() });
  lead = await createPerson({ roles: ['sales_manager'], teamId: team });
  reader = await createPerson({ roles: [await createRole({ tasks: { read: 'all' } })] });
});

const save = (api: Client, payload: object) =>
  api.rpc('save_task', { payload: JSON.parse(JSON.stringify(payload)) });
const create = async (person: Person, task: object) => {
  const id = randomUUID();
  const { error } = await save(person.api, { id, new: true, task: { title: 'Call back', ...task } });
  return { id, error };
};
/** A task of a person's own. */
const taskOf = async (person: Person, task: object = {}) => {
  const { id, error } = await create(person, task);
  if (error) throw error;
  return id;
};
const move = (person: Person, task: string, status: string, completed?: string) =>
  person.api.rpc('move_task', { task, status, completed });

const stored = async (id: string) => {
  const { rows } = await sql.query<Record<string, unknown>>('select * from public.tasks where id = $1', [id]);
  return rows[0];
};
const sees = async (person: Person, id: string) =>
  (await person.api.from('tasks').select('id').eq('id', id)).data?.length === 1;

const customerOf = (owner: Person | null, name = `Customer ${randomUUID()}`) =>
  value<string>('insert into public.customers (name, owner_id) values ($1, $2) returning id', [
    name,
    owner?.id,
  ]);
const dealOf = (owner: Person, customer: string) =>
  value<string>(
    `insert into public.deals (name, customer_id, owner_id, pipeline_id, stage_id)
     select 'Desks', $1, $2, s.pipeline_id, s.id from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id
     where p.is_default and s.outcome = 'open' order by s.position limit 1 returning id`,
    [customer, owner.id],
  );

describe('a task', () => {
  test('is its maker’s unless somebody else is named, and nobody else’s to see or change', async () => {
    const id = await taskOf(rep, { priority: 'high', due_at: '2030-01-02T16:00:00Z' });
    expect(await stored(id)).toMatchObject({
      title: 'Call back',
      status: 'todo',
      is_open: true,
      priority_rank: 3,
      assignee_id: rep.id,
      created_by: rep.id,
      updated_by: rep.id,
    });
    expect(await sees(colleague, id)).toBe(false);
    expect((await save(colleague.api, { id, task: { title: 'Mine' } })).error).toMatchObject({
      hint: 'gone',
    });
    expect((await move(colleague, id, 'done')).error).toMatchObject({ hint: 'gone' });
    expect((await colleague.api.rpc('task_overview', { id })).data).toBeNull();
    expect((await colleague.api.rpc('trash_records', { resource: 'tasks', ids: [id] })).error).toMatchObject({
      hint: 'gone',
    });
    expect(await stored(id)).toMatchObject({ title: 'Call back', status: 'todo', deleted_at: null });
  });

  test('made for another is read and changed by both', async () => {
    const id = await taskOf(rep, { assignee_id: colleague.id });
    expect(await stored(id)).toMatchObject({ assignee_id: colleague.id, created_by: rep.id });
    expect((await save(colleague.api, { id, task: { title: 'Call back today' } })).error).toBeNull();
    expect((await move(rep, id, 'waiting')).error).toBeNull();
    expect(await stored(id)).toMatchObject({
      title: 'Call back today',
      status: 'waiting',
      updated_by: rep.id,
    });
    expect(await sees(lead, id)).toBe(false);
  });

  test('is made for somebody else only by who may give tasks away or create for them', async () => {
    const maker = await createPerson({
      roles: [await createRole({ tasks: { read: 'own', create: 'own', update: 'own' } })],
    });
    const refused = await create(maker, { assignee_id: rep.id });
    expect(refused.error).toMatchObject({ code: '42501', hint: 'denied' });
    expect(await stored(refused.id)).toBeUndefined();

    const creator = await createPerson({
      roles: [await createRole({ tasks: { read: 'own', create: 'all' } })],
    });
    const made = await create(creator, { assignee_id: rep.id });
    expect(made.error).toBeNull();
    expect(await stored(made.id)).toMatchObject({ assignee_id: rep.id, created_by: creator.id });
  });

  test('is given to another by its form, and to nobody who has left', async () => {
    const id = await taskOf(lead);
    expect((await save(lead.api, { id, task: { assignee_id: rep.id } })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ assignee_id: rep.id });
    const gone = await createPerson({ active: false });
    expect((await save(lead.api, { id, task: { title: 'X', assignee_id: gone.id } })).error).toMatchObject({
      hint: 'not_active',
    });
    expect(await stored(id)).toMatchObject({ assignee_id: rep.id, title: 'Call back' });
  });

  test('may be read by some who may not change it', async () => {
    const id = await taskOf(rep);
    expect(await sees(reader, id)).toBe(true);
    for (const { error } of [
      await save(reader.api, { id, task: { title: 'Mine' } }),
      await move(reader, id, 'done'),
      (await create(reader, {})) as { error: unknown },
    ])
      expect(error).toMatchObject({ code: '42501' });
    expect(await stored(id)).toMatchObject({ title: 'Call back', status: 'todo' });
  });

  test('sent twice, because the first answer was lost, is one task', async () => {
    const payload = { id: randomUUID(), new: true, task: { title: 'Once', assignee_id: colleague.id } };
    expect((await save(rep.api, payload)).error).toBeNull();
    const { data, error } = await save(rep.api, payload);
    expect(error).toBeNull();
    expect(data).toMatchObject({ id: payload.id, number: expect.any(Number) });
  });

  test('saved over a version that is no longer there is a conflict', async () => {
    const id = await taskOf(rep, { assignee_id: colleague.id });
    const version = await value<string>(
      `select to_json(updated_at) #>> '{}' from public.tasks where id = $1`,
      [id],
    );
    const mine = { id, task: { title: 'Mine' }, versions: { task: version } };
    expect((await save(rep.api, mine)).error).toBeNull();
    expect((await save(colleague.api, { ...mine, task: { title: 'Theirs' } })).error).toMatchObject({
      code: 'PT409',
      hint: 'conflict',
    });
    expect(await stored(id)).toMatchObject({ title: 'Mine' });
  });

  test('without a title, or with a field of no form, is refused', async () => {
    expect((await create(rep, { title: null })).error).toMatchObject({ hint: 'malformed' });
    expect((await create(rep, { title: '  ' })).error).toMatchObject({ code: '23514' });
    expect((await create(rep, { created_by: colleague.id })).error).toMatchObject({ hint: 'unknown_field' });
  });
});

describe('what a task is about', () => {
  test('may be a deal, and so its customer, where its maker sees both', async () => {
    const customer = await customerOf(rep);
    const deal = await dealOf(rep, customer);
    expect(await stored(await taskOf(rep, { deal_id: deal }))).toMatchObject({
      deal_id: deal,
      customer_id: customer,
    });
    const hidden = await customerOf(colleague);
    const shared = await dealOf(rep, hidden);
    expect(await stored(await taskOf(rep, { deal_id: shared }))).toMatchObject({
      deal_id: shared,
      customer_id: null,
    });
  });

  test('is no record that its maker does not see', async () => {
    const hidden = await customerOf(colleague);
    const deal = await dealOf(colleague, hidden);
    for (const [field, id] of [
      ['customer_id', hidden],
      ['deal_id', deal],
      ['customer_id', randomUUID()],
    ] as const) {
      const refused = await create(rep, { [field]: id });
      expect(refused.error).toMatchObject({ hint: 'missing_reference' });
      expect(await stored(refused.id)).toBeUndefined();
      const mine = await taskOf(rep);
      expect((await save(rep.api, { id: mine, task: { [field]: id } })).error).toMatchObject({
        code: '42501',
        hint: 'missing_reference',
        details: `{"field" : "${field}"}`,
      });
    }
  });

  test('is a contact of its customer, left behind with it', async () => {
    const [from, to] = [await customerOf(rep), await customerOf(rep)];
    const contact = await value<string>(
      `insert into public.contacts (customer_id, full_name, access_id) values ($1, 'Ada', private.nobody_id()) returning id`,
      [from],
    );
    expect((await create(rep, { customer_id: to, contact_id: contact })).error).toMatchObject({
      hint: 'missing_reference',
    });
    const id = await taskOf(rep, { customer_id: from, contact_id: contact });
    expect((await save(rep.api, { id, task: { customer_id: to } })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ customer_id: to, contact_id: null });
  });
});

describe('what hangs on a record out of its owner’s sight', () => {
  test('a task is worked by who has it all the same', async () => {
    const customer = await customerOf(colleague);
    const id = await taskOf(colleague, { customer_id: customer, assignee_id: rep.id });
    expect(await sees(rep, id)).toBe(true);
    expect((await save(rep.api, { id, task: { title: 'Done soon', priority: 'low' } })).error).toBeNull();
    expect((await move(rep, id, 'done')).error).toBeNull();
    expect(await stored(id)).toMatchObject({ title: 'Done soon', status: 'done', customer_id: customer });
    const about = await rep.api.from('tasks').select('customer:customers!customer_id(name)').eq('id', id);
    expect(about.data).toEqual([{ customer: null }]);
    const other = await customerOf(colleague);
    expect((await save(rep.api, { id, task: { customer_id: other } })).error).toMatchObject({
      hint: 'missing_reference',
    });
  });

  test('an activity and an order are changed by who owns them, and hung on nothing hidden', async () => {
    const role = await createRole({
      activities: { read: 'own', update: 'own' },
      orders: { read: 'own', update: 'own' },
    });
    const owner = await createPerson({ roles: [role] });
    const [customer, other] = [await customerOf(colleague), await customerOf(colleague)];
    const activity = await value<string>(
      `insert into public.activities (kind, subject, customer_id, owner_id) values ('call', 'Called', $1, $2) returning id`,
      [customer, owner.id],
    );
    const order = await value<string>(
      `insert into public.orders (customer_id, owner_id, total, currency) values ($1, $2, 10, 'USD') returning id`,
      [customer, owner.id],
    );
    const api = owner.api;
    const changed = await api
      .from('activities')
      .update({ subject: 'Rang' })
      .eq('id', activity)
      .select('subject');
    expect(changed).toMatchObject({ error: null, data: [{ subject: 'Rang' }] });
    const shipped = await api.from('orders').update({ status: 'shipped' }).eq('id', order).select('status');
    expect(shipped).toMatchObject({ error: null, data: [{ status: 'shipped' }] });
    for (const moved of [
      await api.from('activities').update({ customer_id: other }).eq('id', activity),
      await api.from('orders').update({ customer_id: other }).eq('id', order),
    ])
      expect(moved.error).toMatchObject({ code: '42501', hint: 'missing_reference' });
    expect(await value('select customer_id from public.orders where id = $1', [order])).toBe(customer);
  });
});

describe('a status', () => {
  test('says when a task was done, and undoing gives back what was', async () => {
    const id = await taskOf(rep);
    const { data, error } = await move(rep, id, 'done');
    expect(error).toBeNull();
    expect(data).toMatchObject({ card: { id, status: 'done', assignee: rep.fullName }, columns: null });
    const done = (await stored(id))?.completed_at as Date;
    expect(done).toBeInstanceOf(Date);
    await move(rep, id, 'todo');
    expect(await stored(id)).toMatchObject({ status: 'todo', completed_at: null, is_open: true });
    const before = new Date(done.getTime() - 86_400_000).toISOString();
    await move(rep, id, 'done', before);
    expect((await stored(id))?.completed_at).toEqual(new Date(before));
    await move(rep, id, 'todo');
    await move(rep, id, 'done', '2999-01-01T00:00:00Z');
    expect(await value('select completed_at <= now() from public.tasks where id = $1', [id])).toBe(true);
  });

  test('is one of those that there are', async () => {
    const id = await taskOf(rep);
    expect((await move(rep, id, 'nonsense')).error).toMatchObject({ code: '23514' });
    expect((await move(rep, randomUUID(), 'done')).error).toMatchObject({ hint: 'gone' });
  });
});

interface Column {
  id: string;
  count: number;
  late: number;
  cards: { id: string; title: string; due_at: string | null; completed_at: string | null }[];
}
const board = async (person: Person, filters: object) => {
  const { data, error } = await person.api.rpc(
    'task_board',
    { request: JSON.stringify({ filters }) },
    { get: true },
  );
  if (error) throw error;
  const { columns } = data as unknown as { columns: Column[] };
  return Object.fromEntries(columns.map((column) => [column.id, column])) as Record<string, Column>;
};

describe('the board', () => {
  test('gives what is due first on top, what was done last, and how many are late', async () => {
    const person = await createPerson({ roles: ['sales_rep'] });
    const later = await taskOf(person, { due_at: '2999-01-02T00:00:00Z' });
    const never = await taskOf(person);
    const late = await taskOf(person, { due_at: '2020-01-02T00:00:00Z', priority: 'urgent' });
    const done = await taskOf(person);
    const long = await taskOf(person, { due_at: '2020-01-02T00:00:00Z' });
    await move(person, done, 'done');
    await move(person, long, 'done', '2020-01-03T00:00:00Z');
    await taskOf(person, { status: 'cancelled' });

    const columns = await board(person, {});
    expect(Object.keys(columns)).toEqual(['todo', 'in_progress', 'waiting', 'done']);
    expect(columns.todo).toMatchObject({ count: 3, late: 1 });
    expect(columns.todo?.cards.map(({ id }) => id)).toEqual([late, later, never]);
    expect(columns.waiting).toEqual({ id: 'waiting', count: 0, late: 0, cards: [] });
    expect(columns.done?.cards.map(({ id }) => id)).toEqual([done]);

    const ids = async (filters: object) => (await board(person, filters)).todo?.cards.map(({ id }) => id);
    const now = new Date().toISOString();
    expect(await ids({ due: [{ to: now, open: true }] })).toEqual([late]);
    expect(await ids({ due: [null] })).toEqual([never]);
    expect(await ids({ due: [null, { from: now }] })).toEqual([later, never]);
    expect(await ids({ priority: ['urgent'], mine: true })).toEqual([late]);
    expect(await ids({ assignee: [null] })).toEqual([]);
    expect(await ids({ q: 'Call' })).toHaveLength(3);
  });

  test('gives its totals with a move, and further cards after one', async () => {
    const person = await createPerson({ roles: ['sales_rep'] });
    const ids = [
      await taskOf(person, { due_at: '2030-01-02T00:00:00Z' }),
      await taskOf(person, { due_at: '2030-01-03T00:00:00Z' }),
      ...[await taskOf(person), await taskOf(person)].sort(),
    ];
    const cardsAfter = async (column: string, card: object) => {
      const { data } = await person.api.rpc('task_board_cards', {
        request: { column, after: card } as never,
      });
      return (data as unknown as Column['cards']).map(({ id }) => id);
    };
    expect(await cardsAfter('todo', { id: ids[0], due_at: '2030-01-02T00:00:00Z' })).toEqual(ids.slice(1));
    expect(await cardsAfter('todo', { id: ids[2], due_at: null })).toEqual(ids.slice(3));

    const { data } = await person.api.rpc('move_task', {
      task: ids[0] as string,
      status: 'done',
      board: { filters: {} },
    });
    expect(data).toMatchObject({
      columns: [
        { id: 'todo', count: 3, late: 0 },
        { id: 'in_progress', count: 0 },
        { id: 'waiting', count: 0 },
        { id: 'done', count: 1, late: 0 },
      ],
    });
    await move(person, ids[1] as string, 'done');
    const [last, first] = (await board(person, {})).done?.cards ?? [];
    expect(last?.id).toBe(ids[1]);
    expect(await cardsAfter('done', { id: last?.id, completed_at: last?.completed_at })).toEqual([first?.id]);
  });

  test('shows nobody else’s tasks, and is filtered by nothing else', async () => {
    await taskOf(rep, { title: 'Hidden' });
    expect((await board(colleague, { q: 'Hidden' })).todo).toMatchObject({ count: 0, cards: [] });
    const { error } = await rep.api.rpc('task_board', { request: { filters: { secret: ['x'] } } });
    expect(error).toMatchObject({ hint: 'invalid_filter' });
  });
});

describe('the search', () => {
  test('finds by title, number and customer, what the searcher may see and nothing else', async () => {
    const word = `zq${randomUUID().slice(0, 8)}`;
    const customer = await customerOf(colleague, `${word} Holding`);
    const byTitle = await taskOf(rep, { title: `Call ${word}` });
    const byCustomer = await taskOf(colleague, { customer_id: customer, assignee_id: rep.id });
    const find = async (person: Person, q: string) =>
      (await person.api.rpc('search_tasks', { q })).data?.map(({ id }) => id).sort();
    expect(await find(colleague, word)).toEqual([byCustomer]);
    // The rep sees the task, not its customer: the customer's name leads nowhere.
    expect(await find(rep, word)).toEqual([byTitle]);
    expect(await find(lead, word)).toEqual([byTitle]);
    const number = await value<string>('select number::text from public.tasks where id = $1', [byTitle]);
    expect(await find(rep, number)).toContain(byTitle);

    const everything = async (person: Person) =>
      (await person.api.rpc('search_everything', { q: word })).data?.filter(({ kind }) => kind === 'task');
    expect(await everything(rep)).toMatchObject([{ id: byTitle, title: `Call ${word}` }]);
    expect(await everything(colleague)).toEqual([]);
    await rep.api.rpc('trash_records', { resource: 'tasks', ids: [byTitle] });
    expect(await find(rep, word)).toEqual([]);
  });
});

test('the pages of a customer and a deal count what is still to do there', async () => {
  const customer = await customerOf(rep);
  const deal = await dealOf(rep, customer);
  await taskOf(rep, { deal_id: deal });
  await move(rep, await taskOf(rep, { deal_id: deal }), 'done');
  for (const [overview, id] of [
    ['customer_overview', customer],
    ['deal_overview', deal],
  ] as const)
    expect((await rep.api.rpc(overview, { id })).data).toMatchObject({ counts: { tasks: 1 } });
  const id = await taskOf(rep);
  expect((await rep.api.rpc('task_overview', { id })).data).toMatchObject({
    may: { tasks: expect.arrayContaining(['read', 'update', 'delete', 'assign']) },
  });
});
