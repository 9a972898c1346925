import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { type Client, createPerson, createTeam, type Person, sql, value } from './support.ts';

let agent: Person;
let colleague: Person;
let stranger: Person;
let rep: Person;
let queue: string;
let otherQueue: string;

const makeQueue = (team: string) =>
  value<string>('insert into public.ticket_queues (name, team_id) values ($1, $2) returning id', [
    `Test Queue ${randomUUID()}`,
    team,
  ]);

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  const team = await createTeam();
  const otherTeam = await createTeam();
  queue = await makeQueue(team);
  otherQueue = await makeQueue(otherTeam);
  agent = await createPerson({ roles: ['support_agent'], teamId: team });
  colleague = await createPerson({ roles: ['support_agent'], teamId: team });
  stranger = await createPerson({ roles: ['support_agent'], teamId: otherTeam });
  rep = await createPerson({ roles: ['sales_rep'] });
});

/** A ticket that came in from outside: nobody of ours made it. */
const ticketIn = (more: { queue?: string; subject?: string; customer?: string } = {}) =>
  value<string>(
    'insert into public.tickets (subject, queue_id, customer_id) values ($1, $2, $3) returning id',
    [more.subject ?? 'It does not work', more.queue ?? queue, more.customer],
  );

const stored = async (id: string) => {
  const { rows } = await sql.query<Record<string, unknown>>('select * from public.tickets where id = $1', [
    id,
  ]);
  return rows[0];
};

const eventsOf = async (id: string) => {
  const { rows } = await sql.query<Record<string, unknown>>(
    'select kind, from_value, to_value, changed_by from public.ticket_events where ticket_id = $1 order by happened_at, kind',
    [id],
  );
  return rows;
};

const save = (api: Client, payload: object) =>
  api.rpc('save_ticket', { payload: JSON.parse(JSON.stringify(payload)) });
const setStatus = (person: Person, id: string, status: string) =>
  save(person.api, { id, ticket: { status } });
const reply = (person: Person, ticket: string, more: { kind?: string; status?: string } = {}) =>
  person.api.rpc('reply_ticket', { ticket, body: 'Have you tried to switch it off?', ...more });
const take = (person: Person, id: string, seen?: string) =>
  person.api.rpc('take_ticket', { ticket: id, seen });
const customerWrites = (id: string) =>
  sql.query(
    `insert into public.ticket_messages (ticket_id, direction, body, access_id) values ($1, 'in', 'Again!', private.nobody_id())`,
    [id],
  );

describe('a reply', () => {
  test('opens a new ticket, and the first one is the first response for good', async () => {
    const id = await ticketIn();
    expect((await reply(agent, id)).error).toBeNull();
    const first = await stored(id);
    expect(first).toMatchObject({ status: 'open' });
    expect(first?.first_response_at).toBeInstanceOf(Date);
    expect((await reply(colleague, id)).error).toBeNull();
    expect((await stored(id))?.first_response_at).toEqual(first?.first_response_at);
  });

  test('that is an internal note is no response', async () => {
    const id = await ticketIn();
    expect((await reply(agent, id, { kind: 'internal' })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ status: 'new', first_response_at: null });
  });

  test('and its status are saved both or neither', async () => {
    const id = await ticketIn();
    expect((await reply(agent, id, { status: 'solved' })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ status: 'solved' });

    const other = await ticketIn();
    const { error } = await reply(agent, other, { status: 'nonsense' });
    expect(error).toMatchObject({ code: '23514' });
    expect(
      await value('select count(*)::int from public.ticket_messages where ticket_id = $1', [other]),
    ).toBe(0);
    expect(await stored(other)).toMatchObject({ status: 'new', first_response_at: null });
  });

  test('is signed by who wrote it, whatever they say', async () => {
    const id = await ticketIn();
    const { error } = await agent.api.from('ticket_messages').insert({
      ticket_id: id,
      body: 'I am the customer',
      direction: 'in',
      author_id: colleague.id,
      access_id: id,
    });
    expect(error).toBeNull();
    expect(
      await value('select row(author_id, direction)::text from public.ticket_messages where ticket_id = $1', [
        id,
      ]),
    ).toBe(`(${agent.id},out)`);
  });

  test('of an agent of another team is refused, and so is everything else they try', async () => {
    const id = await ticketIn();
    expect((await reply(stranger, id)).error).toMatchObject({ hint: 'gone' });
    expect((await take(stranger, id)).error).toMatchObject({ hint: 'gone' });
    expect((await setStatus(stranger, id, 'solved')).error).toMatchObject({ hint: 'gone' });
    expect((await stranger.api.rpc('move_ticket', { ticket: id, queue: otherQueue })).error).toMatchObject({
      hint: 'gone',
    });
    expect((await stranger.api.from('tickets').select('id').eq('id', id)).data).toEqual([]);
    expect((await stranger.api.rpc('ticket_overview', { id })).data).toBeNull();
    expect(await stored(id)).toMatchObject({ status: 'new', assignee_id: null, queue_id: queue });
  });
});

describe('a ticket’s way', () => {
  test('goes on when the customer writes again: pending and solved tickets are open', async () => {
    const id = await ticketIn();
    await reply(agent, id, { status: 'pending' });
    await customerWrites(id);
    expect(await stored(id)).toMatchObject({ status: 'open', reopened_count: 0 });
    await reply(agent, id, { status: 'solved' });
    await customerWrites(id);
    expect(await stored(id)).toMatchObject({ status: 'open', reopened_count: 1, solved_at: null });
  });

  test('counts how often it was opened again, and says when it was solved last', async () => {
    const id = await ticketIn();
    for (const times of [1, 2]) {
      expect((await setStatus(agent, id, 'solved')).error).toBeNull();
      expect((await stored(id))?.solved_at).toBeInstanceOf(Date);
      expect((await setStatus(agent, id, 'open')).error).toBeNull();
      expect(await stored(id)).toMatchObject({ status: 'open', reopened_count: times, solved_at: null });
    }
  });

  test('is taken by assigning it to oneself, which opens it, and not by editing', async () => {
    const id = await ticketIn();
    const edited = await agent.api.from('tickets').update({ assignee_id: agent.id }).eq('id', id);
    expect(edited.error).toMatchObject({ code: '42501', hint: 'owner_by_assign' });
    expect((await take(agent, id)).error).toBeNull();
    expect(await stored(id)).toMatchObject({ status: 'open', assignee_id: agent.id });
  });

  test('is taken by one of several who try at once; the others are told by whom', async () => {
    for (let round = 0; round < 5; round++) {
      const id = await ticketIn();
      const answers = await Promise.all(
        [agent, colleague].map(async (person) => ({ person, ...(await take(person, id)) })),
      );
      const [winner, ...more] = answers.filter(({ error }) => !error);
      const [loser] = answers.filter(({ error }) => error);
      expect(more).toEqual([]);
      expect(await stored(id)).toMatchObject({ assignee_id: winner?.person.id });
      expect(loser).toMatchObject({ status: 409, error: { code: 'PT409', hint: 'taken' } });
      expect(JSON.parse(loser?.error?.details ?? '')).toEqual({ name: winner?.person.fullName });
    }
  });

  test('is taken over only from whom one saw it with; what is mine stays mine', async () => {
    const id = await ticketIn();
    expect((await take(agent, id)).error).toBeNull();
    expect((await take(agent, id)).error).toBeNull();
    expect((await take(colleague, id)).error).toMatchObject({ hint: 'taken' });
    expect((await take(colleague, id, agent.id)).error).toBeNull();
    expect(await stored(id)).toMatchObject({ assignee_id: colleague.id });
    expect((await take(rep, id, colleague.id)).error).not.toBeNull();
    expect(await stored(id)).toMatchObject({ assignee_id: colleague.id });
  });

  test('is written down by the database, with who did it', async () => {
    const id = await ticketIn();
    await take(agent, id);
    await save(agent.api, { id, ticket: { priority: 'urgent' } });
    await reply(colleague, id, { status: 'solved' });
    expect(await eventsOf(id)).toEqual([
      { kind: 'assignee', from_value: null, to_value: agent.id, changed_by: agent.id },
      { kind: 'status', from_value: 'new', to_value: 'open', changed_by: agent.id },
      { kind: 'priority', from_value: 'normal', to_value: 'urgent', changed_by: agent.id },
      { kind: 'status', from_value: 'open', to_value: 'solved', changed_by: colleague.id },
    ]);
    const forged = await agent.api
      .from('ticket_events')
      .insert({ ticket_id: id, kind: 'status', access_id: id });
    expect(forged.error).toMatchObject({ code: '42501' });
  });

  test('leads to another queue, where it waits for somebody to take it', async () => {
    const id = await ticketIn();
    await take(agent, id);
    expect((await agent.api.rpc('move_ticket', { ticket: id, queue: otherQueue })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ queue_id: otherQueue, assignee_id: null });
    expect((await take(stranger, id)).error).toBeNull();
    expect((await reply(agent, id)).error).toMatchObject({ hint: 'gone' });
  });

  test('leads to no queue that there is not', async () => {
    const id = await ticketIn();
    const { error } = await agent.api.rpc('move_ticket', { ticket: id, queue: randomUUID() });
    expect(error).toMatchObject({ code: '23503', hint: 'missing_reference' });
  });
});

describe('a ticket’s form', () => {
  test('of who may make tickets but not work them saves it with what it is about, once', async () => {
    const id = randomUUID();
    const payload = {
      id,
      new: true,
      ticket: { subject: ' Asks for an invoice ', channel: 'phone' },
      note: 'Called twice',
    };
    expect((await save(rep.api, payload)).error?.message).toBeUndefined();
    expect((await save(rep.api, payload)).error).toBeTruthy();
    expect(await stored(id)).toMatchObject({
      subject: 'Asks for an invoice',
      channel: 'phone',
      status: 'new',
      created_by: rep.id,
    });
    expect((await stored(id))?.queue_id).not.toBeNull();
    const { rows } = await sql.query(
      'select kind, body, author_id from public.ticket_messages where ticket_id = $1',
      [id],
    );
    expect(rows).toEqual([{ kind: 'internal', body: 'Called twice', author_id: rep.id }]);
    expect((await reply(rep, id)).error).toMatchObject({ code: '42501' });
  });

  test('sent twice by who may work it, because the first answer was lost, makes one ticket', async () => {
    const id = randomUUID();
    const payload = { id, new: true, ticket: { subject: 'Once', queue_id: queue }, note: 'Only once' };
    expect((await save(agent.api, payload)).error).toBeNull();
    expect((await save(agent.api, payload)).error).toBeNull();
    expect(await value('select count(*)::int from public.ticket_messages where ticket_id = $1', [id])).toBe(
      1,
    );
  });

  test('over a version that is no longer there is a conflict', async () => {
    const id = await ticketIn();
    const version = await value<string>(
      `select to_json(updated_at) #>> '{}' from public.tickets where id = $1`,
      [id],
    );
    const mine = { id, ticket: { subject: 'Mine' }, versions: { ticket: version } };
    expect((await save(agent.api, mine)).error).toBeNull();
    expect((await save(colleague.api, { ...mine, ticket: { subject: 'Theirs' } })).error).toMatchObject({
      code: 'PT409',
      hint: 'conflict',
    });
    expect(await stored(id)).toMatchObject({ subject: 'Mine', updated_by: agent.id });
  });

  test('takes no contact of another customer, and lets the old one’s go with it', async () => {
    const customers = await Promise.all(
      ['A', 'B'].map((name) =>
        value<string>('insert into public.customers (name) values ($1) returning id', [name]),
      ),
    );
    const contact = await value<string>(
      `insert into public.contacts (customer_id, full_name, access_id) values ($1, 'Ada', private.nobody_id()) returning id`,
      [customers[0]],
    );
    const id = await ticketIn({ customer: customers[1] });
    expect((await save(agent.api, { id, ticket: { contact_id: contact } })).error).toMatchObject({
      hint: 'missing_reference',
    });
    const both = { customer_id: customers[0], contact_id: contact };
    expect((await save(agent.api, { id, ticket: both })).error).toBeNull();
    expect((await save(agent.api, { id, ticket: { customer_id: customers[1] } })).error).toBeNull();
    expect(await stored(id)).toMatchObject({ customer_id: customers[1], contact_id: null });
  });
});

describe('the search', () => {
  test('finds by subject, number and customer, what the searcher may see and nothing else', async () => {
    const word = `zq${randomUUID().slice(0, 8)}`;
    const customer = await value<string>('insert into public.customers (name) values ($1) returning id', [
      `${word} Holding`,
    ]);
    const bySubject = await ticketIn({ subject: `About ${word}` });
    const byCustomer = await ticketIn({ customer });
    const hidden = await ticketIn({ subject: `Also about ${word}`, queue: otherQueue });
    const find = async (person: Person, q: string) =>
      (await person.api.rpc('search_tickets', { q })).data?.map(({ id }) => id).sort();

    expect(await find(agent, word)).toEqual([bySubject, byCustomer].sort());
    expect(await find(stranger, word)).toEqual([hidden]);
    expect(await find(rep, word)).toEqual([]);
    const number = await value<string>('select number::text from public.tickets where id = $1', [bySubject]);
    expect(await find(agent, number)).toContain(bySubject);
    await agent.api.rpc('assign_records', { resource: 'tickets', ids: [byCustomer], owner_id: rep.id });
    // The rep sees the ticket given to them, not the customer it is about: the customer's name leads nowhere.
    expect(await find(rep, word)).toEqual([]);
  });

  test('does not find what is in the trash', async () => {
    const word = `zq${randomUUID().slice(0, 8)}`;
    const id = await ticketIn({ subject: word });
    await sql.query('update public.tickets set deleted_at = now() where id = $1', [id]);
    expect((await agent.api.rpc('search_tickets', { q: word })).data).toEqual([]);
  });
});
