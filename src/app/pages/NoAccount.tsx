import { UserDeleteOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StatePanel } from '../../ui/StatePanel';
import { useTitle } from '../../ui/useTitle';
import { useSessionState } from '../services';

/** Somebody with a sign-in and no access: not active, or never invited. */
export function NoAccount() {
  const { t } = useTranslation();
  const state = useSessionState();
  useTitle(t('pages.noAccount'));
  return (
    <main className="at-alone">
      <StatePanel
        page
        icon={<UserDeleteOutlined />}
        title={t('pages.noAccount')}
        hint={t('pages.noAccountHint', { email: state.status === 'none' ? '' : state.email })}
        role="alert"
        action={
          <Link className="at-button-link" to="/sign-out">
            {t('frame.signOut')}
          </Link>
        }
      />
    </main>
  );
}
