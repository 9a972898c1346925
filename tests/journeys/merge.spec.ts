import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal } from './records.ts';

const nameOf = (name: string) => `\u2068${name}\u2069`;

test('a manager merges two customers of a list, takes a value from each, and takes it back', async ({
  page,
  sql,
}) => {
  const name = freshName('Twin');
  const kept = await makeCustomer(sql, 'sales.rep', `${name} one`);
  const other = await makeCustomer(sql, 'sales.rep', `${name} two`);
  await sql.query(
    `update public.customers set created_at = now() - interval '1 day', city = 'Bonn' where id = $1`,
    [kept],
  );
  await sql.query(`update public.customers set city = 'Ulm', industry = 'media' where id = $1`, [other]);
  const mark = `m${Date.now()}`;
  const [level, note] = [`${mark}_level`, `${mark}_note`];
  const choices = ['Gold', 'Iron'].map((en) => ({ key: en.toLowerCase(), labels: { en }, active: true }));
  await sql.query(
    `insert into public.custom_fields (resource, key, type, labels, choices) values
       ('customers', $1, 'choice', $2, $3), ('customers', $4, 'text', $5, '[]')`,
    [level, { en: `${name} level` }, JSON.stringify(choices), note, { en: `${name} note` }],
  );
  await sql.query('update public.customers set custom = $2 where id = $1', [kept, { [level]: 'gold' }]);
  await sql.query('update public.customers set custom = $2 where id = $1', [
    other,
    { [level]: 'iron', [note]: 'theirs' },
  ]);
  const customOfKept = async () =>
    (await sql.query('select custom from public.customers where id = $1', [kept])).rows[0]?.custom;
  const deal = await makeDeal(sql, 'sales.rep', `${name} deal`, { customer: other });
  const customerOfDeal = async () =>
    (await sql.query('select customer_id from public.deals where id = $1', [deal])).rows[0]?.customer_id;

  const t = await signIn(page, 'sales.manager');
  await page.goto(`/customers?q=${encodeURIComponent(name)}`);
  await expect(page.locator('[data-row-link]')).toHaveCount(2);
  await page.getByRole('checkbox', { name: t('changes.select.page') }).click();
  await page
    .getByRole('region', { name: t('changes.select.title') })
    .getByRole('button', { name: t('access.actions.merge') })
    .click();
  await expect(page.getByRole('heading', { name: t('customers.merge.title') })).toBeVisible();
  await expect(page.getByRole('radio', { name: `${name} one`, exact: true })).toBeChecked();
  const cities = page.getByRole('radiogroup', { name: t('customers.fields.city') });
  await cities.getByRole('radio', { name: /Ulm/ }).check();
  const levels = page.getByRole('radiogroup', { name: `${name} level` });
  await expect(levels.getByRole('radio', { name: /Gold/ })).toBeChecked();
  await levels.getByRole('radio', { name: /Iron/ }).check();
  await page.locator('summary').click();
  await expect(
    page.getByRole('radiogroup', { name: `${name} note` }).getByRole('radio', { name: /theirs/ }),
  ).toBeChecked();
  await expect(page.getByText(t('customers.merge.counts.deals_one', { number: '1' }))).toBeVisible();
  await expectAccessible(page);
  await page.getByRole('button', { name: t('customers.merge.action_other', { number: '2' }) }).click();

  await expect(page).toHaveURL(new RegExp(`/customers/${kept}`));
  await expect(page.getByRole('heading', { name: `${name} one` })).toBeVisible();
  await expect(page.getByRole('tabpanel').getByText(`${name} deal`)).toBeVisible();
  expect(
    (await sql.query('select city, industry, aliases from public.customers where id = $1', [kept])).rows,
  ).toEqual([{ city: 'Ulm', industry: 'media', aliases: [`${name} two`] }]);
  expect(await customOfKept()).toEqual({ [level]: 'iron', [note]: 'theirs' });
  expect(await customerOfDeal()).toBe(kept);

  // Whoever had the other’s address is led to the one that is kept.
  await page.goto(`/customers/${other}`);
  await expect(page).toHaveURL(new RegExp(`/customers/${kept}`));
  await expect(page.getByText(t('customers.merge.wasMerged'))).toBeVisible();

  await page.goto('/changes');
  const line = page.getByRole('listitem').filter({
    hasText: t('changes.lines.mergeNamed', { number: '2', name: nameOf(`${name} one`) }),
  });
  await expectAccessible(page);
  await line.getByRole('button', { name: t('trash.undo') }).click();
  await expect(page.getByText(t('changes.undone_other', { number: '2' }))).toBeVisible();
  expect(await customerOfDeal()).toBe(other);
  expect(
    (await sql.query('select city, industry, aliases from public.customers where id = $1', [kept])).rows,
  ).toEqual([{ city: 'Bonn', industry: null, aliases: [] }]);
  expect(await customOfKept()).toEqual({ [level]: 'gold' });
  await sql.query('update public.customers set custom = null where id = any ($1)', [[kept, other]]);
  await sql.query('delete from public.custom_fields where key = any ($1)', [[level, note]]);
});

test('whoever types a customer that is there already is told so, and why', async ({ page, sql }) => {
  const name = freshName('Zwillingswerk');
  const id = await makeCustomer(sql, 'sales.rep', name);
  await sql.query('insert into public.customer_contact_details (customer_id, email) values ($1, $2)', [
    id,
    `${name.replaceAll(' ', '.').toLowerCase()}@twin.example`,
  ]);
  const t = await signIn(page, 'sales.rep');
  await page.goto('/customers/create');
  await page
    .getByLabel(new RegExp(`^${t('customers.fields.email')}`))
    .fill(`${name.replaceAll(' ', '.').toLowerCase()}@twin.example`);
  const hint = page.getByRole('alert').filter({ hasText: t('customers.duplicate') });
  await expect(hint.getByRole('link', { name })).toBeVisible();
  await expect(hint.getByText(t('customers.similar.email'))).toBeVisible();
  await expectAccessible(page);
});

test.describe('on the phone, in Persian', () => {
  test.use({ ...phone, ...persian });

  test('a customer’s page leads to what is perhaps the same, and merges it', async ({ page, sql }) => {
    const name = freshName('دوقلو');
    const kept = await makeCustomer(sql, 'sales.manager', name);
    await sql.query(`update public.customers set created_at = now() - interval '1 day' where id = $1`, [
      kept,
    ]);
    const other = await makeCustomer(sql, 'sales.manager', `${name} تهران`);
    const t = await signIn(page, 'sales.manager', 'fa');
    await page.goto(`/customers/${kept}`);
    await page.getByRole('button', { name: t('list.actionsOf', { name }) }).tap();
    await page.getByRole('menuitem', { name: t('access.actions.merge') }).tap();
    await expect(page.getByText(t('customers.merge.likely'))).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await page
      .getByRole('listitem')
      .filter({ hasText: `${name} تهران` })
      .getByRole('button')
      .tap();
    const action = page.getByRole('button', { name: t('customers.merge.action_other', { number: '۲' }) });
    await expect(action).toBeVisible();
    await expectAccessible(page);
    await expectNoSidewaysScroll(page);
    await action.tap();
    await expect(page).toHaveURL(new RegExp(`/customers/${kept}`));
    await expect
      .poll(
        async () =>
          (await sql.query('select merged_into_id from public.customers where id = $1', [other])).rows,
      )
      .toEqual([{ merged_into_id: kept }]);
  });
});
