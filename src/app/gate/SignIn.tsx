import { Button, Form } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, Navigate, useLocation, useNavigate, useSearchParams } from 'react-router';
import { useServices, useSessionState } from '../services';
import { authErrorKey } from './authErrors';
import { EmailField, FormError, PasswordField } from './fields';
import { GateFrame } from './GateFrame';
import { setupNeeded } from './setup';

/** An address of ours to go on to; anything else leads home. */
const safe = (to: string | null) => (to && /^\/(?![/\\])/.test(to) ? to : '/');

export default function SignIn() {
  const { t } = useTranslation();
  const services = useServices();
  const { auth } = services;
  const state = useSessionState();
  const navigate = useNavigate();
  const location = useLocation();
  const [search] = useSearchParams();
  const [form] = Form.useForm<{ email: string; password: string }>();
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    let here = true;
    setupNeeded(services).then(
      (needed) => {
        if (needed && here) void navigate('/setup', { replace: true });
      },
      () => here && setProblem('errors.offline'),
    );
    return () => {
      here = false;
    };
  }, [services, navigate]);

  if (state.status !== 'none') return <Navigate to={safe(search.get('to'))} replace />;

  const submit = async (values: { email: string; password: string }) => {
    setBusy(true);
    setProblem(null);
    // The workspace is fetched while the server checks the password; what fails here is said when it is shown.
    import('../Workspace').catch(() => undefined);
    const { error } = await auth.signInWithPassword(values);
    setBusy(false);
    if (!error) return;
    setProblem(authErrorKey(error));
    form.getFieldInstance('password')?.focus();
  };

  const note = location.state?.left ? 'gate.signIn.left' : location.state?.note;
  return (
    <GateFrame title={t('gate.signIn.title')} hint={note ? t(note) : t('gate.signIn.welcome')}>
      <Form form={form} layout="vertical" requiredMark={false} onFinish={submit} disabled={busy} noValidate>
        <FormError text={problem && t(problem)} />
        <EmailField autoFocus />
        <PasswordField />
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          {t('gate.signIn.submit')}
        </Button>
      </Form>
      <p className="at-gate-more">
        <Link to="/forgot-password">{t('gate.signIn.forgot')}</Link>
      </p>
    </GateFrame>
  );
}
