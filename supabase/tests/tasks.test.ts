import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createRole, type Person, value } from './support.ts';
import { create, customerOf, dealOf, move, save, sees, stored, taskDesk, taskOf } from './task-set.ts';

let rep: Person;
let colleague: Person;
let lead: Person;
let reader: Person;

beforeAll(async () => {
  ({ rep, colleague, lead, reader } = await taskDesk());
});

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
