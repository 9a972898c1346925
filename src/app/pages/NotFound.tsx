import { CompassOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { StatePanel } from '../../ui/StatePanel';
import { useTitle } from '../../ui/useTitle';

export default function NotFound() {
  const { t } = useTranslation();
  useTitle(t('pages.notFound'));
  return (
    <StatePanel
      page
      icon={<CompassOutlined />}
      title={t('pages.notFound')}
      hint={t('pages.notFoundHint')}
      action={
        <Link className="at-button-link" to="/">
          {t('pages.home')}
        </Link>
      }
    />
  );
}
