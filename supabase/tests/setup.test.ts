import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createPerson, emptyProject, service, stack } from './support.ts';

const organisation = {
  organisation: 'Müller & 子公司',
  full_name: 'Ada Admin',
  email: 'Ada@Example.example',
  password: 'correct horse',
  locale: 'fa',
  timezone: 'Asia/Tehran',
  currency: 'EUR',
};

test('an empty project gets its organisation and first administrator once, also from two at the same time', async () => {
  const project = await emptyProject();
  try {
    expect((await project.sql.query('select public.setup_needed() as needed')).rows).toEqual([
      { needed: true },
    ]);
    const tries = await Promise.allSettled(
      [1, 2, 3].map((n) =>
        project.sql.query('select public.setup_organisation($1)', [
          { ...organisation, email: `ada${n}@a.example` },
        ]),
      ),
    );
    expect(tries.filter((one) => one.status === 'fulfilled')).toHaveLength(1);
    for (const one of tries)
      if (one.status === 'rejected') expect(one.reason).toMatchObject({ hint: 'already_set_up' });
    expect((await project.sql.query('select public.setup_needed() as needed')).rows).toEqual([
      { needed: false },
    ]);
    const { rows } = await project.sql.query(`
      select s.organisation, s.base_currency, s.week_start, d.key as department, r.key as role, p.locale,
        (select count(*)::int from auth.users u where u.id = p.user_id and u.email_confirmed_at is not null) as sign_ins,
        (select count(*)::int from public.pipeline_stages) as stages, (select name from public.departments where key = 'sales') as sales
      from public.settings s, public.profiles p join public.departments d on d.id = p.department_id
      join public.profile_roles pr on pr.profile_id = p.id join public.roles r on r.id = pr.role_id`);
    expect(rows).toEqual([
      {
        organisation: 'Müller & 子公司',
        base_currency: 'EUR',
        week_start: 6,
        department: 'management',
        role: 'admin',
        locale: 'fa',
        sign_ins: 1,
        stages: 6,
        sales: 'فروش',
      },
    ]);
  } finally {
    await project.close();
  }
});

describe('a wrong answer', () => {
  let project: Awaited<ReturnType<typeof emptyProject>>;
  beforeAll(async () => {
    project = await emptyProject();
  });
  afterAll(() => project.close());

  test.each([
    [{ organisation: ' ' }, 'required', 'organisation'],
    [{ full_name: '' }, 'required', 'full_name'],
    [{ email: 'nobody' }, 'invalid_email', 'email'],
    [{ password: 'short' }, 'password_too_short', 'password'],
    [{ password: 'x'.repeat(73) }, 'password_too_long', 'password'],
    [{ timezone: 'Mars/Olympus' }, 'unknown_timezone', 'timezone'],
    [{ currency: 'euro' }, 'unknown_currency', 'currency'],
    [{ locale: 'xx' }, 'unknown_locale', 'locale'],
  ])('such as %j is refused by field and leaves nothing behind', async (wrong, hint, field) => {
    const failure = await project.sql
      .query('select public.setup_organisation($1)', [{ ...organisation, ...wrong }])
      .catch((error: unknown) => error);
    expect(failure).toMatchObject({ hint, detail: JSON.stringify({ field }) });
    const { rows } = await project.sql.query(
      'select (select count(*)::int from auth.users) as users, (select count(*)::int from public.settings) as settings',
    );
    expect(rows).toEqual([{ users: 0, settings: 0 }]);
  });
});

test('nobody but the service role calls it, and the gateway says that it is done', async () => {
  const admin = await createPerson({ roles: ['admin'] });
  const asAdmin = await admin.api.rpc('setup_organisation', { payload: organisation });
  expect(asAdmin.error?.code).toBe('42501');
  const asService = await service().rpc('setup_organisation', { payload: organisation });
  expect(asService.error?.hint).toBe('already_set_up');
  const response = await fetch(`${stack.url}/functions/v1/setup`, {
    headers: { apikey: stack.publishableKey },
  });
  expect(await response.json()).toEqual({ needed: false });
});
