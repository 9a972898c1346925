import { useTranslation } from 'react-i18next';
import { useFormats } from '../useFormats';
import { BulkDialog } from './BulkDialog';
import type { BulkDialogProps } from './types';

/** Moves the chosen rows to the trash. */
export function TrashMany(props: BulkDialogProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { count } = props.chosen.selection;
  return (
    <BulkDialog
      {...props}
      title={t('changes.trash.title', { count, number: formats.number(count) })}
      action={t('trash.action')}
      danger
      change={{ action: 'trash' }}
    >
      <p>{t('changes.trash.text')}</p>
    </BulkDialog>
  );
}
