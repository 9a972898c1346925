import { ConfigProvider } from 'antd';
import dayjs from 'dayjs';
import { createContext, type ReactNode, use, useCallback, useEffect, useMemo, useState } from 'react';
import { createFormats } from '../lib/format';
import { switchTexts } from '../providers/i18n';
import { FormatsContext } from '../ui/useFormats';
import {
  directionOf,
  isLanguage,
  type Language,
  type LanguagePack,
  loadLanguage,
  nearestLanguage,
} from './languages';
import { frameColor, type Mode, onAccent, themeClass, themeFor } from './theme';

export type ModeChoice = Mode | 'system';
export const modeChoices: readonly ModeChoice[] = ['light', 'dark', 'system'];

const languageKey = 'atrium.language';
const modeKey = 'atrium.theme';

/** The language this browser last used, else the nearest to the browser's own. */
export function firstLanguage(): Language {
  const kept = localStorage.getItem(languageKey);
  return isLanguage(kept) ? kept : nearestLanguage(navigator.languages);
}

export const isModeChoice = (value: unknown): value is ModeChoice =>
  modeChoices.some((known) => known === value);

/** What was chosen by hand since the page was loaded, and so outranks the profile. */
export const chosen = { language: false, mode: false };

function firstChoice(): ModeChoice {
  const kept = localStorage.getItem(modeKey);
  return isModeChoice(kept) ? kept : 'system';
}

interface Preferences {
  language: Language;
  mode: Mode;
  modeChoice: ModeChoice;
  timezone: string;
  /** Switches at once and remembers it in this browser. Rejects when the language cannot be fetched. */
  setLanguage(language: Language, byHand?: boolean): Promise<void>;
  setModeChoice(choice: ModeChoice, byHand?: boolean): void;
  /** IANA name; null for the browser's own. */
  setTimezone(timezone: string | null): void;
}

const PreferencesContext = createContext<Preferences | null>(null);

/** Language, appearance and timezone of this browser. */
export function usePreferences(): Preferences {
  const preferences = use(PreferencesContext);
  if (!preferences) throw new Error('usePreferences is only for what stands inside PreferencesProvider');
  return preferences;
}

const darkQuery = window.matchMedia('(prefers-color-scheme: dark)');
const browserTimezone = Intl.DateTimeFormat().resolvedOptions().timeZone;

function useSystemMode(): Mode {
  const [dark, setDark] = useState(darkQuery.matches);
  useEffect(() => {
    const follow = () => setDark(darkQuery.matches);
    darkQuery.addEventListener('change', follow);
    return () => darkQuery.removeEventListener('change', follow);
  }, []);
  return dark ? 'dark' : 'light';
}

/** Sets the document's language, direction and colours before and whenever they change. */
function dress(language: Language, mode: Mode): void {
  const root = document.documentElement;
  root.lang = language;
  root.dir = directionOf(language);
  root.classList.remove(themeClass('light'), themeClass('dark'));
  root.classList.add(themeClass(mode));
  root.style.colorScheme = mode;
  root.style.setProperty('--at-on-accent', onAccent[mode]);
  document.querySelector('meta[name="theme-color"]')?.setAttribute('content', frameColor[mode]);
}

/** Gives antd, the formatters and our own components the user's language, appearance and timezone. */
export function PreferencesProvider({
  first,
  children,
}: {
  first: { language: Language; pack: LanguagePack };
  children: ReactNode;
}) {
  const [spoken, setSpoken] = useState(first);
  const [modeChoice, chooseMode] = useState(firstChoice);
  const [timezone, setTimezone] = useState(browserTimezone);
  const systemMode = useSystemMode();
  const mode = modeChoice === 'system' ? systemMode : modeChoice;
  const { language, pack } = spoken;

  useEffect(() => dress(language, mode), [language, mode]);

  const setLanguage = useCallback(async (next: Language, byHand = false) => {
    const nextPack = await loadLanguage(next);
    await switchTexts(next, nextPack);
    dayjs.locale(nextPack.dayjs);
    localStorage.setItem(languageKey, next);
    if (byHand) chosen.language = true;
    setSpoken({ language: next, pack: nextPack });
  }, []);

  const setModeChoice = useCallback((choice: ModeChoice, byHand = false) => {
    if (byHand) chosen.mode = true;
    localStorage.setItem(modeKey, choice);
    chooseMode(choice);
  }, []);
  const chooseTimezone = useCallback((next: string | null) => setTimezone(next ?? browserTimezone), []);

  const preferences = useMemo<Preferences>(
    () => ({
      language,
      mode,
      modeChoice,
      timezone,
      setLanguage,
      setModeChoice,
      setTimezone: chooseTimezone,
    }),
    [language, mode, modeChoice, timezone, setLanguage, setModeChoice, chooseTimezone],
  );
  const formats = useMemo(() => createFormats(language, timezone), [language, timezone]);
  const theme = useMemo(() => themeFor(mode, language), [mode, language]);

  return (
    <PreferencesContext value={preferences}>
      <FormatsContext value={formats}>
        <ConfigProvider locale={pack.antd} direction={directionOf(language)} theme={theme}>
          {children}
        </ConfigProvider>
      </FormatsContext>
    </PreferencesContext>
  );
}
