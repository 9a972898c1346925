import type { Locator, Page } from '@playwright/test';
import { account, expect, password } from './fixtures.ts';
import { type Language, type Texts, textsOf } from './texts.ts';

const names: Record<Language, string> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  fa: 'فارسی',
};

/** Goes to the sign-in page, chooses a language there, and signs in with a demo account. Gives the texts it then speaks. */
export async function signIn(page: Page, name: string, language: Language = 'en'): Promise<Texts> {
  const t = textsOf(language);
  await page.goto('/sign-in');
  await chooseLanguage(page, language);
  await fillSignIn(page, t, account(name), password);
  await expect(accountButton(page, t)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  return t;
}

/** Chooses a language on a page before sign-in; it then counts more than what the profile says. */
export async function chooseLanguage(page: Page, language: Language): Promise<void> {
  await page.getByRole('button', { name: names[language] }).click();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
}

/** The button that opens one's own menu: there is one in every page behind the sign-in. */
export function accountButton(page: Page, t: Texts): Locator {
  return page.getByRole('button', { name: new RegExp(t('frame.account', { name: '.+' })) });
}

/** Fills in the sign-in form as it stands and sends it. */
export async function fillSignIn(page: Page, t: Texts, email: string, secret: string): Promise<void> {
  await page.getByLabel(t('gate.email')).fill(email);
  await page.getByLabel(t('gate.password'), { exact: true }).fill(secret);
  await page.getByRole('button', { name: t('gate.signIn.submit') }).click();
}

/** What time does to a session: the token is out of date, and the server does not know its successor any more. */
export async function endSession(page: Page): Promise<void> {
  await page.evaluate(() => {
    const session: unknown = JSON.parse(localStorage.getItem('atrium.session') ?? '{}');
    localStorage.setItem(
      'atrium.session',
      JSON.stringify({ ...(session as object), expires_at: 1, expires_in: 0, refresh_token: 'forgotten' }),
    );
  });
}
