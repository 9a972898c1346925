import { useFormats } from '../../ui';
import type { CellEditorProps } from '../../ui/list/cells';
import { CellFact, CellWaiting } from '../../ui/record/CellFact';
import { type TaskRecord, valuesOf } from './record';
import { useFieldsOf, useSaveTask, useTask } from './useTask';

function Loaded({ task, field, onClose }: Omit<CellEditorProps, 'id'> & { task: TaskRecord }) {
  const { timezone } = useFormats();
  const { all } = useFieldsOf(task);
  const { save, dialog } = useSaveTask(task, true);
  const values = valuesOf(task, timezone);
  return (
    <CellFact
      field={all.find(({ name }) => name === field)}
      values={values}
      onSave={({ name }, value) => save(task, { ...values, [name]: value })}
      dialog={dialog}
      onClose={onClose}
    />
  );
}

/** A field of a task in its cell of the list. */
export default function TaskCell({ id, ...props }: CellEditorProps) {
  const { query, record } = useTask(id);
  if (!record) return <CellWaiting error={query.error} onClose={props.onClose} />;
  return <Loaded task={record} {...props} />;
}
