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

interface Known {
  id: string;
  name: string;
  customer: string;
}

/** The n-th of the sales rep's open deals with customers, by their numbers, whose name no other deal has. */
async function openDeal(sql: pg.Pool, nth: number): Promise<Known> {
  const { rows } = await sql.query<Known>(
    `select d.id, d.name, c.name as customer from public.deals d
       join public.profiles p on p.id = d.owner_id
       join public.customers c on c.id = d.customer_id and c.owner_id = d.owner_id
     where p.email = $1 and d.outcome = 'open' and d.deleted_at is null
       and not exists (select from public.deals o where o.name = d.name and o.id <> d.id)
     order by d.number offset $2 limit 1`,
    [account('sales.rep'), nth],
  );
  const found = rows[0];
  if (!found) throw new Error('the sales rep has an open deal');
  return found;
}

/** What was logged on a deal since a moment, and the tasks that follow from it. */
async function loggedOn(sql: pg.Pool, deal: string, since: Date) {
  const { rows } = await sql.query<{ activities: string[]; tasks: string[] }>(
    `select array(select a.kind || ' ' || coalesce(a.outcome, '') from public.activities a
              where a.deal_id = $1 and a.created_at >= $2 and a.deleted_at is null) as activities,
            array(select t.title from public.tasks t where t.deal_id = $1 and t.created_at >= $2) as tasks`,
    [deal, since],
  );
  return rows[0];
}

test.describe('at the desk', () => {
  test.use({ viewport: { width: 1440, height: 860 } });

  test('a sales rep logs a call with a follow-up in two clicks, changes it, and takes it back', async ({
    page,
    sql,
  }) => {
    const deal = await openDeal(sql, 0);
    const since = await sql.query<{ now: Date }>('select now() as now');
    const from = since.rows[0]?.now ?? new Date(0);
    const t = await signIn(page, 'sales.rep');
    await page.goto(`/deals/${deal.id}`);
    await page.getByRole('button', { name: t('activities.new.call'), exact: true }).click();
    const drawer = page.getByRole('dialog');
    await expect(drawer.getByLabel(t('activities.fields.subject'))).not.toBeEmpty();
    await expectAccessible(page);
    await drawer
      .getByRole('button', { name: t('activities.logAndFollow_other', { number: 3 }), exact: true })
      .click();
    await expect(drawer).toHaveCount(0);
    const subject = t('activities.subjects.call', { name: deal.customer });
    const entry = page.locator('.at-timeline > li').filter({ hasText: subject });
    await expect(entry).toHaveCount(1);
    expect(await loggedOn(sql, deal.id, from)).toEqual({
      activities: ['call reached'],
      tasks: [t('activities.followTitle', { name: deal.name })],
    });

    await entry.getByRole('button', { name: t('list.actionsOf', { name: subject }) }).click();
    await page.getByRole('menuitem', { name: t('actions.edit') }).click();
    await drawer.getByLabel(t('activities.fields.duration_minutes')).fill('25');
    await drawer.getByRole('button', { name: t('actions.save') }).click();
    await expect(drawer).toHaveCount(0);
    await expect(entry).toContainText('25 min');

    await entry.getByRole('button', { name: t('list.actionsOf', { name: subject }) }).click();
    await page.getByRole('menuitem', { name: t('trash.action') }).click();
    await expect(entry).toHaveCount(0);
    expect((await loggedOn(sql, deal.id, from))?.activities).toEqual([]);
  });
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep logs a meeting on a deal with a task that follows', async ({ page, sql }) => {
    const deal = await openDeal(sql, 1);
    const since = await sql.query<{ now: Date }>('select now() as now');
    const from = since.rows[0]?.now ?? new Date(0);
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/deals/${deal.id}`);
    await page.getByRole('button', { name: t('activities.new.meeting'), exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByRole('switch', { name: t('activities.fields.follow_up') }).click();
    await drawer
      .getByRole('textbox', { name: t('activities.fields.follow_title'), exact: true })
      .fill('فرستادن پیشنهاد');
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click();
    await expect(drawer).toHaveCount(0);
    await expect
      .poll(() => loggedOn(sql, deal.id, from))
      .toEqual({ activities: ['meeting '], tasks: ['فرستادن پیشنهاد'] });
    await expectNoSidewaysScroll(page);
  });
});
