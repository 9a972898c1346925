import {
  AppstoreOutlined,
  CaretRightOutlined,
  FullscreenOutlined,
  PauseOutlined,
  PrinterOutlined,
  ReloadOutlined,
} from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../providers/me';
import { RowMenu } from '../../ui/RowMenu';
import { Freshness } from './Freshness';
import type { Refreshing } from './useRefreshing';
import { enterWall } from './wall';

/** Pauses a dashboard's refreshing, or lets it go on. */
export function PauseButton({ paused, onPause }: { paused: boolean; onPause: (paused: boolean) => void }) {
  const { t } = useTranslation();
  const label = t(paused ? 'dashboards.refresh.resume' : 'dashboards.refresh.pause');
  return (
    <Button
      icon={paused ? <CaretRightOutlined aria-hidden /> : <PauseOutlined aria-hidden />}
      aria-label={label}
      title={label}
      aria-pressed={paused}
      onClick={() => onPause(!paused)}
    />
  );
}

/** How old the figures are, and what can be done with the whole dashboard. */
export function DashboardActions({
  title,
  refreshing,
  paused,
  onPause,
  mayEdit,
  onEdit,
}: {
  title: string;
  refreshing: Refreshing;
  paused: boolean;
  onPause: (paused: boolean) => void;
  /** Whether its layout is known: what is not known would be written over. */
  mayEdit: boolean;
  onEdit: () => void;
}) {
  const { t } = useTranslation();
  const { permissions } = useMe();
  const [, setParams] = useSearchParams();
  return (
    <>
      <Freshness refreshing={refreshing} />
      <Button
        icon={<ReloadOutlined spin={refreshing.busy} aria-hidden />}
        aria-label={t('buttons.refresh')}
        title={t('buttons.refresh')}
        onClick={refreshing.refresh}
      />
      <PauseButton paused={paused} onPause={onPause} />
      <RowMenu
        large
        name={title}
        actions={[
          // Who views as somebody else only looks.
          ...(permissions.viewing_as
            ? []
            : [
                {
                  key: 'edit',
                  label: t('dashboards.layout.edit'),
                  icon: <AppstoreOutlined />,
                  disabled: !mayEdit,
                  onClick: onEdit,
                },
              ]),
          {
            key: 'print',
            label: t('dashboards.print'),
            icon: <PrinterOutlined />,
            // The menu closes first.
            onClick: () => setTimeout(() => window.print()),
          },
          {
            key: 'wall',
            label: t('dashboards.wall.start'),
            icon: <FullscreenOutlined />,
            onClick: () => enterWall(setParams),
          },
        ]}
      />
    </>
  );
}
