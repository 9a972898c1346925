import { PushpinOutlined } from '@ant-design/icons';
import { Button } from 'antd';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSearchParams } from 'react-router';
import { EmptyState, ErrorState, TableSkeleton, useFormats } from '../../../ui';
import type { Activity } from '../../../ui/activities/ActivityEntry';
import { EditActivity } from '../../../ui/activities/EditActivity';
import { useAuditWords } from '../../../ui/audit/useAuditWords';
import { useCustomerOverview } from '../useCustomer';
import { EntryItem } from './EntryItem';
import { byMonth, type Entry, pinnable, type TimelineKind, timelineKinds } from './entries';
import { KindFilter } from './KindFilter';
import { usePin, useTimeline } from './useTimeline';
import './timeline.css';
import '../../../ui/audit/texts';

const keyOf = ({ place, id }: Entry) => `${place}/${id}`;
const pinKey = (entry: Entry) => `${pinnable(entry)}/${entry.id}`;

/** Everything that happened with a customer, newest first, month by month; what was pinned stands on top. */
export default function Timeline({ id }: { id: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [params, setParams] = useSearchParams();
  const [editing, setEditing] = useState<Activity | null>(null);
  const asked = params.get('kinds')?.split(',') ?? [];
  const kinds: TimelineKind[] = timelineKinds.filter((kind) => asked.includes(kind));
  const { query, entries, names, pinned } = useTimeline(id, kinds);
  const words = useAuditWords()(names);
  const pin = usePin(id);
  const { may } = useCustomerOverview(id);
  const onPin = may('customers', 'update') ? pin : undefined;
  const onTop = new Set(pinned.map(pinKey));
  const shownPins = pinned.filter(({ kind }) => kinds.length === 0 || kinds.some((one) => one === kind));

  const narrow = (chosen: TimelineKind[]) =>
    setParams(
      (now) => {
        const next = new URLSearchParams(now);
        if (chosen.length > 0) next.set('kinds', chosen.join(','));
        else next.delete('kinds');
        return next;
      },
      { replace: true, preventScrollReset: true },
    );
  const item = (entry: Entry) => (
    <EntryItem
      key={keyOf(entry)}
      entry={entry}
      words={words}
      names={names}
      pinned={onTop.has(pinKey(entry))}
      onPin={onPin}
      onEdit={setEditing}
    />
  );

  return (
    <>
      <KindFilter value={kinds} onChange={narrow} />
      {query.isPending ? (
        <TableSkeleton />
      ) : query.isError && entries.length === 0 ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : entries.length === 0 ? (
        <EmptyState
          title={t(kinds.length > 0 ? 'customers.timeline.none' : 'related.activities.empty')}
          hint={t(kinds.length > 0 ? 'customers.timeline.noneHint' : 'related.activities.emptyHint')}
        />
      ) : (
        <div aria-busy={query.isPlaceholderData}>
          {shownPins.length > 0 ? (
            <section className="at-timeline-pins" aria-label={t('customers.timeline.pinned')}>
              <h3>
                <PushpinOutlined aria-hidden /> {t('customers.timeline.pinned')}
              </h3>
              <ol className="at-timeline">{shownPins.map(item)}</ol>
            </section>
          ) : null}
          {byMonth(entries, formats.locale, formats.timezone).map(({ month, entries: ofMonth }) => (
            <section key={month} aria-label={month}>
              <h3 className="at-timeline-month">{month}</h3>
              <ol className="at-timeline">{ofMonth.map(item)}</ol>
            </section>
          ))}
          {query.isError ? (
            <ErrorState error={query.error} onRetry={() => void query.fetchNextPage()} />
          ) : query.hasNextPage ? (
            <div className="at-more">
              <Button loading={query.isFetchingNextPage} onClick={() => void query.fetchNextPage()}>
                {t('audit.older')}
              </Button>
            </div>
          ) : (
            <p className="at-timeline-end">{t('customers.timeline.end')}</p>
          )}
        </div>
      )}
      {editing ? <EditActivity key={editing.id} activity={editing} onClose={() => setEditing(null)} /> : null}
    </>
  );
}
