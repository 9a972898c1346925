import type { Page } from '@playwright/test';
import type pg from 'pg';
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
import type { Texts } from './texts.ts';

interface Known {
  id: string;
  number: string;
  subject: string;
}

/** The n-th unassigned ticket, by number, that waits in a queue that the support agent works. */
async function waitingTicket(sql: pg.Pool, nth: number): Promise<Known> {
  const { rows } = await sql.query<Known>(
    `select t.id, t.number::text, t.subject
     from public.tickets t
     join public.ticket_queue_members m on m.queue_id = t.queue_id
     join public.profiles p on p.id = m.profile_id
     where p.email = $1 and t.assignee_id is null and t.status in ('new', 'open') and t.deleted_at is null
     order by t.number offset $2 limit 1`,
    [account('support.agent'), nth],
  );
  const found = rows[0];
  if (!found) throw new Error('no ticket waits for the support agent');
  return found;
}

async function search(page: Page, { number, subject }: Known, shown: number): Promise<void> {
  await page.getByRole('searchbox').fill(number);
  await expect(page).toHaveURL(new RegExp(`[?&]q=${number}`));
  await expect(page.locator('[data-row-link]').filter({ hasText: subject })).toHaveCount(shown);
}

/** From the list to the list: finds an unassigned ticket, takes it, answers and solves it, finds it among the solved. */
async function workTicket(
  page: Page,
  t: Texts,
  ticket: Known,
  answer: string,
  checkPage: () => Promise<void>,
): Promise<void> {
  const { subject } = ticket;
  await expect(page.getByRole('heading', { name: t('tickets.title'), level: 1 })).toBeVisible();
  const unassigned = page.getByRole('button', { name: t('tickets.unassigned'), exact: true });
  await unassigned.click();
  await expect(unassigned).toHaveAttribute('aria-pressed', 'true');
  // The rows of before stay until the unassigned ones are here.
  await expect(page.locator('.at-list-busy')).toHaveCount(0);
  await expect(page.locator('[data-row-link]').first()).toBeVisible();
  await checkPage();
  await search(page, ticket, 1);
  await page.locator('[data-row-link]').filter({ hasText: subject }).click();

  await expect(page.getByRole('heading', { name: subject, level: 1 })).toBeVisible();
  await page.getByRole('button', { name: t('tickets.actions.take') }).click();
  await expect(page.getByText(t('tickets.done.take'))).toBeVisible();
  await expect(page.getByRole('button', { name: t('tickets.actions.take') })).toHaveCount(0);

  await page.getByText(t('tickets.reply.internal'), { exact: true }).last().click();
  const note = page.getByRole('textbox', { name: t('tickets.reply.internalLabel') });
  await note.fill('☎ 1');
  await note.press('Control+Enter');
  await expect(page.locator('.at-message-note').filter({ hasText: '☎ 1' })).toBeVisible();
  await expect(note).toHaveValue('');

  await page.getByText(t('tickets.reply.public'), { exact: true }).click();
  const reply = page.getByRole('textbox', { name: t('tickets.reply.publicLabel') });
  await reply.fill(answer);
  await page.reload();
  await expect(reply).toHaveValue(answer);
  await checkPage();
  await page.getByRole('button', { name: t('tickets.reply.solve') }).click();
  await expect(page.locator('.at-message-out').filter({ hasText: answer })).toBeVisible();
  await expect(page.getByRole('button', { name: t('tickets.actions.reopen') })).toBeVisible();
  await expect(reply).toHaveValue('');
  await checkPage();

  await page
    .getByRole('main')
    .getByRole('link', { name: t('tickets.title'), exact: true })
    .click();
  await expect(page.getByRole('heading', { name: t('tickets.title'), level: 1 })).toBeVisible();
  await search(page, ticket, 0);
  const status = t('tickets.fields.status');
  await page.getByRole('button', { name: t('ui.removeFilter', { filter: status }) }).click();
  await page
    .getByRole('group', { name: t('ui.filters') })
    .getByRole('button', { name: status, exact: true })
    .click();
  await page.getByRole('checkbox', { name: t('tickets.statuses.solved'), exact: true }).click();
  await expect(page).toHaveURL(/[?&]status=solved/);
  await expect(page.locator('[data-row-link]').filter({ hasText: subject })).toHaveCount(1);
}

async function expectSolved(sql: pg.Pool, { id }: Known): Promise<void> {
  const { rows } = await sql.query(
    `select t.status, t.first_response_at is not null as answered, p.email
     from public.tickets t join public.profiles p on p.id = t.assignee_id where t.id = $1`,
    [id],
  );
  expect(rows).toEqual([{ status: 'solved', answered: true, email: account('support.agent') }]);
}

test('an agent takes a ticket that waits, answers and solves it', async ({ page, sql }) => {
  const ticket = await waitingTicket(sql, 0);
  const t = await signIn(page, 'support.agent');
  await page
    .getByRole('navigation')
    .getByRole('link', { name: t('tickets.title') })
    .first()
    .click();
  await workTicket(page, t, ticket, 'Please try it again now.', () => expectAccessible(page));
  await expectSolved(sql, ticket);
});

test('an agent writes a ticket down while the customer is on the phone', async ({ page, sql }) => {
  const t = await signIn(page, 'support.agent');
  await page.goto('/tickets/create');
  await page
    .getByRole('textbox', { name: new RegExp(`^${t('tickets.fields.subject')}`) })
    .fill('The door sticks');
  await page
    .getByRole('textbox', { name: new RegExp(`^${t('tickets.fields.note')}`) })
    .fill('Since Monday, only in the rain.');
  await expectAccessible(page);
  await page.getByRole('button', { name: t('actions.create') }).click();
  await expect(page.getByRole('heading', { name: 'The door sticks', level: 1 })).toBeVisible();
  await expect(page.getByText('Since Monday, only in the rain.')).toBeVisible();
  const { rows } = await sql.query(
    `select m.kind, m.body from public.tickets t join public.ticket_messages m on m.ticket_id = t.id where t.subject = 'The door sticks'`,
  );
  expect(rows).toEqual([{ kind: 'internal', body: 'Since Monday, only in the rain.' }]);
});

test.describe('in Persian, on a phone', () => {
  test.use({ ...phone, ...persian });

  test('an agent takes a ticket that waits, answers and solves it', async ({ page, sql }) => {
    const ticket = await waitingTicket(sql, 1);
    const t = await signIn(page, 'support.agent', 'fa');
    await page
      .getByRole('navigation', { name: t('frame.bottomBar') })
      .getByRole('link', { name: t('tickets.title') })
      .click();
    await workTicket(page, t, ticket, 'لطفاً دوباره امتحان کنید.', async () => {
      await expectNoSidewaysScroll(page);
      await expectAccessible(page);
    });
    await expectSolved(sql, ticket);
  });
});
