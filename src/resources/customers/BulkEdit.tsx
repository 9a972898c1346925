import { SetFields } from '../../ui/bulk/SetFields';
import type { BulkDialogProps } from '../../ui/bulk/types';
import { useFields } from './useFields';

/** Sets fields of many customers. */
export default function BulkEdit(props: BulkDialogProps) {
  const { pick } = useFields();
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
  return <SetFields {...props} fields={fields} />;
}
