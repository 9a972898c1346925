import type pg from 'pg';
import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';

interface Known {
  id: string;
  name: string;
  customer: string;
}

/** An open deal of the sales rep with a customer, both new. */
async function openDeal(sql: pg.Pool): Promise<Known> {
  const customer = freshName('Called');
  const name = freshName('A deal talked about');
  const owner = 'sales.rep';
  return {
    id: await makeDeal(sql, owner, name, { customer: await makeCustomer(sql, owner, customer) }),
    name,
    customer,
  };
}

/** What was logged on a deal, and the tasks that follow from it. */
async function loggedOn(sql: pg.Pool, deal: string) {
  const { rows } = await sql.query<{ activities: string[]; tasks: string[] }>(
    `select array(select a.kind || ' ' || coalesce(a.outcome, '') from public.activities a
              where a.deal_id = $1 and a.deleted_at is null) as activities,
            array(select t.title from public.tasks t where t.deal_id = $1) as tasks`,
    [deal],
  );
  return rows[0];
}

test.describe('at the desk', () => {
  test.use({ viewport: { width: 1440, height: 860 } });

  test('a sales rep logs a call with a follow-up in two clicks, changes it, and takes it back', async ({
    page,
    sql,
  }) => {
    const deal = await openDeal(sql);
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
    expect(await loggedOn(sql, deal.id)).toEqual({
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
    expect((await loggedOn(sql, deal.id))?.activities).toEqual([]);
  });

  test('a note that was begun waits behind its button after a reload, and is one note though sent before', async ({
    page,
    sql,
    expectProblem,
  }) => {
    expectProblem(/ERR_FAILED/);
    const deal = await openDeal(sql);
    const t = await signIn(page, 'sales.rep');
    await page.goto(`/deals/${deal.id}`);
    const note = page.getByRole('button', { name: t('activities.new.note'), exact: true });
    const begun = page.getByRole('button', {
      name: t('activities.begun', { what: t('activities.new.note') }),
      exact: true,
    });
    await note.click();
    const drawer = page.getByRole('dialog');
    const body = drawer.getByLabel(t('activities.fields.body'));
    await body.fill('They want it by spring');
    // Written by the server, but nobody hears of it.
    await page.route(
      '**/rpc/save_activity',
      async (route) => {
        await route.fetch();
        await route.abort();
      },
      { times: 1 },
    );
    await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click();
    await expect(drawer.getByRole('alert')).toBeVisible();
    page.once('dialog', (question) => void question.accept());
    await page.reload();
    await expect(page.getByRole('button', { name: t('activities.new.call'), exact: true })).toBeVisible();
    await expectAccessible(page);
    await begun.click();
    await expect(body).toHaveValue('They want it by spring');
    await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click();
    await expect(drawer).toHaveCount(0);
    await expect(note).toBeVisible();
    expect((await loggedOn(sql, deal.id))?.activities).toHaveLength(1);

    // The next is another.
    await note.click();
    await expect(body).toHaveValue('');
    await body.fill('And a second');
    await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click();
    await expect(drawer).toHaveCount(0);
    expect((await loggedOn(sql, deal.id))?.activities).toHaveLength(2);
  });
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('a sales rep logs a meeting on a deal with a task that follows', async ({ page, sql }) => {
    const deal = await openDeal(sql);
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
      .poll(() => loggedOn(sql, deal.id))
      .toEqual({ activities: ['meeting '], tasks: ['فرستادن پیشنهاد'] });
    await expectNoSidewaysScroll(page);
  });
});
