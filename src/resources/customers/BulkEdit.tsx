import { SetFields } from '../../ui/bulk/SetFields';
import type { BulkDialogProps } from '../../ui/bulk/types';
import { useCustomDefs } from '../../ui/custom/useCustomDefs';
import { useFields } from './useFields';

/** Sets fields of many customers. */
export default function BulkEdit(props: BulkDialogProps) {
  const { pick } = useFields();
  const { settable } = useCustomDefs('customers', 'customer');
  const fields = pick(
    'lifecycle_stage',
    'tier',
    'industry',
    'size_band',
    'region',
    'country',
    'city',
    'source',
  );
  return <SetFields {...props} fields={[...fields, ...settable]} />;
}
