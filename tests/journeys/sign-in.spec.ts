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
import { accountButton, chooseLanguage, fillSignIn, signIn, signInByForm } from './people.ts';
import { textsOf } from './texts.ts';

const en = textsOf('en');

test('a wrong password is refused at the form, and the right one lets in where one wanted to go', async ({
  page,
  expectProblem,
}) => {
  expectProblem(/auth\/v1\/token/);
  await page.goto('/profile');
  await chooseLanguage(page, 'en');
  await expect(page.getByRole('heading', { name: en('gate.signIn.title') })).toBeVisible();
  await expectAccessible(page);

  await fillSignIn(page, en, account('sales.rep'), 'not the password');
  await expect(page.getByRole('alert')).toHaveText(en('gate.signIn.wrong'));
  await expect(page.getByLabel(en('gate.email'))).toHaveValue(account('sales.rep'));
  await expectAccessible(page);

  await fillSignIn(page, en, account('sales.rep'), password);
  await expect(page.getByRole('heading', { name: en('profile.title'), level: 1 })).toBeVisible();
  await expect(page).toHaveURL(/\/profile$/);
  await expectAccessible(page);
});

test('what is missing or no address is said at its field, before anything is sent', async ({ page }) => {
  await page.goto('/sign-in');
  await page.getByLabel(en('gate.email')).fill('nobody');
  await page.getByRole('button', { name: en('gate.signIn.submit') }).click();
  await expect(page.getByText(en('gate.check.email'))).toBeVisible();
  await expect(page.getByText(en('gate.check.required'))).toBeVisible();
});

test('who signs out is out, and the way back leads to the sign-in page', async ({ page }) => {
  await signInByForm(page, 'support.agent');
  await page.goto('/profile');
  await accountButton(page, en).click();
  await page.getByRole('menuitem', { name: en('frame.signOut') }).click();
  await expect(page.getByText(en('gate.signIn.left'))).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('button', { name: en('gate.signIn.submit') })).toBeVisible();
  const kept = await page.evaluate(() => localStorage.getItem('atrium.session'));
  expect(kept).toBeNull();
});

test('a page that the role does not allow says so, and what to do', async ({ page }) => {
  await signIn(page, 'sales.rep');
  await page.goto('/mailbox');
  await expect(page.getByText(en('states.denied'))).toBeVisible();
  await expect(page.getByText(en('states.deniedHint'))).toBeVisible();
  await expectAccessible(page);
  await expect(page.getByRole('navigation').getByText(en('mailbox.title'))).toHaveCount(0);
});

test('an address where nothing is says so and leads home', async ({ page }) => {
  await signIn(page, 'sales.rep');
  await page.goto('/no/such/page');
  await expect(page.getByText(en('pages.notFound'))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('main').getByRole('link').first().click();
  await expect(page).toHaveURL(/\/$/);
});

test('the keyboard alone signs in, opens the palette and goes to a page', async ({ page, sql }) => {
  // A language that another journey chose is the profile's own by now.
  await sql.query('update public.profiles set locale = null where email = $1', [account('admin')]);
  await page.goto('/sign-in');
  await expect(page.getByLabel(en('gate.email'))).toBeFocused();
  await page.keyboard.type(account('admin'));
  await page.keyboard.press('Tab');
  await expect(page.getByLabel(en('gate.password'), { exact: true })).toBeFocused();
  await page.keyboard.type(password);
  await page.keyboard.press('Enter');
  await expect(accountButton(page, en)).toBeVisible();

  await page.reload();
  await expect(accountButton(page, en)).toBeVisible();
  await page.keyboard.press('Tab');
  await expect(page.getByRole('link', { name: en('frame.skip') })).toBeFocused();
  await page.keyboard.press('Enter');
  await expect(page.getByRole('main')).toBeFocused();
  await page.keyboard.press('Control+k');
  const field = page.getByRole('combobox', { name: en('palette.label') });
  await expect(field).toBeFocused();
  await expectAccessible(page);
  await page.keyboard.type(en('mailbox.title'));
  await expect(page.getByRole('option', { name: en('mailbox.title') }).first()).toBeVisible();
  await page.keyboard.press('Enter');
  await expect(page).toHaveURL(/\/mailbox/);
  await expect(page.getByRole('heading', { name: en('mailbox.title'), level: 1 })).toBeVisible();
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('the sign-in page and the start page are right to left, fit, and are readable', async ({ page }) => {
    const fa = textsOf('fa');
    await page.goto('/sign-in');
    await expect(page.locator('html')).toHaveAttribute('dir', 'rtl');
    await expect(page.getByRole('heading', { name: fa('gate.signIn.title') })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await signInByForm(page, 'sales.rep', 'fa');
    await expect(page.getByRole('navigation', { name: fa('frame.bottomBar') })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});

test('somebody without any role is told so and whom to ask, and comes in as soon as there is one', async ({
  page,
  sql,
}) => {
  const email = 'newcomer@atrium.example';
  const { rows } = await sql.query<{ id: string }>(
    `insert into public.profiles (user_id, full_name, email, active)
     values (private.create_sign_in($1, $2), 'Nora Newcomer', $1, true) returning id`,
    [email, password],
  );
  await page.goto('/sign-in');
  await chooseLanguage(page, 'en');
  await fillSignIn(page, en, email, password);
  await expect(page.getByRole('heading', { name: en('pages.noRole'), level: 1 })).toBeVisible();
  await expect(page.getByText(en('pages.noRoleHint', { email }))).toBeVisible();
  const whom = page.getByRole('list', { name: en('pages.whomToAsk') });
  await expect(whom.getByRole('link', { name: account('admin') })).toBeVisible();
  await expectAccessible(page);

  await sql.query(
    `insert into public.profile_roles (profile_id, role_id) select $1, id from public.roles where key = 'sales_rep'`,
    [rows[0]?.id],
  );
  await page.getByRole('button', { name: en('actions.retry') }).click();
  await expect(accountButton(page, en)).toBeVisible();
});
