import { expect, expectAccessible, expectNoSidewaysScroll, persian, phone, test } from './fixtures.ts';
import { signIn } from './people.ts';
import { freshName, makeCustomer, makeDeal, nameField } from './records.ts';

test.describe('texts that nobody thought of', () => {
  test('a note of 40,000 characters is kept whole; a comment that is too long is not cut but refused', async ({
    page,
    sql,
  }) => {
    const id = await makeDeal(sql, 'sales.rep', freshName('Much to say'));
    const note = `${'A long talk. '.repeat(3_077).slice(0, 39_993)}The end`;
    const t = await signIn(page, 'sales.rep');
    await page.goto(`/deals/${id}`);
    await page.getByRole('button', { name: t('activities.new.note'), exact: true }).click();
    const drawer = page.getByRole('dialog');
    await drawer.getByLabel(t('activities.fields.subject')).fill('Everything');
    await drawer.getByLabel(t('activities.fields.body')).fill(note);
    await drawer.getByRole('button', { name: t('activities.log'), exact: true }).click();
    await expect(drawer).toBeHidden();
    const { rows } = await sql.query<{ body: string }>(
      'select body from public.activities where deal_id = $1',
      [id],
    );
    expect(rows.map(({ body }) => body.length)).toEqual([note.trim().length]);
    await expectNoSidewaysScroll(page);

    const box = page
      .getByRole('region', { name: t('comments.title') })
      .getByRole('textbox', { name: t('comments.write') });
    await box.fill(note);
    await expect(box).toHaveValue(note);
    await expect(page.getByText(t('form.check.over', { over: '30,000', max: '10,000' }))).toBeVisible();
    await expect(page.getByRole('button', { name: t('comments.send') })).toBeDisabled();
    await expectAccessible(page);
  });

  test('a name of nothing that can be seen is no name', async ({ page }) => {
    const t = await signIn(page, 'sales.rep');
    await page.goto('/customers/create');
    const name = nameField(page, t, 'customers');
    await name.fill('\u200b \u2060\u3164');
    await page.getByRole('button', { name: t('actions.create'), exact: true }).click();
    await expect(name).toHaveAccessibleDescription(new RegExp(t('form.check.required')));
  });

  test('formatted text is pasted as its words, and a pasted amount is read', async ({
    page,
    context,
    sql,
  }) => {
    const id = await makeDeal(sql, 'sales.rep', freshName('From the spreadsheet'));
    await context.grantPermissions(['clipboard-read', 'clipboard-write']);
    const t = await signIn(page, 'sales.rep');
    await page.goto(`/deals/${id}/edit`);
    const paste = async (html: string, plain: string) => {
      await page.evaluate(
        async ([rich, words]) =>
          navigator.clipboard.write([
            new ClipboardItem({
              'text/html': new Blob([rich ?? ''], { type: 'text/html' }),
              'text/plain': new Blob([words ?? ''], { type: 'text/plain' }),
            }),
          ]),
        [html, plain],
      );
      await page.keyboard.press('Control+A');
      await page.keyboard.press('Control+V');
    };
    await nameField(page, t, 'deals', 'next_step').click();
    await paste('<b style="color:red">Call</b> <img src=x> <i>Ada</i>', 'Call Ada');
    await expect(nameField(page, t, 'deals', 'next_step')).toHaveValue('Call Ada');
    const amount = page.getByRole('spinbutton', { name: new RegExp(`^${t('deals.fields.amount')}`) });
    await amount.click();
    await paste('<td>1,234.50 </td>', '\t1,234.50 \n');
    await page.getByRole('button', { name: t('actions.save'), exact: true }).click();
    await expect(page).not.toHaveURL(/edit$/);
    const { rows } = await sql.query('select amount::text, next_step from public.deals where id = $1', [id]);
    expect(rows).toEqual([{ amount: '1234.50', next_step: 'Call Ada' }]);
  });

  for (const [what, look] of [
    ['at the desk', {}],
    ['in Persian on the phone', { ...phone, ...persian }],
  ] as const) {
    test.describe(what, () => {
      test.use(look);
      test('emoji, joined and mixed directions stay in their own place', async ({ page, sql }) => {
        const names = [
          '👩‍👩‍👧‍👦 Familie Ω 🇮🇷',
          'شرکت نیم‌فاصله (ACME 24/7) — ۱۲۳',
          `abc\u202Edlrow ${freshName('olleh')}`,
          'Z̸͇̞͍a̵l̷g̶o̸ ́́́́́́́́́́ Ltd',
          'W'.repeat(180),
        ];
        const ids: string[] = [];
        for (const name of names) ids.push(await makeCustomer(sql, 'sales.rep', name));
        const t = await signIn(page, 'sales.rep', what === 'at the desk' ? 'en' : 'fa');
        for (const [nth, id] of ids.entries()) {
          await page.goto(`/customers/${id}`);
          const heading = page.getByRole('heading', { level: 1 });
          await expect(heading).toContainText(names[nth] ?? '');
          // What stands inside a name must not turn what stands beside it.
          const isolated = await heading.evaluate((element) => {
            const holder = element.querySelector('bdi, [dir="auto"]') ?? element;
            return getComputedStyle(holder).unicodeBidi;
          });
          expect(['isolate', 'plaintext', 'isolate-override']).toContain(isolated);
          await expectNoSidewaysScroll(page);
        }
        await page.goto('/customers');
        await expect(page.getByRole('heading', { name: t('customers.title'), level: 1 })).toBeVisible();
        await expect(page.locator('[data-row-link]').first()).toBeVisible();
        await expectNoSidewaysScroll(page);
        await sql.query('delete from public.customers where id = any($1)', [ids]);
      });
    });
  }
});
