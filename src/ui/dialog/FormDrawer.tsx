import { Drawer } from 'antd';
import { RecordForm, type RecordFormProps } from '../form/RecordForm';
import { useConfirmClose } from '../useConfirmClose';
import { useNarrow } from '../useNarrow';

/** A record's form beside the page that it belongs to; asks before changes are lost. */
export function FormDrawer({
  title,
  onClose,
  ...form
}: Omit<RecordFormProps, 'onSaved' | 'onCancel'> & { title: string; onClose: () => void }) {
  const narrow = useNarrow();
  const close = useConfirmClose(onClose);
  return (
    <Drawer open size={narrow ? '100%' : 480} title={title} onClose={close} className="at-drawer-form">
      <RecordForm {...form} onSaved={onClose} onCancel={close} />
    </Drawer>
  );
}
