import { App } from 'antd';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { fromApi } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { useErrorText } from '../../ui/states';
import { chosen, usePreferences } from '../preferences';

export interface ProfileChanges {
  full_name?: string;
  job_title?: string;
  phone?: string;
  locale?: string;
  timezone?: string | null;
  theme?: string;
  avatar?: string | null;
}

/** Saves changes to the caller's own profile. The returned function rejects with an AtriumError. */
export function useSaveProfile(): (changes: ProfileChanges) => Promise<void> {
  const { client } = useMe();
  return async (changes) => {
    const { error, status } = await client.rpc('update_my_profile', { changes: { ...changes } });
    if (error) throw fromApi(error, status, 'profiles');
  };
}

/** Remembers a choice that already shows on the screen; says so when the server did not take it. */
export function useRememberChoice(): (changes: ProfileChanges) => void {
  const save = useSaveProfile();
  const { notification } = App.useApp();
  const { t } = useTranslation();
  const errorText = useErrorText();
  return (changes) => {
    save(changes).catch((error: unknown) => {
      notification.error({ title: t('profile.notSaved'), description: errorText(error) });
    });
  };
}

/** Saves what was chosen on the sign-in page, once somebody is there whose choice it is. */
export function useSaveEarlyChoices(): void {
  const { profile } = useMe();
  const { language, modeChoice } = usePreferences();
  const remember = useRememberChoice();
  const done = useRef(false);
  useEffect(() => {
    if (done.current) return;
    done.current = true;
    const changes: ProfileChanges = {
      ...(chosen.language && profile.locale !== language && { locale: language }),
      ...(chosen.mode && profile.theme !== modeChoice && { theme: modeChoice }),
    };
    if (Object.keys(changes).length > 0) remember(changes);
  }, [profile, language, modeChoice, remember]);
}
