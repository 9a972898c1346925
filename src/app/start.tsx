import dayjs from 'dayjs';
import { createRoot } from 'react-dom/client';
import { RouterProvider } from 'react-router';
import { createAuthClient, loadConfig } from '../providers/client';
import { startI18n } from '../providers/i18n';
import { createSession } from '../providers/session';
import { loadLanguage } from './languages';
import { StartFailed } from './pages/StartFailed';
import { firstLanguage, PreferencesProvider } from './preferences';
import { createRouter } from './router';
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

/** Loads language, configuration and session, then draws the application, or says why it cannot. */
export async function start(root: HTMLElement): Promise<void> {
  const connecting = connect().then(
    (services) => services,
    (reason: unknown) => ({ reason }),
  );
  const language = firstLanguage();
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
  const services = await connecting;
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
