import { useTranslation } from 'react-i18next';
import { languageNames, languages } from '../languages';
import { modeChoices, usePreferences } from '../preferences';

/** Language and appearance before sign-in; plain buttons, so that the first page stays small. */
export function GateSwitches() {
  const { t } = useTranslation();
  const { language, setLanguage, modeChoice, setModeChoice } = usePreferences();
  return (
    <footer className="at-gate-switches">
      <fieldset aria-label={t('frame.language')}>
        {languages.map((one) => (
          <button
            key={one}
            type="button"
            lang={one}
            aria-pressed={one === language}
            onClick={() => void setLanguage(one, true)}
          >
            {languageNames[one]}
          </button>
        ))}
      </fieldset>
      <fieldset aria-label={t('frame.mode')}>
        {modeChoices.map((one) => (
          <button
            key={one}
            type="button"
            aria-pressed={one === modeChoice}
            onClick={() => setModeChoice(one, true)}
          >
            {t(`frame.modes.${one}`)}
          </button>
        ))}
      </fieldset>
    </footer>
  );
}
