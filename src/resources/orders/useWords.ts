import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { type Status, statuses } from './options';

/** How the statuses of orders are said. */
export function useWords() {
  const { t } = useTranslation();
  return useMemo(() => {
    const status = (value: Status | string) => t(`related.orderStatuses.${value}`, { defaultValue: value });
    return { status, statuses: statuses.map((value) => ({ value, label: status(value) })) };
  }, [t]);
}
