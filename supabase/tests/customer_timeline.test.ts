import { beforeAll, describe, expect, test } from 'vitest';
import { anonymous, createPerson, createRole, createTeam, type Person, sql, value } from './support.ts';

interface Entry {
  kind: string;
  at: string;
  place: number;
  id: string;
  // each kind has facts of its own
  facts: Record<string, unknown>;
}
interface Page {
  entries: Entry[];
  pinned: Entry[] | null;
  names: Record<string, { name: string; resource: string }>;
  next: { at: string; place: number; id: string } | null;
}

let boss: Person;
let rep: Person;
let other: Person;
let reader: Person;
let customer: string;
let deal: string;
let stages: { first: string; second: string; pipeline: string };

const ask = (person: Person, request: Record<string, unknown>) =>
  person.api.rpc('customer_timeline', { request: request as never });
async function pageOf(person: Person, request: Record<string, unknown> = {}): Promise<Page> {
  const { data, error } = await ask(person, { id: customer, ...request });
  expect(error).toBeNull();
  return data as unknown as Page;
}
async function allOf(person: Person, request: Record<string, unknown> = {}): Promise<Entry[]> {
  const entries: Entry[] = [];
  let before: unknown = null;
  do {
    const page: Page = await pageOf(person, { ...request, before });
    entries.push(...page.entries);
    before = page.next;
  } while (before);
  return entries;
}
const told = (entries: Entry[]) => entries.map(({ kind, place }) => `${kind} ${place}`);
const add = (table: string, row: Record<string, unknown>) =>
  value<string>(
    `insert into public.${table} (${Object.keys(row).join(', ')})
     values (${Object.keys(row)
       .map((_, n) => `$${n + 1}`)
       .join(', ')}) returning id`,
    Object.values(row),
  );
const ids: Record<'note' | 'call' | 'order' | 'ticket' | 'task' | 'hidden', string> = {
  note: '',
  call: '',
  order: '',
  ticket: '',
  task: '',
  hidden: '',
};

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  const { rows } = await sql.query<{ id: string; pipeline_id: string }>(
    `select s.id, s.pipeline_id from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id
     where p.is_default and s.outcome = 'open' order by s.position limit 2`,
  );
  stages = {
    first: rows[0]?.id ?? '',
    second: rows[1]?.id ?? '',
    pipeline: rows[0]?.pipeline_id ?? '',
  };
  boss = await createPerson({ roles: ['sales_manager'], fullName: 'Bea Boss' });
  const team = await createTeam({ leadId: boss.id });
  rep = await createPerson({ roles: ['sales_rep'], teamId: team, fullName: 'Rosa Rep' });
  other = await createPerson({ roles: ['sales_rep'] });
  // sees every customer, and nothing else
  reader = await createPerson({ roles: [await createRole({ customers: { read: 'all' } })] });
  customer = await add('customers', { name: 'Timely', owner_id: rep.id });
  await rep.api.from('customers').update({ city: 'Isfahan' }).eq('id', customer);
  await rep.api.from('customers').update({ lifecycle_stage: 'qualified' }).eq('id', customer);
  deal = await add('deals', {
    name: 'Clocks',
    customer_id: customer,
    owner_id: rep.id,
    stage_id: stages.first,
    pipeline_id: stages.pipeline,
  });
  await rep.api.from('deals').update({ stage_id: stages.second }).eq('id', deal);
  const at = (day: number) => `2026-02-${String(day).padStart(2, '0')}T12:00:00Z`;
  ids.note = await add('activities', {
    kind: 'note',
    subject: 'A note',
    customer_id: customer,
    owner_id: rep.id,
    happened_at: at(1),
  });
  ids.call = await add('activities', {
    kind: 'call',
    subject: 'A call',
    customer_id: customer,
    deal_id: deal,
    owner_id: rep.id,
    happened_at: at(2),
  });
  await sql.query('insert into public.activity_participants (activity_id, profile_id) values ($1, $2)', [
    ids.call,
    boss.id,
  ]);
  ids.order = await add('orders', { customer_id: customer, owner_id: rep.id, total: 12, ordered_at: at(3) });
  ids.ticket = await add('tickets', {
    subject: 'Late clock',
    customer_id: customer,
    assignee_id: rep.id,
    created_at: at(4),
    status: 'solved',
    solved_at: at(6),
  });
  ids.task = await add('tasks', {
    title: 'Wind it up',
    customer_id: customer,
    assignee_id: rep.id,
    created_at: at(5),
  });
  // of somebody else: a deal of theirs on the same customer
  ids.hidden = await add('deals', {
    name: 'Secret deal',
    customer_id: customer,
    owner_id: other.id,
    stage_id: stages.first,
    pipeline_id: stages.pipeline,
  });
  await add('tasks', {
    title: 'Secret task',
    customer_id: customer,
    assignee_id: other.id,
    created_at: at(7),
  });
});

describe('what it tells', () => {
  test('everything that happened, newest first, each once, however it is paged', async () => {
    const whole = (await pageOf(rep, { limit: 100 })).entries;
    const solved = whole.filter(({ id }) => id === ids.ticket);
    expect(solved.map(({ place, at }) => [place, at.slice(0, 10)])).toEqual([
      [4, '2026-02-06'],
      [5, '2026-02-04'],
    ]);
    const kinds = new Set(whole.map(({ kind }) => kind));
    expect([...kinds].sort()).toEqual(
      ['call', 'change', 'deal', 'note', 'order', 'stage', 'task', 'ticket'].sort(),
    );
    expect(whole.map(({ at }) => at)).toEqual(
      whole
        .map(({ at }) => at)
        .sort()
        .reverse(),
    );
    for (const limit of [1, 2, 3]) expect(await allOf(rep, { limit })).toEqual(whole);
  });

  test('the facts of each kind', async () => {
    const { entries: whole, names } = await pageOf(rep, { limit: 100 });
    const one = (id: string) => whole.find((entry) => entry.id === id)?.facts;
    expect(one(ids.call)).toMatchObject({
      subject: 'A call',
      deal_id: deal,
      person_id: rep.id,
      participants: [{ profile_id: boss.id, contact_id: null }],
    });
    expect(names[deal]).toMatchObject({ name: 'Clocks', resource: 'deals' });
    expect(names[rep.id]).toMatchObject({ name: 'Rosa Rep', resource: 'profiles' });
    expect(names[boss.id]).toMatchObject({ name: 'Bea Boss' });
    expect(one(ids.order)).toMatchObject({ total: 12, status: 'draft', person_id: rep.id });
    expect(one(ids.task)).toMatchObject({ title: 'Wind it up', status: 'todo' });
    const moves = whole.filter(({ kind }) => kind === 'deal').map(({ facts }) => facts);
    expect(moves).toHaveLength(2);
    expect(moves[1]).toMatchObject({ from: null, deal: 'Clocks', outcome: 'open' });
    expect(moves[0]?.from).toBe(moves[1]?.to);
    const lifecycle = whole.filter(({ kind }) => kind === 'stage').map(({ facts }) => facts);
    expect(lifecycle[0]).toMatchObject({ from: 'lead', to: 'qualified', person_id: rep.id });
  });

  test('a change of the stage alone is told once, as a stage', async () => {
    const changes = (await pageOf(rep, { kinds: ['change'] })).entries.map(
      ({ facts }) => facts.changes as Record<string, unknown>,
    );
    expect(changes.some((fields) => 'city' in fields)).toBe(true);
    expect(changes.filter((fields) => Object.keys(fields).join() === 'lifecycle_stage')).toEqual([]);
  });

  test('only the kinds that are asked for', async () => {
    expect(told(await allOf(rep, { kinds: ['ticket', 'note'], limit: 2 }))).toEqual([
      'ticket 4',
      'ticket 5',
      'note 1',
    ]);
    expect(await allOf(rep, { kinds: [] })).toEqual([]);
  });

  test('entries of one moment keep their order from page to page', async () => {
    const [busy] = [await add('customers', { name: 'Busy', owner_id: rep.id })];
    for (let n = 0; n < 5; n++) {
      await add('activities', {
        kind: 'note',
        subject: `Note ${n}`,
        customer_id: busy,
        owner_id: rep.id,
        happened_at: '2026-03-01T00:00:00Z',
      });
      await add('orders', {
        customer_id: busy,
        owner_id: rep.id,
        ordered_at: '2026-03-01T00:00:00Z',
      });
    }
    const paged = await allOf(rep, { id: busy, kinds: ['note', 'order'], limit: 3 });
    expect(new Set(paged.map(({ id }) => id)).size).toBe(10);
    expect(told(paged)).toEqual([...Array(5).fill('note 1'), ...Array(5).fill('order 3')]);
  });

  test('what went to the trash is gone from it', async () => {
    const gone = await add('activities', {
      kind: 'note',
      subject: 'Wrong',
      customer_id: customer,
      owner_id: rep.id,
    });
    expect((await allOf(rep, { kinds: ['note'] })).map(({ id }) => id)).toContain(gone);
    await rep.api.rpc('trash_records', { resource: 'activities', ids: [gone] });
    expect((await allOf(rep, { kinds: ['note'] })).map(({ id }) => id)).toEqual([ids.note]);
  });
});

describe('who reads what', () => {
  test('a rep nothing of others’ deals and tasks on their customer', async () => {
    const text = JSON.stringify(await allOf(rep));
    expect(text).toContain('Clocks');
    expect(text).not.toContain('Secret');
    expect(text).not.toContain(ids.hidden);
  });

  test('a manager what those below have', async () => {
    const text = JSON.stringify(await allOf(boss));
    expect(text).toContain('Clocks');
    expect(text).not.toContain('Secret');
  });

  test('who may only read customers: what is done with them, no deal, ticket or task, nor their names', async () => {
    const { entries, names } = await pageOf(reader, { limit: 100 });
    expect(new Set(entries.map(({ kind }) => kind))).toEqual(
      new Set(['note', 'call', 'order', 'stage', 'change']),
    );
    for (const hidden of ['Clocks', 'Late clock', 'Rosa Rep'])
      expect(JSON.stringify([entries, names])).not.toContain(hidden);
  });

  test('who may not read the customer, and who is nobody: nothing', async () => {
    expect((await ask(other, { id: customer })).error).toMatchObject({ code: 'P0002', hint: 'gone' });
    const { error } = await anonymous().rpc('customer_timeline', { request: { id: customer } });
    expect(error?.code).toBe('42501');
  });

  test('a field group’s changes: only who may read the group', async () => {
    await sql.query(
      `insert into public.customer_contact_details (customer_id, email) values ($1, 'hidden@timely.example')`,
      [customer],
    );
    expect(JSON.stringify(await allOf(rep))).toContain('hidden@timely.example');
    expect(JSON.stringify(await allOf(reader))).not.toContain('hidden@timely.example');
  });

  test('a request that makes no sense is refused', async () => {
    for (const request of [
      {},
      { id: customer, kinds: ['secrets'] },
      { id: customer, before: { at: '2026-01-01' } },
      { id: customer, before: { at: '2026-01-01', place: 9, id: ids.note } },
    ])
      expect((await ask(rep, request)).error).toMatchObject({ code: '22023', hint: 'malformed' });
  });
});

describe('pins', () => {
  const pin = (person: Person, kind: string, id: string, more: Record<string, unknown> = {}) =>
    person.api.rpc('pin_entry', { payload: { customer, kind, id, ...more } as never });
  const pinned = async (person: Person) => (await pageOf(person)).pinned?.map(({ id }) => id);

  test('stand on top for everybody who reads them, the latest first', async () => {
    expect((await pin(rep, 'activity', ids.note)).error).toBeNull();
    expect((await pin(rep, 'activity', ids.note)).error).toBeNull();
    for (const kind of ['order', 'ticket', 'task'] as const)
      expect((await pin(rep, kind, ids[kind])).error).toBeNull();
    const page = await pageOf(rep, { limit: 1 });
    expect(page.pinned?.map(({ kind }) => kind)).toEqual(['task', 'ticket', 'order', 'note']);
    expect(page.pinned?.[3]).toMatchObject({ place: 1, facts: { subject: 'A note' } });
    expect((await pageOf(rep, { limit: 1, before: page.next })).pinned).toBeNull();
    expect(await pinned(reader)).toEqual([ids.order, ids.note]);
    for (const kind of ['order', 'ticket', 'task'] as const)
      expect((await pin(rep, kind, ids[kind], { pinned: false })).error).toBeNull();
    expect(await pinned(rep)).toEqual([ids.note]);
  });

  test('are set and taken away by who may change the customer', async () => {
    expect((await pin(reader, 'activity', ids.call)).error).toMatchObject({ code: '42501' });
    expect((await pin(reader, 'activity', ids.note, { pinned: false })).error).toMatchObject({
      code: '42501',
      hint: 'denied',
    });
    expect((await pin(other, 'activity', ids.note)).error).toMatchObject({ code: '42501' });
    expect(await pinned(rep)).toEqual([ids.note]);
  });

  test('are of what the caller sees on that very customer', async () => {
    const theirs = await add('tasks', { title: 'Theirs', customer_id: customer, assignee_id: other.id });
    const elsewhere = await add('activities', { kind: 'note', subject: 'Elsewhere', owner_id: rep.id });
    expect((await pin(rep, 'task', theirs)).error).toMatchObject({ code: '42501', hint: 'gone' });
    expect((await pin(rep, 'activity', elsewhere)).error).toMatchObject({ code: '42501', hint: 'gone' });
    expect((await pin(rep, 'deal', deal)).error).toMatchObject({ code: '22023', hint: 'malformed' });
    const straight = await rep.api
      .from('customer_pins')
      .insert({ customer_id: customer, task_id: theirs, access_id: rep.id });
    expect(straight.error).toMatchObject({ code: '42501' });
    expect(await pinned(rep)).toEqual([ids.note]);
  });

  test('go with what went to another customer or to the trash', async () => {
    const moving = await add('tasks', { title: 'Moving', customer_id: customer, assignee_id: rep.id });
    await pin(rep, 'task', moving);
    expect(await pinned(rep)).toEqual([moving, ids.note]);
    const next = await add('customers', { name: 'Next', owner_id: rep.id });
    await rep.api.from('tasks').update({ customer_id: next }).eq('id', moving);
    expect(await pinned(rep)).toEqual([ids.note]);
    await rep.api.rpc('trash_records', { resource: 'activities', ids: [ids.note] });
    expect(await pinned(rep)).toEqual([]);
  });
});
