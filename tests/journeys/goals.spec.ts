import {
  account,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';

// beyond what the demo company has goals for
const year = new Date().getUTCFullYear() + 2;

test('a sales manager sets a quota, is told what is wrong, and the rep reads it on the phone', async ({
  browser,
  page,
  sql,
}) => {
  const t = await signIn(page, 'sales.manager');
  await page.goto(`/goals?year=${year}`);
  const cell = page.getByRole('button', { name: /^Sofia Lindqvist, / }).first();
  await expect(cell).toBeVisible();
  // one's own are set from above
  await expect(page.getByRole('rowheader', { name: /Anneke de Vries/ })).toBeVisible();
  await expect(page.getByRole('button', { name: /^Anneke de Vries, / })).toHaveCount(0);
  await expectAccessible(page);

  await cell.click();
  const field = page.getByRole('spinbutton', { name: /^Sofia Lindqvist, / });
  await field.fill('0');
  await field.press('Enter');
  await expect(page.getByRole('alert')).toHaveText(t('errors.goal_target'));
  await expectAccessible(page);
  await field.fill('77000');
  await field.press('Enter');
  await expect(cell).toHaveText('77,000');
  await expect(cell).toBeFocused();
  const { rows } = await sql.query<{ target: string }>(
    `select g.target::text from public.goals g join public.profiles p on p.id = g.profile_id
     where p.email = $1 and g.metric = 'deals.won_value' and g.period_start = $2 and g.deleted_at is null`,
    [account('sales.rep'), `${year}-01-01`],
  );
  expect(rows).toEqual([{ target: '77000.00' }]);

  const context = await browser.newContext({ ...phone, ...persian });
  try {
    const theirs = await context.newPage();
    await signIn(theirs, 'sales.rep', 'fa');
    await theirs.goto(`/goals?year=${year}`);
    await expect(theirs.getByRole('cell', { name: '۷۷٬۰۰۰' }).first()).toBeVisible();
    await expect(theirs.locator('.at-goal-cell')).toHaveCount(0);
    await expectNoSidewaysScroll(theirs);
    await expectAccessible(theirs);
  } finally {
    await context.close();
  }

  await cell.click();
  await field.fill('');
  await field.press('Enter');
  await expect(cell).toHaveText('–');
});
