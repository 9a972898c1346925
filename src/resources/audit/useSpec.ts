import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import { addDays, startOfDay } from '../../lib/days';
import { readDays } from '../../lib/list-state';
import { rowsOf } from '../../providers/data/run';
import { useMe } from '../../providers/me';
import { useAuditWords } from '../../ui/audit/useAuditWords';
import type { FilterOption, ListSpec } from '../../ui/list';
import { loadPeople } from '../../ui/people';
import '../../ui/audit/texts';

/** The kinds of things that are asked for by themselves; what hangs on them comes with them. */
const kinds = [
  'customers',
  'contacts',
  'deals',
  'orders',
  'activities',
  'tasks',
  'tickets',
  'products',
  'pipelines',
  'ticket_queues',
  'tags',
  'profiles',
  'departments',
  'teams',
  'roles',
  'record_shares',
  'settings',
  'imports',
  'jobs',
  'audit',
] as const;

const actions = [
  'create',
  'update',
  'assign',
  'trash',
  'restore',
  'delete',
  'import',
  'export',
  'bulk',
  'bulk_undo',
  'merge',
  'sign_in',
  'sign_in_failed',
  'view_as',
  'feed_made',
  'feed_revoked',
  'redact',
] as const;

/** What the audit log can be narrowed by. */
export function useSpec(nameOf: (id: string) => string | undefined): ListSpec {
  const { t } = useTranslation();
  const { client } = useMe();
  const wordsFor = useAuditWords();
  return useMemo(() => {
    const findRecords = async (text: string): Promise<FilterOption[]> => {
      if (text.trim() === '') return [];
      const rows = await rowsOf(client.rpc('search_everything', { q: text, per_kind: 5 }, { get: true }));
      return rows.map((row) => ({ value: String(row.id), label: String(row.title) }));
    };
    return {
      resource: 'audit',
      select: 'id',
      sortable: [],
      defaultSort: '-id',
      filters: [
        { key: 'at', field: 'at', label: t('audit.columns.at'), options: 'days' },
        { key: 'actor', field: 'actor', label: t('audit.columns.actor'), options: () => loadPeople(client) },
        {
          key: 'kind',
          field: 'kind',
          label: t('audit.columns.resource'),
          options: kinds.map((value) => ({ value, label: wordsFor({}).kind(value) })),
        },
        {
          key: 'action',
          field: 'action',
          label: t('audit.columns.action'),
          options: actions.map((value) => ({ value, label: t(`audit.actions.${value}`) })),
        },
        {
          key: 'record',
          field: 'record',
          label: t('audit.columns.record'),
          options: [],
          find: findRecords,
          labelOf: (id) => nameOf(id) ?? t('audit.columns.record'),
        },
      ],
    };
  }, [t, client, wordsFor, nameOf]);
}

/** What `list_audit` is asked for by the filters of the address, days being the reader's. */
export function payloadOf(filters: Record<string, string[]>, timezone: string): Record<string, unknown> {
  const days = readDays(filters.at?.[0]);
  return {
    ...(filters.actor && { actors: filters.actor }),
    ...(filters.kind && { resources: filters.kind }),
    ...(filters.action && { actions: filters.action }),
    ...(filters.record && { records: filters.record }),
    ...(days?.from && { from: startOfDay(days.from, timezone) }),
    ...(days?.to && { to: startOfDay(addDays(days.to, 1), timezone) }),
  };
}
