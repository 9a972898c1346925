import { Button } from 'antd';
import { useTranslation } from 'react-i18next';

/** Says that further cards did not come, and asks for them again. */
export function MoreFailed({ onRetry }: { onRetry: () => void }) {
  const { t } = useTranslation();
  return (
    <p className="at-board-empty" role="alert">
      {t('states.broken')}{' '}
      <Button size="small" onClick={onRetry}>
        {t('actions.retry')}
      </Button>
    </p>
  );
}
