import { DesktopOutlined, GlobalOutlined, MoonOutlined, SunOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ClickMenu } from '../../ui/ClickMenu';
import { isLanguage, languageNames, languages } from '../languages';
import { isModeChoice, type ModeChoice, modeChoices, usePreferences } from '../preferences';
import { useRememberChoice } from './saveProfile';

const modeIcons: Record<ModeChoice, ReactNode> = {
  light: <SunOutlined />,
  dark: <MoonOutlined />,
  system: <DesktopOutlined />,
};

/** Switches the language at once and remembers it with the profile. */
export function LanguageSwitch() {
  const { t } = useTranslation();
  const { language, setLanguage } = usePreferences();
  const remember = useRememberChoice();
  return (
    <ClickMenu
      menu={{
        selectable: true,
        selectedKeys: [language],
        items: languages.map((key) => ({ key, label: <span lang={key}>{languageNames[key]}</span> })),
        onClick: ({ key }) => {
          if (!isLanguage(key)) return;
          void setLanguage(key, true);
          remember({ locale: key });
        },
      }}
    >
      <Button
        type="text"
        icon={<GlobalOutlined />}
        aria-label={`${t('frame.language')}: ${languageNames[language]}`}
      />
    </ClickMenu>
  );
}

/** Switches between light, dark and the device's own at once, and remembers it with the profile. */
export function ModeSwitch() {
  const { t } = useTranslation();
  const { modeChoice, setModeChoice } = usePreferences();
  const remember = useRememberChoice();
  return (
    <ClickMenu
      menu={{
        selectable: true,
        selectedKeys: [modeChoice],
        items: modeChoices.map((key) => ({ key, icon: modeIcons[key], label: t(`frame.modes.${key}`) })),
        onClick: ({ key }) => {
          if (!isModeChoice(key)) return;
          setModeChoice(key, true);
          remember({ theme: key });
        },
      }}
    >
      <Button
        type="text"
        icon={modeIcons[modeChoice]}
        aria-label={`${t('frame.mode')}: ${t(`frame.modes.${modeChoice}`)}`}
      />
    </ClickMenu>
  );
}
