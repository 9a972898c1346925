import { EditOutlined } from '@ant-design/icons';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';

/** The way from a part of a record's page to that section of its form, for who may change it. */
export function EditLink({
  resource,
  id,
  section,
  may,
}: {
  resource: string;
  id: string;
  section: string;
  may: boolean;
}) {
  const { t } = useTranslation();
  if (!may) return null;
  return (
    <Link
      to={`/${resource}/${id}/edit#${section}`}
      aria-label={t('form.editField', { field: t(`${resource}.sections.${section}`) })}
    >
      <EditOutlined aria-hidden /> {t('actions.edit')}
    </Link>
  );
}
