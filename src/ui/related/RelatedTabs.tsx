import type { CrudFilter } from '@refinedev/core';
import { type ComponentType, lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { scopeOf } from '../../providers/access';
import { useMe } from '../../providers/me';
import { LogBar } from '../activities/LogBar';
import { aboutOf } from '../activities/values';
import { TableSkeleton } from '../Skeletons';
import { TabList } from '../TabList';
import { useFormats } from '../useFormats';

type Related = ComponentType<{ filters: CrudFilter[] }>;
const History = lazy(() => import('../record/RecordHistory'));

const lists = {
  activities: lazy<Related>(() => import('./ActivitiesOf')),
  deals: lazy<Related>(() => import('./DealsOf')),
  orders: lazy<Related>(() => import('./OrdersOf')),
  tickets: lazy<Related>(() => import('./TicketsOf')),
  tasks: lazy<Related>(() => import('./TasksOf')),
};
export type RelatedKind = keyof typeof lists;

/**
 * What hangs on a record, each kind in a tab of its own that is fetched when it is opened; the open one stands in the
 * address. Kinds that the reader may not see are left out.
 */
export function RelatedTabs({
  kinds,
  filters,
  counts,
  record,
}: {
  kinds: readonly RelatedKind[];
  /** What ties the records to this one: `customer_id`. */
  filters: CrudFilter[];
  /** How many there are of each, once it is known. */
  counts?: Partial<Record<RelatedKind, number>>;
  /** The record itself: its history stands in the last tab. */
  record: { resource: string; id: string };
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { permissions } = useMe();
  const [params, setParams] = useSearchParams();
  const open = [...kinds.filter((kind) => scopeOf(permissions, kind, 'read') !== null), 'history' as const];
  const active = open.find((kind) => kind === params.get('tab')) ?? open[0] ?? 'history';

  const show = (kind: string) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (kind === open[0]) next.delete('tab');
        else next.set('tab', kind);
        return next;
      },
      { replace: true, preventScrollReset: true },
    );

  const List = active === 'history' ? null : lists[active];
  const about = open.includes('activities') ? aboutOf(record) : null;
  return (
    <div>
      {about ? <LogBar about={about} /> : null}
      <TabList
        label={t('related.title')}
        active={active}
        onChange={show}
        items={open.map((kind) => ({
          key: kind,
          label: (
            <>
              {t(kind === 'history' ? 'audit.history' : `related.${kind}.title`)}
              {kind === 'history' || counts?.[kind] === undefined ? null : (
                <span className="at-tab-count">{formats.number(counts[kind])}</span>
              )}
            </>
          ),
        }))}
      >
        <Suspense fallback={<TableSkeleton />}>
          {List ? <List key={active} filters={filters} /> : null}
          {active === 'history' ? <History {...record} /> : null}
        </Suspense>
      </TabList>
    </div>
  );
}
