import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { labelOf } from '../../lib/import/custom';
import type { Field, Issue, Target } from '../../lib/import/types';
import { useFormats } from '../../ui';

const lists: Partial<Record<NonNullable<Field['choices']>, string>> = {
  industry: 'customers.industries',
  kind: 'customers.kinds',
  lifecycle_stage: 'customers.stages',
  order_status: 'related.orderStatuses',
  size_band: 'customers.sizes',
  source: 'customers.sources',
  tier: 'customers.tiers',
};

/**
 * The words of the import: a target's fields, what is wrong with a row, and a choice's name.
 * @param custom the target's custom fields
 */
export function useLabels(custom?: readonly Field[]) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const formats = useFormats();
  return useMemo(() => {
    const field = (target: Target, key: string) => {
      const own = custom?.find((one) => one.key === key);
      return own
        ? labelOf(own.labels, language)
        : t(`imports.fields.${target}.${key}`, { defaultValue: key });
    };
    const issue = (target: Target, { field: key, key: what, params }: Issue) => {
      const text = t([...(params ? [] : [`imports.groups.${what}`]), `imports.issues.${what}`], {
        ...params,
        defaultValue: t('imports.issues.denied'),
      });
      return key ? t('imports.fieldIssue', { field: field(target, key), text }) : text;
    };
    const choice = (set: Field['choices'], code: string, options?: Field['options']) => {
      if (options) return labelOf(options.find((one) => one.code === code)?.labels, language) || code;
      if (set === 'country') return formats.region(code);
      if (set === 'boolean') return t(code === 'true' ? 'imports.yes' : 'imports.no');
      const list = set && lists[set];
      return list ? t(`${list}.${code}`, { defaultValue: code }) : code;
    };
    return { field, issue, choice };
  }, [t, language, formats, custom]);
}
