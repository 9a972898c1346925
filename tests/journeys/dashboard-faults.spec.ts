import { expect, expectAccessible, test } from './fixtures.ts';
import { signIn } from './people.ts';

const overview = '/dashboards/sales/overview';

test('figures that take too long say so, once, and are asked for again when one wishes', async ({
  page,
  sql,
  expectProblem,
}) => {
  expectProblem(/status of 500/);
  const t = await signIn(page, 'sales.manager');
  await page.goto(overview);
  const figure = page.locator('[data-figure="deals.won_count"]');
  await expect(figure).not.toHaveText('');
  // what others change would have the figures asked for again meanwhile
  await page.getByRole('button', { name: t('dashboards.refresh.pause') }).click();

  const holder = await sql.connect();
  try {
    await holder.query('begin');
    await holder.query('lock table public.role_permissions in access exclusive mode');
    await page.getByRole('button', { name: new RegExp(`^${t('dashboards.period.label')}`) }).click();
    await page.getByRole('button', { name: t('dashboards.period.last_year'), exact: true }).click();
    await expect(page.getByText(t('dashboards.tooLong'))).toHaveCount(1, { timeout: 30_000 });
    await expect(figure).toHaveCount(0);
    await expectAccessible(page);
  } finally {
    await holder.query('rollback');
    holder.release();
  }
  await page.getByRole('button', { name: t('actions.retry') }).click();
  await expect(figure).not.toHaveText('');
  await expect(page.getByText(t('dashboards.tooLong'))).toHaveCount(0);
});

test('an arrangement that could not be read is not written over', async ({ page, sql, expectProblem }) => {
  expectProblem(/status of 500/);
  const t = await signIn(page, 'sales.rep');
  await sql.query(
    `insert into public.dashboard_layouts (dashboard, profile_id, tiles)
     select 'sales/overview', p.id, '[{"widget": "winRate", "x": 0, "y": 0}]' from public.profiles p
     where p.email = 'sales.rep@atrium.example'`,
  );
  const address = '**/rest/v1/dashboard_layouts?*';
  await page.route(address, (route) => route.fulfill({ status: 500, json: {} }));
  await page.goto(overview);
  await expect(page.getByText(t('dashboards.layout.unread'))).toBeVisible();
  const menu = page.getByRole('button', { name: t('list.actionsOf', { name: t('sales.overview.title') }) });
  const arrange = page.getByRole('menuitem', { name: t('dashboards.layout.edit') });
  await menu.click();
  await expect(arrange).toHaveAttribute('aria-disabled', 'true');
  await page.keyboard.press('Escape');

  await page.unroute(address);
  await page.getByRole('button', { name: t('actions.retry') }).click();
  await expect(page.getByText(t('dashboards.layout.unread'))).toHaveCount(0);
  await expect(page.getByRole('region', { name: t('sales.winRate.title') })).toBeVisible();
  await expect(page.getByRole('region', { name: t('sales.pipeline.title') })).toHaveCount(0);
  await menu.click();
  await arrange.click();
  await expect(
    page.getByRole('heading', {
      name: t('dashboards.layout.editing', { name: t('sales.overview.title') }),
    }),
  ).toBeVisible();
  await sql.query(
    `delete from public.dashboard_layouts l using public.profiles p
     where p.id = l.profile_id and l.dashboard = 'sales/overview' and p.email = 'sales.rep@atrium.example'`,
  );
});
