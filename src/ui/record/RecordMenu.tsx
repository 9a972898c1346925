import { MenuOnDemand } from '../MenuOnDemand';
import { RowMenu } from '../RowMenu';
import { useMayTouch } from '../useMayTouch';
import { type RecordActionsOptions, useRecordActions } from './useRecordActions';

type Options = Omit<RecordActionsOptions, 'may'>;

/** A record's menu from the moment it is opened; stands in a `MenuOnDemand`. */
export function OpenRecordMenu(options: Options) {
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

/** What can be done to a record from where it is listed, as far as the permission matrix tells. */
export function RecordMenu(options: Options) {
  const may = useMayTouch();
  const { resource, record, name, parts = [resource], more = [] } = options;
  const any =
    more.length > 0 ||
    ['assign', 'delete'].some((action) => may(resource, action, record)) ||
    parts.some((part) => may(part, 'update', record));
  return any ? <MenuOnDemand name={name} menu={() => <OpenRecordMenu {...options} />} /> : null;
}
