import { useTranslation } from 'react-i18next';
import { formatLocale } from '../../lib/format';
import type { Dimension } from '../keys';

/** Where the words of values stand that the database keeps as codes. */
const words: Partial<Record<Dimension, string>> = {
  activity_kind: 'related.activityKinds',
  deal_size: 'dashboards.dealSize',
  industry: 'customers.industries',
  lifecycle_stage: 'customers.stages',
  source: 'customers.sources',
  tier: 'customers.tiers',
};

/** Names the value of any dimension: entities by their words, codes and countries in the user's language. */
export function useValueName(): (dimension: Dimension, key: string | null, label: string | null) => string {
  const { t, i18n } = useTranslation();
  return (dimension, key, label) => {
    if (key === null) return t('dashboards.none');
    const texts = words[dimension];
    if (texts) return t(`${texts}.${key}`);
    if (dimension === 'country')
      return new Intl.DisplayNames(formatLocale(i18n.language), { type: 'region' }).of(key) ?? key;
    return label ?? t('dashboards.hidden');
  };
}
