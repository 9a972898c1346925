import { ImportOutlined } from '@ant-design/icons';
import { useList } from '@refinedev/core';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** Where nobody has brought a customer yet: the way to bring what the organisation has, and nothing afterwards. */
export default function FirstImport() {
  const { t } = useTranslation();
  const { result, query } = useList({
    resource: 'customers',
    pagination: { currentPage: 1, pageSize: 1 },
    meta: { select: 'id', count: 'none' },
    errorNotification: false,
  });
  if (!query.isSuccess || result.data.length > 0) return null;
  return (
    <Link to="/imports/new" className="at-home-card at-home-first">
      <span className="at-home-icon" aria-hidden>
        <ImportOutlined />
      </span>
      <strong>{t('home.bring')}</strong>
      <span>{t('home.bringHint')}</span>
    </Link>
  );
}
