import type { Locator, Page } from '@playwright/test';
import { account, expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

/** The list with this one deal, the focus on it. */
async function atDeal(page: Page, name: string): Promise<void> {
  await page.goto(`/deals?view=all&mine=0&q=${encodeURIComponent(name)}`);
  const link = page.locator('[data-row-link]').filter({ hasText: name });
  await expect(link).toHaveCount(1);
  await link.focus();
}

const pencil = (page: Page, t: Texts, field: string) =>
  page.getByRole('button', { name: t('form.editField', { field: t(`deals.fields.${field}`) }) });

test('cells are changed by keyboard: what is wrong is said there, and a colleague’s change is not lost', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/status of 409/);
  const name = freshName('In its cell');
  const id = await makeDeal(sql, 'sales.manager', name);
  const now = async () =>
    (await sql.query('select name, amount, next_step from public.deals where id = $1', [id])).rows[0];
  const t = await signIn(page, 'sales.manager');
  await atDeal(page, name);

  await page.keyboard.press('ArrowRight');
  await expect(pencil(page, t, 'name')).toBeFocused();
  for (let step = 0; step < 3; step++) await page.keyboard.press('ArrowRight');
  await expect(pencil(page, t, 'amount')).toBeFocused();
  await page.keyboard.press('Enter');
  const amount = page.getByRole('dialog', { name: t('deals.fields.amount') });
  await expect(amount.getByRole('spinbutton')).toBeFocused();
  await expectAccessible(page);
  await amount.getByRole('spinbutton').fill('2500');
  await page.keyboard.press('Enter');
  await expect(amount).toBeHidden();
  await expect(page.getByRole('cell', { name: '$2,500' })).toBeVisible();
  expect(Number((await now())?.amount)).toBe(2500);
  await expect(pencil(page, t, 'amount')).toBeFocused();

  // Tab saves and goes on along the line.
  await page.keyboard.press('F2');
  await amount.getByRole('spinbutton').fill('2600');
  await page.keyboard.press('Tab');
  await expect(pencil(page, t, 'owner_id')).toBeFocused();
  expect(Number((await now())?.amount)).toBe(2600);

  for (let back = 0; back < 4; back++) await page.keyboard.press('ArrowLeft');
  await expect(pencil(page, t, 'name')).toBeFocused();
  await page.keyboard.press('Enter');
  const box = page.getByRole('dialog', { name: t('deals.fields.name') });
  const field = box.getByRole('textbox');
  await expect(field).toHaveValue(name);
  await field.fill('');
  await page.keyboard.press('Enter');
  await expect(box.getByRole('alert')).toHaveText(t('form.check.required'));
  await page.keyboard.press('Escape');
  await expect(box).toBeHidden();
  await expect(pencil(page, t, 'name')).toBeFocused();

  await page.keyboard.press('Enter');
  await expect(field).toHaveValue(name);
  const [mine, theirs] = [`${name}, mine`, `${name}, theirs`];
  await sql.query(`update public.deals set name = $2, next_step = 'Call again' where id = $1`, [id, theirs]);
  await field.fill(mine);
  await page.keyboard.press('Enter');
  const clash = page.getByRole('dialog', { name: t('form.conflict.title') });
  await expect(clash.getByText(theirs)).toBeVisible();
  await clash.getByRole('radio', { name: new RegExp(mine) }).check();
  await clash.getByRole('button', { name: t('form.conflict.save') }).click();
  await expect(box).toBeHidden();
  await expect(page.locator('[data-row-link]').filter({ hasText: mine })).toBeVisible();
  expect(await now()).toMatchObject({ name: mine, next_step: 'Call again' });

  await page.keyboard.press('Escape');
  await expect(page.locator('[data-row-link]').filter({ hasText: mine })).toBeFocused();
});

test('in Persian the arrows go the other way, and a row keeps its place while its order would move it', async ({
  page,
  sql,
}) => {
  const name = freshName('Keeps its place');
  for (const [end, amount] of [
    ['one', 300],
    ['two', 200],
    ['three', 100],
  ] as const) {
    const id = await makeDeal(sql, 'sales.manager', `${name} ${end}`);
    await sql.query('update public.deals set amount = $2 where id = $1', [id, amount]);
  }
  const t = await signIn(page, 'sales.manager', 'fa');
  await page.goto(`/deals?view=all&mine=0&sort=-amount&q=${encodeURIComponent(name)}`);
  const links = page.locator('[data-row-link]');
  await expect(links).toHaveText([`${name} one`, `${name} two`, `${name} three`]);
  await links.first().focus();
  for (let step = 0; step < 4; step++) await page.keyboard.press('ArrowLeft');
  await expect(pencil(page, t, 'amount').first()).toBeFocused();
  await page.keyboard.press('Enter');
  const box = page.getByRole('dialog', { name: t('deals.fields.amount') });
  await box.getByRole('spinbutton').fill('۵۰');
  await expectAccessible(page);
  await page.keyboard.press('Enter');
  await expect(box).toBeHidden();
  await expect(pencil(page, t, 'amount').nth(1)).toBeFocused();
  await expect(links).toHaveText([`${name} one`, `${name} two`, `${name} three`]);
  const { rows } = await sql.query('select amount from public.deals where name = $1', [`${name} one`]);
  expect(Number(rows[0]?.amount)).toBe(50);
});

test('who may not change a deal is offered no pencil', async ({ page, sql }) => {
  const name = freshName('Only read');
  await makeDeal(sql, 'sales.manager', name);
  await signIn(page, 'exec');
  await atDeal(page, name);
  await expect(page.locator('[data-cell]')).toHaveCount(0);
});

const notice = (page: Page) => page.locator('.ant-notification-notice');

/** Opens a cell by its pencil, which the arrow keys reach from the row's link. */
async function open(page: Page, t: Texts, field: string, title = t(`deals.fields.${field}`)) {
  const button = page.getByRole('button', { name: t('form.editField', { field: title }) });
  await button.focus();
  await page.keyboard.press('F2');
  return page.getByRole('dialog', { name: title });
}

/** Chooses in a cell's list, of people by typing the name, and saves by Enter. */
async function choose(page: Page, box: Locator, option: string, typed = false): Promise<void> {
  const select = box.getByRole('combobox');
  await expect(select).toBeFocused();
  await page.keyboard.press('ArrowDown');
  if (typed) await select.fill(option);
  const choice = page.locator('.ant-select-item-option').filter({ hasText: option });
  await choice.click();
  await expect(choice).toBeHidden();
  await page.keyboard.press('Enter');
}

test('a deal goes to another stage in its cell: losing it asks why, and both are taken back by keyboard', async ({
  page,
  sql,
}) => {
  const name = freshName('Stage in its cell');
  const id = await makeDeal(sql, 'sales.manager', name);
  const now = async () =>
    (
      await sql.query(
        `select s.name as stage, d.outcome, r.name as reason, d.closed_at from public.deals d
         join public.pipeline_stages s on s.id = d.stage_id left join public.lost_reasons r on r.id = d.lost_reason_id
         where d.id = $1`,
        [id],
      )
    ).rows[0];
  const { rows: stages } = await sql.query<{ name: string; outcome: string }>(
    `select s.name, s.outcome from public.pipeline_stages s join public.deals d on d.pipeline_id = s.pipeline_id
     where d.id = $1 and s.active order by s.position`,
    [id],
  );
  const { rows: reasons } = await sql.query<{ name: string }>(
    'select name from public.lost_reasons where active order by position, name limit 1',
  );
  const [first, second] = stages.filter(({ outcome }) => outcome === 'open');
  const lost = stages.find(({ outcome }) => outcome === 'lost');
  const [reason] = reasons;
  if (!first || !second || !lost || !reason) throw new Error('the demo company sells in stages');
  const t = await signIn(page, 'sales.manager');
  await atDeal(page, name);
  const cell = page.locator('td').filter({ has: pencil(page, t, 'stage_id') });

  const box = await open(page, t, 'stage_id');
  await choose(page, box, second.name);
  await expect(box).toBeHidden();
  await expect(cell).toContainText(second.name);
  expect(await now()).toMatchObject({ stage: second.name, outcome: 'open' });
  await expect(notice(page)).toContainText(t('changes.cell.done', { field: t('deals.fields.stage_id') }));
  await expectAccessible(page);
  await expect(pencil(page, t, 'stage_id')).toBeFocused();
  await page.keyboard.press('Control+z');
  await expect(cell).toContainText(first.name);
  expect(await now()).toMatchObject({ stage: first.name });

  // Who thinks better of it is asked no more, and has lost nothing.
  const again = await open(page, t, 'stage_id');
  await choose(page, again, lost.name);
  const why = page.getByRole('dialog', { name: t('deals.lost.title', { name }) });
  await expect(why).toBeVisible();
  await why.getByRole('button', { name: t('actions.cancel') }).click();
  await expect(why).toBeHidden();
  await expect(again.getByRole('combobox')).toBeFocused();
  expect(await now()).toMatchObject({ outcome: 'open' });
  await page.keyboard.press('Enter');
  await expect(why).toBeVisible();
  await why.getByRole('button', { name: t('deals.lost.submit') }).click();
  await expect(why.getByText(t('errors.lost_reason_required'))).toBeVisible();
  await why.getByLabel(t('deals.fields.lost_reason_id')).click();
  await page.locator('.ant-select-item-option').filter({ hasText: reason.name }).click();
  await why.getByRole('button', { name: t('deals.lost.submit') }).click();
  await expect(again).toBeHidden();
  await expect(cell).toContainText(lost.name);
  expect(await now()).toMatchObject({ outcome: 'lost', reason: reason.name });

  // Closed on a day of last year: opened again and taken back, it is closed at that very moment, and for the same reason.
  const closed = '2025-03-04T05:06:07.000Z';
  await sql.query('update public.deals set opened_at = $2, closed_at = $2 where id = $1', [id, closed]);
  const reopening = await open(page, t, 'stage_id');
  await choose(page, reopening, first.name);
  await expect(cell).toContainText(first.name);
  expect(await now()).toMatchObject({ outcome: 'open', reason: null, closed_at: null });
  await notice(page)
    .getByRole('button', { name: t('trash.undo') })
    .click();
  await expect(cell).toContainText(lost.name);
  const back = await now();
  expect(back).toMatchObject({ outcome: 'lost', reason: reason.name });
  expect(new Date(back?.closed_at).toISOString()).toBe(closed);
});

test('what somebody has changed again since is not taken back', async ({ page, sql }) => {
  const name = freshName('Changed again');
  const id = await makeDeal(sql, 'sales.manager', name);
  const t = await signIn(page, 'sales.manager');
  await atDeal(page, name);
  const box = await open(page, t, 'amount');
  await box.getByRole('spinbutton').fill('700');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('cell', { name: '$700' })).toBeVisible();
  await sql.query('update public.deals set amount = 800 where id = $1', [id]);
  const field = t('deals.fields.amount');
  await notice(page)
    .getByRole('button', { name: t('trash.undo') })
    .click();
  await expect(page.getByText(t('changes.cell.kept', { field }))).toBeVisible();
  await expect(page.getByRole('cell', { name: '$800' })).toBeVisible();
  const { rows } = await sql.query('select amount from public.deals where id = $1', [id]);
  expect(Number(rows[0]?.amount)).toBe(800);
});

test('whose a customer is, is changed in its cell: over whom one saw, and taken back', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/status of 409/);
  const name = freshName('Owner in its cell');
  const id = await makeCustomer(sql, 'sales.manager', name);
  const nameOf = async (who: string) =>
    String(
      (await sql.query('select full_name from public.profiles where email = $1', [account(who)])).rows[0]
        ?.full_name,
    );
  const owner = async () =>
    (
      await sql.query(
        'select p.full_name from public.customers c left join public.profiles p on p.id = c.owner_id where c.id = $1',
        [id],
      )
    ).rows[0]?.full_name;
  const [mine, rep, exec] = [await nameOf('sales.manager'), await nameOf('sales.rep'), await nameOf('exec')];
  const t = await signIn(page, 'sales.manager');
  // By the list of one's own customers: what one gives away stays where it stood, with whose it now is.
  await page.goto(`/customers?view=all&mine=1&q=${encodeURIComponent(name)}`);
  const title = t('customers.fields.owner_id');
  const button = page.getByRole('button', { name: t('form.editField', { field: title }) });
  await expect(button).toHaveCount(1);
  const cell = page.locator('td').filter({ has: button });
  const box = await open(page, t, 'owner_id', title);
  await choose(page, box, rep, true);
  await expect(box).toBeHidden();
  await expect(cell).toContainText(rep);
  expect(await owner()).toBe(rep);
  await page.keyboard.press('Control+z');
  await expect(cell).toContainText(mine);
  expect(await owner()).toBe(mine);

  const late = await open(page, t, 'owner_id', title);
  await expect(late.getByRole('combobox')).toBeFocused();
  await sql.query(
    'update public.customers set owner_id = p.id from public.profiles p where customers.id = $1 and p.email = $2',
    [id, account('sales.rep')],
  );
  await choose(page, late, exec, true);
  await expect(late.getByRole('alert')).toHaveText(t('errors.taken', { name: rep }));
  expect(await owner()).toBe(rep);
  await expect(late.getByRole('combobox')).toBeFocused();
  // Told whose it is, one may still mean it.
  await page.keyboard.press('Enter');
  await expect(late).toBeHidden();
  await expect.poll(owner).toBe(exec);
});

test('who may change a record and not assign it is offered no pencil at whose it is', async ({
  page,
  sql,
}) => {
  const name = freshName('Not to be given');
  await makeCustomer(sql, 'support.agent', name);
  await signIn(page, 'support.agent');
  await page.goto(`/customers?view=all&mine=0&q=${encodeURIComponent(name)}`);
  await expect(page.locator('[data-cell="name"]')).toHaveCount(1);
  await expect(page.locator('[data-cell="owner_id"]')).toHaveCount(0);
});
