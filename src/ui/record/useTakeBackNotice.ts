import { App } from 'antd';
import { useTranslation } from 'react-i18next';
import { useErrorText } from '../states';
import { useUndoNotice } from '../useUndoNotice';
import '../bulk/texts';

/**
 * Says that a field was changed in its list, and offers to take it back: `offer(label, takeBack)`. A later one takes the earlier
 * one's place. `takeBack` gives false where somebody has changed the field again, which is then said.
 */
export function useTakeBackNotice(): (field: string, takeBack: () => Promise<boolean>) => void {
  const { t } = useTranslation();
  const { message, notification } = App.useApp();
  const errorText = useErrorText();
  const offer = useUndoNotice();
  return (field, takeBack) =>
    offer('cell', t('changes.cell.done', { field }), async () => {
      try {
        if (await takeBack()) void message.success(t('changes.cell.back', { field }));
        else void message.warning(t('changes.cell.kept', { field }));
      } catch (error) {
        notification.error({ title: t('changes.cell.failed', { field }), description: errorText(error) });
      }
    });
}
