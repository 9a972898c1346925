import { App, Form, Segmented, Select } from 'antd';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { timezoneOptions } from '../../../lib/choices';
import { useMe } from '../../../providers/me';
import { useErrorText } from '../../../ui/states';
import { type ProfileChanges, useSaveProfile } from '../../frame/saveProfile';
import { languageNames, languages } from '../../languages';
import { modeChoices, usePreferences } from '../../preferences';

/** Language, appearance and timezone: each takes hold at once and is saved at once. */
export function AppearanceForm() {
  const { t } = useTranslation();
  const { profile, reload } = useMe();
  const { message, notification } = App.useApp();
  const { language, setLanguage, modeChoice, setModeChoice, timezone, setTimezone } = usePreferences();
  const save = useSaveProfile();
  const errorText = useErrorText();
  const zones = useMemo(() => timezoneOptions(), []);

  const keep = async (changes: ProfileChanges) => {
    try {
      await save(changes);
      await reload();
      void message.success(t('profile.saved'));
    } catch (error) {
      notification.error({ title: t('profile.notSaved'), description: errorText(error) });
    }
  };

  return (
    <Form layout="vertical" component="div">
      <Form.Item label={t('frame.language')} htmlFor="profile-language">
        <Select
          id="profile-language"
          value={language}
          options={languages.map((value) => ({ value, label: languageNames[value] }))}
          onChange={(value) => {
            void setLanguage(value, true).then(() => keep({ locale: value }));
          }}
        />
      </Form.Item>
      <Form.Item label={t('frame.mode')}>
        <Segmented
          aria-label={t('frame.mode')}
          value={modeChoice}
          options={modeChoices.map((value) => ({ value, label: t(`frame.modes.${value}`) }))}
          onChange={(value) => {
            setModeChoice(value, true);
            void keep({ theme: value });
          }}
        />
      </Form.Item>
      <Form.Item label={t('profile.timezone')} htmlFor="profile-timezone" extra={t('profile.timezoneHint')}>
        <Select
          id="profile-timezone"
          showSearch
          value={profile.timezone ?? timezone}
          options={zones}
          onChange={(value) => {
            setTimezone(value);
            void keep({ timezone: value });
          }}
        />
      </Form.Item>
    </Form>
  );
}
