import { useTranslation } from 'react-i18next';
import { useFigures } from '../../src/dashboards/widgets';

/** Writes a number of days in words; a dash for none. */
export function useDays(): (days: number | null) => string {
  const { t } = useTranslation();
  const { number } = useFigures();
  return (days) =>
    days === null
      ? '–'
      : t('sales.days', {
          count: Math.round(days),
          number: number(days, { maximumFractionDigits: 1 }),
        });
}
