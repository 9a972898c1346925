import type { Page } from '@playwright/test';
import {
  account,
  dark,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeDeal } from './records.ts';
import type { Texts } from './texts.ts';

const panelOf = (page: Page, t: Texts) => page.getByRole('region', { name: t('comments.title') });
const boxOf = (page: Page, t: Texts) => panelOf(page, t).getByRole('textbox', { name: t('comments.write') });

test('what is written of a comment is there again after a reload, with whom it mentions, and is one comment', async ({
  page,
  sql,
}) => {
  const id = await makeDeal(sql, 'sales.rep', freshName('Written in two'));
  const { rows } = await sql.query<{ full_name: string }>(
    'select full_name from public.profiles where email = $1',
    [account('sales.manager')],
  );
  const boss = rows[0]?.full_name ?? '';
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/deals/${id}`);
  await boxOf(page, t).pressSequentially(`@${boss.slice(0, 4)}`);
  await page
    .getByRole('option', { name: boss })
    .or(page.getByRole('menuitem', { name: boss }))
    .click();
  await boxOf(page, t).pressSequentially('half of it');
  const text = `@${boss} half of it`;
  await expect(boxOf(page, t)).toHaveValue(text);
  await page.reload();
  await expect(boxOf(page, t)).toHaveValue(text);
  await panelOf(page, t)
    .getByRole('button', { name: t('comments.send'), exact: true })
    .click();
  await expect(boxOf(page, t)).toHaveValue('');
  const comment = panelOf(page, t).getByRole('listitem').filter({ hasText: 'half of it' });
  await expect(comment).toHaveCount(1);
  const { rows: written } = await sql.query<{ body: string; mentioned: string[] }>(
    `select c.body, array(select p.full_name from public.profiles p where p.id = any (c.mentions)) as mentioned
     from public.comments c where c.record_id = $1`,
    [id],
  );
  expect(written).toEqual([{ body: text, mentioned: [boss] }]);

  // Sent, it is not offered again; what is changed of it outlives a reload as well, until it is given up.
  await page.reload();
  await expect(comment).toHaveCount(1);
  await expect(boxOf(page, t)).toHaveValue('');
  const edit = async () => {
    await comment.getByRole('button', { name: new RegExp(t('comments.actions', { name: '' })) }).click();
    await page.getByRole('menuitem', { name: t('comments.edit') }).click();
  };
  const boxes = boxOf(page, t);
  await edit();
  await boxes.last().fill(`${text}, and the rest`);
  await page.reload();
  await expect(comment).toHaveCount(1);
  await edit();
  await expect(boxes.last()).toHaveValue(`${text}, and the rest`);
  await panelOf(page, t)
    .getByRole('button', { name: t('comments.cancel') })
    .click();
  await edit();
  await expect(boxes.last()).toHaveValue(text);
});

test('a colleague is mentioned on a deal, hears of it, and answers; both see it come', async ({
  page,
  browser,
  baseURL,
  sql,
}) => {
  const [name, question, answer] = [freshName('Talked over'), freshName('What now'), freshName('Wait')];
  const id = await makeDeal(sql, 'sales.rep', name);
  const { rows } = await sql.query<{ full_name: string }>(
    'select full_name from public.profiles where email = $1',
    [account('sales.manager')],
  );
  const boss = rows[0]?.full_name ?? '';
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/deals/${id}`);
  await expect(page.locator('html')).toHaveAttribute('data-live', 'live');
  await boxOf(page, t).pressSequentially(`@${boss.slice(0, 4)}`);
  await page
    .getByRole('option', { name: boss })
    .or(page.getByRole('menuitem', { name: boss }))
    .click();
  await boxOf(page, t).pressSequentially(question);
  await expectAccessible(page);
  await boxOf(page, t).press('Control+Enter');
  const written = panelOf(page, t).getByRole('listitem').filter({ hasText: question });
  await expect(written.locator('strong')).toHaveText(`@${boss}`);

  const context = await browser.newContext({ baseURL });
  const other = await context.newPage();
  await signIn(other, 'sales.manager');
  await other.getByRole('button', { name: new RegExp(`^${t('notices.bell')}`) }).click();
  const notice = other.getByRole('dialog').getByRole('listitem').filter({ hasText: question });
  await expect(notice).toContainText(name);
  await notice.getByRole('link').click();
  await boxOf(other, t).fill(answer);
  await panelOf(other, t)
    .getByRole('button', { name: t('comments.send') })
    .click();
  await expect(panelOf(page, t).getByRole('listitem').filter({ hasText: answer })).toBeVisible();
  await context.close();

  await written.getByRole('button', { name: new RegExp(t('comments.actions', { name: '' })) }).click();
  await page.getByRole('menuitem', { name: t('comments.delete') }).click();
  await expect(written).toHaveCount(0);
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('a task is commented on', async ({ page, sql }) => {
    const said = freshName('فردا');
    const { rows } = await sql.query<{ id: string }>(
      `insert into public.tasks (title, assignee_id, created_by)
       select $1, id, id from public.profiles where email = $2 returning id`,
      [freshName('کار'), account('sales.rep')],
    );
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/tasks/${rows[0]?.id}`);
    await boxOf(page, t).fill(said);
    await panelOf(page, t)
      .getByRole('button', { name: t('comments.send') })
      .click();
    await expect(panelOf(page, t).getByRole('listitem').filter({ hasText: said })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
