import { expect, expectAccessible, password, test } from './fixtures.ts';
import { endSession, signIn } from './people.ts';
import { freshName, makeCustomer } from './records.ts';

test('a session that ends under a half-written form asks for the password, and nothing typed is lost', async ({
  page,
  expectProblem,
  sql,
}) => {
  expectProblem(/auth\/v1\/token/);
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers/create');
  const name = page.getByRole('textbox', { name: new RegExp(`^${t('customers.fields.name')}`) });
  await name.fill('Half Written Ltd');
  await endSession(page);

  const dialog = page.getByRole('dialog', { name: t('gate.expired.title') });
  // the form asks the server, unless something in the background has asked before
  await expect(async () => {
    const create = page.getByRole('button', { name: t('actions.create'), exact: true });
    if (!(await dialog.isVisible())) await create.click({ timeout: 2_000 });
    await expect(dialog).toBeVisible({ timeout: 5_000 });
  }).toPass();
  await expectAccessible(page);
  await dialog.getByLabel(t('gate.password'), { exact: true }).fill('not the password');
  await dialog.getByRole('button', { name: t('gate.expired.submit') }).click();
  await expect(dialog.getByRole('alert')).toHaveText(t('gate.signIn.wrong'));
  await dialog.getByLabel(t('gate.password'), { exact: true }).fill(password);
  await dialog.getByRole('button', { name: t('gate.expired.submit') }).click();
  await expect(dialog).toBeHidden();

  await expect(name).toHaveValue('Half Written Ltd');
  await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(page.getByRole('heading', { name: 'Half Written Ltd', level: 1 })).toBeVisible();
  const made = await sql.query('select from public.customers where name = $1', ['Half Written Ltd']);
  expect(made.rowCount).toBe(1);
});

test('whoever leaves a half-written form is asked first', async ({ page }) => {
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers/create');
  const name = page.getByRole('textbox', { name: new RegExp(`^${t('customers.fields.name')}`) });
  await name.fill('Never Saved Ltd');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('frame.home') })
    .first()
    .click();
  const dialog = page.getByRole('dialog', { name: t('leave.title') });
  await expect(dialog).toBeVisible();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: t('leave.stay') }).click();
  await expect(name).toHaveValue('Never Saved Ltd');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('frame.home') })
    .first()
    .click();
  await dialog.getByRole('button', { name: t('leave.discard') }).click();
  await expect(page).toHaveURL(/\/$/);
});

test('a question whose code cannot be had is asked by the browser itself', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/ERR_FAILED/);
  const customer = freshName('Asked plainly');
  const id = await makeCustomer(sql, 'sales.manager', customer);
  const t = await signIn(page, 'sales.manager');
  await page.route(/assets\/Dialogs-[^/]*\.js/, (route) => route.abort());
  await page.goto(`/customers/${id}`);
  await page.getByRole('button', { name: t('customers.contacts.add') }).click();
  const drawer = page.getByRole('dialog', { name: customer });
  const name = drawer.getByRole('textbox', { name: new RegExp(`^${t('customers.contacts.full_name')}`) });
  await name.fill('Half A. Name');
  const cancel = drawer.getByRole('button', { name: t('actions.cancel') });

  const asked: string[] = [];
  page.once('dialog', (question) => {
    asked.push(question.message());
    void question.dismiss();
  });
  await cancel.click();
  await expect.poll(() => asked).toEqual([`${t('leave.title')}\n\n${t('leave.text')}`]);
  await expect(name).toHaveValue('Half A. Name');
  page.once('dialog', (question) => void question.accept());
  await cancel.click();
  await expect(drawer).toBeHidden();
});

test('a form in a drawer asks before it is closed over what was typed', async ({ page, sql }) => {
  const customer = freshName('Asked before');
  const id = await makeCustomer(sql, 'sales.manager', customer);
  const t = await signIn(page, 'sales.manager');
  await page.goto(`/customers/${id}`);
  await page.getByRole('button', { name: t('customers.contacts.add') }).click();
  const drawer = page.getByRole('dialog', { name: customer });
  const name = drawer.getByRole('textbox', { name: new RegExp(`^${t('customers.contacts.full_name')}`) });
  await name.fill('Half A. Name');
  const cancel = drawer.getByRole('button', { name: t('actions.cancel') });
  await cancel.click();
  const question = page.getByRole('dialog', { name: t('leave.title') });
  await expect(question).toBeVisible();
  await expectAccessible(page);
  await question.getByRole('button', { name: t('leave.stay') }).click();
  await expect(question).toBeHidden();
  await expect(name).toHaveValue('Half A. Name');
  await cancel.click();
  await question.getByRole('button', { name: t('leave.discard') }).click();
  await expect(drawer).toBeHidden();
});

test('without a network the page says so, keeps what it shows, and comes back by itself', async ({
  page,
  context,
  expectProblem,
}) => {
  expectProblem(/ERR_INTERNET_DISCONNECTED/);
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers');
  const first = page.locator('[data-row-link]').first();
  await expect(first).toBeVisible();

  await context.setOffline(true);
  await expect(page.getByRole('status').getByText(t('connection.offline'))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('connection.retry') }).click();
  await expect(page.getByRole('status').getByText(t('connection.offline'))).toBeVisible();
  await expect(first).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText(t('connection.back'))).toBeVisible();
  await expect(page.getByText(t('connection.offline'))).toHaveCount(0);
  await expect(first).toBeVisible();
});
