import { account, expect, expectAccessible, password, test } from './fixtures.ts';
import { accountButton, chooseLanguage, fillSignIn, signIn } from './people.ts';
import { textsOf } from './texts.ts';

const en = textsOf('en');

test('a forgotten password is replaced by a link that arrives in the mailbox and works once', async ({
  page,
  browser,
  baseURL,
  expectProblem,
  sql,
}) => {
  expectProblem(/auth\/v1\/(token|verify)/);
  const email = account('marketer');
  const begun = (await sql.query<{ now: string }>('select now()::text as now')).rows[0]?.now;
  await page.goto('/sign-in');
  await chooseLanguage(page, 'en');
  await page.getByRole('link', { name: en('gate.signIn.forgot') }).click();
  await expect(page.getByRole('heading', { name: en('gate.forgot.title') })).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(en('gate.email')).fill(email);
  await page.getByRole('button', { name: en('gate.forgot.submit') }).click();
  await expect(page.getByRole('heading', { name: en('gate.forgot.sent') })).toBeVisible();
  await expectAccessible(page);

  const elsewhere = await browser.newContext({ ...(baseURL ? { baseURL } : {}), reducedMotion: 'reduce' });
  const admin = await elsewhere.newPage();
  await signIn(admin, 'admin');
  // Other mail may come to the same person.
  const arrived = async () =>
    (
      await sql.query<{ id: string }>(
        `select id from public.mailbox_messages
         where recipient = $1 and body_text like '%type=recovery%' and received_at > $2`,
        [email, begun],
      )
    ).rows;
  await expect.poll(async () => (await arrived()).length).toBe(1);
  await admin.goto('/mailbox');
  await admin
    .locator(`a[href="/mailbox/${(await arrived())[0]?.id}"]`)
    .first()
    .click();
  await expect(admin.getByRole('heading', { level: 1 })).toBeVisible();
  await expectAccessible(admin);
  const link = await admin.frameLocator('main iframe').getByRole('link').first().getAttribute('href');
  await elsewhere.close();

  await page.goto(link ?? '');
  await expect(page.getByRole('heading', { name: en('gate.reset.title') })).toBeVisible();
  await page.getByLabel(en('gate.reset.password'), { exact: true }).fill('a better secret');
  await page.getByLabel(en('gate.reset.again')).fill('a bitter secret');
  await page.getByRole('button', { name: en('gate.reset.submit') }).click();
  await expect(page.getByText(en('gate.check.passwordsDiffer'))).toBeVisible();
  await expectAccessible(page);
  await page.getByLabel(en('gate.reset.again')).fill('a better secret');
  await page.getByRole('button', { name: en('gate.reset.submit') }).click();
  await expect(accountButton(page, en)).toBeVisible();

  await page.goto('/sign-out');
  await expect(page.getByText(en('gate.signIn.left'))).toBeVisible();
  await page.goto(link ?? '');
  await expect(page.getByRole('heading', { name: en('gate.reset.expired') })).toBeVisible();
  await expectAccessible(page);

  await page.goto('/sign-in');
  await chooseLanguage(page, 'en');
  await fillSignIn(page, en, email, password);
  await expect(page.getByRole('alert')).toHaveText(en('gate.signIn.wrong'));
  await fillSignIn(page, en, email, 'a better secret');
  await expect(accountButton(page, en)).toBeVisible();
});
