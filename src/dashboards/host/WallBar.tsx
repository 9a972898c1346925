import { FullscreenExitOutlined, StepForwardOutlined, SyncOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate, useSearchParams } from 'react-router';
import { useTitle } from '../../ui/useTitle';
import { useDashboardPages } from '../pages';
import type { Dashboard, Plugin } from '../plugin';
import { PauseButton } from './DashboardActions';
import { Freshness } from './Freshness';
import type { Refreshing } from './useRefreshing';
import { leaveWall, readWall, setWall, turnEvery } from './wall';

/** The bar above a dashboard on a wall: what it is, how old, and the way on and out. Goes to the next one by itself. */
export function WallBar({
  plugin,
  dashboard,
  title,
  refreshing,
  paused,
  onPause,
}: {
  plugin: Plugin;
  dashboard: Dashboard;
  title: string;
  refreshing: Refreshing;
  paused: boolean;
  onPause: (paused: boolean) => void;
}) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [params, setParams] = useSearchParams();
  const turning = readWall(params) === 'turn';
  const pages = useDashboardPages();
  const here = pages.findIndex((page) => page.plugin.id === plugin.id && page.dashboard.id === dashboard.id);
  const next = pages.length > 1 ? pages[(here + 1) % pages.length]?.paths.list : undefined;
  const search = params.toString();
  useTitle(title);

  useEffect(() => {
    if (!turning || !next) return;
    const timer = setTimeout(() => void navigate(`${next}?${search}`, { replace: true }), turnEvery);
    return () => clearTimeout(timer);
  }, [turning, next, search, navigate]);

  useEffect(() => {
    // By the browser's own way out of full screen one leaves the wall too.
    const left = () => document.fullscreenElement === null && leaveWall(setParams);
    document.addEventListener('fullscreenchange', left);
    return () => document.removeEventListener('fullscreenchange', left);
  }, [setParams]);

  const turn = t(turning ? 'dashboards.wall.hold' : 'dashboards.wall.rotate');
  return (
    <header className="at-wall-bar">
      <h1>{title}</h1>
      <Freshness refreshing={refreshing} />
      <PauseButton paused={paused} onPause={onPause} />
      {next ? (
        <>
          <Button
            icon={<SyncOutlined aria-hidden />}
            type={turning ? 'primary' : 'default'}
            aria-pressed={turning}
            aria-label={turn}
            title={turn}
            onClick={() => setWall(setParams, turning ? 'hold' : 'turn')}
          />
          <Button
            icon={<StepForwardOutlined className="at-flip" aria-hidden />}
            aria-label={t('dashboards.wall.next')}
            title={t('dashboards.wall.next')}
            onClick={() => void navigate(`${next}?${search}`, { replace: true })}
          />
        </>
      ) : null}
      <Button
        icon={<FullscreenExitOutlined aria-hidden />}
        aria-label={t('dashboards.wall.leave')}
        title={t('dashboards.wall.leave')}
        onClick={() => leaveWall(setParams)}
      />
    </header>
  );
}
