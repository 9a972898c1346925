import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName } from './records.ts';

/** A pipeline of a test's own, with three open stages. Gives its name. */
async function pipelineOf(sql: pg.Pool): Promise<string> {
  const name = freshName('Renewals');
  const id = randomUUID();
  await sql.query('insert into public.pipelines (id, name, position) values ($1, $2, 0)', [id, name]);
  await sql.query(
    `insert into public.pipeline_stages (pipeline_id, key, name, position, win_probability, outcome)
     select $1, s.key, s.key, s.n, s.chance, s.outcome
     from (values ('hello', 1, 0.1, 'open'), ('offer', 2, 0.5, 'open'), ('signing', 3, 0.9, 'open'),
       ('won', 4, 1, 'won'), ('lost', 5, 0, 'lost')) as s (key, n, chance, outcome)`,
    [id],
  );
  return name;
}

/** Other journeys know one pipeline. */
test.afterEach(async ({ sql }) => {
  const own = `select id from public.pipelines where name like 'Renewals%'`;
  await sql.query(`delete from public.pipeline_stages where pipeline_id in (${own})`);
  await sql.query(`delete from public.pipelines where id in (${own})`);
});

const openStages = async (sql: pg.Pool, name: string) =>
  (
    await sql.query<{ name: string }>(
      `select s.name from public.pipeline_stages s join public.pipelines p on p.id = s.pipeline_id
       where p.name = $1 and s.outcome = 'open' order by s.position`,
      [name],
    )
  ).rows.map((row) => row.name);

test('a sales manager puts stages into an order by keys, makes one, retires one, and names a competitor', async ({
  page,
  sql,
}) => {
  const name = await pipelineOf(sql);
  const t = await signIn(page, 'sales.manager', 'en');
  await page.goto('/pipelines');
  const section = page.getByRole('region', { name, exact: true });
  await expect(section).toBeVisible();
  await expectAccessible(page);

  const handle = section.getByRole('button', { name: t('ui.sort.handle', { name: 'hello' }), exact: true });
  await handle.focus();
  await page.keyboard.press('Space');
  const spoken = page.locator('[aria-live="assertive"]').filter({ hasText: 'hello' });
  await expect(spoken).toContainText(t('ui.sort.lifted', { name: 'hello', position: 1, total: 3 }));
  await page.keyboard.press('ArrowDown');
  await expect(
    page.locator('[aria-live="assertive"]').filter({ hasText: t('ui.sort.over', { position: 2, total: 3 }) }),
  ).toBeAttached();
  await page.keyboard.press('Space');
  await expect.poll(() => openStages(sql, name)).toEqual(['offer', 'hello', 'signing']);

  await section.getByRole('button', { name: t('pipelines.newStage') }).click();
  const drawer = page.getByRole('dialog', { name: t('pipelines.newStage') });
  await drawer.getByRole('textbox', { name: new RegExp(`^${t('pipelines.fields.name')}`) }).fill('trial');
  await drawer.getByLabel(new RegExp(`^${t('pipelines.fields.win_probability')}`)).fill('65');
  await drawer.getByLabel(new RegExp(`^${t('pipelines.fields.max_age_days')}`)).fill('14');
  await expectAccessible(page);
  await drawer.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(drawer).toBeHidden();
  const trial = section.getByRole('listitem').filter({ hasText: 'trial' });
  await expect(trial).toContainText(t('pipelines.chance', { percent: '65%' }));
  expect(await openStages(sql, name)).toEqual(['offer', 'hello', 'signing', 'trial']);

  await section.getByRole('button', { name: t('list.actionsOf', { name: 'offer' }) }).click();
  await page.getByRole('menuitem', { name: t('pipelines.retire') }).click();
  await expect(section.getByRole('listitem').filter({ hasText: 'offer' })).toContainText(
    t('pipelines.retired'),
  );

  await page.goto('/deals/board');
  await page.getByRole('combobox', { name: t('deals.fields.pipeline_id') }).click();
  await page.locator('.ant-select-item-option').filter({ hasText: name }).click();
  await expect(page.getByRole('region', { name: /^hello / })).toBeVisible();
  await expect(page.getByRole('region', { name: /^offer / })).toHaveCount(0);

  await page.goto('/pipelines?tab=competitors');
  await page.getByRole('button', { name: t('pipelines.new.competitors') }).click();
  const rival = freshName('Rival');
  await page.getByRole('textbox', { name: t('pipelines.fields.name') }).fill(rival);
  await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
  await expect(page.getByRole('listitem').filter({ hasText: rival })).toBeVisible();
  await expectAccessible(page);
});

test('a sales rep is told that these settings are not theirs', async ({ page }) => {
  await signIn(page, 'sales.rep', 'en');
  await expect(page.getByRole('navigation').getByRole('link', { name: 'Sales settings' })).toHaveCount(0);
  await page.goto('/pipelines');
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible();
  await expect(page.locator('.pipelines-card')).toHaveCount(0);
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('an administrator changes a lost reason and looks at the pipelines', async ({ page, sql }) => {
    const name = await pipelineOf(sql);
    const t = await signIn(page, 'admin', 'fa');
    await page.goto('/pipelines');
    await expect(page.getByRole('region', { name, exact: true })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
    await page.getByRole('tab', { name: t('pipelines.tabs.lost_reasons') }).click();
    await page.getByRole('button', { name: t('pipelines.new.lost_reasons') }).click();
    const reason = freshName('دلیل');
    await page.getByRole('textbox', { name: t('pipelines.fields.name') }).fill(reason);
    await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
    await expect(page.getByRole('listitem').filter({ hasText: reason })).toBeVisible();
    await expectNoSidewaysScroll(page);
    await expectAccessible(page);
  });
});
