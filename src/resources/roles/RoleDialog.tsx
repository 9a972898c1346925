import { useInvalidate } from '@refinedev/core';
import { useQuery } from '@tanstack/react-query';
import { App, Form, Input, Modal, Select } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { toAtriumError } from '../../lib/errors';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText } from '../../ui';
import { loadRoles } from '../../ui/access/lookups';
import type { Role } from '../../ui/access/types';
import { useAccessWords } from '../../ui/access/useAccessWords';
import type { RoleRecord } from './types';

interface Fields {
  name: string;
  copy_of?: string;
}

/** A new role, empty or as a copy of another; or, with `role`, another name for one. */
export default function RoleDialog({
  role,
  copyOf,
  onClose,
}: {
  role?: RoleRecord;
  copyOf?: Role;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { client } = useMe();
  const { message } = App.useApp();
  const rpc = useRpc();
  const navigate = useNavigate();
  const invalidate = useInvalidate();
  const words = useAccessWords();
  const errorText = useErrorText();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  // One id for as long as the form is open: sent twice, because an answer was lost, it is still one role.
  const [id] = useState(() => role?.id ?? crypto.randomUUID());
  const { data: roles } = useQuery({
    queryKey: ['data', 'default', 'roles', 'options'],
    queryFn: () => loadRoles(client),
    enabled: !role,
  });

  const save = async ({ name, copy_of }: Fields) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await rpc('save_role', {
        payload: { id, name, version: role?.updated_at ?? null, copy_of: copy_of ?? null },
      });
      void message.success(t('form.saved'));
      onClose();
      await invalidate({ resource: 'roles', invalidates: ['resourceAll'] });
      if (!role) await navigate(`/roles/${id}`);
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
      title={role ? t('roles.renameTitle', { name: words.role(role) }) : t('roles.create')}
      okText={t(role ? 'actions.save' : 'actions.create')}
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
        initialValues={{
          name: role?.name ?? (copyOf ? t('roles.copyName', { name: words.role(copyOf) }) : ''),
          copy_of: copyOf?.id,
        }}
        onFinish={(values) => void save(values)}
      >
        <Form.Item
          name="name"
          label={t('roles.fields.name')}
          rules={[{ required: true, whitespace: true, message: t('form.check.required') }]}
        >
          <Input maxLength={120} autoFocus />
        </Form.Item>
        {role ? null : (
          <Form.Item name="copy_of" label={t('roles.fields.copy_of')}>
            <Select
              allowClear
              placeholder={t('roles.empty')}
              options={(roles ?? []).map((one) => ({ value: one.id, label: words.role(one) }))}
            />
          </Form.Item>
        )}
      </Form>
    </Modal>
  );
}
