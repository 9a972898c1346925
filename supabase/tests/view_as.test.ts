import { beforeAll, describe, expect, test } from 'vitest';
import { createPerson, createRole, createTeam, type Person, sql, value } from './support.ts';

let admin: Person;
let rep: Person;
let repRole: string;
let repRoleId: string;

beforeAll(async () => {
  repRole = await createRole({
    customers: { read: 'own', create: 'own', update: 'own', delete: 'own' },
    profiles: { read: 'all' },
  });
  repRoleId = await value<string>('select id from public.roles where key = $1', [repRole]);
  admin = await createPerson({ roles: ['admin'] });
  rep = await createPerson({ roles: [repRole], fullName: 'Rebecca Rep' });
});

const customerOf = (owner: Person) =>
  value<string>(`insert into public.customers (name, owner_id) values ('View as', $1) returning id`, [
    owner.id,
  ]);

const sees = async (person: Person, id: string) =>
  (await person.api.from('customers').select('id').eq('id', id)).data?.length === 1;

async function viewing(
  viewer: Person,
  payload: { person_id: string } | { role_id: string },
  work: () => Promise<void>,
): Promise<void> {
  const started = await viewer.api.rpc('start_view_as', { payload });
  expect(started.error).toBeNull();
  try {
    await work();
  } finally {
    expect((await viewer.api.rpc('stop_view_as')).data).toBe(true);
  }
}

describe('who views as a person', () => {
  test('sees what that person sees, and afterwards all again', async () => {
    const theirs = await customerOf(rep);
    const others = await customerOf(admin);
    expect(await sees(admin, theirs)).toBe(true);
    await viewing(admin, { person_id: rep.id }, async () => {
      expect(await sees(admin, theirs)).toBe(true);
      expect(await sees(admin, others)).toBe(false);
      const { data } = await admin.api.rpc('my_permissions');
      const { data: asRep } = await rep.api.rpc('my_permissions');
      expect(data).toMatchObject({
        profile_id: rep.id,
        actor_id: admin.id,
        roles: [repRole],
        viewing_as: { kind: 'person', id: rep.id, name: 'Rebecca Rep' },
      });
      expect(asRep).toMatchObject({ profile_id: rep.id, actor_id: rep.id, viewing_as: null });
    });
    expect(await sees(admin, others)).toBe(true);
    expect((await admin.api.rpc('stop_view_as')).data).toBe(false);
  });

  test('writes nothing, by no path', async () => {
    const theirs = await customerOf(rep);
    await viewing(admin, { person_id: rep.id }, async () => {
      const paths = [
        admin.api.from('customers').insert({ name: 'No' }),
        admin.api.from('customers').upsert({ id: theirs, name: 'No' }),
        admin.api.from('customers').update({ name: 'No' }).eq('id', theirs),
        admin.api.from('customer_tags').delete().eq('customer_id', theirs),
        admin.api.from('mailbox_messages').delete().eq('subject', ''),
        admin.api.rpc('trash_records', { resource: 'customers', ids: [theirs] }),
        admin.api.rpc('update_my_profile', { changes: { job_title: 'No' } }),
        admin.api.rpc('save_customer', { payload: { id: theirs, customer: { name: 'No' } } }),
      ];
      for (const path of paths) {
        expect((await path).error).toMatchObject({ code: '42501', hint: 'viewing_as' });
      }
    });
    expect(await value('select name from public.customers where id = $1', [theirs])).toBe('View as');
  });

  test('every table takes no writes from them, but for the session and the audit log', async () => {
    const { rows } = await sql.query<{ name: string }>(
      `select c.relname as name from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and not exists (select from pg_trigger g where g.tgrelid = c.oid and g.tgenabled = 'O'
           and g.tgfoid = 'private.refuse_while_viewing()'::regprocedure and g.tgtype = 2 + 4 + 8 + 16)`,
    );
    expect(rows.map(({ name }) => name).filter((name) => !name.startsWith('audit'))).toEqual([
      'view_as_sessions',
    ]);
  });

  test('is an hour at most, and over when it is over', async () => {
    const others = await customerOf(admin);
    await admin.api.rpc('start_view_as', { payload: { person_id: rep.id } });
    expect(await sees(admin, others)).toBe(false);
    await sql.query(
      `update public.view_as_sessions set started_at = now() - interval '1 hour', expires_at = now() - interval '1 second'
       where viewer_id = $1 and ended_at is null`,
      [admin.id],
    );
    expect(await sees(admin, others)).toBe(true);
    expect((await admin.api.from('customers').insert({ name: 'Again' })).error).toBeNull();
    await admin.api.rpc('stop_view_as');
  });

  test('views as another by starting again, under their own right to', async () => {
    const second = await createPerson({ roles: [repRole] });
    await viewing(admin, { person_id: rep.id }, async () => {
      const { data } = await admin.api.rpc('start_view_as', { payload: { person_id: second.id } });
      expect(data).toMatchObject({ id: second.id });
    });
    expect(
      await value(
        'select count(*)::int from public.view_as_sessions where viewer_id = $1 and ended_at is null',
        [admin.id],
      ),
    ).toBe(0);
  });
});

describe('who views as a role', () => {
  test('has that role alone, at their own place in the company', async () => {
    const mine = await customerOf(admin);
    const theirs = await customerOf(rep);
    await viewing(admin, { role_id: repRoleId }, async () => {
      expect(await sees(admin, mine)).toBe(true);
      expect(await sees(admin, theirs)).toBe(false);
      const { data } = await admin.api.rpc('my_permissions');
      expect(data).toMatchObject({
        profile_id: admin.id,
        roles: [repRole],
        viewing_as: { kind: 'role', id: repRoleId, key: repRole },
      });
      expect((await admin.api.from('customers').insert({ name: 'No' })).error?.hint).toBe('viewing_as');
    });
  });
});

describe('viewing as somebody else is refused', () => {
  test('to who may not', async () => {
    const { error } = await rep.api.rpc('start_view_as', { payload: { person_id: admin.id } });
    expect(error).toMatchObject({ code: '42501', hint: 'denied' });
    const direct = await rep.api
      .from('view_as_sessions')
      .insert({ viewer_id: rep.id, person_id: admin.id })
      .select();
    expect(direct.error?.code).toBe('42501');
  });

  test('as oneself, as nobody, as somebody who left', async () => {
    const left = await createPerson({ roles: [repRole], active: false });
    for (const [payload, hint] of [
      [{ person_id: admin.id }, 'view_as_self'],
      [{}, 'malformed'],
      [{ person_id: rep.id, role_id: repRoleId }, 'malformed'],
      [{ person_id: left.id }, 'not_active'],
      [{ person_id: '00000000-0000-4000-8000-00000000dead' }, 'gone'],
    ] as const) {
      expect((await admin.api.rpc('start_view_as', { payload })).error?.hint).toBe(hint);
    }
  });

  test('from the moment that the permission is gone, also in a session that was open', async () => {
    const demoted = await createPerson({ roles: ['admin'] });
    await demoted.api.rpc('start_view_as', { payload: { person_id: rep.id } });
    await sql.query('delete from public.profile_roles where profile_id = $1', [demoted.id]);
    const { data } = await demoted.api.rpc('my_permissions');
    expect(data).toMatchObject({ profile_id: demoted.id, viewing_as: null, permissions: {} });
  });
});

test('the revision of my permissions changes with the matrix, the roles, the teams and whom I view as', async () => {
  const revision = async (person: Person) => (await person.api.rpc('my_permissions_revision')).data;
  const role = await createRole({ customers: { read: 'own' } });
  const person = await createPerson({ roles: [role] });
  const seen = [await revision(person)];
  expect(await revision(person)).toBe(seen[0]);
  const changes: [string, unknown[]][] = [
    [
      `update public.role_permissions set scope = 'team' where role_id = (select id from public.roles where key = $1)`,
      [role],
    ],
    [`insert into public.profile_roles select $1, id from public.roles where key = 'marketer'`, [person.id]],
    ['update public.profiles set team_id = $2 where id = $1', [person.id, await createTeam()]],
    ['update public.profiles set manager_id = $1 where id = $2', [person.id, rep.id]],
    ['update public.profiles set active = false where id = $1', [person.id]],
  ];
  for (const [text, values] of changes) {
    await sql.query(text, values);
    const now = await revision(person);
    expect(seen).not.toContain(now);
    seen.push(now);
  }
});
