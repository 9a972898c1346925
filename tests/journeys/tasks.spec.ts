import type { Locator, Page } from '@playwright/test';
import type pg from 'pg';
import {
  account,
  expect,
  expectAccessible,
  expectNoSidewaysScroll,
  hearNothing,
  persian,
  phone,
  test,
} from './fixtures.ts';
import { signIn } from './people.ts';
import type { Texts } from './texts.ts';

interface Known {
  id: string;
  title: string;
}

/** The n-th of the sales rep's tasks that are still to be done, by when they are due, whose title nobody else's has. */
async function openTask(sql: pg.Pool, nth: number): Promise<Known> {
  const { rows } = await sql.query<Known>(
    `select t.id, t.title from public.tasks t join public.profiles p on p.id = t.assignee_id
     where p.email = $1 and t.status = 'todo' and t.due_at is not null and t.deleted_at is null
       and not exists (select from public.tasks o where o.title = t.title and o.id <> t.id)
     order by t.due_at, t.id offset $2 limit 1`,
    [account('sales.rep'), nth],
  );
  const found = rows[0];
  if (!found) throw new Error('the sales rep has something to do');
  return found;
}

async function statusOf(sql: pg.Pool, id: string): Promise<{ status: string; done: boolean }> {
  const { rows } = await sql.query<{ status: string; done: boolean }>(
    'select status, completed_at is not null as done from public.tasks where id = $1',
    [id],
  );
  const found = rows[0];
  if (!found) throw new Error('the task is there');
  return found;
}

const row = (page: Page, title: string): Locator => page.locator('[data-row]').filter({ hasText: title });
const column = (page: Page, status: string): Locator =>
  page.getByRole('region', { name: new RegExp(`^${status} `) });
const cardOf = (within: Locator | Page, title: string): Locator =>
  within.locator('.at-board-card').filter({ hasText: title });

/** Ticks a task off in the list, takes it back, and ticks it off for good. */
async function tickOff(page: Page, t: Texts, sql: pg.Pool, task: Known): Promise<void> {
  await page.getByRole('searchbox').fill(task.title);
  await expect(page).toHaveURL(/[?&]q=/);
  await expect(row(page, task.title)).toHaveCount(1);
  const tick = row(page, task.title).getByRole('button', {
    name: t('tasks.actions.doneOf', { name: task.title }),
  });
  await tick.click();
  await expect(page.getByText(t('tasks.moved.done', { name: task.title }))).toBeVisible();
  await expect(row(page, task.title)).toHaveCount(0);
  expect(await statusOf(sql, task.id)).toEqual({ status: 'done', done: true });

  await page.getByRole('button', { name: t('trash.undo') }).click();
  await expect(row(page, task.title)).toHaveCount(1);
  expect(await statusOf(sql, task.id)).toEqual({ status: 'todo', done: false });
  await tick.click();
  await expect(row(page, task.title)).toHaveCount(0);
  await expect.poll(() => statusOf(sql, task.id)).toEqual({ status: 'done', done: true });
}

test.describe('at the desk', () => {
  test.use({ viewport: { width: 1440, height: 860 } });

  test('a sales rep ticks a task off, takes it back, finds it done, and opens it again on its page', async ({
    page,
    sql,
  }) => {
    const task = await openTask(sql, 0);
    const t = await signIn(page, 'sales.rep');
    await page
      .getByRole('navigation')
      .getByRole('link', { name: t('tasks.title') })
      .first()
      .click();
    await expect(page.getByRole('heading', { name: t('tasks.title'), level: 1 })).toBeVisible();
    await expect(page.locator('[data-row-link]').first()).toBeVisible();
    await expectAccessible(page);
    await tickOff(page, t, sql, task);

    await page.goto(`/tasks?status=done&sort=-completed_at&q=${encodeURIComponent(task.title)}`);
    await page.locator('[data-row-link]').filter({ hasText: task.title }).click();
    await expect(page.getByRole('heading', { name: task.title, level: 1 })).toBeVisible();
    await expectAccessible(page);
    await page.getByRole('button', { name: t('tasks.actions.reopen'), exact: true }).click();
    await expect(page.getByText(t('tasks.moved.reopened', { name: task.title }))).toBeVisible();
    await expect.poll(() => statusOf(sql, task.id)).toEqual({ status: 'todo', done: false });
    await expect(page.getByRole('button', { name: t('tasks.actions.done'), exact: true })).toBeVisible();
  });

  test('a task goes over the board by mouse and by keyboard, with one request each', async ({
    page,
    sql,
  }) => {
    const [byMouse, byKeys] = [await openTask(sql, 1), await openTask(sql, 2)];
    await hearNothing(page);
    const t = await signIn(page, 'sales.rep');
    await page.goto('/tasks/board');
    const todo = column(page, t('tasks.statuses.todo'));
    const first = cardOf(todo, byMouse.title);
    await expect(first).toBeVisible();
    await expectAccessible(page);
    const requests: string[] = [];
    page.on('request', (request) => {
      if (/rpc\/(move_task|task_board)/.test(request.url())) requests.push(request.url());
    });

    const waiting = column(page, t('tasks.statuses.waiting'));
    await first.scrollIntoViewIfNeeded();
    const [from, to] = [await first.boundingBox(), await waiting.boundingBox()];
    if (!from || !to) throw new Error('both ends of a drag are in sight');
    await page.mouse.move(from.x + 120, from.y + 84);
    await page.mouse.down();
    await page.mouse.move(from.x + 130, from.y + 90, { steps: 4 });
    await page.mouse.move(to.x + to.width / 2, from.y + 90, { steps: 20 });
    await expect(page.locator('.at-board-over')).toBeVisible();
    await page.mouse.up();
    await expect(cardOf(waiting, byMouse.title)).toBeVisible();
    await expect.poll(() => statusOf(sql, byMouse.id)).toEqual({ status: 'waiting', done: false });

    const card = cardOf(todo, byKeys.title);
    await card.focus();
    await page.keyboard.press('Space');
    const spoken = page.locator('[aria-live="assertive"]');
    await expect(spoken).toContainText(byKeys.title);
    await page.keyboard.press('ArrowRight');
    await expect(spoken).toContainText(t('tasks.statuses.in_progress'));
    await page.keyboard.press('Space');
    await expect(cardOf(column(page, t('tasks.statuses.in_progress')), byKeys.title)).toBeVisible();
    await expect.poll(() => statusOf(sql, byKeys.id)).toEqual({ status: 'in_progress', done: false });
    expect(requests.filter((url) => url.includes('move_task'))).toHaveLength(2);
    expect(requests.filter((url) => url.includes('task_board'))).toHaveLength(0);

    await cardOf(waiting, byMouse.title)
      .getByRole('button', { name: t('tasks.actions.doneOf', { name: byMouse.title }) })
      .click();
    await expect(cardOf(column(page, t('tasks.statuses.done')), byMouse.title)).toBeVisible();
    await page.getByRole('button', { name: t('trash.undo') }).click();
    await expect(cardOf(waiting, byMouse.title)).toBeVisible();
    await expect.poll(() => statusOf(sql, byMouse.id)).toEqual({ status: 'waiting', done: false });
  });

  test('a task that cannot be moved is back in its place, and says so', async ({
    page,
    sql,
    expectProblem,
  }) => {
    expectProblem(/status of 503/);
    const task = await openTask(sql, 0);
    const t = await signIn(page, 'sales.rep');
    await page.goto('/tasks/board');
    const card = cardOf(column(page, t('tasks.statuses.todo')), task.title);
    await page.route('**/rpc/move_task', (route) => route.fulfill({ status: 503, json: {} }));
    await card.getByRole('button', { name: t('tasks.actions.doneOf', { name: task.title }) }).click();
    await expect(page.getByText(t('tasks.board.failed', { name: task.title }))).toBeVisible();
    await expect(card).toBeVisible();
    expect(await statusOf(sql, task.id)).toEqual({ status: 'todo', done: false });
  });

  test('a deal’s page gets a task, which its customer’s page shows and ticks off', async ({ page, sql }) => {
    const { rows } = await sql.query<{ id: string; customer_id: string }>(
      `select d.id, d.customer_id from public.deals d join public.profiles p on p.id = d.owner_id
       join public.customers c on c.id = d.customer_id and c.owner_id = p.id and c.deleted_at is null
       where p.email = $1 and d.outcome = 'open' and d.deleted_at is null order by d.number limit 1`,
      [account('sales.rep')],
    );
    const deal = rows[0];
    if (!deal) throw new Error('the sales rep has a deal with a customer of theirs');
    const title = `Measure the room ${Date.now()}`;
    const t = await signIn(page, 'sales.rep');
    await page.goto(`/deals/${deal.id}?tab=tasks`);
    await page.getByRole('button', { name: t('tasks.add') }).click();
    const drawer = page.getByRole('dialog', { name: t('tasks.create') });
    await expect(drawer).toBeVisible();
    await drawer.getByRole('button', { name: t('actions.create') }).click();
    await expect(drawer.getByText(t('form.check.required'))).toBeVisible();
    await drawer.getByLabel(t('tasks.fields.title')).fill(title);
    await drawer.getByRole('button', { name: t('tasks.usual.tomorrow') }).click();
    await expectAccessible(page);
    await drawer.getByRole('button', { name: t('actions.create') }).click();
    await expect(drawer).toBeHidden();
    await expect(row(page, title)).toBeVisible();
    await expectAccessible(page);

    await page.goto(`/customers/${deal.customer_id}?tab=tasks`);
    await expect(row(page, title)).toBeVisible();
    await row(page, title)
      .getByRole('button', { name: t('tasks.actions.doneOf', { name: title }) })
      .click();
    await expect(row(page, title)).toHaveCount(0);
    await page.getByRole('checkbox', { name: t('tasks.withDone') }).check();
    await expect(row(page, title)).toBeVisible();
    const stored = await sql.query(
      `select t.status, t.deal_id, t.customer_id, p.email from public.tasks t join public.profiles p on p.id = t.assignee_id where t.title = $1`,
      [title],
    );
    expect(stored.rows).toEqual([
      { status: 'done', deal_id: deal.id, customer_id: deal.customer_id, email: account('sales.rep') },
    ]);
  });
});

test.describe('in Persian, on a phone', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep makes a task, moves it on the board by its menu, and ticks one off', async ({
    page,
    sql,
  }) => {
    const t = await signIn(page, 'sales.rep', 'fa');
    const title = `تماس با مشتری ${Date.now()}`;
    await page.goto('/tasks/create');
    await page.getByLabel(t('tasks.fields.title')).fill(title);
    await page.getByRole('button', { name: t('tasks.usual.today') }).click();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('button', { name: t('actions.create') }).click();
    await expect(page.getByRole('heading', { name: title, level: 1 })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);

    await page.goto(`/tasks/board?q=${encodeURIComponent(title)}`);
    const card = cardOf(page, title);
    await expect(card).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await card.getByRole('button', { name: t('list.actionsOf', { name: title }) }).click();
    await page
      .getByRole('menuitem', { name: t('tasks.board.moveTo', { stage: t('tasks.statuses.in_progress') }) })
      .click();
    await expect(card).toHaveCount(0);
    await page.getByRole('tab', { name: t('tasks.statuses.in_progress') }).click();
    await expect(card).toBeVisible();
    // The board shows a move at once, before it is written.
    await expect
      .poll(async () => (await sql.query('select status from public.tasks where title = $1', [title])).rows)
      .toEqual([{ status: 'in_progress' }]);

    const task = await openTask(sql, 4);
    await page.goto('/tasks');
    await expect(page.locator('[data-row-link]').first()).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await tickOff(page, t, sql, task);
  });
});
