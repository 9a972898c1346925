import { useTranslation } from 'react-i18next';
import { StatusTag } from '../../ui';

/** Whether a product is still sold. */
export function ActiveTag({ active }: { active: boolean }) {
  const { t } = useTranslation();
  return (
    <StatusTag tone={active ? 'good' : 'neutral'}>
      {t(active ? 'products.active' : 'products.inactive')}
    </StatusTag>
  );
}
