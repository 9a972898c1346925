import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, type Person, value } from './support.ts';
import { customerOf, dealOf, move, taskDesk, taskOf } from './task-set.ts';

let rep: Person;
let colleague: Person;
let lead: Person;

beforeAll(async () => {
  ({ rep, colleague, lead } = await taskDesk());
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
