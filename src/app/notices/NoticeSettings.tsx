import { useQuery, useQueryClient } from '@tanstack/react-query';
import { App, Switch } from 'antd';
import { useTranslation } from 'react-i18next';
import { useRpc } from '../../providers/useRpc';
import { TableSkeleton } from '../../ui/Skeletons';
import { ErrorState, useErrorText } from '../../ui/states';
import './notices.css';
import './texts';

interface Way {
  kind: string;
  app: boolean;
}

function readWays(data: unknown): Way[] {
  if (typeof data !== 'object' || data === null || !('kinds' in data && Array.isArray(data.kinds)))
    throw new TypeError('these are no settings');
  return data.kinds;
}

const key = ['notification_settings'];

/** What one is told of, by kind: each choice takes hold at once. */
export function NoticeSettings() {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const rpc = useRpc();
  const queries = useQueryClient();
  const query = useQuery({
    queryKey: key,
    queryFn: async ({ signal }) =>
      readWays(await rpc('my_notification_settings', {}, { stable: true, signal })),
  });

  const save = async (kind: string, way: Partial<Way>) => {
    try {
      await rpc('save_notification_settings', { payload: { kinds: { [kind]: way } } });
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
          </tr>
        </thead>
        <tbody>
          {query.data.map(({ kind, app }) => (
            <tr key={kind}>
              <th scope="row">{t(`notices.kinds.${kind}`)}</th>
              <td>
                <Switch
                  checked={app}
                  aria-label={`${t(`notices.kinds.${kind}`)}: ${t('notices.inApp')}`}
                  onChange={(next) => void save(kind, { app: next })}
                />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
