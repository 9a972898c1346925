import { Form, Modal } from 'antd';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { toAtriumError } from '../../lib/errors';
import { useErrorText } from '../states';
import { Problem } from './Problem';
import { useAct } from './useAct';

/** A short form in a dialog; stays open and says why, at the field if there is one, when it is refused. */
export function FormDialog<T extends object>({
  title,
  action,
  initial,
  onSave,
  onClose,
  focus,
  children,
}: {
  title: string;
  /** What the button says. */
  action: string;
  initial: T;
  /** Closes the dialog when it is done. Rejects with an AtriumError. */
  onSave: (values: T) => Promise<void>;
  onClose: () => void;
  /** The field that has the focus once the dialog is open. */
  focus?: keyof T & string;
  /** `Form.Item`s. */
  children: ReactNode;
}) {
  const { t } = useTranslation();
  const errorText = useErrorText();
  const [form] = Form.useForm();
  const { busy, problem, act } = useAct(onSave, (error) => {
    const { field } = toAtriumError(error);
    if (!field || !(field in initial)) return false;
    form.setFields([{ name: field, errors: [errorText(error)] }]);
    return true;
  });
  return (
    <Modal
      open
      title={title}
      okText={action}
      cancelText={t('actions.cancel')}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      // the dialog takes the focus itself while it opens
      afterOpenChange={(open) => {
        if (open && focus) form.getFieldInstance(focus)?.focus();
      }}
      width={440}
    >
      <Problem error={problem} />
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={initial}
        onFinish={(values: T) => void act(values)}
      >
        {children}
      </Form>
    </Modal>
  );
}
