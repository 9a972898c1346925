import { useTranslation } from 'react-i18next';

/** Names the value of a dimension: by its words, "none" for no value, and a plain word for what the caller may not see. */
export function useRowName(): (key: string | null, label: string | null) => string {
  const { t } = useTranslation();
  return (key, label) => label ?? t(key === null ? 'dashboards.none' : 'dashboards.hidden');
}
