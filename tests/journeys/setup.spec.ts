import { join } from 'node:path';
import { z } from 'zod';
import { startStack } from '../../supabase/local/stack.ts';
import { temporaryFolder } from '../run/workspace.ts';
import { test as base, expect, expectAccessible } from './fixtures.ts';
import { fillSignIn } from './people.ts';
import { textsOf } from './texts.ts';

const en = textsOf('en');
const email = 'ada@lovelace.example';
const secret = 'analytical engine';

/** An Atrium of its own in which nobody is yet. */
const test = base.extend<object, { emptyUrl: string }>({
  emptyUrl: [
    async ({ browserName: _ }, use) => {
      const dataDir = join(temporaryFolder('empty-'), 'atrium');
      const stack = await startStack({ dataDir, port: 0, data: 'empty', frontend: 'build', quiet: true });
      await use(stack.url);
      await stack.stop();
    },
    { scope: 'worker', timeout: 180_000 },
  ],
  baseURL: async ({ emptyUrl }, use) => use(emptyUrl),
});

test('the first visit asks, once, for the organisation and its first administrator', async ({
  page,
  request,
}) => {
  await page.goto('/');
  await expect(page.getByRole('heading', { name: en('gate.setup.title') })).toBeVisible();
  await expectAccessible(page);

  await page.getByRole('button', { name: en('gate.setup.submit') }).click();
  await expect(page.getByText(en('gate.check.required')).first()).toBeVisible();
  await expect(page.getByLabel(en('gate.setup.organisation'))).toBeFocused();

  await page.getByLabel(en('gate.setup.organisation')).fill('Analytical Engines Ltd');
  await page.getByLabel(en('gate.setup.fullName')).fill('Ada Lovelace');
  await page.getByLabel(en('gate.email')).fill(email);
  await page.getByLabel(en('gate.password'), { exact: true }).fill('short');
  await page.getByLabel(en('gate.again')).fill('short');
  await page.getByRole('button', { name: en('gate.setup.submit') }).click();
  await expect(page.getByLabel(en('gate.password'), { exact: true })).toHaveAttribute('aria-invalid', 'true');
  await expectAccessible(page);

  await page.getByLabel(en('gate.password'), { exact: true }).fill(secret);
  await page.getByLabel(en('gate.again')).fill(secret);
  await page.getByRole('button', { name: en('gate.setup.submit') }).click();
  await expect(
    page.getByRole('button', { name: en('frame.account', { name: 'Ada Lovelace' }) }),
  ).toBeVisible();
  await expect(page.getByText('Analytical Engines Ltd').first()).toBeVisible();
  await expect(page.getByRole('link', { name: en('home.bring') })).toHaveAttribute('href', '/imports/new');
  await expectAccessible(page);

  await page.goto('/sign-out');
  await expect(page.getByText(en('gate.signIn.left'))).toBeVisible();
  await page.goto('/setup');
  await expect(page.getByRole('heading', { name: en('gate.signIn.title') })).toBeVisible();
  await fillSignIn(page, en, email, secret);
  await expect(
    page.getByRole('button', { name: en('frame.account', { name: 'Ada Lovelace' }) }),
  ).toBeVisible();

  const config = z
    .object({ supabaseKey: z.string() })
    .parse(await (await request.get('/config.json')).json());
  const again = await request.post('/functions/v1/setup', {
    headers: { apikey: config.supabaseKey },
    data: {
      organisation: 'Another',
      fullName: 'Somebody Else',
      email: 'else@else.example',
      password: secret,
      locale: 'en',
      timezone: 'UTC',
      currency: 'EUR',
    },
  });
  expect(again.status()).toBe(409);
});
