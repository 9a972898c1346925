import { useQueryClient } from '@tanstack/react-query';
import { Button, Form, Modal } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { authErrorKey } from '../gate/authErrors';
import { FormError, PasswordField } from '../gate/fields';
import { useServices, useSessionState } from '../services';

/** Asks for the password over the page as it stands, so that nothing typed is lost when a session ends. */
export default function SessionExpired() {
  const { t } = useTranslation();
  const { auth } = useServices();
  const queries = useQueryClient();
  const state = useSessionState();
  const [form] = Form.useForm<{ password: string }>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const email = state.status === 'none' ? '' : state.email;

  const submit = async ({ password }: { password: string }) => {
    setBusy(true);
    setProblem(null);
    const { error } = await auth.signInWithPassword({ email, password });
    setBusy(false);
    if (error) {
      setProblem(authErrorKey(error));
      return;
    }
    form.resetFields();
    await queries.invalidateQueries();
  };

  return (
    <Modal
      open={state.status === 'expired'}
      title={t('gate.expired.title')}
      closable={false}
      keyboard={false}
      mask={{ closable: false }}
      footer={null}
      destroyOnHidden
      width={420}
    >
      <p>{t('gate.expired.hint', { email })}</p>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} disabled={busy}>
        <FormError text={problem && t(problem)} />
        <input type="email" autoComplete="username" value={email} readOnly hidden />
        <PasswordField autoFocus />
        <Button type="primary" htmlType="submit" block loading={busy}>
          {t('gate.expired.submit')}
        </Button>
      </Form>
      <p className="at-gate-more">
        <Link to="/sign-out">{t('gate.expired.other')}</Link>
      </p>
    </Modal>
  );
}
