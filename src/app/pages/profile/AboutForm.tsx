import { App, Button, Form, Input } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toAtriumError } from '../../../lib/errors';
import { useMe } from '../../../providers/me';
import { useUnsaved } from '../../../ui/ConfirmLeave';
import { useErrorText } from '../../../ui/states';
import { useSaveProfile } from '../../frame/saveProfile';
import { FormError } from '../../gate/fields';

interface Fields {
  fullName: string;
  jobTitle: string;
  phone: string;
}

const columns: Record<keyof Fields, string> = {
  fullName: 'full_name',
  jobTitle: 'job_title',
  phone: 'phone',
};

/** What the person may change about themselves, beside what only an administrator may. */
export function AboutForm() {
  const { t } = useTranslation();
  const { profile, reload } = useMe();
  const { message } = App.useApp();
  const save = useSaveProfile();
  const errorText = useErrorText();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [dirty, setDirty] = useState(false);
  useUnsaved(dirty);
  const saved: Fields = {
    fullName: profile.fullName,
    jobTitle: profile.jobTitle ?? '',
    phone: profile.phone ?? '',
  };

  const submit = async ({ fullName, jobTitle, phone }: Fields) => {
    setBusy(true);
    setProblem(null);
    try {
      await save({ full_name: fullName.trim(), job_title: jobTitle.trim(), phone: phone.trim() });
      setDirty(false);
      await reload();
      void message.success(t('profile.saved'));
    } catch (error) {
      const at = (Object.keys(columns) as (keyof Fields)[]).find(
        (name) => columns[name] === toAtriumError(error).field,
      );
      // Of an ended session the shell speaks, over this page.
      if (toAtriumError(error).kind === 'expired') return;
      if (at) form.setFields([{ name: at, errors: [errorText(error)] }]);
      else setProblem(errorText(error));
    } finally {
      setBusy(false);
    }
  };

  return (
    <Form
      form={form}
      layout="vertical"
      requiredMark={false}
      disabled={busy}
      initialValues={saved}
      onValuesChange={(_, now) =>
        setDirty(
          now.fullName !== saved.fullName || now.jobTitle !== saved.jobTitle || now.phone !== saved.phone,
        )
      }
      onFinish={submit}
    >
      <FormError text={problem} />
      <Form.Item
        name="fullName"
        label={t('profile.fullName')}
        rules={[{ required: true, whitespace: true, message: t('gate.check.required') }]}
      >
        <Input autoComplete="name" maxLength={200} />
      </Form.Item>
      <Form.Item name="jobTitle" label={t('profile.jobTitle')}>
        <Input autoComplete="organization-title" maxLength={120} />
      </Form.Item>
      <Form.Item name="phone" label={t('profile.phone')}>
        <Input type="tel" autoComplete="tel" dir="ltr" maxLength={40} />
      </Form.Item>
      <Form.Item label={t('profile.email')} htmlFor="profile-email" extra={t('profile.emailHint')}>
        <Input id="profile-email" value={profile.email} readOnly dir="ltr" variant="filled" />
      </Form.Item>
      <Button type="primary" htmlType="submit" loading={busy} disabled={!dirty}>
        {t('actions.save')}
      </Button>
    </Form>
  );
}
