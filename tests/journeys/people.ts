import type { Locator, Page } from '@playwright/test';
import { GoTrueClient } from '@supabase/auth-js';
import { z } from 'zod';
import { account, expect, password } from './fixtures.ts';
import { type Language, type Texts, textsOf } from './texts.ts';

const names: Record<Language, string> = {
  en: 'English',
  'zh-CN': '简体中文',
  'zh-TW': '繁體中文',
  fa: 'فارسی',
};

/**
 * Signs in with a demo account at the auth server, as the form does, and opens the start page in a language, which is from
 * then on that of their profile. Gives the texts it then speaks.
 */
export async function signIn(page: Page, name: string, language: Language = 'en'): Promise<Texts> {
  const t = textsOf(language);
  const config = await page.request.get('/config.json');
  const { supabaseKey } = z.object({ supabaseKey: z.string() }).parse(await config.json());
  const { origin } = new URL(config.url());
  const kept = await sessionOf(origin, supabaseKey, name, language);
  const localStorage = Object.entries(kept).map(([key, value]) => ({ name: key, value }));
  await page.context().setStorageState({ cookies: [], origins: [{ origin, localStorage }] });
  await page.goto('/');
  await expect(accountButton(page, t)).toBeVisible();
  await expect(page.locator('html')).toHaveAttribute('lang', language);
  return t;
}

/** What the app keeps in the browser once somebody is signed in. */
async function sessionOf(
  origin: string,
  apikey: string,
  name: string,
  language: Language,
): Promise<Record<string, string>> {
  const kept: Record<string, string> = { 'atrium.language': language };
  const auth = new GoTrueClient({
    url: `${origin}/auth/v1`,
    headers: { apikey },
    storageKey: 'atrium.session',
    autoRefreshToken: false,
    storage: {
      getItem: (key) => kept[key] ?? null,
      setItem: (key, value) => {
        kept[key] = value;
      },
      removeItem: (key) => {
        delete kept[key];
      },
    },
  });
  const { data, error } = await auth.signInWithPassword({ email: account(name), password });
  if (error) throw error;
  const spoken = await fetch(`${origin}/rest/v1/rpc/update_my_profile`, {
    method: 'POST',
    headers: {
      apikey,
      authorization: `Bearer ${data.session.access_token}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify({ changes: { locale: language } }),
  });
  expect(spoken.ok, `${name} chooses ${language}`).toBe(true);
  return kept;
}

/** Goes to the sign-in page, chooses a language there, and signs in with a demo account by the form. */
export async function signInByForm(page: Page, name: string, language: Language = 'en'): Promise<Texts> {
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
