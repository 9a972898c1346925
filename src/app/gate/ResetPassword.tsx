import { Button, Form } from 'antd';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link, useNavigate, useSearchParams } from 'react-router';
import { useServices } from '../services';
import { authErrorKey } from './authErrors';
import { FormError, NewPasswordFields } from './fields';
import { GateFrame } from './GateFrame';

type Stage = 'checking' | 'ready' | 'expired' | 'offline';

/** Where the link of a password mail or an invitation leads: it signs in once, and a password is chosen at once. */
export default function ResetPassword() {
  const { t } = useTranslation();
  const { auth } = useServices();
  const navigate = useNavigate();
  const [search, setSearch] = useSearchParams();
  const [stage, setStage] = useState<Stage>('checking');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<string | null>(null);
  const token = useRef(search.get('token_hash'));
  // An invitation's; kept, as the address is emptied once the link is used up.
  const invited = useRef(search.get('type') === 'signup').current;
  const title = t(invited ? 'gate.invited.title' : 'gate.reset.title');
  const asked = useRef(false);

  useEffect(() => {
    if (asked.current) return;
    asked.current = true;
    if (!token.current) {
      setStage('expired');
      return;
    }
    const type = invited ? 'signup' : 'recovery';
    void auth.verifyOtp({ type, token_hash: token.current }).then(({ error }) => {
      if (!error) {
        // Used up: it must not stay in the history.
        setSearch({}, { replace: true });
        setStage('ready');
      } else setStage(authErrorKey(error) === 'errors.offline' ? 'offline' : 'expired');
    });
  }, [auth, invited, setSearch]);

  const submit = async ({ newPassword }: { newPassword: string }) => {
    setBusy(true);
    setProblem(null);
    const { error } = await auth.updateUser({ password: newPassword });
    setBusy(false);
    if (error) setProblem(authErrorKey(error));
    else await navigate('/', { replace: true });
  };

  if (stage === 'checking') {
    return <GateFrame title={title} hint={t('gate.reset.checking')} />;
  }
  if (stage === 'offline') {
    return (
      <GateFrame title={title} hint={t('errors.offline')}>
        <Button type="primary" size="large" block onClick={() => window.location.reload()}>
          {t('actions.retry')}
        </Button>
      </GateFrame>
    );
  }
  if (stage === 'expired') {
    return (
      <GateFrame
        title={t('gate.reset.expired')}
        hint={t(invited ? 'gate.invited.expiredHint' : 'gate.reset.expiredHint')}
      >
        <Link className="at-button-link" to="/forgot-password">
          {t('gate.reset.newLink')}
        </Link>
        <p className="at-gate-more">
          <Link to="/sign-in">{t('gate.back')}</Link>
        </p>
      </GateFrame>
    );
  }
  return (
    <GateFrame title={title} hint={invited ? t('gate.invited.hint') : undefined}>
      <Form layout="vertical" requiredMark={false} onFinish={submit} disabled={busy} noValidate>
        <FormError text={problem && t(problem)} />
        <NewPasswordFields label={t('gate.reset.password')} again={t('gate.reset.again')} />
        <Button type="primary" htmlType="submit" block size="large" loading={busy}>
          {t('gate.reset.submit')}
        </Button>
      </Form>
    </GateFrame>
  );
}
