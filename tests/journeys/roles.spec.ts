import { readFileSync } from 'node:fs';
import type { Browser, Page } from '@playwright/test';
import type pg from 'pg';
import {
  account,
  dark,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  password,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { accountButton, signIn } from './people.ts';
import { type Texts, textsOf } from './texts.ts';

const partner = 'sales.manager';

interface Known {
  personId: string;
  personName: string;
  /** A customer of the person's own, and its phone number as it is stored. */
  customerId: string;
  phone: string;
  /** A deal of a team-mate's, which only a manager's role reaches. */
  otherDeal: string;
  otherDealName: string;
  ownDeals: number;
}

async function know(sql: pg.Pool): Promise<Known> {
  const { rows } = await sql.query<Known>(
    `select p.id as "personId", p.full_name as "personName", c.id as "customerId", d.phone, o.id as "otherDeal", o.name as "otherDealName",
       (select count(*)::int from public.deals x where x.deleted_at is null and p.id in (x.owner_id, x.created_by)) as "ownDeals"
     from public.profiles p
     join lateral (select c.* from public.customers c join public.customer_contact_details d on d.customer_id = c.id
       where c.owner_id = p.id and c.deleted_at is null and length(private.digits(d.phone)) > 8 order by c.number limit 1) c on true
     join public.customer_contact_details d on d.customer_id = c.id
     join lateral (select o.* from public.deals o join public.profiles m on m.id = o.owner_id
       where m.team_id = p.team_id and m.id <> p.id and o.created_by is distinct from p.id and o.deleted_at is null and not o.shared
         and o.customer_id is not null order by o.number limit 1) o on true
     where p.email = $1`,
    [account(partner)],
  );
  const found = rows[0];
  if (!found) throw new Error('the demo company has no such person');
  return found;
}

/** What one person's API, app, search and export say, read anew. */
interface Sight {
  /** How many deals: by the API, by the app's list, by the export. */
  deals: [number, number, number];
  /** The team-mate's deal: by the API, by search, by its page. */
  otherDeal: [boolean, boolean, boolean];
  /** The customer's phone number: by the API, by searching for it, on the page, in the export. */
  phone: [boolean, boolean, boolean, boolean];
}

async function tokenOf(page: Page): Promise<Record<string, string>> {
  const { supabaseKey: apikey } = await (await page.request.get('/config.json')).json();
  const answer = await page.request.post('/auth/v1/token?grant_type=password', {
    headers: { apikey },
    data: { email: account(partner), password },
  });
  const { access_token } = await answer.json();
  return { apikey, authorization: `Bearer ${access_token}` };
}

async function exported(page: Page, t: Texts): Promise<string[]> {
  const download = page.waitForEvent('download');
  await page.getByRole('button', { name: t('buttons.export'), exact: true }).click();
  const file = await (await download).path();
  return readFileSync(file, 'utf8').trim().split(/\r?\n/);
}

/** Opens a list with everything in it, also what is not one's own. */
async function openWhole(page: Page, t: Texts, path: string): Promise<void> {
  await page.goto(path);
  await expect(
    page.getByText(t('list.nothingFound')).or(page.locator('[data-row-link]').first()),
  ).toBeVisible();
  const mine = page.getByRole('button', { name: t('list.mine'), exact: true });
  if ((await mine.getAttribute('aria-pressed')) === 'true') await mine.click();
  await expect(mine).toHaveAttribute('aria-pressed', 'false');
  await expect(page.locator('.at-list-busy')).toHaveCount(0);
  await expect(
    page.getByText(t('list.nothingFound')).or(page.locator('[data-row-link]').first()),
  ).toBeVisible();
}

async function look(browser: Browser, baseURL: string, known: Known): Promise<Sight> {
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const t = await signIn(page, partner);
  const headers = await tokenOf(page);
  const rows = async (path: string): Promise<unknown[]> => {
    const answer = await page.request.get(`/rest/v1/${path}`, { headers });
    expect(answer.ok(), path).toBe(true);
    return answer.json();
  };
  const counted = await page.request.get('/rest/v1/deals?select=id&limit=1', {
    headers: { ...headers, prefer: 'count=exact' },
  });
  const digits = known.phone.replaceAll(/\D/g, '');

  await openWhole(page, t, '/deals');
  const range = page.getByText(/^[\d,]+–[\d,]+ of [\d,]+$/);
  await expect(range).toBeVisible();
  const listed = Number(((await range.textContent()) ?? '').split(' of ')[1]?.replaceAll(',', ''));
  const dealLines = await exported(page, t);
  await openWhole(page, t, `/deals?q=${encodeURIComponent(known.otherDealName)}`);
  const otherLink = page.locator(`[data-row-link][href="/deals/${known.otherDeal}"]`);
  const otherFound = (await otherLink.count()) > 0;
  await page.goto(`/deals/${known.otherDeal}`);
  const heading = page.getByRole('heading', { name: known.otherDealName, level: 1 });
  await expect(heading.or(page.getByText(t('states.gone')))).toBeVisible();
  const otherShown = await heading.isVisible();

  await openWhole(page, t, `/customers?q=${digits}`);
  const customerLink = page.locator(`[data-row-link][href="/customers/${known.customerId}"]`);
  const phoneFound = (await customerLink.count()) > 0;
  await page.goto(`/customers/${known.customerId}`);
  const number = page.locator(`a[href="tel:+${digits}"]`).first();
  await expect(number.or(page.getByText(t('customers.contactDenied')))).toBeVisible();
  const phoneShown = await number.isVisible();
  await openWhole(page, t, '/customers');
  const customerFile = (await exported(page, t)).join('\n').replaceAll(/[^\d\n]/g, '');

  const sight: Sight = {
    deals: [Number(counted.headers()['content-range']?.split('/')[1]), listed, dealLines.length - 1],
    otherDeal: [(await rows(`deals?select=id&id=eq.${known.otherDeal}`)).length > 0, otherFound, otherShown],
    phone: [
      (await rows(`customer_contact_details?select=phone&customer_id=eq.${known.customerId}`)).length > 0,
      phoneFound,
      phoneShown,
      customerFile.includes(digits),
    ],
  };
  await context.close();
  return sight;
}

/** Makes one role somebody's only one, on their page. */
async function giveOnly(page: Page, t: Texts, known: Known, role: string, instead: string): Promise<void> {
  await page.goto(`/people/${known.personId}`);
  await expect(page.getByRole('heading', { name: known.personName, level: 1 })).toBeVisible();
  await page.getByRole('link', { name: t('actions.edit'), exact: true }).click();
  const roles = page.getByRole('combobox', { name: t('people.fields.role_ids') });
  await roles.click();
  await roles.fill(role);
  await page.getByTitle(role, { exact: true }).last().click();
  await roles.fill('');
  await page
    .locator('.ant-select-selection-item', { hasText: instead })
    .locator('.ant-select-selection-item-remove')
    .click();
  await page.getByRole('button', { name: t('actions.save') }).click();
  await expect(
    page.getByRole('heading', { name: t('people.sections.access', { name: known.personName }) }),
  ).toBeVisible();
  await expect(page.getByRole('link', { name: role, exact: true })).toBeVisible();
  await expect(page.getByRole('link', { name: instead, exact: true })).toHaveCount(0);
}

test('a role of one’s own: its holder’s app, API, search and export agree, and agree again when it is taken back', async ({
  page,
  browser,
  baseURL,
  sql,
}) => {
  test.setTimeout(480_000);
  const known = await know(sql);
  const before = await look(browser, baseURL ?? '', known);
  expect(new Set(before.deals).size).toBe(1);
  expect(before.deals[0]).toBeGreaterThan(known.ownDeals);
  expect(before.otherDeal).toEqual([true, true, true]);
  expect(before.phone).toEqual([true, true, true, true]);

  const t = await signIn(page, 'admin');
  const manager = t('access.roles.sales_manager');
  await page.goto('/roles');
  await expectAccessible(page);
  await page.getByRole('link', { name: t('access.roles.sales_rep'), exact: true }).click();
  await page.getByRole('button', { name: t('roles.copy'), exact: true }).click();
  await page.getByRole('textbox', { name: t('roles.fields.name') }).fill('Partner rep');
  await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Partner rep', level: 1 })).toBeVisible();
  const cell = (resource: string, action: string) =>
    page.getByRole('combobox', {
      name: t('roles.preview.action', { resource, action: t(`access.actions.${action}`) }),
    });
  await expect(cell(t('deals.title'), 'read')).toHaveValue('own');
  await cell(t('access.resources.customers_contact_details'), 'read').selectOption('none');
  await cell(t('access.resources.customers_contact_details'), 'update').selectOption('none');
  await expect(page.getByText(t('roles.was', { scope: t('access.scopes.own') }))).toHaveCount(2);
  await expectAccessible(page);
  await page.getByRole('button', { name: t('roles.preview.open') }).click();
  await expect(page.getByText(t('roles.preview.nobody'))).toBeVisible();
  await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
  await expect(page.getByText(t('roles.saved'))).toBeVisible();

  await giveOnly(page, t, known, 'Partner rep', manager);
  await expectAccessible(page);
  const during = await look(browser, baseURL ?? '', known);
  expect(during.deals).toEqual([known.ownDeals, known.ownDeals, known.ownDeals]);
  expect(during.otherDeal).toEqual([false, false, false]);
  expect(during.phone).toEqual([false, false, false, false]);

  await giveOnly(page, t, known, manager, 'Partner rep');
  expect(await look(browser, baseURL ?? '', known)).toEqual(before);

  const { rows: log } = await sql.query<{ role: string; action: string; by: string }>(
    `select r.name as role, l.action, a.email as by
     from public.audit_log l
     join public.roles r on r.id = (l.record_key ->> 'role_id')::uuid
     left join public.profiles a on a.id = l.actor_id
     where l.table_name = 'profile_roles' and l.record_key ->> 'profile_id' = $1 and r.name = 'Partner rep' order by l.id`,
    [known.personId],
  );
  expect(log).toEqual([
    { role: 'Partner rep', action: 'create', by: account('admin') },
    { role: 'Partner rep', action: 'delete', by: account('admin') },
  ]);

  // and so does the audit log's screen, narrowed to the person, in words
  const { rows: admins } = await sql.query<{ name: string }>(
    'select full_name as name from public.profiles where email = $1',
    [account('admin')],
  );
  const isolated = (text: string | undefined) => `\u2068${text}\u2069`;
  const step = (words: string) =>
    t(words, {
      actor: isolated(admins[0]?.name),
      person: isolated(known.personName),
      role: isolated('Partner rep'),
    });
  await page.goto(`/audit?record=${known.personId}`);
  await expect(page.getByText(step('audit.there.take_role')).first()).toBeVisible();
  await expect(page.getByText(step('audit.there.give_role')).first()).toBeVisible();
});

test('what a change does is counted before it is saved', async ({ page, sql }) => {
  const t = await signIn(page, 'admin');
  const { rows } = await sql.query<{ people: string; deals: string }>(
    `select (select count(*) from public.profile_roles pr join public.roles r on r.id = pr.role_id join public.profiles p on p.id = pr.profile_id
       where r.key = 'marketer' and p.active) as people,
       (select count(*) from public.deals d where d.deleted_at is null) as deals`,
  );
  const format = (value: string | undefined) => Number(value).toLocaleString('en');
  await page.goto('/roles');
  await page.getByRole('link', { name: t('access.roles.marketer'), exact: true }).click();
  await page
    .getByRole('combobox', {
      name: t('roles.preview.action', {
        resource: t('deals.title'),
        action: t('access.actions.read'),
      }),
    })
    .selectOption('none');
  await page.getByRole('button', { name: t('roles.preview.open') }).click();
  const line = t('roles.preview.loses_other', {
    people: format(rows[0]?.people),
    rows: format(rows[0]?.deals),
    resource: t('deals.title').toLowerCase(),
  });
  await expect(page.getByText(line)).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('actions.back'), exact: true }).click();
  await page.getByRole('button', { name: t('roles.discard') }).click();
});

/** Follows an invitation's link, chooses a password and arrives. */
async function accept(browser: Browser, baseURL: string, mail: string): Promise<void> {
  const link = /https?:\/\/\S+/.exec(mail)?.[0] ?? '';
  const context = await browser.newContext({ baseURL });
  const page = await context.newPage();
  const t = textsOf('en');
  await page.goto(link);
  await expect(page.getByRole('heading', { name: t('gate.invited.title') })).toBeVisible();
  await page.getByLabel(t('gate.reset.password'), { exact: true }).fill('a-good-password');
  await page.getByLabel(t('gate.reset.again'), { exact: true }).fill('a-good-password');
  await expectAccessible(page);
  await page.getByRole('button', { name: t('gate.reset.submit') }).click();
  await expect(accountButton(page, t)).toBeVisible();
  await context.close();
}

test('two roles side by side, a team, an invitation and a view as somebody else', async ({
  page,
  browser,
  baseURL,
  sql,
}) => {
  test.setTimeout(240_000);
  const t = await signIn(page, 'admin');
  const { rows } = await sql.query<{ a: string; b: string }>(
    `select (select id from public.roles where key = 'sales_rep') as a, (select id from public.roles where key = 'marketer') as b`,
  );
  await page.goto(`/roles/compare?a=${rows[0]?.a}&b=${rows[0]?.b}`);
  await expect(page.locator('.roles-pair').first()).toBeVisible();
  await expect(page.locator('.roles-pair:not(.roles-pair-different)')).toHaveCount(0);
  await expectAccessible(page);

  await page.goto('/teams');
  await page.getByRole('button', { name: t('teams.create'), exact: true }).click();
  await page.getByRole('textbox', { name: t('teams.fields.name') }).fill('Harbour crew');
  await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(page.getByText('Harbour crew')).toBeVisible();
  await expectAccessible(page);

  await page.goto('/people/create');
  await page
    .getByRole('textbox', { name: new RegExp(`^${t('people.fields.full_name')}`) })
    .fill('Ivy Invited');
  await page
    .getByRole('textbox', { name: new RegExp(`^${t('people.fields.email')}`) })
    .fill('ivy@atrium.example');
  await page.getByRole('combobox', { name: t('people.fields.role_ids') }).fill(t('access.roles.marketer'));
  await page.getByTitle(t('access.roles.marketer'), { exact: true }).last().click();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('people.invite.submit') }).click();
  await expect(page.getByRole('heading', { name: 'Ivy Invited', level: 1 })).toBeVisible();
  await expect(page.getByText(t('people.states.invited'), { exact: true }).first()).toBeVisible();
  const mail = await sql.query<{ body_text: string }>(
    `select body_text from public.outbox where recipient = 'ivy@atrium.example'`,
  );
  expect(mail.rows).toHaveLength(1);
  await accept(browser, baseURL ?? '', mail.rows[0]?.body_text ?? '');

  await page.goto('/roles');
  await page.getByRole('link', { name: t('access.roles.marketer'), exact: true }).click();
  await page.getByRole('button', { name: t('access.viewAs.action') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('access.viewAs.action') })
    .click();
  const banner = page.getByRole('region', { name: t('access.viewAs.action') });
  await expect(banner).toContainText(t('access.viewAs.role', { name: t('access.roles.marketer') }));
  const navigation = page.getByRole('navigation').first();
  await expect(navigation.getByRole('link', { name: t('roles.title'), exact: true })).toHaveCount(0);
  await expectAccessible(page);
  await banner.getByRole('button', { name: t('access.viewAs.stop') }).click();
  await expect(banner).toHaveCount(0);
  await expect(navigation.getByRole('link', { name: t('roles.title'), exact: true })).toBeVisible();
});

test.describe('in Persian on the phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('people, teams and a role’s matrix fit and are accessible', async ({ page }) => {
    const t = await signIn(page, 'admin', 'fa');
    await page.goto('/people');
    await expect(page.locator('[data-row-link]').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.locator('[data-row-link]').first().click();
    await expect(page.locator('.at-matrix').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto('/teams');
    await expect(page.locator('.teams-branch').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.goto('/roles');
    await page.getByRole('link', { name: t('access.roles.marketer'), exact: true }).click();
    await expect(page.locator('.roles-select').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
