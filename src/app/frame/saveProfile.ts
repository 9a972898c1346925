import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { fromApi } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { useErrorText } from '../../ui/states';

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
