import { ApiOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useParams, useSearchParams } from 'react-router';
import NotFound from '../../app/pages/NotFound';
import { useMe } from '../../providers/me';
import { PageSkeleton } from '../../ui/Skeletons';
import { StatePanel } from '../../ui/StatePanel';
import { DeniedState, ErrorState } from '../../ui/states';
import { mayOpen } from '../pages';
import { usePlugins } from '../plugins';
import { DashboardView } from './DashboardView';
import { readWall } from './wall';
import '../dashboards.css';
import '../host.css';

/** The page of a dashboard by its address, `/dashboards/:plugin/:dashboard`. */
export default function DashboardPage() {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const { plugin: pluginId, dashboard: dashboardId } = useParams();
  const [params] = useSearchParams();
  const { found, error, retry } = usePlugins();

  if (error) return <ErrorState error={error} onRetry={retry} />;
  if (!found) return <PageSkeleton />;
  const one = found.find(({ name }) => name === pluginId);
  if (!one) return <NotFound />;
  if ('error' in one)
    return (
      <StatePanel
        icon={<ApiOutlined />}
        title={t('dashboards.pluginFailed', { name: one.name })}
        hint={t('dashboards.pluginFailedHint')}
        role="alert"
        action={
          <>
            <Button type="primary" onClick={retry}>
              {t('actions.retry')}
            </Button>
            <details className="at-details">
              <summary>{t('pages.details')}</summary>
              <pre dir="ltr">{String(one.error)}</pre>
            </details>
          </>
        }
      />
    );
  const dashboard = one.plugin.dashboards.find(({ id }) => id === dashboardId);
  if (!dashboard) return <NotFound />;
  if (!mayOpen(permissions, one.plugin, dashboard)) return <DeniedState />;
  // Each dashboard begins anew: nothing of one that was being arranged is left on the next.
  const key = `${one.plugin.id}/${dashboard.id}`;
  if (readWall(params))
    return (
      <div className="at-wall">
        <DashboardView key={key} plugin={one.plugin} dashboard={dashboard} wall />
      </div>
    );
  return <DashboardView key={key} plugin={one.plugin} dashboard={dashboard} />;
}
