import { useTranslation } from 'react-i18next';
import { SetFields } from '../../ui/bulk/SetFields';
import type { BulkDialogProps } from '../../ui/bulk/types';
import { statuses } from './options';
import { useFields } from './useFields';
import { useWords } from './useWords';

/** Sets fields of many tickets. */
export default function BulkEdit(props: BulkDialogProps) {
  const { t } = useTranslation();
  const { choices } = useWords();
  const { priority, category } = useFields();
  const status = {
    name: 'status',
    part: 'ticket',
    label: t('tickets.fields.status'),
    type: 'select',
    required: true,
    options: choices('statuses', statuses),
  } as const;
  return <SetFields {...props} fields={[status, priority, category]} />;
}
