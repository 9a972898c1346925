import { App, Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { authErrorKey } from '../../gate/authErrors';
import { FormError, NewPasswordFields, PasswordField } from '../../gate/fields';
import { useServices, useSessionState } from '../../services';

interface Fields {
  current: string;
  newPassword: string;
}

/** Changes the password after asking for the present one. */
export function PasswordForm() {
  const { t } = useTranslation();
  const { auth } = useServices();
  const state = useSessionState();
  const { message } = App.useApp();
  const [form] = Form.useForm<Fields>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  const submit = async ({ current, newPassword }: Fields) => {
    if (state.status === 'none') return;
    setBusy(true);
    setProblem(null);
    const proof = await auth.signInWithPassword({ email: state.email, password: current });
    const error = proof.error ?? (await auth.updateUser({ password: newPassword })).error;
    setBusy(false);
    if (!error) {
      form.resetFields();
      void message.success(t('profile.passwordChanged'));
      return;
    }
    const key = authErrorKey(error);
    if (proof.error && key === 'gate.signIn.wrong') {
      form.setFields([{ name: 'current', errors: [t('profile.wrongPassword')] }]);
    } else if (key === 'gate.reset.same') form.setFields([{ name: 'newPassword', errors: [t(key)] }]);
    else setProblem(t(key));
  };

  return (
    <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
      <FormError text={problem} />
      <input
        type="email"
        autoComplete="username"
        value={state.status === 'none' ? '' : state.email}
        readOnly
        hidden
      />
      <PasswordField name="current" label={t('profile.currentPassword')} />
      <NewPasswordFields label={t('profile.newPassword')} again={t('profile.again')} />
      <Button htmlType="submit" loading={busy}>
        {t('profile.changePassword')}
      </Button>
    </Form>
  );
}
