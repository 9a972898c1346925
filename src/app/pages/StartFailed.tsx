import { DisconnectOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useTranslation } from 'react-i18next';
import { StatePanel } from '../../ui/StatePanel';

/** The configuration could not be had: without it there is no server to talk to. */
export function StartFailed() {
  const { t } = useTranslation();
  return (
    <main className="at-alone">
      <StatePanel
        page
        icon={<DisconnectOutlined />}
        title={t('pages.startFailed')}
        hint={t('pages.startFailedHint')}
        role="alert"
        action={
          <Button type="primary" onClick={() => window.location.reload()}>
            {t('actions.retry')}
          </Button>
        }
      />
    </main>
  );
}
