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

/** The customer of the sales rep's that has the most deals, with how many stages those went through. */
async function busiest(sql: pg.Pool): Promise<{ id: string; name: string; moves: number }> {
  const { rows } = await sql.query<{ id: string; name: string; moves: number }>(
    `select c.id, c.name, count(*)::int as moves
     from public.customers c join public.profiles p on p.id = c.owner_id
     join public.deals d on d.customer_id = c.id and d.owner_id = c.owner_id and d.deleted_at is null
     join public.deal_stage_history h on h.deal_id = d.id
     where p.email = $1 and c.deleted_at is null
     group by c.id order by count(*) desc, c.id limit 1`,
    [account('sales.rep')],
  );
  const found = rows[0];
  if (!found || found.moves <= 30)
    throw new Error('a customer of the sales rep has more than a page of moves');
  return found;
}

const entries = (page: Page) => page.locator('section:not(.at-timeline-pins) > .at-timeline > li');

test('a sales rep reads a customer’s timeline page by page, narrows it, and pins a note to it', async ({
  page,
  sql,
}) => {
  const customer = await busiest(sql);
  const t = await signIn(page, 'sales.rep');
  await page.goto(`/customers/${customer.id}`);
  await expect(entries(page)).toHaveCount(30);
  await expectAccessible(page);

  const narrow = (kind: string) =>
    page.getByRole('button', { name: t(`customers.timeline.kinds.${kind}`), exact: true });
  await narrow('deal').click();
  await expect(page).toHaveURL(/kinds=deal/);
  await expect(narrow('deal')).toHaveAttribute('aria-pressed', 'true');
  await expect(entries(page)).toHaveCount(30);
  const older = page.getByRole('button', { name: t('audit.older') });
  await expect(page.locator('[aria-busy=true]:has(.at-timeline)')).toHaveCount(0);
  for (let seen = 30; seen < customer.moves; seen = await entries(page).count()) {
    await older.click();
    await expect.poll(() => entries(page).count()).toBeGreaterThan(seen);
  }
  await expect(entries(page)).toHaveCount(customer.moves);
  await expect(page.getByText(t('customers.timeline.end'))).toBeVisible();

  await page.getByRole('button', { name: t('customers.timeline.all'), exact: true }).click();
  const subject = 'They close at noon on Fridays';
  await page.getByRole('button', { name: t('activities.new.note'), exact: true }).click();
  const drawer = page.getByRole('dialog');
  await drawer.getByLabel(t('activities.fields.subject')).fill(subject);
  await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click();
  await expect(drawer).toHaveCount(0);
  const note = entries(page).filter({ hasText: subject });
  await expect(note).toHaveCount(1);

  const pinned = page.getByRole('region', { name: t('customers.timeline.pinned') });
  await note.getByRole('button', { name: t('list.actionsOf', { name: subject }) }).click();
  await page.getByRole('menuitem', { name: t('customers.timeline.pin') }).click();
  await expect(pinned).toContainText(subject);
  await page.reload();
  await expect(pinned).toContainText(subject);
  await expectAccessible(page);

  await pinned.getByRole('button', { name: t('list.actionsOf', { name: subject }) }).click();
  await page.getByRole('menuitem', { name: t('customers.timeline.unpin') }).click();
  await expect(pinned).toHaveCount(0);
  await note.getByRole('button', { name: t('list.actionsOf', { name: subject }) }).click();
  await page.getByRole('menuitem', { name: t('trash.action') }).click();
  await expect(note).toHaveCount(0);
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep reads what happened, month by month', async ({ page, sql }) => {
    const customer = await busiest(sql);
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/customers/${customer.id}?kinds=change,deal`);
    await expect(entries(page).first()).toBeVisible();
    await expect(
      page.getByRole('button', { name: t('customers.timeline.kinds.change'), exact: true }),
    ).toHaveAttribute('aria-pressed', 'true');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
