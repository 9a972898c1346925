import { CloseCircleFilled } from '@ant-design/icons';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

/** What empties a field, with its name in the reader's language: `<Select allowClear={useClear()} />`. */
export function useClear() {
  const { t } = useTranslation();
  return useMemo(() => {
    const label = t('actions.clear');
    return { label, clearIcon: <CloseCircleFilled aria-label={label} /> };
  }, [t]);
}
