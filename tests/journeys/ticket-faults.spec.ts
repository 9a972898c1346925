import { account, expect, password, test } from './fixtures.ts';
import { endSession, signIn } from './people.ts';
import { freshName, kinds } from './records.ts';

const tickets = kinds.find(({ resource }) => resource === 'tickets');
if (!tickets) throw new Error('tickets are among the kinds of records');
const { who, make } = tickets;

test('who takes a ticket that somebody has just taken is told who was faster', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/status of 409/);
  const id = await make(sql, freshName('Wanted by two'));
  await sql.query('update public.tickets set assignee_id = null where id = $1', [id]);
  const t = await signIn(page, who);
  await page.goto(`/tickets/${id}`);
  const take = page.getByRole('button', { name: t('tickets.actions.take') });
  await expect(take).toBeVisible();
  const { rows } = await sql.query<{ full_name: string }>(
    `update public.tickets t set assignee_id = p.id from public.profiles p where t.id = $1 and p.email = $2 returning p.full_name`,
    [id, account('support.agent')],
  );
  const faster = rows[0]?.full_name ?? '';
  await take.click();
  await expect(page.getByText(t('errors.taken', { name: faster }))).toBeVisible();
  await expect(page.getByRole('definition').filter({ hasText: faster })).toBeVisible();
});

test('a reply is not lost when the session ends under it', async ({ page, sql, expectProblem }) => {
  expectProblem(/auth\/v1\/token/);
  const id = await make(sql, freshName('Answered late'));
  const t = await signIn(page, who);
  await page.goto(`/tickets/${id}`);
  const reply = page.getByRole('textbox', { name: t('tickets.reply.publicLabel') });
  await reply.fill('Written over lunch');
  await endSession(page);
  await reply.press('Control+Enter');
  const dialog = page.getByRole('dialog', { name: t('gate.expired.title') });
  await dialog.getByLabel(t('gate.password'), { exact: true }).fill(password);
  await dialog.getByRole('button', { name: t('gate.expired.submit') }).click();
  await expect(dialog).toBeHidden();
  await expect(reply).toHaveValue('Written over lunch');
  await reply.press('Control+Enter');
  await expect(page.locator('.at-message-out').filter({ hasText: 'Written over lunch' })).toBeVisible();
});
