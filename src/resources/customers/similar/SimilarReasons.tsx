import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../ui';
import type { Similar } from './useSimilar';
import '../../../ui/record/record.css';
import '../merge/texts';
import './similar.css';

/** Why a customer may be the same as another, in words. */
export function SimilarReasons({ row }: { row: Similar }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <span className="at-hint">
      {formats.list(row.reasons.map((reason) => t(`customers.similar.${reason}`)))}
      {row.city ? ` · ${row.city}` : ''}
    </span>
  );
}
