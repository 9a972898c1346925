import { SafetyOutlined } from '@ant-design/icons';
import { Alert, Button } from 'antd';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { fromApi } from '../../lib/errors';
import type { MyPermissions } from '../../providers/access';
import type { AtriumClient } from '../../providers/client';
import { StatePanel } from '../../ui/StatePanel';
import { useErrorText } from '../../ui/states';
import { useTitle } from '../../ui/useTitle';
import { useSessionState } from '../services';

interface Administrator {
  full_name: string;
  email: string | null;
}

/** Somebody who works here and has no role yet, or one too narrow to work with: what happened, and whom to ask. */
export default function NoRole({
  client,
  permissions,
  onRetry,
}: {
  client: AtriumClient;
  permissions: MyPermissions;
  /** Looks anew whether there is a role by now. */
  onRetry: () => Promise<void>;
}) {
  const { t } = useTranslation();
  const session = useSessionState();
  const errorText = useErrorText();
  const [administrators, setAdministrators] = useState<readonly Administrator[]>([]);
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<unknown>();
  const viewing = permissions.viewing_as;
  useTitle(t('pages.noRole'));

  useEffect(() => {
    let over = false;
    // Without names the page still says whom to ask in general.
    client.rpc('list_administrators', {}, { get: true }).then(
      ({ data }) => !over && data && setAdministrators(data),
      () => undefined,
    );
    return () => {
      over = true;
    };
  }, [client]);

  const perform = async (before?: () => Promise<void>) => {
    setBusy(true);
    setProblem(undefined);
    try {
      await before?.();
      await onRetry();
    } catch (error) {
      setProblem(error);
    }
    setBusy(false);
  };
  const stopViewing = async () => {
    const { error, status } = await client.rpc('stop_view_as');
    if (error) throw fromApi(error, status);
  };

  const roles = permissions.roles.length > 0;
  const hint = roles ? 'pages.narrowRoleHint' : 'pages.noRoleHint';
  return (
    <main className="at-alone">
      <StatePanel
        page
        icon={<SafetyOutlined />}
        title={t(roles ? 'pages.narrowRole' : 'pages.noRole')}
        hint={
          viewing
            ? t(`access.viewAs.${viewing.kind}`, { name: viewing.name })
            : t(hint, { email: session.status === 'none' ? '' : session.email })
        }
        role="alert"
        action={
          <>
            {administrators.length > 0 && !viewing ? (
              <ul className="at-whom" aria-label={t('pages.whomToAsk')}>
                {administrators.map(({ full_name, email }) => (
                  <li key={`${full_name} ${email}`}>
                    <bdi>{full_name}</bdi>
                    {email ? <a href={`mailto:${email}`}>{email}</a> : null}
                  </li>
                ))}
              </ul>
            ) : null}
            {problem ? <Alert type="error" showIcon role="alert" title={errorText(problem)} /> : null}
            {viewing ? (
              <Button type="primary" loading={busy} onClick={() => void perform(stopViewing)}>
                {t('access.viewAs.stop')}
              </Button>
            ) : (
              <>
                <Button loading={busy} onClick={() => void perform()}>
                  {t('actions.retry')}
                </Button>
                <Link className="at-button-link" to="/sign-out">
                  {t('frame.signOut')}
                </Link>
              </>
            )}
          </>
        }
      />
    </main>
  );
}
