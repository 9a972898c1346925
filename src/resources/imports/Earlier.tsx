import { Alert } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { EarlierImport } from '../../lib/import/api';
import { useFormats } from '../../ui';

/** Says that the very same file was imported before, and leads to that import. */
export function Earlier({ earlier }: { earlier: EarlierImport }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <Alert
      className="imports-earlier"
      type="warning"
      showIcon
      title={t('imports.earlier.text', { date: formats.date(earlier.finished_at) })}
      action={<Link to={`/imports/${earlier.id}`}>{t('imports.earlier.see')}</Link>}
    />
  );
}
