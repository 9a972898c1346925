import { account, expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';

test.use({ viewport: { width: 1440, height: 860 } });

test('a sales rep makes a task that repeats, with steps and a part, and finds the next one when it is done', async ({
  page,
  sql,
}) => {
  const title = `Read the meters ${Date.now()}`;
  const part = `Order the keys ${Date.now()}`;
  const t = await signIn(page, 'sales.rep');
  await page.goto('/tasks/create');
  await page.getByLabel(t('tasks.fields.title')).fill(title);
  await expect(page.getByText(t('tasks.repeat.never'))).toHaveCount(0);
  await page.getByRole('button', { name: t('tasks.usual.tomorrow') }).click();
  await page.getByRole('combobox', { name: t('tasks.fields.repeat_rule') }).click();
  await page.getByTitle(t('tasks.repeat.weekly'), { exact: true }).click();
  await page.getByRole('spinbutton', { name: t('tasks.repeat.interval') }).fill('2');
  await expectAccessible(page);
  await page.getByRole('button', { name: t('actions.create') }).click();
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await expect(page.getByText(t('tasks.repeat.every.weekly_other', { count: 2 }))).toBeVisible();

  const steps = page.getByRole('region', { name: t('tasks.checklist.title') });
  for (const step of ['North hall', 'South hall']) {
    await steps.getByRole('textbox', { name: t('tasks.checklist.add') }).fill(step);
    await page.keyboard.press('Enter');
    await expect(
      steps.getByRole('checkbox', { name: t('tasks.checklist.tick', { name: step }) }),
    ).toBeVisible();
  }
  const north = steps.getByRole('checkbox', { name: t('tasks.checklist.tick', { name: 'North hall' }) });
  await north.click();
  await expect(north).toBeChecked();
  await expect(steps.getByText(t('tasks.checklist.progress', { done: 1, total: 2 }))).toBeVisible();

  const parts = page.getByRole('region', { name: t('tasks.parts.title') });
  await parts.getByRole('textbox', { name: t('tasks.parts.add') }).fill(part);
  await page.keyboard.press('Enter');
  await expect(parts.getByRole('link', { name: part })).toBeVisible();
  await expectAccessible(page);
  await parts.getByRole('link', { name: part }).click();
  await expect(page.getByRole('heading', { name: part, level: 1 })).toBeVisible();
  await page.getByRole('link', { name: title }).click();
  // The part's own page has such a button too.
  await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
  await page.getByRole('button', { name: t('tasks.actions.done'), exact: true }).click();
  await expect(page.getByText(t('tasks.moved.done', { name: title }))).toBeVisible();
  const open = () =>
    sql.query(
      `select (n.due_at - o.due_at) = interval '14 days' as later, p.email,
         (select array_agg(i.done) from public.task_checklist_items i where i.task_id = n.id) as steps
       from public.tasks o join public.tasks n on n.id = o.next_id join public.profiles p on p.id = n.assignee_id
       where o.title = $1 and o.status = 'done' and n.status = 'todo' and n.deleted_at is null`,
      [title],
    );
  await expect
    .poll(async () => (await open()).rows)
    .toEqual([{ later: true, email: account('sales.rep'), steps: [false, false] }]);
});
