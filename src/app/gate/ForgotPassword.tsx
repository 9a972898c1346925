import { Button, Form } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { useServices } from '../services';
import { authErrorKey } from './authErrors';
import { EmailField, FormError } from './fields';
import { GateFrame } from './GateFrame';

/** Asks for a link to choose a new password; the answer is the same whether the account exists or not. */
export default function ForgotPassword() {
  const { t } = useTranslation();
  const { auth } = useServices();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const [sentTo, setSentTo] = useState<string | null>(null);

  const submit = async ({ email }: { email: string }) => {
    setBusy(true);
    setProblem(null);
    const { error } = await auth.resetPasswordForEmail(email, {
      redirectTo: `${window.location.origin}/reset-password`,
    });
    setBusy(false);
    if (error) setProblem(authErrorKey(error));
    else setSentTo(email);
  };

  const back = (
    <p className="at-gate-more">
      <Link to="/sign-in">{t('gate.back')}</Link>
    </p>
  );
  if (sentTo) {
    return (
      <GateFrame title={t('gate.forgot.sent')} hint={t('gate.forgot.sentHint', { email: sentTo })}>
        {back}
      </GateFrame>
    );
  }
  return (
    <GateFrame title={t('gate.forgot.title')} hint={t('gate.forgot.hint')}>
      <Form layout="vertical" requiredMark={false} onFinish={submit} disabled={busy} noValidate>
        <FormError text={problem && t(problem)} />
        <EmailField autoFocus />
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          {t('gate.forgot.submit')}
        </Button>
      </Form>
      {back}
    </GateFrame>
  );
}
