import type { CrudFilter } from '@refinedev/core';
import { type ComponentType, lazy, type ReactNode, Suspense } from 'react';
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
  own,
}: {
  kinds: readonly RelatedKind[];
  /** What ties the records to this one: `customer_id`. */
  filters: CrudFilter[];
  /** How many there are of each, once it is known. */
  counts?: Partial<Record<RelatedKind, number>>;
  /** The record itself: its history stands in the last tab. */
  record: { resource: string; id: string };
  /** A tab of the record's own, which stands first. */
  own?: { key: string; title: string; content: ReactNode };
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { permissions } = useMe();
  const [params, setParams] = useSearchParams();
  const open: string[] = [
    ...(own ? [own.key] : []),
    ...kinds.filter((kind) => scopeOf(permissions, kind, 'read') !== null),
    'history',
  ];
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

  const shown = kinds.find((kind) => kind === active);
  const List = shown ? lists[shown] : null;
  const about = own || open.includes('activities') ? aboutOf(record) : null;
  const titleOf = (key: string) =>
    own && key === own.key ? own.title : t(key === 'history' ? 'audit.history' : `related.${key}.title`);
  return (
    <div>
      {about ? <LogBar about={about} /> : null}
      <TabList
        label={t('related.title')}
        active={active}
        onChange={show}
        items={open.map((key) => {
          const kind = kinds.find((one) => one === key);
          const count = kind && counts?.[kind];
          return {
            key,
            label: (
              <>
                {titleOf(key)}
                {count === undefined ? null : <span className="at-tab-count">{formats.number(count)}</span>}
              </>
            ),
          };
        })}
      >
        <Suspense fallback={<TableSkeleton />}>
          {active === own?.key ? own.content : null}
          {List ? <List key={active} filters={filters} /> : null}
          {active === 'history' ? <History {...record} /> : null}
        </Suspense>
      </TabList>
    </div>
  );
}
