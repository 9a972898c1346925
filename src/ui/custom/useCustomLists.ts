import type { BaseRecord } from '@refinedev/core';
import { useQuery, useQueryClient } from '@tanstack/react-query';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { useMe } from '../../providers/me';
import type { ExportSpec } from '../list/ExportButton';
import type { Column, FilterDef, ListSpec } from '../list/types';

/** What the custom fields of a kind of record add to its list. */
export interface CustomLists {
  filters: readonly FilterDef[];
  sortable: readonly string[];
  columns: readonly Column<BaseRecord>[];
  exported: ExportSpec<BaseRecord>['columns'];
}

const none: readonly never[] = [];

/**
 * A list with its kind of record's custom fields: their columns, filters and orders, once they are here. Rows wait for
 * them only where the address names one.
 */
export function useCustomLists<T extends BaseRecord>(
  spec: ListSpec,
  columns: readonly Column<T>[],
  exported: ExportSpec<T> | undefined,
) {
  const { t, i18n } = useTranslation();
  const { language } = i18n;
  const { client, organisation } = useMe();
  const queries = useQueryClient();
  const [params] = useSearchParams();
  const { custom = false, resource } = spec;
  const options = useMemo(
    () => ({
      queryKey: ['data', 'default', 'custom_fields', 'list', resource, 'columns', language],
      queryFn: async (): Promise<CustomLists> => {
        const { customLists } = await import('./lists');
        return customLists(client, resource, { t, language, currency: organisation.baseCurrency });
      },
      staleTime: 60_000,
    }),
    [client, resource, t, language, organisation.baseCurrency],
  );
  const { data, isPending } = useQuery({ ...options, enabled: custom });
  const wanted = custom && isPending && params.toString().includes('custom_');

  return useMemo(
    () => ({
      spec: data
        ? {
            ...spec,
            filters: [...spec.filters, ...data.filters],
            sortable: [...spec.sortable, ...data.sortable],
          }
        : { ...spec, waiting: wanted },
      columns: [...columns, ...(data?.columns ?? none)],
      exported:
        custom && exported
          ? { ...exported, more: async () => (await queries.ensureQueryData(options)).exported }
          : exported,
    }),
    [spec, columns, exported, data, wanted, custom, queries, options],
  );
}
