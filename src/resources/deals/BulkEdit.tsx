import { useTranslation } from 'react-i18next';
import { SetFields } from '../../ui/bulk/SetFields';
import type { BulkDialogProps } from '../../ui/bulk/types';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import type { FieldDef } from '../../ui/form';
import { sources } from './options';
import { useWords } from './useWords';

/** Sets fields of many deals. */
export default function BulkEdit(props: BulkDialogProps) {
  const { t } = useTranslation();
  const { choices } = useWords();
  const { settable } = useCustomDefs('deals', 'deal');
  const field = (name: string, more: Pick<FieldDef, 'type' | 'options' | 'max'>): FieldDef => ({
    name,
    part: 'deal',
    label: t(`deals.fields.${name}`),
    ...more,
  });
  const fields = [
    field('expected_close_date', { type: 'date' }),
    field('source', { type: 'select', options: choices('sources', sources) }),
    field('next_step', { type: 'text', max: 500 }),
  ];
  return <SetFields {...props} fields={[...fields, ...settable]} />;
}
