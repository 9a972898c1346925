import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { ask } from './matrix/api.ts';
import { makeVictim, stateOf, type Victim } from './matrix/victim.ts';
import { createPerson, createTeam, giveRole, type Person, sql, value } from './support.ts';

let rep: Person;
let manager: Person;
let victim: Victim;
let admin: string;

beforeAll(async () => {
  const team = await createTeam();
  rep = await createPerson({ roles: ['sales_rep'], teamId: team });
  manager = await createPerson({ roles: ['sales_manager'], teamId: team });
  await createPerson({ roles: ['admin'] });
  victim = await makeVictim(rep);
  admin = await value<string>(`select id from public.roles where key = 'admin'`);
});

const post = (path: string, body: unknown, prefer?: string) => ask(rep.token, 'POST', path, body, prefer);

describe('raising one’s own role', () => {
  test.each<[string, string, string, unknown]>([
    ['by giving oneself one', 'POST', 'profile_roles', { profile_id: 'me', role_id: 'admin' }],
    [
      'by upsert',
      'POST',
      'profile_roles?on_conflict=profile_id,role_id',
      { profile_id: 'me', role_id: 'admin' },
    ],
    ['by changing one’s own', 'PATCH', 'profile_roles?profile_id=eq.me', { role_id: 'admin' }],
    ['by widening its scope', 'PATCH', 'role_permissions?resource=eq.customers', { scope: 'all' }],
    [
      'by adding to it',
      'POST',
      'role_permissions',
      { role_id: 'mine', resource: 'roles', action: 'update', scope: 'all' },
    ],
    ['by a new role', 'POST', 'roles', { key: `own_${randomUUID().slice(0, 8)}`, name: 'Own' }],
    ['by being somebody else’s sign-in', 'PATCH', 'profiles?id=eq.victim', { user_id: 'my-user' }],
    ['by managing everybody', 'PATCH', 'profiles?id=neq.me', { manager_id: 'me' }],
    ['by leading a team', 'PATCH', 'teams?id=not.is.null', { lead_id: 'me' }],
    ['by joining a queue', 'POST', 'ticket_queue_members', { queue_id: 'queue', profile_id: 'me' }],
    ['by moving to another team', 'PATCH', 'profiles?id=eq.me', { team_id: 'team' }],
    ['by save_person', 'POST', 'rpc/save_person', { payload: { id: 'me', role_ids: ['admin'] } }],
    ['by save_role_matrix', 'POST', 'rpc/save_role_matrix', { payload: { id: 'mine', permissions: {} } }],
    ['by viewing as an administrator', 'POST', 'rpc/start_view_as', { payload: { role_id: 'admin' } }],
    [
      'by the profile’s form',
      'POST',
      'rpc/update_my_profile',
      { changes: { manager_id: null, active: true } },
    ],
  ])('%s', async (_, method, path, body) => {
    const words: Record<string, string> = {
      me: rep.id,
      admin,
      mine: await value<string>(`select id from public.roles where key = 'sales_rep'`),
      victim: victim.owner,
      'my-user': rep.userId,
      queue: victim.queue,
      team: victim.team,
    };
    const filled = (text: string) =>
      text.replace(
        /(eq\.|neq\.|")(me|admin|mine|victim|my-user|queue|team)("|$)/g,
        (_all, before, word, after) => {
          return `${before}${words[word]}${after}`;
        },
      );
    const state = () =>
      value<string>(
        `select md5(concat_ws('|', (select jsonb_agg(to_jsonb(r) order by r.profile_id, r.role_id) from public.profile_roles r),
          (select jsonb_agg(to_jsonb(r) order by r.role_id, r.resource, r.action) from public.role_permissions r),
          (select jsonb_agg(to_jsonb(p) order by p.id) from public.profiles p), (select jsonb_agg(to_jsonb(t) order by t.id) from public.teams t),
          (select jsonb_agg(to_jsonb(m)) from public.ticket_queue_members m), (select count(*) from public.roles), (select count(*) from public.view_as_sessions)))`,
      );
    const before = await state();
    const answer = await ask(
      rep.token,
      method,
      filled(path),
      JSON.parse(filled(JSON.stringify(body))),
      'return=representation,resolution=merge-duplicates',
    );
    if (answer.status < 300) expect(answer.body).toEqual([]);
    else expect(answer.code).toMatch(/^(42501|22023)$/);
    expect(await state()).toBe(before);
  });
});

describe('writing another’s row', () => {
  const stolen: [string, () => Promise<unknown>][] = [
    [
      'by upsert on its id',
      () => post('customers', { id: victim.customer, name: 'Mine' }, 'resolution=merge-duplicates'),
    ],
    [
      'by upsert that ignores',
      () => post('customers', { id: victim.customer, name: 'Mine' }, 'resolution=ignore-duplicates'),
    ],
    [
      'by a bulk of one’s own and theirs',
      () =>
        post(
          'customers',
          [
            { id: randomUUID(), name: 'Own' },
            { id: victim.customer, name: 'Mine' },
          ],
          'resolution=merge-duplicates',
        ),
    ],
    [
      'by a bulk that names its owner',
      () => post('deals', [{ name: 'X', owner_id: victim.owner, stage_id: victim.stage }]),
    ],
    [
      'by an update of everything',
      () => ask(rep.token, 'PATCH', 'customers?id=not.is.null', { description: 'Mine' }),
    ],
    [
      'by an update through an embedding',
      () =>
        ask(rep.token, 'PATCH', `customers?select=*,deals(*)&deals.id=eq.${victim.deal}`, { city: 'Mine' }),
    ],
    [
      'by deleting what hangs on it',
      () => ask(rep.token, 'DELETE', `contacts?customer_id=eq.${victim.customer}`),
    ],
    [
      'by moving one’s own contact there',
      async () => {
        const own = await value<string>(
          `insert into public.customers (name, owner_id) values ('Own', $1) returning id`,
          [rep.id],
        );
        const contact = await value<string>(
          `insert into public.contacts (customer_id, full_name) values ($1, 'C') returning id`,
          [own],
        );
        return ask(rep.token, 'PATCH', `contacts?id=eq.${contact}`, { customer_id: victim.customer });
      },
    ],
    ['by a child hung on it', () => post('contacts', { customer_id: victim.customer, full_name: 'Hung' })],
    [
      'by a contact’s details hung on it',
      () =>
        post(
          'contact_details',
          { contact_id: victim.contact, customer_id: victim.customer, phone: '1' },
          'resolution=merge-duplicates',
        ),
    ],
    ['by a message in its ticket', () => post('ticket_messages', { ticket_id: victim.ticket, body: 'X' })],
    [
      'by a deal hung on it',
      () => post('deals', { name: 'X', customer_id: victim.customer, stage_id: victim.stage }),
    ],
    ['by an order hung on it', () => post('orders', { customer_id: victim.customer })],
    [
      'by an activity hung on it',
      () => post('activities', { kind: 'note', subject: 'X', customer_id: victim.customer }),
    ],
    ['by a task hung on it', () => post('tasks', { title: 'X', customer_id: victim.customer })],
    ['by a subsidiary of it', () => post('customers', { name: 'X', parent_id: victim.customer })],
    [
      'by another’s access key',
      () => post('customer_tags', { customer_id: victim.customer, tag_id: randomUUID(), access_id: rep.id }),
    ],
  ];
  test.each(stolen)('%s', async (_, attempt) => {
    const before = await stateOf(victim);
    const answer = (await attempt()) as { status: number; body: unknown; code: string | null };
    if (answer.status >= 300)
      expect(answer.code, JSON.stringify(answer.body)).toMatch(/^(42501|23505|23502)$/);
    expect(JSON.stringify(answer.body)).not.toContain(victim.marker);
    expect(await stateOf(victim)).toBe(before);
  });

  test('by an import whose rows name theirs', async () => {
    const before = await stateOf(victim);
    const job = await ask(manager.token, 'POST', 'rpc/begin_import', {
      payload: {
        resource: 'customers',
        file_name: 'x.csv',
        file_size: 1,
        columns: ['name', 'phone'],
        signature: 'x',
        mapping: {},
      },
    });
    const rows = [
      [1, ['x'], { name: victim.marker, city: 'Mine' }, []],
      [2, ['x'], { name: 'New', email: victim.email, city: 'Mine' }, []],
    ];
    await ask(manager.token, 'POST', 'rpc/stage_import_rows', { job: job.body, rows });
    await ask(manager.token, 'POST', 'rpc/check_import', { job: job.body });
    const checked = await ask(
      manager.token,
      'GET',
      `import_rows?select=action,record_id,before&job_id=eq.${job.body}&order=row_number`,
    );
    // neither is recognised: to this manager there is no such customer
    expect(checked.body).toMatchObject([
      { action: 'create', before: null },
      { action: 'create', before: null },
    ]);
    expect(JSON.stringify(checked.body)).not.toContain(victim.customer);
    await ask(manager.token, 'POST', 'rpc/apply_import', { job: job.body });
    expect(await stateOf(victim)).toBe(before);
  });
});

describe('moving a row out of one’s scope and back', () => {
  test('a record given away is gone, and is not taken back', async () => {
    const own = await value<string>(
      `insert into public.deals (name, owner_id, stage_id, pipeline_id)
      select 'Mine', $1, $2, pipeline_id from public.pipeline_stages where id = $2 returning id`,
      [rep.id, victim.stage],
    );
    const assign = (owner: string) =>
      post('rpc/assign_records', { resource: 'deals', ids: [own], owner_id: owner });
    expect((await ask(rep.token, 'PATCH', `deals?id=eq.${own}`, { owner_id: victim.owner })).code).toBe(
      '42501',
    );
    expect((await assign(victim.owner)).status).toBe(200);
    expect((await ask(rep.token, 'GET', `deals?id=eq.${own}`)).body).toEqual([]);
    expect((await assign(rep.id)).code).toBe('P0002');
    const back = await ask(
      rep.token,
      'PATCH',
      `deals?id=eq.${own}`,
      { name: 'Back' },
      'return=representation',
    );
    expect(back.body).toEqual([]);
  });

  test('a team’s record is not pushed to another team', async () => {
    const mine = await value<string>('select team_id from public.profiles where id = $1', [manager.id]);
    const row = await value<string>(
      `insert into public.customers (name, team_id) values ('Team''s', $1) returning id`,
      [mine],
    );
    const pushed = await ask(manager.token, 'PATCH', `customers?id=eq.${row}`, { team_id: victim.team });
    expect(pushed.code).toBe('42501');
    const nobodys = await ask(manager.token, 'PATCH', `customers?id=eq.${row}`, { team_id: null });
    expect(nobodys.code).toBe('42501');
  });

  test('its maker, id and making stay what they are', async () => {
    const own = await value<string>(
      `insert into public.customers (name, owner_id) values ('Own', $1) returning id`,
      [rep.id],
    );
    await ask(rep.token, 'PATCH', `customers?id=eq.${own}`, {
      created_by: victim.owner,
      created_at: '2001-01-01',
      id: randomUUID(),
    });
    const { rows } = await sql.query(
      "select id, created_by, created_at > now() - interval '1 hour' as fresh from public.customers where id = $1",
      [own],
    );
    expect(rows).toEqual([{ id: own, created_by: null, fresh: true }]);
  });
});

describe('what is guessed', () => {
  test('an id tells nothing: there is no difference between hidden and absent', async () => {
    const absent = randomUUID();
    for (const path of ['customers', 'deals', 'tickets', 'tasks', 'orders', 'activities']) {
      const hidden = {
        customers: victim.customer,
        deals: victim.deal,
        tickets: victim.ticket,
        tasks: victim.task,
        orders: victim.order,
        activities: victim.activity,
      }[path];
      for (const [method, body] of [
        ['GET', undefined],
        ['PATCH', { deleted_at: null }],
      ] as const) {
        const [one, other] = await Promise.all(
          [hidden, absent].map((id) =>
            ask(rep.token, method, `${path}?id=eq.${id}`, body, 'return=representation'),
          ),
        );
        expect(one).toEqual(other);
      }
      const [one, other] = await Promise.all(
        [hidden, absent].map((id) => post('rpc/trash_records', { resource: path, ids: [id] })),
      );
      expect(one).toEqual(other);
    }
  });

  test('a key that is made by the rule opens nothing that it should not', async () => {
    // the key of what the victim owns and the rep would have made
    const { rows } = await sql.query<{ keys: string[] }>(
      `select array(select id::text from public.customers where id = $1) as keys`,
      [victim.customer],
    );
    expect(rows[0]?.keys).toHaveLength(1);
    for (const access of [rep.id, victim.owner]) {
      const forged = await post('customers', { name: 'X', access_id: access });
      expect(forged.code).toBe('428C9');
    }
  });
});

test('a role of reading alone writes nothing, whatever it tries', async () => {
  const auditor = await createPerson();
  await giveRole(auditor.id, 'auditor');
  const { rows } = await sql.query<{ table_name: string }>(
    'select table_name from private.resource_tables order by 1',
  );
  for (const { table_name } of rows) {
    const answer = await ask(auditor.token, 'POST', table_name, {});
    expect([table_name, answer.status < 300]).toEqual([table_name, false]);
  }
});
