import { readFile } from 'node:fs/promises';
import type { Page } from '@playwright/test';
import { dark, expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

const text = (name: string, content: string) => ({
  name,
  mimeType: 'text/plain',
  buffer: Buffer.from(content),
});
// one dot of one colour
const picture = {
  name: 'plan.png',
  mimeType: 'image/png',
  buffer: Buffer.from(
    'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
    'base64',
  ),
};
const add = (page: Page, files: Parameters<ReturnType<Page['locator']>['setInputFiles']>[0]) =>
  page.locator('.at-files-add input').setInputFiles(files);
const filesOf = (page: Page, t: Texts) => page.getByRole('list', { name: t('files.title') });

test('a sales rep puts files on a deal, looks at them, fetches one, and takes a deletion back', async ({
  page,
  sql,
}) => {
  const deal = await makeDeal(sql, 'sales.rep', freshName('With files'));
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/deals/${deal}`);
  const pdf = { name: 'Offer.pdf', mimeType: 'application/pdf', buffer: await pdfOf(page) };
  await add(page, [
    pdf,
    text('notes.txt', 'As agreed: 20 chairs'),
    picture,
    { ...text('page.html', '<script>'), mimeType: 'text/html' },
  ]);
  const list = filesOf(page, t);
  await expect(list.getByRole('listitem')).toHaveCount(3);
  await expect(page.getByText(t('errors.file_type'))).toBeVisible();
  await page.getByRole('button', { name: t('files.dismiss') }).click();
  await expect(page.getByText(t('errors.file_type'))).toHaveCount(0);
  await expectAccessible(page);

  await list.getByRole('button', { name: 'Offer.pdf', exact: true }).click();
  const dialog = page.getByRole('dialog', { name: 'Offer.pdf' });
  await expect(dialog.getByRole('img', { name: t('files.page', { number: 1, count: 1 }) })).toBeVisible();
  await expectAccessible(page);
  await page.keyboard.press('Escape');
  await list.getByRole('button', { name: 'plan.png', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('img', { name: 'plan.png' })).toBeVisible();
  await page.keyboard.press('Escape');
  await list.getByRole('button', { name: 'notes.txt', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('textbox')).toHaveValue('As agreed: 20 chairs');
  const fetched = page.waitForEvent('download');
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('files.fetch') })
    .click();
  expect((await fetched).suggestedFilename()).toBe('notes.txt');
  expect(await readFile(await (await fetched).path(), 'utf8')).toBe('As agreed: 20 chairs');
  await page.keyboard.press('Escape');

  await list.getByRole('button', { name: t('files.actions', { name: 'plan.png' }) }).click();
  await page.getByRole('menuitem', { name: t('files.delete') }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.getByRole('button', { name: t('trash.undo') }).click();
  await expect(list.getByRole('listitem')).toHaveCount(3);

  // the way back is there after a reload too
  await list.getByRole('button', { name: t('files.actions', { name: 'plan.png' }) }).click();
  await page.getByRole('menuitem', { name: t('files.delete') }).click();
  await expect(list.getByRole('listitem')).toHaveCount(2);
  await page.reload();
  await page.getByText(t('files.deletedCount_one', { count: 1 })).click();
  await page.getByRole('button', { name: t('files.restoreOf', { name: 'plan.png' }) }).click();
  await expect(list.getByRole('listitem')).toHaveCount(3);
});

test('a file whose line breaks waits, and goes when it is tried again', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/ERR_FAILED.*storage/);
  const customer = await makeCustomer(sql, 'sales.rep', freshName('Offline'));
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/customers/${customer}`);
  await expect(page.locator('.at-files-add')).toBeVisible();
  let broken = true;
  await page.route('**/storage/v1/**', (route) => (broken ? route.abort() : route.continue()));
  await add(page, text('later.txt', 'hello'));
  await expect(page.getByText(t('errors.offline'))).toBeVisible();
  broken = false;
  await page
    .getByRole('alert')
    .getByRole('button', { name: t('actions.retry') })
    .click();
  await expect(filesOf(page, t).getByRole('listitem')).toHaveCount(1);
});

test('files go side by side, each with how far it is, and one is stopped without a trace', async ({
  page,
  sql,
}) => {
  const customer = await makeCustomer(sql, 'sales.rep', freshName('Slow line'));
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/customers/${customer}`);
  await expect(page.locator('.at-files-add')).toBeVisible();
  const line = await page.context().newCDPSession(page);
  const upload = (uploadThroughput: number) =>
    line.send('Network.emulateNetworkConditions', {
      offline: false,
      latency: 0,
      downloadThroughput: -1,
      uploadThroughput,
    });
  await line.send('Network.enable');
  await upload(100_000);
  const large = { name: 'large.txt', mimeType: 'text/plain', buffer: Buffer.alloc(6_000_000, 'a') };
  await add(page, [large, text('small.txt', 'done at once')]);
  const progress = page.getByRole('progressbar', { name: t('files.sending', { name: 'large.txt' }) });
  await expect.poll(async () => Number(await progress.getAttribute('aria-valuenow'))).toBeGreaterThan(0);
  expect(Number(await progress.getAttribute('aria-valuenow'))).toBeLessThan(100);
  await expectAccessible(page);
  await expect(filesOf(page, t).getByRole('listitem').filter({ hasText: 'small.txt' })).toBeVisible();
  await expect(progress).toBeVisible();

  await page.getByRole('button', { name: t('files.cancel', { name: 'large.txt' }) }).click();
  await expect(progress).toBeHidden();
  await expect(page.getByRole('alert')).toHaveCount(0);
  await upload(-1);
  const rows = async () =>
    (
      await sql.query(
        `select name, stored_at is not null as stored, deleted_at is not null as deleted
         from public.attachments where customer_id = $1 order by name`,
        [customer],
      )
    ).rows;
  await expect.poll(rows).toEqual([
    { name: 'large.txt', stored: false, deleted: true },
    { name: 'small.txt', stored: true, deleted: false },
  ]);
  await add(page, large);
  await expect(filesOf(page, t).getByRole('listitem')).toHaveCount(2);
});

test('a file goes on while its reader goes elsewhere', async ({ page, sql }) => {
  const customer = await makeCustomer(sql, 'sales.rep', freshName('Gone elsewhere'));
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/customers/${customer}`);
  await expect(page.locator('.at-files-add')).toBeVisible();
  let goOn = () => {};
  const held = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  await page.route('**/storage/v1/**', async (route) => {
    await held;
    await route.continue();
  });
  await add(page, text('later.txt', 'hello'));
  await expect(
    page.getByRole('progressbar', { name: t('files.sending', { name: 'later.txt' }) }),
  ).toBeVisible();
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('frame.home') })
    .first()
    .click();
  await expect(page.locator('.at-files-add')).toHaveCount(0);
  goOn();
  const stored = async () =>
    (
      await sql.query(
        'select stored_at is not null as stored from public.attachments where customer_id = $1',
        [customer],
      )
    ).rows;
  await expect.poll(stored).toEqual([{ stored: true }]);
});

test('who may only read a record reads its files, and is offered nothing else', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/status of 400.*storage/);
  const customer = await makeCustomer(sql, 'sales.rep', freshName('Read alone'));
  await sql.query(
    `insert into public.attachments (customer_id, name, mime_type, size, stored_at, created_by)
     select id, 'lost.txt', 'text/plain', 5, now(), created_by from public.customers where id = $1`,
    [customer],
  );
  const t = await signIn(page, 'exec');
  await page.goto(`/customers/${customer}`);
  await expect(filesOf(page, t).getByRole('listitem')).toHaveCount(1);
  await expect(page.locator('.at-files-add')).toHaveCount(0);
  // its bytes never came: the page says so and stands
  await page.getByRole('button', { name: 'lost.txt', exact: true }).click();
  await expect(page.getByRole('dialog').getByRole('alert')).toBeVisible();
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('files fit, and are added', async ({ page, sql }) => {
    const deal = await makeDeal(sql, 'sales.rep', freshName('پرونده'));
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/deals/${deal}`);
    const long = `${'A long name '.repeat(10)}.txt`;
    await add(page, text(long, 'x'));
    await expect(filesOf(page, t).getByRole('listitem')).toHaveCount(1);
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});

/** A PDF of one page, as the browser itself prints it. */
async function pdfOf(page: Page): Promise<Buffer> {
  const other = await page.context().newPage();
  await other.setContent('<h1>Offer</h1>');
  const pdf = await other.pdf();
  await other.close();
  return pdf;
}
