import { randomUUID } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  anonymous,
  createPerson,
  createRole,
  createTeam,
  emptyProject,
  type Person,
  password,
  service,
  signIn,
  sql,
  value,
} from './support.ts';

const appUrl = 'https://crm.example.com';
let admin: Person;
let outsider: Person;

beforeAll(async () => {
  admin = await createPerson({ roles: ['admin'] });
  outsider = await createPerson({ roles: ['sales_manager'] });
});

const roleId = (key: string) => value<string>('select id from public.roles where key = $1', [key]);
const rolesOf = (person: string) =>
  value<string[]>(
    `select array(select r.key from public.profile_roles pr join public.roles r on r.id = pr.role_id where pr.profile_id = $1 order by 1)`,
    [person],
  );
const versionOf = (person: string) =>
  value<string>('select to_json(updated_at) from public.profiles where id = $1', [person]);

async function lastMailTo(email: string): Promise<{ subject: string; text: string; token: string }> {
  const { rows } = await sql.query<{ subject: string; body_text: string }>(
    'select subject, body_text from public.outbox where recipient = $1 order by created_at desc limit 1',
    [email],
  );
  const mail = rows[0];
  if (!mail) throw new Error(`no mail to ${email}`);
  const token = /token_hash=(\w+)&type=signup/.exec(mail.body_text)?.[1];
  if (!token) throw new Error('the mail has no link');
  return { subject: mail.subject, text: mail.body_text, token };
}

async function invite(wishes: Record<string, unknown> = {}) {
  const email = `Invited-${randomUUID()}@Test.example`;
  const answer = await admin.api.rpc('invite_person', {
    payload: { full_name: 'Mina <Invited>', email, app_url: appUrl, role_ids: [], ...wishes },
  });
  return { email: email.toLowerCase(), answer };
}

describe('inviting', () => {
  test('a mail brings a link at which the invited chooses a password; then they sign in with their roles', async () => {
    const team = await createTeam();
    const { email, answer } = await invite({
      team_id: team,
      manager_id: outsider.id,
      locale: 'fa',
      role_ids: [await roleId('sales_rep')],
    });
    expect(answer.error).toBeNull();
    const id = String(answer.data);
    const mail = await lastMailTo(email);
    expect(mail.subject).toContain('دعوت');
    expect(mail.text).toContain(`${appUrl}/reset-password?token_hash=`);
    const { data: listed } = await admin.api.rpc('list_sign_ins').eq('profile_id', id);
    expect(listed).toMatchObject([{ state: 'invited' }]);

    const visitor = anonymous();
    const opened = await visitor.auth.verifyOtp({ type: 'signup', token_hash: mail.token });
    expect(opened.error).toBeNull();
    expect((await visitor.auth.updateUser({ password })).error).toBeNull();
    const api = await signIn(email);
    const { data: mine } = await api.rpc('my_permissions');
    expect(mine).toMatchObject({ profile_id: id, roles: ['sales_rep'] });
    expect(await value('select team_id from public.profiles where id = $1', [id])).toBe(team);

    const again = await anonymous().auth.verifyOtp({ type: 'signup', token_hash: mail.token });
    expect(again.error).not.toBeNull();
    const resent = await admin.api.rpc('resend_invitation', { payload: { id, app_url: appUrl } });
    expect(resent.error).toMatchObject({ hint: 'joined_already' });
  });

  test('an invitation sent anew ends the earlier link; one for an imported person opens their sign-in', async () => {
    const { email, answer } = await invite();
    const first = await lastMailTo(email);
    const resent = await admin.api.rpc('resend_invitation', {
      payload: { id: answer.data, app_url: appUrl },
    });
    expect(resent.error).toBeNull();
    const second = await lastMailTo(email);
    expect(second.token).not.toBe(first.token);
    expect(
      (await anonymous().auth.verifyOtp({ type: 'signup', token_hash: first.token })).error,
    ).not.toBeNull();
    expect((await anonymous().auth.verifyOtp({ type: 'signup', token_hash: second.token })).error).toBeNull();

    const address = `imported-${randomUUID()}@test.example`;
    const imported = await value<string>(
      `insert into public.profiles (full_name, email) values ('Imported', $1) returning id`,
      [address],
    );
    const opened = await admin.api.rpc('resend_invitation', { payload: { id: imported, app_url: appUrl } });
    expect(opened.error).toBeNull();
    const { token } = await lastMailTo(address);
    expect((await anonymous().auth.verifyOtp({ type: 'signup', token_hash: token })).error).toBeNull();
  });

  test('what is wrong is said at its field, and nothing is left behind', async () => {
    const count = () => value<string>('select count(*) from public.profiles');
    const before = await count();
    const cases = [
      [{ full_name: ' ' }, 'required', 'full_name'],
      [{ email: 'nobody' }, 'invalid_email', 'email'],
      [{ email: admin.email.toUpperCase() }, 'person_exists', 'email'],
      [{ role_ids: [randomUUID()] }, 'missing_reference', 'role_ids'],
      [{ app_url: 'javascript:alert(1)' }, 'malformed', 'app_url'],
    ] as const;
    for (const [wishes, hint, field] of cases) {
      const { answer } = await invite(wishes);
      expect(answer.error, hint).toMatchObject({ hint });
      expect(JSON.parse(answer.error?.details ?? '{}')).toEqual({ field });
    }
    expect(await count()).toBe(before);
  });

  test('only who manages people and roles may', async () => {
    const hr = await createPerson({
      roles: [await createRole({ profiles: { read: 'all', update: 'all' } })],
    });
    for (const person of [outsider, hr]) {
      const { error } = await person.api.rpc('invite_person', {
        payload: { full_name: 'X', email: 'x@test.example', app_url: appUrl },
      });
      expect(error).toMatchObject({ code: '42501' });
      const resent = await person.api.rpc('resend_invitation', {
        payload: { id: outsider.id, app_url: appUrl },
      });
      expect(resent.error).toMatchObject({ code: '42501' });
    }
    expect((await anonymous().rpc('invite_person', { payload: {} })).error?.code).toBe('42501');
    expect((await outsider.api.rpc('list_sign_ins')).data).toEqual([]);
  });
});

describe('changing', () => {
  test('fields and roles are saved at once over the version that was loaded', async () => {
    const person = await createPerson({ roles: ['sales_rep'] });
    const version = await versionOf(person.id);
    const saved = await admin.api.rpc('save_person', {
      payload: {
        id: person.id,
        version,
        changes: { job_title: ' Head of tea ', manager_id: admin.id },
        role_ids: [await roleId('marketer'), await roleId('executive')],
      },
    });
    expect(saved.error).toBeNull();
    expect(await rolesOf(person.id)).toEqual(['executive', 'marketer']);
    expect(await value('select job_title from public.profiles where id = $1', [person.id])).toBe(
      'Head of tea',
    );
    const stale = await admin.api.rpc('save_person', {
      payload: { id: person.id, version, changes: { job_title: 'X' }, role_ids: [] },
    });
    expect(stale.error).toMatchObject({ hint: 'conflict' });
    expect(await rolesOf(person.id)).toEqual(['executive', 'marketer']);
  });

  test('a new address is that of the sign-in too, and one that is taken is refused', async () => {
    const person = await createPerson({ roles: ['sales_rep'] });
    const email = `renamed-${randomUUID()}@test.example`;
    const saved = await admin.api.rpc('save_person', { payload: { id: person.id, changes: { email } } });
    expect(saved.error).toBeNull();
    await signIn(email);
    await expect(signIn(person.email)).rejects.toThrow();
    const taken = await admin.api.rpc('save_person', {
      payload: { id: person.id, changes: { email: admin.email } },
    });
    expect(taken.error).toMatchObject({ code: '23505' });
  });

  test('who manages people but not roles gives no roles and takes over no sign-in', async () => {
    const hr = await createPerson({
      roles: [await createRole({ profiles: { read: 'all', update: 'all' }, roles: { read: 'all' } })],
    });
    const target = await createPerson({ roles: ['admin'] });
    const email = `taken-over-${randomUUID()}@test.example`;
    const paths = [
      hr.api.rpc('save_person', { payload: { id: target.id, changes: { email } } }),
      hr.api.from('profiles').update({ email }).eq('id', target.id).select('id'),
      hr.api.rpc('save_person', { payload: { id: hr.id, role_ids: [await roleId('admin')] } }),
    ];
    for (const path of paths) expect((await path).error?.code).toBe('42501');
    const moved = await hr.api.rpc('save_person', {
      payload: { id: target.id, changes: { job_title: 'Moved' } },
    });
    expect(moved.error).toBeNull();
    expect(await rolesOf(hr.id)).toHaveLength(1);
  });

  test('managers never form a circle, not even by two at once', async () => {
    const [a, b, c] = await Promise.all([createPerson(), createPerson(), createPerson()]);
    const manage = (who: Person, by: Person) =>
      admin.api.rpc('save_person', { payload: { id: who.id, changes: { manager_id: by.id } } });
    expect((await manage(a, b)).error).toBeNull();
    expect((await manage(b, c)).error).toBeNull();
    expect((await manage(c, a)).error).toMatchObject({ hint: 'manager_cycle' });
    const [d, e] = await Promise.all([createPerson(), createPerson()]);
    const both = await Promise.all([manage(d, e), manage(e, d)]);
    expect(both.filter(({ error }) => error === null)).toHaveLength(1);
  });

  test('people are found by any part of what they are called', async () => {
    const found = await admin.api
      .rpc('search_people', { q: admin.email.slice(0, 20) }, { get: true })
      .select('id');
    expect(found.data).toEqual([{ id: admin.id }]);
  });
});

describe('deactivating', () => {
  async function leaverWithWork() {
    const leaver = await createPerson({ roles: ['sales_rep'] });
    const { rows } = await sql.query<{ stage_id: string; pipeline_id: string }>(
      `select id as stage_id, pipeline_id from public.pipeline_stages where outcome = 'open' limit 1`,
    );
    const place = [rows[0]?.pipeline_id, rows[0]?.stage_id];
    await sql.query(`insert into public.customers (name, owner_id) values ('Left behind', $1)`, [leaver.id]);
    await sql.query(
      `insert into public.deals (name, owner_id, pipeline_id, stage_id) values ('Open', $1, $2, $3), ('Also open', $1, $2, $3)`,
      [leaver.id, ...place],
    );
    await sql.query(`insert into public.tickets (subject, assignee_id) values ('Help', $1)`, [leaver.id]);
    await sql.query(
      `insert into public.tickets (subject, assignee_id, status) values ('Helped', $1, 'closed')`,
      [leaver.id],
    );
    await sql.query(`insert into public.tasks (title, assignee_id) values ('Call', $1)`, [leaver.id]);
    const report = await createPerson({ managerId: leaver.id });
    await createTeam({ leadId: leaver.id });
    return { leaver, report };
  }

  test('ends access at once, though the token lives, and sessions and sign-in with it', async () => {
    const { leaver } = await leaverWithWork();
    const signedIn = await signIn(leaver.email);
    expect((await leaver.api.from('customers').select('id')).data).toHaveLength(1);
    const { error } = await admin.api.rpc('deactivate_person', { payload: { id: leaver.id } });
    expect(error).toBeNull();
    expect((await leaver.api.from('customers').select('id')).data).toEqual([]);
    expect((await leaver.api.rpc('my_permissions')).data).toMatchObject({ profile_id: null });
    expect((await signedIn.auth.refreshSession()).error).not.toBeNull();
    expect(await value('select count(*)::int from auth.sessions where user_id = $1', [leaver.userId])).toBe(
      0,
    );
    await expect(signIn(leaver.email)).rejects.toThrow();

    expect((await admin.api.rpc('reactivate_person', { payload: { id: leaver.id } })).error).toBeNull();
    const back = await signIn(leaver.email);
    expect((await back.from('customers').select('id')).data).toHaveLength(1);
  });

  test('hands over what is open to whom it is given, each kind to another or to nobody', async () => {
    const { leaver, report } = await leaverWithWork();
    const heir = await createPerson({ roles: ['sales_rep'] });
    await sql.query(
      `insert into public.events (title, starts_at, ends_at, owner_id, created_by)
       select 'Talk', now() + d.day, now() + d.day + interval '1 hour', $1, $1 from (values (interval '1 day'), (interval '-1 day')) d (day)`,
      [leaver.id],
    );
    const { data: open } = await admin.api.rpc('person_open_work', { person: leaver.id });
    expect(open).toEqual({ customers: 1, deals: 2, tickets: 1, tasks: 1, events: 1, reports: 1, teams: 1 });
    const { data, error } = await admin.api.rpc('deactivate_person', {
      payload: {
        id: leaver.id,
        hand_over: {
          customers: heir.id,
          deals: heir.id,
          tickets: null,
          events: heir.id,
          reports: admin.id,
          teams: heir.id,
        },
      },
    });
    expect(error).toBeNull();
    expect(data).toEqual({ customers: 1, deals: 2, tickets: 1, events: 1, reports: 1, teams: 1 });
    expect((await heir.api.from('deals').select('name')).data).toHaveLength(2);
    const { data: left } = await admin.api.rpc('person_open_work', { person: leaver.id });
    expect(left).toEqual({ customers: 0, deals: 0, tickets: 0, tasks: 1, events: 0, reports: 0, teams: 0 });
    expect(await value('select manager_id from public.profiles where id = $1', [report.id])).toBe(admin.id);
    expect(
      await value(`select count(*)::int from public.tickets where assignee_id = $1 and status = 'closed'`, [
        leaver.id,
      ]),
    ).toBe(1);
  });

  test('an heir who was the leaver’s report is managed by the leaver’s manager', async () => {
    const { leaver, report } = await leaverWithWork();
    const other = await createPerson({ managerId: leaver.id });
    await sql.query('update public.profiles set manager_id = $1 where id = $2', [admin.id, leaver.id]);
    const { error } = await admin.api.rpc('deactivate_person', {
      payload: { id: leaver.id, hand_over: { reports: report.id } },
    });
    expect(error).toBeNull();
    const managerOf = (id: string) => value('select manager_id from public.profiles where id = $1', [id]);
    expect(await managerOf(report.id)).toBe(admin.id);
    expect(await managerOf(other.id)).toBe(report.id);
  });

  test('nothing is half-done: a wrong heir leaves everything as it was', async () => {
    const { leaver } = await leaverWithWork();
    const gone = await createPerson({ active: false });
    const heir = await createPerson();
    const { error } = await admin.api.rpc('deactivate_person', {
      payload: { id: leaver.id, hand_over: { customers: heir.id, tasks: gone.id } },
    });
    expect(error).toMatchObject({ hint: 'not_active', details: '{"field": "tasks"}' });
    expect(await value('select active from public.profiles where id = $1', [leaver.id])).toBe(true);
    expect((await leaver.api.from('customers').select('id')).data).toHaveLength(1);
  });

  test('nobody deactivates themselves, and nobody without the permission anybody', async () => {
    const own = await admin.api.rpc('deactivate_person', { payload: { id: admin.id } });
    expect(own.error).toMatchObject({ hint: 'not_yourself' });
    const denied = await outsider.api.rpc('deactivate_person', { payload: { id: admin.id } });
    expect(denied.error).toMatchObject({ code: '42501' });
    expect((await outsider.api.rpc('person_open_work', { person: admin.id })).error?.code).toBe('42501');
    const asService = await service().from('profiles').update({ active: false }).eq('id', outsider.id);
    expect(asService.error).toBeNull();
    await sql.query('update public.profiles set active = true where id = $1', [outsider.id]);
  });
});

test('on a hosted project the link is one that its auth server knows, and leaving ends what it keeps', async () => {
  const project = await emptyProject();
  try {
    const { rows } = await project.sql.query<{ id: string }>(
      `insert into public.profiles (full_name, email) values ('Hosted', 'hosted@test.example') returning id`,
    );
    const id = rows[0]?.id;
    await project.sql.query('select private.send_invitation($1, $2)', [id, appUrl]);
    await project.sql.query('select private.send_invitation($1, $2)', [id, appUrl]);
    const invited = await project.sql.query(
      `select o.token_type, o.token_hash = u.confirmation_token and m.body_text like '%' || o.token_hash || '&type=signup%' as known,
         u.confirmation_sent_at + interval '1 hour' > now() + interval '6 days' as lasts, u.banned_until
       from auth.one_time_tokens o join auth.users u on u.id = o.user_id join public.profiles p on p.user_id = u.id
       join public.outbox m on m.recipient = p.email order by m.created_at desc limit 1`,
    );
    expect(invited.rows).toEqual([
      { token_type: 'confirmation_token', known: true, lasts: true, banned_until: null },
    ]);

    await project.sql.query(
      `with session as (insert into auth.sessions (id, user_id) select gen_random_uuid(), user_id from public.profiles where id = $1 returning id, user_id)
       insert into auth.refresh_tokens (token, user_id) select 'loose', user_id from session`,
      [id],
    );
    await project.sql.query('update public.profiles set active = false where id = $1', [id]);
    const left = await project.sql.query(
      `select (select count(*)::int from auth.sessions) as sessions, (select count(*)::int from auth.refresh_tokens) as tokens,
         (select bool_and(banned_until > now()) from auth.users) as banned`,
    );
    expect(left.rows).toEqual([{ sessions: 0, tokens: 0, banned: true }]);
  } finally {
    await project.close();
  }
});
