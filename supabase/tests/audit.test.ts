import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { answerOf, linesAbout, newCustomer } from './audit-lines.ts';
import {
  anonymous,
  type Client,
  createPerson,
  createRole,
  emptyProject,
  type Person,
  service,
  signIn,
  sql,
  value,
} from './support.ts';

let rep: Person;
let auditor: Person;
let admin: Person;

beforeAll(async () => {
  await sql.query(`select private.ensure_defaults('en')`);
  rep = await createPerson({ roles: ['sales_rep'], fullName: 'Mina Rep' });
  auditor = await createPerson({ roles: ['auditor'] });
  admin = await createPerson({ roles: ['admin'] });
});

describe('what is logged', () => {
  test('who changed what, from what to what, by which way, and only the changed fields', async () => {
    const id = await newCustomer(rep, 'Before');
    await rep.api.from('customers').update({ name: 'After', city: 'Bonn' }).eq('id', id);
    const [last, first] = await linesAbout(auditor, id);
    expect(last).toMatchObject({
      action: 'update',
      actor_id: rep.id,
      resource: 'customers',
      record_id: id,
      source: 'api',
    });
    expect(last?.changes).toEqual({ name: ['Before', 'After'], city: [null, 'Bonn'] });
    expect(first).toMatchObject({ action: 'create', actor_id: rep.id });
    expect(first?.changes.name).toEqual([null, 'Before']);
  });

  test('what changes nothing leaves no line', async () => {
    const id = await newCustomer(rep, 'Same');
    await rep.api.from('customers').update({ name: 'Same' }).eq('id', id);
    expect(await linesAbout(auditor, id)).toHaveLength(1);
  });

  test('trash, restore and assign by their names, and what hangs on a record in its history', async () => {
    const id = await newCustomer(rep);
    await rep.api.rpc('trash_records', { resource: 'customers', ids: [id] });
    await rep.api.rpc('restore_records', { resource: 'customers', ids: [id] });
    await rep.api.from('contacts').insert({ customer_id: id, full_name: 'A Contact', access_id: id });
    await rep.api.rpc('assign_records', { resource: 'customers', ids: [id], owner_id: admin.id });
    expect((await linesAbout(auditor, id)).map(({ action, resource }) => `${resource} ${action}`)).toEqual([
      'customers assign',
      'contacts create',
      'customers restore',
      'customers trash',
      'customers create',
    ]);
  });

  test('changes of access: a role’s permission and who has it, the key of the row with them', async () => {
    const key = await createRole({ deals: { read: 'own' } });
    const role = await value<string>('select id from public.roles where key = $1', [key]);
    const raised = await admin.api
      .from('role_permissions')
      .update({ scope: 'all' })
      .eq('role_id', role)
      .select();
    expect(raised.error).toBeNull();
    await admin.api.from('profile_roles').insert({ profile_id: rep.id, role_id: role });
    const { rows } = await sql.query(
      `select actor_id, action, record_key, changes from public.audit_log where table_name = 'role_permissions' and action = 'update' and root_id = $1`,
      [role],
    );
    expect(rows).toEqual([
      {
        actor_id: admin.id,
        action: 'update',
        record_key: { role_id: role, resource: 'deals', action: 'read' },
        changes: { scope: ['own', 'all'] },
      },
    ]);
    expect(
      (await linesAbout(auditor, rep.id)).some(
        ({ action, record_id, resource }) => action === 'create' && resource === 'roles' && !record_id,
      ),
    ).toBe(true);
  });

  test('thousands of rows in one statement, one line each', async () => {
    const mark = randomUUID();
    await sql.query(`insert into public.tags (name) select $1 || ' ' || n from generate_series(1, 3000) n`, [
      mark,
    ]);
    await sql.query(`update public.tags set name = name || '.' where name like $1 || ' %'`, [mark]);
    await sql.query(`delete from public.tags where name like $1 || ' %'`, [mark]);
    const { rows } = await sql.query(
      `select action, count(*)::int as n from public.audit_log where changes -> 'name' ->> 0 like $1 or changes -> 'name' ->> 1 like $1 group by 1 order by 1`,
      [`${mark}%`],
    );
    expect(rows).toEqual([
      { action: 'create', n: 3000 },
      { action: 'delete', n: 3000 },
      { action: 'update', n: 3000 },
    ]);
  });

  test('a key that is changed is a row gone and a row come', async () => {
    const id = await newCustomer(rep);
    const [one, other] = await Promise.all(
      [1, 2].map(() =>
        value<string>(`insert into public.tags (name) values (gen_random_uuid()::text) returning id`),
      ),
    );
    await sql.query('insert into public.customer_tags (customer_id, tag_id) values ($1, $2)', [id, one]);
    await sql.query('update public.customer_tags set tag_id = $2 where customer_id = $1', [id, other]);
    const { rows } = await sql.query(
      `select changes from public.audit_log where table_name = 'customer_tags' and root_id = $1 order by id`,
      [id],
    );
    expect(rows.map(({ changes }) => changes.tag_id)).toEqual(
      expect.arrayContaining([
        [null, one],
        [one, null],
        [null, other],
      ]),
    );
  });

  test('imports, from which request they come', async () => {
    const begun = await admin.api.rpc('begin_import', {
      payload: {
        resource: 'products',
        file_name: 'p.csv',
        file_size: 1,
        columns: ['sku'],
        signature: 's',
        mapping: {},
      },
    });
    expect(begun.error).toBeNull();
    await admin.api.rpc('cancel_import', { job: String(begun.data) });
    const lines = await linesAbout(auditor, String(begun.data));
    expect(lines.map(({ action, source, actor_id }) => [action, source, actor_id])).toEqual([
      ['import', 'import', admin.id],
      ['import', 'import', admin.id],
    ]);
    expect(lines[0]?.changes.status).toEqual(['staging', 'cancelled']);
  });

  test('exports, for who may export', async () => {
    const payload = { resource: 'customers', filter: { q: 'x' }, columns: ['name'], rows: 12 };
    expect((await rep.api.rpc('begin_export', { payload })).error).toBeNull();
    expect(
      (await rep.api.rpc('begin_export', { payload: { ...payload, resource: 'profiles' } })).error,
    ).toMatchObject({ code: '42501', hint: 'denied' });
    expect((await anonymous().rpc('begin_export', { payload })).error?.code).toBe('42501');
    const { data } = await auditor.api.rpc('list_audit', {
      payload: { actions: ['export'], actors: [rep.id] },
    });
    expect(answerOf(data).lines).toHaveLength(1);
    expect(answerOf(data).lines[0]?.changes).toEqual({
      filter: [null, { q: 'x' }],
      columns: [null, ['name']],
      rows: [null, 12],
    });
  });

  test('sign-ins, those that failed too, and no password that was typed for an address', async () => {
    await signIn(rep.email);
    await expect(signIn(rep.email, 'wrong-password')).rejects.toThrow();
    await expect(signIn('hunter2secret', 'wrong-password')).rejects.toThrow();
    const { rows } = await sql.query<{ action: string; actor_id: string | null; email: string }>(
      `select action, actor_id, changes -> 'email' ->> 1 as email from public.audit_log where source = 'auth' and (root_id = $1 or root_id is null) and changes -> 'email' ->> 1 in ($2, '?') order by id`,
      [rep.id, rep.email],
    );
    expect(rows).toEqual([
      { action: 'sign_in', actor_id: rep.id, email: rep.email },
      { action: 'sign_in_failed', actor_id: null, email: rep.email },
      { action: 'sign_in_failed', actor_id: null, email: '?' },
    ]);
  });

  test('sign-ins on a hosted project, by its auth server’s hooks', async () => {
    const claims = { sub: rep.userId, role: 'authenticated' };
    const ask = (text: string, event: object) => value(`select private.${text}($1)`, [JSON.stringify(event)]);
    const count = () =>
      value<number>(`select count(*)::int from public.audit_log where source = 'auth' and root_id = $1`, [
        rep.id,
      ]);
    const before = await count();
    expect(
      await ask('hook_access_token', { user_id: rep.userId, claims, authentication_method: 'password' }),
    ).toEqual({ claims });
    expect(
      await ask('hook_access_token', { user_id: rep.userId, claims, authentication_method: 'token_refresh' }),
    ).toEqual({ claims });
    expect(await ask('hook_password_attempt', { user_id: rep.userId, valid: false })).toEqual({
      decision: 'continue',
    });
    expect(await ask('hook_password_attempt', { user_id: rep.userId, valid: true })).toEqual({
      decision: 'continue',
    });
    expect(await count()).toBe(before + 2);
    expect(
      await value(`select bool_and(has_function_privilege('supabase_auth_admin', f, 'execute') and not has_function_privilege('authenticated', f, 'execute'))
        from unnest(array['private.hook_access_token(jsonb)', 'private.hook_password_attempt(jsonb)']) f`),
    ).toBe(true);
  });
});

describe('which tables', () => {
  const exceptions = [
    'audit_log',
    'bulk_jobs',
    'comments',
    'customer_lifecycle_history',
    'customer_pins',
    'deal_close_dates',
    'deal_stage_history',
    'deal_win_probabilities',
    'followers',
    'forecast_snapshots',
    'import_rows',
    'list_layouts',
    'mailbox_messages',
    'metric_dimensions',
    'metric_functions',
    'metrics',
    'notification_settings',
    'notifications',
    'outbox',
    'saved_views',
    'stage_norms',
    'ticket_events',
    'win_evidence',
  ];

  test('every table but the reasoned exceptions, with the columns that it has', async () => {
    const project = await emptyProject();
    try {
      await project.sql.query('select private.audit_tables()');
      const { rows } = await project.sql.query<{ name: string }>(
        `select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and (select count(*) from pg_trigger t where t.tgrelid = c.oid and t.tgname like 'zz\\_audit\\_%' and t.tgenabled = 'O') <> 3 order by 1`,
      );
      expect(rows.map(({ name }) => name)).toEqual(exceptions);
      expect(
        (await project.sql.query('select table_name from private.audit_exceptions order by 1')).rows.map(
          ({ table_name }) => table_name,
        ),
      ).toEqual(exceptions);
      expect((await project.sql.query('select private.audit_tables() as n')).rows[0].n).toBe(0);
    } finally {
      await project.close();
    }
  });

  test('a table and a column that come later are audited', async () => {
    const project = await emptyProject();
    try {
      const run = (text: string) => project.sql.query(text);
      await run(`create table public.things (id uuid primary key default gen_random_uuid(), name text)`);
      await run(`call private.protect_reference('things', 'settings')`);
      await run(`alter table public.things add colour text`);
      await run('select private.seal_audit()');
      await run(`insert into public.things (name, colour) values ('chair', 'red')`);
      const { rows } = await run(`select changes from public.audit_log where table_name = 'things'`);
      expect(rows).toEqual([{ changes: { name: [null, 'chair'], colour: [null, 'red'] } }]);
    } finally {
      await project.close();
    }
  });

  test('nobody who comes by the API switches it off', async () => {
    for (const role of ['anon', 'authenticated', 'service_role', 'authenticator']) {
      expect(
        await value(`select has_parameter_privilege($1, 'session_replication_role', 'set')`, [role]),
        role,
      ).toBe(false);
    }
  });
});

describe('append-only', () => {
  test.each<[string, () => Client]>([
    ['an administrator', () => admin.api],
    ['an auditor', () => auditor.api],
    ['the service role', () => service()],
    ['nobody', () => anonymous()],
  ])('%s writes, changes and deletes no line', async (_, who) => {
    const api = who();
    const tries = [
      api.from('audit_log').insert({ action: 'update', resource: 'deals', source: 'api' }),
      api.from('audit_log').update({ action: 'forged' }).gt('id', 0),
      api.from('audit_log').delete().gt('id', 0),
    ];
    for (const attempt of tries) expect((await attempt).error?.code).toBe('42501');
  });

  test('nor does the owner of the table by plain SQL', async () => {
    for (const text of [
      'update public.audit_log set action = action',
      'delete from public.audit_log',
      'truncate public.audit_log',
    ]) {
      await expect(sql.query(text)).rejects.toMatchObject({ code: '42501', hint: 'audit_fixed' });
    }
  });

  test('no role of the API has a right to the seals', async () => {
    for (const role of ['anon', 'authenticated', 'service_role', 'atrium_worker']) {
      expect(
        await value(
          `select has_table_privilege($1, 'private.audit_seals', 'select, insert, update, delete, truncate')`,
          [role],
        ),
        role,
      ).toBe(false);
    }
  });
});

test('the running stack seals by itself, every minute', async () => {
  expect(
    await value(
      `select every from public.jobs where name = 'audit.seal' and function_name = 'seal_audit' and enabled`,
    ),
  ).toEqual({ minutes: 1 });
});
