import { RowMenu } from '../RowMenu';
import { useMayTouch } from '../useMayTouch';
import { type RecordActionsOptions, useRecordActions } from './useRecordActions';

/** What can be done to a record from where it is listed, as far as the permission matrix tells. */
export function RecordMenu(options: Omit<RecordActionsOptions, 'may'>) {
  const mayTouch = useMayTouch();
  const { actions, dialog } = useRecordActions({
    ...options,
    may: (resource, action) => mayTouch(resource, action, options.record),
  });
  return (
    <>
      <RowMenu name={options.name} actions={actions} />
      {dialog}
    </>
  );
}
