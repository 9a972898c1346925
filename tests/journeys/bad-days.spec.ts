import type { Page } from '@playwright/test';
import { account, expect, expectAccessible, password, test } from './fixtures.ts';
import { endSession, fillSignIn, signIn } from './people.ts';
import { fieldOf, freshName, kinds, makeDeal, nameField } from './records.ts';
import { textsOf } from './texts.ts';

const day = 86_400_000;

/** Puts the clock of the pages' machine wrong by so many milliseconds; its timers go on. */
const setClockWrong = (page: Page, by: number) =>
  page.addInitScript((wrong) => {
    const Right = Date;
    window.Date = new Proxy(Right, {
      construct: (target, given) =>
        given.length === 0 ? new target(Right.now() + wrong) : Reflect.construct(target, given),
      get: (target, name) => (name === 'now' ? () => Right.now() + wrong : Reflect.get(target, name)),
    });
  }, by);

/** What a page asks the auth server for new tokens with. */
function countRefreshes(page: Page): { count: number } {
  const seen = { count: 0 };
  page.on('request', (request) => {
    if (request.url().includes('grant_type=refresh_token')) seen.count += 1;
  });
  return seen;
}

const fullDate = (locale: string) =>
  new Intl.DateTimeFormat(locale, { dateStyle: 'medium', timeZone: 'Europe/Berlin' }).format(new Date());

test('a clock that is right is not talked about', async ({ page }) => {
  const t = await signIn(page, 'sales.rep');
  const fetched = page.waitForResponse(/assets\/ClockBanner/);
  await page.goto('/deals');
  await fetched;
  await expect(page.locator('[data-row-link]').first()).toBeVisible();
  await expect(page.getByRole('status').getByRole('button', { name: t('connection.hide') })).toHaveCount(0);
});

for (const [what, by] of [
  ['a day ahead', day],
  ['a day behind', -day],
] as const) {
  test(`the laptop's clock is ${what}: one signs in and works, and the days are right`, async ({
    page,
    sql,
  }) => {
    await setClockWrong(page, by);
    const t = textsOf('en');
    await sql.query(`update public.profiles set timezone = 'Europe/Berlin', locale = 'en' where email = $1`, [
      account('sales.rep'),
    ]);
    const refreshes = countRefreshes(page);
    await page.goto('/sign-in');
    await fillSignIn(page, t, account('sales.rep'), password);
    await expect(page.getByRole('main').getByText(fullDate('en-US'))).toBeVisible();
    await expect(page.getByRole('status').filter({ hasText: fullDate('en-US') })).toBeVisible();
    await expectAccessible(page);

    for (const address of ['/customers', '/deals', '/my-day', '/tasks']) {
      await page.goto(address);
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
      await page.waitForLoadState('networkidle');
    }
    expect(refreshes.count, 'how often a session that is good was asked for anew').toBeLessThanOrEqual(1);

    await page.goto('/deals/create');
    const field = page.getByRole('textbox', { name: new RegExp(`^${t('deals.fields.opened_at')}`) });
    const { rows } = await sql.query<{ today: string }>(
      `select to_char(now() at time zone (select timezone from public.settings), 'YYYY-MM-DD') as today`,
    );
    await expect(field).toHaveValue(rows[0]?.today ?? '');
  });
}

for (const kind of kinds) {
  test(`an hour offline in the middle of editing one of the ${kind.resource}: nothing is lost`, async ({
    page,
    context,
    sql,
    expectProblem,
  }) => {
    // With the newer version of the record it also meets the conflict that it merges.
    expectProblem(/ERR_INTERNET_DISCONNECTED|Failed to fetch|status of 409/);
    const before = freshName('An hour away');
    const after = freshName('Typed in a tunnel');
    const id = await kind.make(sql, before);
    const t = await signIn(page, kind.who);
    await page.goto(`/${kind.resource}/${id}/edit`);
    const field = fieldOf(page, t, kind, kind.title);
    await expect(field).toHaveValue(before);
    await context.setOffline(true);
    await field.fill(after);
    // An hour is longer than a token lasts.
    await page.evaluate(() => {
      const session: unknown = JSON.parse(localStorage.getItem('atrium.session') ?? '{}');
      localStorage.setItem('atrium.session', JSON.stringify({ ...(session as object), expires_at: 1 }));
    });
    await sql.query(`update public.${kind.resource} set ${kind.other.column} = $2 where id = $1`, [
      id,
      kind.other.value,
    ]);
    await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
    await expect(page.getByRole('status').getByText(t('connection.offline'))).toBeVisible();
    await context.setOffline(false);
    await expect(page.getByText(t('connection.offline'))).toBeHidden();
    // What was sent off without a network is sent by itself; what was refused by then is still in the form.
    const heading = page.getByRole('heading', { name: after, level: 1 });
    const save = page.getByRole('button', { name: t('actions.save'), exact: true });
    await expect(async () => {
      if (await save.isVisible()) {
        await expect(field).toHaveValue(after);
        await save.click({ timeout: 2_000 });
      }
      await expect(heading).toBeVisible({ timeout: 5_000 });
    }).toPass({ timeout: 60_000 });
    const { rows } = await sql.query(
      `select ${kind.title} as title, ${kind.other.column} as other from public.${kind.resource} where id = $1`,
      [id],
    );
    expect(rows).toEqual([{ title: after, other: kind.other.value }]);
  });
}

test('ten tabs: all follow a change, one renewal of the session serves all, and signing out ends all', async ({
  page,
  context,
  sql,
}) => {
  const id = await makeDeal(sql, 'sales.rep', freshName('Seen ten times'));
  const t = await signIn(page, 'sales.rep');
  const tabs = [page, ...(await Promise.all(Array.from({ length: 9 }, () => context.newPage())))];
  const refreshes = tabs.map(countRefreshes);
  for (const tab of tabs) await tab.goto(`/deals/${id}`);
  for (const tab of tabs) await expect(tab.locator('html')).toHaveAttribute('data-live', 'live');
  await page.evaluate(() => {
    const session: unknown = JSON.parse(localStorage.getItem('atrium.session') ?? '{}');
    localStorage.setItem('atrium.session', JSON.stringify({ ...(session as object), expires_at: 1 }));
  });
  const after = freshName('Changed for all ten');
  await sql.query('update public.deals set name = $2 where id = $1', [id, after]);
  for (const tab of tabs)
    await expect(tab.getByRole('heading', { name: after, level: 1 })).toBeVisible({ timeout: 30_000 });
  const asked = refreshes.reduce((sum, { count }) => sum + count, 0);
  expect(asked, 'renewals of one session by ten tabs').toBe(1);

  await tabs[9]?.goto('/sign-out');
  for (const tab of tabs) await expect(tab.getByLabel(t('gate.email'))).toBeVisible({ timeout: 30_000 });
});

test.describe('a double click', () => {
  test('on "create" makes one customer, one deal, one task', async ({ page, sql }) => {
    const t = await signIn(page, 'sales.rep');
    for (const [resource, field, table] of [
      ['customers', 'name', 'customers'],
      ['deals', 'name', 'deals'],
      ['tasks', 'title', 'tasks'],
    ] as const) {
      const name = freshName('Clicked twice');
      await page.goto(`/${resource}/create`);
      await nameField(page, t, resource, field).fill(name);
      await page.getByRole('button', { name: t('actions.create'), exact: true }).dblclick();
      await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
      const { rowCount } = await sql.query(`select from public.${table} where ${field} = $1`, [name]);
      expect(rowCount, resource).toBe(1);
    }
  });

  test('on "log" and "send" writes one activity and one comment', async ({ page, sql }) => {
    const id = await makeDeal(sql, 'sales.rep', freshName('Twice'));
    const t = await signIn(page, 'sales.rep');
    await page.goto(`/deals/${id}`);
    await page.getByRole('button', { name: t('activities.new.note'), exact: true }).dblclick();
    const drawer = page.getByRole('dialog');
    await expect(drawer).toHaveCount(1);
    await drawer.getByLabel(t('activities.fields.subject')).fill('Once');
    await drawer.getByRole('button', { name: t('activities.log'), exact: true }).dblclick();
    await expect(drawer).toBeHidden();
    const panel = page.getByRole('region', { name: t('comments.title') });
    await panel.getByRole('textbox', { name: t('comments.write') }).fill('Only once');
    await panel.getByRole('button', { name: t('comments.send') }).dblclick();
    await expect(panel.getByRole('listitem').filter({ hasText: 'Only once' })).toHaveCount(1);
    const { rows } = await sql.query(
      `select (select count(*)::int from public.activities where deal_id = $1) as activities,
              (select count(*)::int from public.comments where record_id = $1) as comments`,
      [id],
    );
    expect(rows).toEqual([{ activities: 1, comments: 1 }]);
  });
});

test('over slow 3G the page says that it is coming, and comes', async ({ page, sql }) => {
  const id = await makeDeal(sql, 'sales.rep', freshName('Far from any mast'));
  const t = await signIn(page, 'sales.rep');
  const devtools = await page.context().newCDPSession(page);
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: 2_000,
    downloadThroughput: 50_000,
    uploadThroughput: 50_000,
  });
  await page.goto(`/deals/${id}`);
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Far from any mast', {
    timeout: 60_000,
  });
  const edit = page
    .getByRole('main')
    .getByRole('link', { name: t('actions.edit'), exact: true })
    .first();
  await edit.click();
  const name = nameField(page, t, 'deals');
  await expect(name).toBeVisible({ timeout: 60_000 });
  const after = freshName('Slow but sure');
  await name.fill(after);
  await page.getByRole('button', { name: t('actions.save'), exact: true }).dblclick();
  await expect(page.getByRole('heading', { name: after, level: 1 })).toBeVisible({ timeout: 60_000 });
});

test('the session ends while a drawer is half filled: it is asked for, and what was typed is saved', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/auth\/v1\/token/);
  const id = await makeDeal(sql, 'sales.rep', freshName('Interrupted'));
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/deals/${id}`);
  await page.getByRole('button', { name: t('activities.new.note'), exact: true }).click();
  const drawer = page.getByRole('dialog').filter({ has: page.getByLabel(t('activities.fields.subject')) });
  await drawer.getByLabel(t('activities.fields.subject')).fill('Half a note');
  await endSession(page);
  const gate = page.getByRole('dialog', { name: t('gate.expired.title') });
  await expect(async () => {
    if (!(await gate.isVisible()))
      await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click({ timeout: 2_000 });
    await expect(gate).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await gate.getByLabel(t('gate.password'), { exact: true }).fill(password);
  await gate.getByRole('button', { name: t('gate.expired.submit') }).click();
  await expect(gate).toBeHidden();
  await expect(drawer.getByLabel(t('activities.fields.subject'))).toHaveValue('Half a note');
  await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click();
  await expect(drawer).toBeHidden();
  const { rowCount } = await sql.query('select from public.activities where deal_id = $1', [id]);
  expect(rowCount).toBe(1);
});
