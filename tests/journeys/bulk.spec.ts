import { expect, expectAccessible, persian, phone, test } from './fixtures.ts';
import { accountButton, signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';

const holderOf = `select p.email, count(*)::int as n from public.customers c join public.profiles p on p.id = c.owner_id
  where c.name like $1 and c.deleted_at is null group by p.email order by p.email`;

test('a manager gives all that match to somebody, sees what is refused, and undoes it after a reload', async ({
  page,
  sql,
}) => {
  const name = freshName('Handover');
  for (let at = 0; at < 27; at++) await makeCustomer(sql, 'sales.rep', `${name} ${at}`);
  const stubborn = await makeCustomer(sql, 'sales.rep', `${name} stubborn`);
  // a rule of the company's own forbids this one
  await sql.query(`create or replace function private.test_stubborn() returns trigger language plpgsql set search_path = '' as $$
    begin if new.name like '% stubborn' and new.owner_id is distinct from old.owner_id then
      perform private.fail('42501', 'denied', 'No.'); end if; return new; end $$`);
  await sql.query('drop trigger if exists test_stubborn on public.customers');
  await sql.query(
    'create trigger test_stubborn before update on public.customers for each row execute function private.test_stubborn()',
  );
  try {
    const t = await signIn(page, 'sales.manager');
    await page.goto(`/customers?q=${encodeURIComponent(name)}`);
    await expect(page.locator('[data-row-link]')).toHaveCount(25);

    // by keyboard: down to a row, x chooses it
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('x');
    await expect(page.getByText(t('changes.select.count_one', { number: '1' }))).toBeVisible();
    await page.getByRole('checkbox', { name: t('changes.select.page') }).click();
    await expect(page.getByText(t('changes.select.count_other', { number: '25' }))).toBeVisible();
    await page.getByRole('button', { name: t('changes.select.all') }).click();
    await expect(page.getByText(t('changes.select.countAll_other', { number: '28' }))).toBeVisible();
    await expectAccessible(page);

    const bar = page.getByRole('region', { name: t('changes.select.title') });
    await bar.getByRole('button', { name: t('assign.action') }).click();
    const dialog = page.getByRole('dialog');
    const { rows: people } = await sql.query<{ full_name: string; email: string }>(
      `select p.full_name, p.email from public.profiles p join public.profiles m on m.team_id = p.team_id
       where m.email = 'sales.rep@atrium.example' and p.id <> m.id and p.active and p.user_id is not null limit 1`,
    );
    const target = people[0];
    if (!target) throw new Error('somebody is in the team');
    await dialog.getByLabel(t('assign.owner')).fill(target.full_name);
    await expect(page.locator('.ant-select-item-option-active').getByText(target.full_name)).toBeVisible();
    await page.keyboard.press('Enter');
    await expectAccessible(page);
    await dialog.getByRole('button', { name: t('assign.action') }).click();
    await expect(dialog.getByText(t('changes.counts.applied_other', { number: '27' }))).toBeVisible();
    await expect(dialog.getByText(t('changes.counts.refused_one', { number: '1' }))).toBeVisible();
    await expect(dialog.getByRole('link', { name: `${name} stubborn` })).toHaveAttribute(
      'href',
      `/customers/${stubborn}`,
    );
    await expect(dialog.getByText(t('errors.denied'))).toBeVisible();
    await expectAccessible(page);
    await dialog
      .getByRole('button', { name: t('actions.close') })
      .last()
      .click();
    expect((await sql.query(holderOf, [`${name}%`])).rows).toContainEqual({ email: target.email, n: 27 });

    await page.reload();
    await accountButton(page, t).click();
    await page.getByRole('menuitem', { name: t('changes.title') }).click();
    await expectAccessible(page);
    const line = page.getByRole('listitem').filter({
      hasText: t('changes.lines.assign_other', { number: '28' }),
    });
    await line.getByRole('link').click();
    await expect(page.locator('#content').getByText(target.full_name)).toBeVisible();
    await page.getByRole('button', { name: t('changes.undo') }).click();
    await expect(page.getByText(t('changes.counts.undone_other', { number: '27' }))).toBeVisible();
    await expectAccessible(page);
    expect((await sql.query(holderOf, [`${name}%`])).rows).toEqual([
      { email: 'sales.rep@atrium.example', n: 28 },
    ]);
  } finally {
    await sql.query('drop trigger test_stubborn on public.customers');
  }
});

test('fields of many are set, and what somebody changed since stays when it is undone', async ({
  page,
  sql,
}) => {
  const name = freshName('Setting');
  const ids: string[] = [];
  for (let at = 0; at < 3; at++) ids.push(await makeCustomer(sql, 'sales.manager', `${name} ${at}`));
  const t = await signIn(page, 'sales.manager');
  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  await expect(page.locator('[data-row-link]')).toHaveCount(3);
  await page.getByRole('checkbox', { name: t('changes.select.page') }).click();
  const bar = page.getByRole('region', { name: t('changes.select.title') });
  await bar.getByRole('button', { name: t('actions.edit') }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('combobox', { name: t('changes.set.add') }).click();
  await page.getByTitle(t('customers.fields.tier'), { exact: true }).click();
  await dialog.getByLabel(t('customers.fields.tier'), { exact: true }).click();
  await page.getByTitle(t('customers.tiers.key'), { exact: true }).click();
  await expectAccessible(page);
  await dialog.getByRole('button', { name: t('changes.set.action'), exact: true }).click();
  await expect(page.getByText(t('changes.did_other', { number: '3' }))).toBeVisible();
  const tiers = async () =>
    (await sql.query('select tier from public.customers where id = any ($1) order by name', [ids])).rows.map(
      ({ tier }) => tier,
    );
  expect(await tiers()).toEqual(['key', 'key', 'key']);
  await sql.query(`update public.customers set tier = 'strategic' where id = $1`, [ids[0]]);
  await page.getByRole('button', { name: t('trash.undo') }).click();
  await expect(page.getByText(t('changes.kept_one', { number: '1' }))).toBeVisible();
  expect(await tiers()).toEqual(['strategic', null, null]);
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('customers are thrown away together and come back from the recent changes', async ({ page, sql }) => {
    const name = freshName('دورریز');
    for (let at = 0; at < 3; at++) await makeCustomer(sql, 'sales.rep', `${name} ${at}`);
    const t = await signIn(page, 'sales.rep', 'fa');
    await page.goto(`/customers?q=${encodeURIComponent(name)}`);
    const rows = page.locator('[data-row-link]');
    await expect(rows).toHaveCount(3);
    await page.getByRole('button', { name: t('changes.select.pick') }).tap();
    for (const place of ['۱', '۲'])
      await page.getByRole('checkbox', { name: t('changes.select.row', { place }) }).tap();
    await expect(page.getByText(t('changes.select.count_other', { number: '۲' }))).toBeVisible();
    await expectAccessible(page);
    const bar = page.getByRole('region', { name: t('changes.select.title') });
    await bar.getByRole('button', { name: t('trash.action') }).tap();
    await page
      .getByRole('dialog')
      .getByRole('button', { name: t('trash.action') })
      .tap();
    await expect(rows).toHaveCount(1);

    await page.goto('/changes');
    await expectAccessible(page);
    const line = page
      .getByRole('listitem')
      .filter({ hasText: t('changes.lines.trash_other', { number: '۲' }) });
    await line.getByRole('button', { name: t('trash.undo') }).tap();
    await expect(page.getByText(t('changes.undone_other', { number: '۲' }))).toBeVisible();
    await page.goto(`/customers?q=${encodeURIComponent(name)}`);
    await expect(rows).toHaveCount(3);
  });
});

test('a deal is tagged on its page, found by the tag, and thrown away and taken out of the trash', async ({
  page,
  sql,
}) => {
  const name = freshName('Tagged');
  const tag = freshName('tag');
  const id = await makeDeal(sql, 'sales.manager', name);
  const t = await signIn(page, 'sales.manager');
  await page.goto(`/deals/${id}`);
  await page.getByRole('button', { name: t('tags.add') }).click();
  await page.getByRole('combobox', { name: t('tags.title') }).fill(tag);
  await page.keyboard.press('Enter');
  await page.keyboard.press('Escape');
  await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
  await expect(page.getByRole('button', { name: t('tags.edit') })).toBeVisible();
  await expect(page.locator('.at-tag').filter({ hasText: tag })).toBeVisible();
  await expectAccessible(page);

  const { rows } = await sql.query<{ id: string }>('select id from public.tags where name = $1', [tag]);
  await page.goto(`/deals?tag=${rows[0]?.id}`);
  await expect(page.locator('[data-row-link]')).toHaveText([name]);
  await expect(page.locator('.at-table .at-tag')).toHaveText([tag]);
  await page.getByRole('checkbox', { name: t('changes.select.page') }).click();
  const bar = page.getByRole('region', { name: t('changes.select.title') });
  await bar.getByRole('button', { name: t('trash.action') }).click();
  await page
    .getByRole('dialog')
    .getByRole('button', { name: t('trash.action') })
    .click();
  await expect(page.locator('[data-row-link]')).toHaveCount(0);

  await page.goto('/bin?tab=deals');
  const line = page.getByRole('listitem').filter({ hasText: name });
  await expect(line).toBeVisible();
  await expectAccessible(page);
  await line.getByRole('button', { name: t('bin.restore') }).click();
  await expect(line).toHaveCount(0);
  await page.goto(`/deals?tag=${rows[0]?.id}`);
  await expect(page.locator('[data-row-link]')).toHaveText([name]);
});
