import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useMe } from '../providers/me';
import type { FilterOption } from './list/types';
import { useFormats } from './useFormats';

/** Sizes of deals as the dimension deal_size names them, in the base currency: from (in it) to (not in it). */
export const dealSizes: readonly { value: string; from?: number; to?: number }[] = [
  { value: 'under_1k', to: 1000 },
  { value: '1k_5k', from: 1000, to: 5000 },
  { value: '5k_25k', from: 5000, to: 25_000 },
  { value: '25k_100k', from: 25_000, to: 100_000 },
  { value: 'from_100k', from: 100_000 },
];

/** The sizes of deals to choose from, in the reader's words. */
export function useDealSizes(): readonly FilterOption[] {
  const { t } = useTranslation();
  const { organisation } = useMe();
  const formats = useFormats();
  return useMemo(() => {
    const amount = (value = 0) => formats.money(value, organisation.baseCurrency, { compact: true });
    return dealSizes.map(({ value, from, to }) => {
      const kind = from === undefined ? 'under' : to === undefined ? 'from' : 'between';
      return { value, label: t(`deals.sizes.${kind}`, { from: amount(from), to: amount(to) }) };
    });
  }, [t, formats, organisation]);
}
