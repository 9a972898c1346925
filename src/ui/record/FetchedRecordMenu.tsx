import { RowMenu } from '../RowMenu';
import { useMayTouch } from '../useMayTouch';
import { type RecordActionsOptions, useRecordActions } from './useRecordActions';

export type RecordMenuProps = Omit<RecordActionsOptions, 'may'>;

/** A record's menu from the moment it is opened. */
export default function FetchedRecordMenu(options: RecordMenuProps) {
  const mayTouch = useMayTouch();
  const { actions, dialog } = useRecordActions({
    ...options,
    may: (resource, action) => mayTouch(resource, action, options.record),
  });
  return (
    <>
      <RowMenu name={options.name} actions={actions} startOpen />
      {dialog}
    </>
  );
}
