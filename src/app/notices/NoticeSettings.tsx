import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Select, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { TableSkeleton } from '../../ui/Skeletons';
import { ErrorState, useErrorText } from '../../ui/states';
import { MailTimes } from './MailTimes';
import { mailWays, readSettings, type SettingsChange } from './settings';
import './notices.css';
import './texts';

const key = ['notification_settings'];

/** What one is told of, by kind, in the app and by mail, and when mail comes: each choice takes hold at once. */
export function NoticeSettings() {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const rpc = useRpc();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      readSettings(await rpc('my_notification_settings', {}, { stable: true, signal })),
  });

  const save = async (change: SettingsChange) => {
    try {
      await rpc('save_notification_settings', { payload: change });
      void message.success(t('profile.saved'));
    } catch (error) {
      notification.error({ title: t('profile.notSaved'), description: errorText(error) });
    } finally {
      await queries.invalidateQueries({ queryKey: key });
    }
  };

  if (query.isError) return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (query.isPending) return <TableSkeleton />;
  return (
    <>
      <p className="at-hint">{t('notices.chooseHint')}</p>
      <table className="at-notice-choices" aria-label={t('notices.choose')}>
        <thead>
          <tr>
            <th scope="col">{t('notices.choose')}</th>
            <th scope="col">{t('notices.inApp')}</th>
            <th scope="col">{t('notices.byMail')}</th>
          </tr>
        </thead>
        <tbody>
          {query.data.kinds.map(({ kind, app, mail }) => (
            <tr key={kind}>
              <th scope="row">{t(`notices.kinds.${kind}`)}</th>
              <td>
                <Switch
                  checked={app}
                  aria-label={`${t(`notices.kinds.${kind}`)}: ${t('notices.inApp')}`}
                  onChange={(next) => void save({ kinds: { [kind]: { app: next } } })}
                />
              </td>
              <td>
                <Select
                  value={mail}
                  aria-label={`${t(`notices.kinds.${kind}`)}: ${t('notices.byMail')}`}
                  options={mailWays.map((way) => ({ value: way, label: t(`notices.mail.${way}`) }))}
                  onChange={(next) => void save({ kinds: { [kind]: { mail: next } } })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <MailTimes settings={query.data} onSave={save} />
    </>
  );
}
