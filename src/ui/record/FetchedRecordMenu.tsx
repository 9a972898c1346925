import { FormOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { useChangeRow } from '../list/changeRow';
import '../list/texts';
import { type RowAction, RowMenu } from '../RowMenu';
import { useMayTouch } from '../useMayTouch';
import { type RecordActionsOptions, useRecordActions } from './useRecordActions';

export type RecordMenuProps = Omit<RecordActionsOptions, 'may'>;

/** A record's menu from the moment it is opened. */
export default function FetchedRecordMenu(options: RecordMenuProps) {
  const { t } = useTranslation();
  const mayTouch = useMayTouch();
  const row = useChangeRow();
  const change: RowAction[] = row?.may(options.record)
    ? [
        {
          key: 'change',
          label: t('lists.change.action'),
          icon: <FormOutlined aria-hidden />,
          onClick: () => row.open(options.record.id),
        },
      ]
    : [];
  const { actions, dialog } = useRecordActions({
    ...options,
    more: [...change, ...(options.more ?? [])],
    may: (resource, action) => mayTouch(resource, action, options.record),
  });
  return (
    <>
      <RowMenu name={options.name} actions={actions} startOpen />
      {dialog}
    </>
  );
}
