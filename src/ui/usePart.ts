import { App } from 'antd';
import { type ComponentType, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';

type Load<P> = () => Promise<{ default: ComponentType<P> }>;

const tryEvery = 5_000;

/**
 * A part of a page that is fetched when it is first wanted, or before, when the browser has nothing to do. One that
 * cannot be fetched takes nothing along: it is said, and tried again for as long as it is wanted.
 * @param load the same function at every call
 */
export function usePart<P>(load: Load<P>, wanted: boolean): ComponentType<P> | null {
  const { t } = useTranslation();
  const { message } = App.useApp();
  const [part, setPart] = useState<{ Component: ComponentType<P> } | null>(null);
  const missing = part === null;

  useEffect(() => {
    if (!missing) return;
    let here = true;
    const fetchIt = (quiet: boolean) =>
      load().then(
        (module) => here && setPart({ Component: module.default }),
        () => here && !quiet && void message.error({ key: 'part', content: t('errors.offline') }),
      );
    if (!wanted) {
      const idle = setTimeout(() => void fetchIt(true), tryEvery);
      return () => {
        here = false;
        clearTimeout(idle);
      };
    }
    void fetchIt(false);
    const timer = setInterval(() => void fetchIt(true), tryEvery);
    return () => {
      here = false;
      clearInterval(timer);
    };
  }, [load, missing, wanted, message, t]);

  return part?.Component ?? null;
}
