import { useTranslation } from 'react-i18next';
import type { Notice } from './notice';

/** Gives what a notification says was changed, by the labels that it has for its readers. */
export function useFieldNames(): (notice: Pick<Notice, 'resource' | 'data'>) => string[] {
  const { t, i18n } = useTranslation();
  return ({ resource, data }) => {
    const labels = (data.fields ?? []).flatMap((field) => {
      const key = [`${resource}.fields.${field}`, `notices.parts.${field}`].find((one) => i18n.exists(one));
      return key ? [t(key)] : [];
    });
    return [...new Set(labels)];
  };
}
