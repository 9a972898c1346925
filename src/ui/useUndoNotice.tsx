import { App, Button } from 'antd';
import { useTranslation } from 'react-i18next';

const seconds = 10;

/** Says that something was done, and for a while offers to take it back: `offer(key, title, undo)`. */
export function useUndoNotice(): (key: string, title: string, undo: () => Promise<unknown>) => void {
  const { t } = useTranslation();
  const { notification } = App.useApp();
  return (key, title, undo) =>
    notification.success({
      key,
      title,
      duration: seconds,
      actions: (
        <Button
          type="primary"
          size="small"
          onClick={() => {
            notification.destroy(key);
            void undo();
          }}
        >
          {t('trash.undo')}
        </Button>
      ),
    });
}
