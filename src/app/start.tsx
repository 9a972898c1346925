import dayjs from 'dayjs';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { createAuthClient, loadConfig } from '../providers/client';
import { startI18n } from '../providers/i18n';
import { createSession } from '../providers/session';
import { sessionKey } from './first/session';
import { forgetPosition } from './frame/scroll';
import { type Language, loadLanguage, loadWorkTexts } from './languages';
import { StartFailed } from './pages/StartFailed';
import { firstLanguage, PreferencesProvider } from './preferences';
import { createRouter, fetchWorkspace } from './router';
import { type Services, ServicesContext } from './services';

const unreachable = [
  'Atrium could not be loaded. Check your connection and load the page anew.',
  'Atrium 加载失败。请检查网络连接，然后刷新页面。',
  'Atrium 無法載入。請檢查網路連線，然後重新整理頁面。',
  'آتریوم بارگذاری نشد. اتصال اینترنت را بررسی و صفحه را دوباره بارگذاری کنید.',
];

async function connect(): Promise<Services> {
  const config = await loadConfig();
  const auth = createAuthClient(config);
  return { config, auth, session: await createSession(auth) };
}

/** Milliseconds for which nothing is drawn when what is needed may be there at any moment. */
const shortWhile = 400;

/**
 * Begins to fetch what is behind the sign-in, before it is known whether who was signed in still is. What cannot be had says
 * so where it is needed.
 */
function fetchBehindSignIn(language: Language): void {
  Promise.all([import('./Workspace'), loadWorkTexts(language)]).catch(() => undefined);
}

/** Loads language, configuration and session, then draws the application, or says why it cannot. */
export async function start(root: HTMLElement): Promise<void> {
  const connecting = connect().then(
    (services) => services,
    (reason: unknown) => ({ reason }),
  );
  forgetPosition(`${location.pathname}${location.search}`);
  const language = firstLanguage();
  const known = localStorage.getItem(sessionKey) !== null;
  if (known) fetchBehindSignIn(language);
  let first: Parameters<typeof PreferencesProvider>[0]['first'];
  try {
    const pack = await loadLanguage(language);
    await startI18n(language, pack);
    dayjs.locale(pack.dayjs);
    first = { language, pack };
  } catch {
    // Not one text could be had, so this one is said in every language.
    root.replaceChildren(
      ...unreachable.map((text) => Object.assign(document.createElement('p'), { textContent: text })),
    );
    return;
  }
  const behind = known ? fetchWorkspace() : undefined;
  const services = await connecting;
  if (behind) await Promise.race([behind, new Promise((done) => setTimeout(done, shortWhile))]);
  createRoot(root).render(
    <PreferencesProvider first={first}>
      {'reason' in services ? (
        <StartFailed />
      ) : (
        <ServicesContext value={services}>
          <RouterProvider router={createRouter()} />
        </ServicesContext>
      )}
    </PreferencesProvider>,
  );
}
