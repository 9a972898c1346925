import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createTeam, type Person, value } from './support.ts';

let boss: Person;
let rep: Person;
let other: Person;
let stage: string;
let pipeline: string;

interface Place {
  customer: string;
  deal: string;
  ticket: string;
  contact: string;
}
let mine: Place;
let theirs: Place;

async function place(owner: Person): Promise<Place> {
  const customer = await value<string>(
    `insert into public.customers (name, owner_id) values ('Acme', $1) returning id`,
    [owner.id],
  );
  return {
    customer,
    deal: await value<string>(
      `insert into public.deals (name, customer_id, owner_id, stage_id, pipeline_id) values ('Desks', $1, $2, $3, $4) returning id`,
      [customer, owner.id, stage, pipeline],
    ),
    ticket: await value<string>(
      `insert into public.tickets (subject, customer_id, assignee_id) values ('Help', $1, $2) returning id`,
      [customer, owner.id],
    ),
    contact: await value<string>(
      `insert into public.contacts (customer_id, full_name) values ($1, 'Ada') returning id`,
      [customer],
    ),
  };
}

beforeAll(async () => {
  stage = await value(`select id from public.pipeline_stages where key = 'discovery' limit 1`);
  pipeline = await value('select pipeline_id from public.pipeline_stages where id = $1', [stage]);
  boss = await createPerson({ roles: ['sales_manager'] });
  const team = await createTeam({ leadId: boss.id });
  rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  other = await createPerson({ roles: ['sales_rep'] });
  mine = await place(rep);
  theirs = await place(other);
});

interface Wish {
  activity?: Record<string, unknown>;
  [part: string]: unknown;
}
const log = (person: Person, { activity, ...rest }: Wish = {}, id: string = randomUUID()) =>
  person.api.rpc('save_activity', {
    payload: {
      id,
      new: true,
      activity: { kind: 'call', subject: 'Call with Acme', ...activity },
      ...rest,
    } as never,
  });
const rowOf = async (person: Person, id: string) =>
  (
    await person.api
      .from('activities')
      .select(
        'kind, subject, outcome, duration_minutes, customer_id, deal_id, ticket_id, owner_id, participants:activity_participants(profile_id, contact_id)',
      )
      .eq('id', id)
      .maybeSingle()
  ).data;

describe('logging', () => {
  test('a call on a deal, with outcome, duration and a follow-up, in one step', async () => {
    const [id, task] = [randomUUID(), randomUUID()];
    const { error } = await log(
      rep,
      {
        activity: { deal_id: mine.deal, outcome: 'reached', duration_minutes: 12, contact_id: mine.contact },
        follow_up: { id: task, title: 'Send the offer', due_at: '2031-05-05T09:00:00Z' },
      },
      id,
    );
    expect(error).toBeNull();
    expect(await rowOf(rep, id)).toMatchObject({
      kind: 'call',
      outcome: 'reached',
      duration_minutes: 12,
      deal_id: mine.deal,
      customer_id: mine.customer,
      owner_id: rep.id,
    });
    const { data } = await rep.api
      .from('tasks')
      .select('title, deal_id, customer_id, assignee_id')
      .eq('id', task);
    expect(data).toEqual([
      { title: 'Send the offer', deal_id: mine.deal, customer_id: mine.customer, assignee_id: rep.id },
    ]);
  });

  test('sent twice because an answer was lost is one activity and one task', async () => {
    const [id, task] = [randomUUID(), randomUUID()];
    const send = () =>
      log(rep, { activity: { ticket_id: mine.ticket }, follow_up: { id: task, title: 'T' } }, id);
    expect((await send()).error).toBeNull();
    expect((await send()).error).toBeNull();
    expect(await value<number>('select count(*)::int from public.activities where id = $1', [id])).toBe(1);
    expect(await value<number>('select count(*)::int from public.tasks where id = $1', [task])).toBe(1);
  });

  test.each(['customer', 'deal', 'ticket'] as const)(
    'on a %s that one may not see is refused',
    async (kind) => {
      const id = randomUUID();
      const { error } = await log(rep, { activity: { [`${kind}_id`]: theirs[kind] } }, id);
      expect(error).toMatchObject({ code: '42501', hint: 'missing_reference' });
      const past = await rep.api
        .from('activities')
        .insert({ kind: 'note', subject: 'x', [`${kind}_id`]: theirs[kind] } as never);
      expect(past.error?.code).toBe('42501');
      expect(await value<number>('select count(*)::int from public.activities where id = $1', [id])).toBe(0);
    },
  );

  test('with a follow-up that cannot be saved logs nothing', async () => {
    const id = randomUUID();
    const { error } = await log(
      rep,
      {
        activity: { customer_id: mine.customer },
        follow_up: { id: randomUUID(), title: 'x', assignee_id: randomUUID() },
      },
      id,
    );
    expect(error).not.toBeNull();
    expect(await value<number>('select count(*)::int from public.activities where id = $1', [id])).toBe(0);
  });

  test('what has not happened yet is refused, at its field', async () => {
    const { error } = await log(rep, {
      activity: { customer_id: mine.customer, happened_at: '2099-01-01T00:00:00Z' },
    });
    expect(error).toMatchObject({ code: '22023', hint: 'not_happened_yet' });
    expect(JSON.parse(error?.details ?? '{}')).toEqual({ field: 'happened_at' });
  });

  test('needs the permission', async () => {
    const auditor = await createPerson({ roles: ['auditor'] });
    expect((await log(auditor, { activity: { customer_id: mine.customer } })).error?.code).toBe('42501');
  });
});

describe('who took part', () => {
  test('colleagues and contacts of the customer, seen by whoever sees the activity', async () => {
    const id = randomUUID();
    const { error } = await log(
      rep,
      {
        activity: { kind: 'meeting', deal_id: mine.deal },
        participants: [{ profile_id: boss.id }, { contact_id: mine.contact }],
      },
      id,
    );
    expect(error).toBeNull();
    for (const person of [rep, boss]) {
      const row = await rowOf(person, id);
      expect(row?.participants).toHaveLength(2);
    }
    expect(await rowOf(other, id)).toBeNull();
    const seen = await other.api.from('activity_participants').select('id').eq('activity_id', id);
    expect(seen.data).toEqual([]);
    await rep.api.rpc('save_activity', { payload: { id, participants: [{ profile_id: boss.id }] } });
    expect((await rowOf(rep, id))?.participants).toEqual([{ profile_id: boss.id, contact_id: null }]);
  });

  test('not another customer’s contacts', async () => {
    const { error } = await log(rep, {
      activity: { customer_id: mine.customer },
      participants: [{ contact_id: theirs.contact }],
    });
    expect(error).toMatchObject({ code: '23514', hint: 'contact_of_other_customer' });
    const named = await log(rep, { activity: { customer_id: mine.customer, contact_id: theirs.contact } });
    expect(named.error?.code).toBe('23503');
  });
});

describe('changing it afterwards', () => {
  test('is its maker’s, over the version that was loaded', async () => {
    const id = randomUUID();
    const { data } = await log(rep, { activity: { deal_id: mine.deal } }, id);
    const version = (data as { updated_at: string }).updated_at;
    const change = (person: Person, subject: string) =>
      person.api.rpc('save_activity', {
        payload: { id, activity: { subject }, versions: { activity: version } },
      });
    expect((await change(other, 'Not mine')).error?.code).toBe('P0002');
    expect((await change(rep, 'First')).error).toBeNull();
    expect((await change(rep, 'Second')).error).toMatchObject({ code: 'PT409', hint: 'conflict' });
    expect(await value('select subject from public.activities where id = $1', [id])).toBe('First');
    const moved = await rep.api.rpc('save_activity', { payload: { id, activity: { deal_id: null } } });
    expect(moved.error).toMatchObject({ code: '22023', hint: 'unknown_field' });
    expect((await other.api.rpc('trash_records', { resource: 'activities', ids: [id] })).error?.code).toBe(
      'P0002',
    );
    expect((await rep.api.rpc('trash_records', { resource: 'activities', ids: [id] })).data).toBe(1);
  });
});
