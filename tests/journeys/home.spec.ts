import { dark, expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { changeDeal, freshName, giveDeal, makeDeal } from './records.ts';

const unsolvedOf = `select count(*)::int as unsolved from public.tickets where deleted_at is null
  and status not in ('solved', 'closed')
  and assignee_id = (select id from public.profiles where email = 'support.agent@atrium.example')`;

test('an agent finds on the start page the tickets that wait, and opens all of them', async ({
  page,
  sql,
}) => {
  const t = await signIn(page, 'support.agent');
  const { rows } = await sql.query<{ unsolved: number }>(unsolvedOf);
  const total = String(rows[0]?.unsolved);
  const panel = page.getByRole('region', { name: t('tickets.work.title') });
  await expect(panel.getByRole('listitem')).toHaveCount(5);
  const due = await panel
    .locator('time')
    .evaluateAll((nodes) => nodes.map((node) => node.getAttribute('datetime')));
  expect(due).toEqual([...due].sort());
  await expectAccessible(page);

  const all = panel.getByRole('link', { name: t('home.allOf', { list: t('tickets.work.title') }) });
  await expect(all).toHaveText(t('home.all', { total }));
  await all.click();
  await expect(page.getByText(t('list.rangeOf', { from: 1, to: total, total })).first()).toBeVisible();
});

test('what others did since one was last here stands on the start page, until it is read', async ({
  page,
  sql,
}) => {
  const name = freshName('Meanwhile');
  const id = await makeDeal(sql, 'sales.manager', name);
  await giveDeal(sql, id, 'sales.rep', 'sales.manager');
  await changeDeal(sql, id, 'sales.manager');
  const t = await signIn(page, 'sales.rep');
  const news = page.getByRole('region', { name: t('notices.news') });
  const line = news.getByRole('listitem').filter({ hasText: name });
  await expect(line).toContainText(t('notices.say.assigned', { who: '' }).trim());
  await expect(line).toContainText(t('deals.fields.next_step'));
  await expectAccessible(page);
  await line.getByRole('link').click();
  await expect(page.getByRole('heading', { name, level: 1 })).toBeVisible();
  await page.goBack();
  await expect(page.getByRole('region', { name: t('deals.work.title') })).toBeVisible();
  await expect(line).toHaveCount(0);
});

test.describe('in Persian, on a phone, in the dark', () => {
  test.use({ ...phone, ...persian, ...dark });

  test('a rep finds the deals that close soon, and what others did meanwhile', async ({ page, sql }) => {
    const name = freshName('در این میان');
    const id = await makeDeal(sql, 'sales.manager', name);
    await giveDeal(sql, id, 'sales.rep', 'sales.manager');
    const t = await signIn(page, 'sales.rep', 'fa');
    await expect(
      page
        .getByRole('region', { name: t('notices.news') })
        .getByRole('listitem')
        .filter({ hasText: name }),
    ).toBeVisible();
    await expect(page.getByRole('region', { name: t('deals.work.title') }).getByRole('listitem')).toHaveCount(
      5,
    );
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
