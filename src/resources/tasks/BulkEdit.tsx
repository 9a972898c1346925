import { SetFields } from '../../ui/bulk/SetFields';
import type { BulkDialogProps } from '../../ui/bulk/types';
import { useTaskFields } from '../../ui/tasks/useTaskFields';
import { readDue } from '../../ui/tasks/values';
import { useFormats } from '../../ui/useFormats';

/** Sets fields of many tasks. */
export default function BulkEdit(props: BulkDialogProps) {
  const { timezone } = useFormats();
  const { status, priority, due } = useTaskFields();
  return (
    <SetFields
      {...props}
      fields={[status, priority, due]}
      toColumn={(name, value) =>
        name === 'due_at' && typeof value === 'string' ? readDue(value, timezone) : value
      }
    />
  );
}
