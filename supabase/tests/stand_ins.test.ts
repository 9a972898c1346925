import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { addDays, dayIn } from '../../src/lib/days.ts';
import { asUser, createPerson, createRole, type Person, sql, value } from './support.ts';

const own = { read: 'own', create: 'own', update: 'own', delete: 'own', assign: 'own', share: 'own' };

let mei: Person;
let lin: Person;
let third: Person;
let stranger: Person;
let manager: Person;
const today = dayIn('UTC');

beforeAll(async () => {
  await sql.query(`update public.settings set timezone = 'UTC'`);
  const role = await createRole({
    customers: own,
    'customers.contact_details': { read: 'own', update: 'own' },
    contacts: { read: 'own', create: 'own', update: 'own' },
    deals: own,
    tasks: own,
    events: { read: 'own' },
    profiles: { read: 'all' },
  });
  const managing = await createRole({ profiles: { read: 'all', update: 'all' } });
  [mei, lin, third, stranger] = [
    await createPerson({ roles: [role], fullName: 'Mei Lender' }),
    await createPerson({ roles: [role] }),
    await createPerson({ roles: [role] }),
    await createPerson({ roles: [role] }),
  ];
  manager = await createPerson({ roles: [managing] });
});
afterEach(async () => {
  await sql.query('delete from public.stand_ins');
});

async function customer(owner: Person = mei, maker: Person = owner): Promise<string> {
  const id = await value<string>(
    `insert into public.customers (name, owner_id, created_by) values ('Lent Ltd', $1, $2) returning id`,
    [owner.id, maker.id],
  );
  await sql.query(
    `insert into public.customer_contact_details (customer_id, phone) values ($1, '+49 30 5')`,
    [id],
  );
  return id;
}

const task = (assignee: Person) =>
  value<string>(`insert into public.tasks (title, assignee_id) values ('Lent work', $1) returning id`, [
    assignee.id,
  ]);

const wish = (changes: object = {}) => ({
  stand_in_id: lin.id,
  access: 'edit',
  resources: null,
  starts_on: today,
  ends_on: addDays(today, 3),
  ...changes,
});
const ask = (by: Person, changes: object = {}) => by.api.rpc('save_stand_in', { payload: wish(changes) });
async function lend(by: Person = mei, changes: object = {}): Promise<string> {
  const { data, error } = await ask(by, changes);
  if (error) throw error;
  return String(data);
}
const sees = async (person: Person, id: string, table: 'customers' | 'tasks' | 'deals' = 'customers') =>
  (await person.api.from(table).select('id').eq('id', id)).data?.length === 1;
const renames = async (person: Person, id: string) =>
  (await person.api.from('customers').update({ name: 'Renamed' }).eq('id', id).select('id')).data?.length ===
  1;
/** Moves what was lent, as if the clock went. */
const shift = (id: string, by: string) =>
  sql.query(
    'update public.stand_ins set starts_at = starts_at + $2::interval, ends_at = ends_at + $2::interval where id = $1',
    [id, by],
  );

describe('what is lent', () => {
  test('is reached from the first moment to the last, and by nobody else', async () => {
    const id = await customer();
    expect(await sees(lin, id)).toBe(false);
    const lent = await lend(mei, { starts_on: addDays(today, 1) });
    expect(await sees(lin, id)).toBe(false);
    await shift(lent, '-2 days');
    expect(await sees(lin, id)).toBe(true);
    expect(await renames(lin, id)).toBe(true);
    expect(await sees(stranger, id)).toBe(false);
    await shift(lent, '-10 days');
    expect(await sees(lin, id)).toBe(false);
    expect(await renames(lin, id)).toBe(false);
    expect(await sees(mei, id)).toBe(true);
  });

  test('is also what comes meanwhile, what somebody else made, and what is shared', async () => {
    await lend();
    const [came, made, shared] = [await customer(), await customer(mei, third), await customer()];
    await mei.api.rpc('share_record', { resource: 'customers', record_id: shared, profile_id: third.id });
    for (const id of [came, made, shared]) {
      expect(await sees(lin, id)).toBe(true);
      expect(await renames(lin, id)).toBe(true);
    }
    const moved = await customer(stranger);
    expect(await sees(lin, moved)).toBe(false);
    await sql.query('update public.customers set owner_id = $2 where id = $1', [moved, mei.id]);
    expect(await sees(lin, moved)).toBe(true);
  });

  test('is what the lender owns, not what they made for somebody else', async () => {
    const id = await customer(stranger, mei);
    await lend();
    expect(await sees(mei, id)).toBe(true);
    expect(await sees(lin, id)).toBe(false);
  });

  test('can be read alone, and of some kinds alone', async () => {
    const [id, todo] = [await customer(), await task(mei)];
    await lend(mei, { access: 'read', resources: ['customers'] });
    expect(await sees(lin, id)).toBe(true);
    expect(await renames(lin, id)).toBe(false);
    expect(await sees(lin, todo, 'tasks')).toBe(false);
    const { data } = await lin.api.rpc('customer_overview', { id }, { get: true });
    expect(data).toMatchObject({ may: { customers: ['read'] } });
  });

  test('is to read and edit: to delete, assign and share stay the lender’s, and a field group closed', async () => {
    const id = await customer();
    await lend();
    const { data } = await lin.api.rpc('customer_overview', { id }, { get: true });
    const may = (data as { may: Record<string, string[]> }).may;
    expect(may.customers?.toSorted()).toEqual(['read', 'update']);
    expect(may.contacts?.toSorted()).toEqual(['create', 'read', 'update']);
    expect(may).not.toHaveProperty('customers.contact_details');
    expect(
      (await lin.api.from('customer_contact_details').select('phone').eq('customer_id', id)).data,
    ).toEqual([]);
    const one = { resource: 'customers', ids: [id] };
    expect((await lin.api.rpc('trash_records', one)).error).not.toBeNull();
    expect((await lin.api.rpc('assign_records', { ...one, owner_id: lin.id })).error).not.toBeNull();
    const shared = await lin.api.rpc('share_record', {
      resource: 'customers',
      record_id: id,
      profile_id: third.id,
    });
    expect(shared.error).toMatchObject({ code: '42501' });
    const contact = { customer_id: id, full_name: 'Zoë', access_id: mei.id };
    expect((await lin.api.from('contacts').insert(contact)).error).toBeNull();
    const theirs = await lin.api.from('customers').insert({ name: 'For Mei', owner_id: mei.id });
    expect(theirs.error).toMatchObject({ code: '42501' });
  });

  test('is not passed on, by whomever it was lent', async () => {
    const id = await customer();
    await lend();
    await lend(lin, { stand_in_id: third.id });
    expect(await sees(lin, id)).toBe(true);
    expect(await sees(third, id)).toBe(false);
  });

  test('is no more than both may do themselves', async () => {
    const weak = await createPerson({ roles: [await createRole({ customers: { read: 'own' } })] });
    const [mine, theirs, deal] = [
      await customer(weak),
      await customer(mei),
      await value<string>(
        `insert into public.deals (name, owner_id, pipeline_id, stage_id)
         select 'Lent deal', $1, s.pipeline_id, s.id from public.pipeline_stages s where s.key = 'discovery' limit 1 returning id`,
        [mei.id],
      ),
    ];
    await lend(weak);
    expect(await sees(lin, mine)).toBe(true);
    expect(await renames(lin, mine)).toBe(false);
    await lend(mei, { stand_in_id: weak.id });
    expect(await sees(weak, theirs)).toBe(true);
    expect(await renames(weak, theirs)).toBe(false);
    expect(await sees(weak, deal, 'deals')).toBe(false);
  });

  test('ends when the lender leaves', async () => {
    const leaver = await createPerson({ roles: [await createRole({ customers: own })] });
    const id = await customer(leaver);
    await lend(leaver);
    expect(await sees(lin, id)).toBe(true);
    await sql.query('update public.profiles set active = false where id = $1', [leaver.id]);
    expect(await sees(lin, id)).toBe(false);
  });

  test('says why a record is seen', async () => {
    const id = await customer();
    await lend();
    const why = await lin.api.rpc('why_can_see', { resource: 'customers', record_id: id });
    expect(why.data).toMatchObject({
      can_edit: true,
      reasons: [{ kind: 'stand_in', access: 'edit', lender: { id: mei.id, name: 'Mei Lender' } }],
    });
  });

  test('holds no private event', async () => {
    const event = (hidden: boolean) =>
      value<string>(
        `insert into public.events (title, owner_id, starts_at, ends_at, is_private)
         values ('Doctor', $1, now(), now() + interval '1 hour', $2) returning id`,
        [mei.id, hidden],
      );
    const [open, hidden] = [await event(false), await event(true)];
    await lend();
    const { data } = await lin.api.from('events').select('id').in('id', [open, hidden]);
    expect(data).toEqual([{ id: open }]);
  });
});

describe('lending', () => {
  test('is for oneself, or for who manages people', async () => {
    expect((await ask(lin, { lender_id: mei.id })).error).toMatchObject({ hint: 'denied' });
    const id = await lend(manager, { lender_id: mei.id });
    expect((await stranger.api.rpc('end_stand_in', { stand_in: id })).error).toMatchObject({
      hint: 'denied',
    });
    expect((await ask(lin, { id, ends_on: addDays(today, 9) })).error).toMatchObject({ hint: 'denied' });
    const mine = await customer();
    expect(await sees(lin, mine)).toBe(true);
    expect((await mei.api.rpc('end_stand_in', { stand_in: id })).data).toBe(true);
    expect(await sees(lin, mine)).toBe(false);
    expect((await mei.api.rpc('end_stand_in', { stand_in: id })).data).toBe(false);
    expect((await ask(mei, { id })).error).toMatchObject({ hint: 'gone' });
  });

  test('is prolonged, ended by who stands in, and taken back before it begins', async () => {
    const id = await lend();
    expect(await lend(mei, { id, ends_on: addDays(today, 9) })).toBe(id);
    expect(await value('select ends_on::text from public.stand_ins where id = $1', [id])).toBe(
      addDays(today, 9),
    );
    expect((await lin.api.rpc('end_stand_in', { stand_in: id })).data).toBe(true);
    const later = await lend(mei, { starts_on: addDays(today, 2) });
    expect((await mei.api.rpc('end_stand_in', { stand_in: later })).data).toBe(true);
    expect(await value('select count(*)::integer from public.stand_ins where id = $1', [later])).toBe(0);
  });

  test('is lent once at a time: what is lent for some of the days is not lent again', async () => {
    const id = await lend(mei, { resources: ['customers'], ends_on: addDays(today, 3) });
    const overlap = { starts_on: addDays(today, 3), ends_on: addDays(today, 5), stand_in_id: third.id };
    for (const resources of [null, ['tasks', 'customers']])
      expect((await ask(mei, { ...overlap, resources })).error).toMatchObject({
        hint: 'stand_in_overlap',
        details: '{"field":"ends_on"}',
      });
    await lend(mei, { ...overlap, resources: ['tasks'] });
    await lend(mei, { ...overlap, resources: ['customers'], starts_on: addDays(today, 4) });
    // Its own days are no other's, and what was ended is not in the way.
    expect(await lend(mei, { id, resources: ['customers'], ends_on: addDays(today, 2) })).toBe(id);
    await mei.api.rpc('end_stand_in', { stand_in: id });
    await lend(mei, { resources: ['customers'], ends_on: addDays(today, 3) });
    const [one, two] = await Promise.all([lin, third].map((to) => ask(stranger, { stand_in_id: to.id })));
    expect([one, two].filter((answer) => answer?.error?.hint === 'stand_in_overlap')).toHaveLength(1);
  });

  test.each([
    ['to nobody', { stand_in_id: null }, 'not_active'],
    ['to oneself', { stand_in_id: 'me' }, 'stand_in_self'],
    ['for days that are over', { starts_on: '2020-01-01', ends_on: '2020-01-02' }, 'stand_in_days'],
    ['backwards', { ends_on: '2020-01-01' }, 'stand_in_days'],
    ['without a last day', { ends_on: null }, 'stand_in_days'],
    ['for two years', { ends_on: addDays(today, 700) }, 'stand_in_days'],
    ['roles', { resources: ['roles'] }, 'not_allowed_value'],
    ['nothing', { resources: [] }, 'not_allowed_value'],
    ['to delete', { access: 'delete' }, 'not_allowed_value'],
    ['with another field', { starts_at: 'now' }, 'unknown_field'],
  ])('is refused %s', async (_, changes, hint) => {
    const wanted =
      'stand_in_id' in changes && changes.stand_in_id === 'me' ? { stand_in_id: mei.id } : changes;
    expect((await ask(mei, wanted)).error).toMatchObject({ hint });
  });

  test('is refused to who left, and to whose roles open none of it', async () => {
    const left = await createPerson({ active: false });
    const bare = await createPerson();
    expect((await ask(mei, { stand_in_id: left.id })).error).toMatchObject({ hint: 'not_active' });
    expect((await ask(mei, { stand_in_id: bare.id })).error).toMatchObject({ hint: 'share_beyond_role' });
  });

  test('goes by the days of the lender’s timezone', async () => {
    await sql.query(`update public.profiles set timezone = 'Asia/Taipei' where id = $1`, [mei.id]);
    const day = addDays(dayIn('Asia/Taipei'), 1);
    const id = await lend(mei, { starts_on: day, ends_on: day });
    const kept = await value<string>(
      `select starts_at = ($2 || ' 00:00 Asia/Taipei')::timestamptz and ends_at = starts_at + interval '24 hours'
       from public.stand_ins where id = $1`,
      [id, day],
    );
    expect(kept).toBe(true);
    await sql.query('update public.profiles set timezone = null where id = $1', [mei.id]);
  });

  test('stands in the audit log, and is no news to others before it begins', async () => {
    const id = await lend(mei, { starts_on: addDays(today, 1) });
    const lines = await value<number>(
      `select count(*)::integer from public.audit_log where table_name = 'stand_ins' and record_id = $1 and actor_id = $2`,
      [id, mei.id],
    );
    expect(lines).toBe(1);
    const known = async (person: Person) =>
      (await person.api.from('stand_ins').select('id').eq('id', id)).data?.length;
    expect([await known(mei), await known(lin), await known(manager), await known(stranger)]).toEqual([
      1, 1, 1, 0,
    ]);
    await shift(id, '-2 days');
    expect(await known(stranger)).toBe(1);
    const written = await stranger.api.from('stand_ins').update({ access: 'read' }).eq('id', id);
    expect(written.error).toMatchObject({ code: '42501' });
  });
});

describe('whoever stands in', () => {
  const told = async (person: Person, record: string) =>
    (
      await person.api
        .rpc('list_notifications', {}, { get: true })
        .then(
          ({ data }) =>
            (data as { entries: { record_id: string; kind: string; lender: string | null }[] }).entries,
        )
    ).filter(({ record_id }) => record_id === record);

  test('is told of the work as well, said for whom', async () => {
    await lend();
    const id = await task(mei);
    expect(await told(mei, id)).toMatchObject([{ kind: 'assigned', lender: null }]);
    expect(await told(lin, id)).toMatchObject([{ kind: 'assigned', lender: 'Mei Lender' }]);
    await sql.query(`update public.tasks set due_at = now() - interval '1 minute' where id = $1`, [id]);
    await sql.query(`update private.notified_until set moment = now() - interval '1 hour'`);
    await sql.query('select private.notify_due()');
    expect((await told(lin, id)).map(({ kind }) => kind).toSorted()).toEqual(['assigned', 'overdue']);
    expect(await told(stranger, id)).toEqual([]);
  });

  test('is told nothing of what is not lent, nor when it is over', async () => {
    const lent = await lend(mei, { resources: ['customers'] });
    const kept = await value<string>(
      'select count(*)::integer from public.notifications where profile_id = $1',
      [lin.id],
    );
    await task(mei);
    await shift(lent, '-20 days');
    await customer();
    expect(
      await value('select count(*)::integer from public.notifications where profile_id = $1', [lin.id]),
    ).toBe(kept);
  });

  test('hears live what is lent, for as long as it is', async () => {
    const topics = async () => {
      const { data } = await lin.api.rpc('my_live_topics');
      return (data as Record<string, string[]>).customers;
    };
    const revision = async () => (await lin.api.rpc('my_permissions_revision')).data;
    const topic = `access:customers:own:${mei.id}`;
    const before = await revision();
    expect(await topics()).not.toContain(topic);
    const lent = await lend(mei, { resources: ['customers'] });
    expect(await topics()).toContain(topic);
    expect(await revision()).not.toBe(before);
    const may = (to: string) =>
      asUser(
        lin.userId,
        async (client) =>
          (await client.query<{ may: boolean }>('select private.may_join($1) as may', [to])).rows[0]?.may,
      );
    expect(await may(topic)).toBe(true);
    expect(await may(`access:deals:own:${mei.id}`)).toBe(false);
    await shift(lent, '-20 days');
    expect(await may(topic)).toBe(false);
    expect(await revision()).toBe(before);
  });

  test('has their own figures as before: what is mine is what I own', async () => {
    await lend();
    await task(mei);
    const bounds = { today: new Date(), tomorrow: new Date(), later: new Date() };
    const iso = Object.fromEntries(Object.entries(bounds).map(([key, at]) => [key, at.toISOString()]));
    const { data } = await lin.api.rpc(
      'my_day',
      { today: '', tomorrow: '', later: '', ...iso },
      { get: true },
    );
    expect(data).toMatchObject({ undated: { total: 0 } });
  });
});
