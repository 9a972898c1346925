import { Form, Input, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAtriumError } from '../../lib/errors';
import { useErrorText } from '../../ui';
import type { Department } from './tree';
import { useChange } from './useChange';

/** A new department, or another name for one. */
export default function DepartmentDialog({
  department,
  onClose,
}: {
  department: Department | null;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const change = useChange();
  const errorText = useErrorText();
  const [form] = Form.useForm<{ name: string }>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const [id] = useState(() => department?.id ?? crypto.randomUUID());

  const save = async ({ name }: { name: string }) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await change('save_department', { id, name, version: department?.updated_at ?? null }, t('form.saved'));
      onClose();
    } catch (error) {
      if (toAtriumError(error).field === 'name')
        form.setFields([{ name: 'name', errors: [errorText(error)] }]);
      else setProblem(error);
      setBusy(false);
    }
  };

  return (
    <Modal
      open
      title={department ? t('form.editTitle', { name: department.name }) : t('teams.createDepartment')}
      okText={t(department ? 'actions.save' : 'actions.create')}
      cancelText={t('actions.cancel')}
      okButtonProps={{ loading: busy }}
      onOk={() => form.submit()}
      onCancel={onClose}
      width={440}
    >
      {problem ? (
        <p className="at-form-error" role="alert">
          {errorText(problem)}
        </p>
      ) : null}
      <Form
        form={form}
        layout="vertical"
        requiredMark={false}
        initialValues={{ name: department?.name ?? '' }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item
          name="name"
          label={t('teams.fields.name')}
          rules={[{ required: true, whitespace: true, message: t('form.check.required') }]}
        >
          <Input maxLength={120} autoFocus />
        </Form.Item>
      </Form>
    </Modal>
  );
}
