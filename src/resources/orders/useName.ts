import { useCallback } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../ui';

/** What an order is called: "Order 1234". */
export function useName(): (order: { number: number }) => string {
  const { t } = useTranslation();
  const formats = useFormats();
  return useCallback(
    ({ number }) => t('orders.name', { number: formats.number(number, { useGrouping: false }) }),
    [t, formats],
  );
}
