import { lazy, Suspense } from 'react';
import { useTranslation } from 'react-i18next';
import { TableSkeleton } from '../Skeletons';
import { Panel } from './Panel';
import '../audit/texts';

const RecordHistory = lazy(() => import('./RecordHistory'));

/** A record's history as a part of its page, where the page has no tabs for it. */
export function HistoryPanel({ resource, id }: { resource: string; id: string }) {
  const { t } = useTranslation();
  return (
    <Panel title={t('audit.history')}>
      <Suspense fallback={<TableSkeleton />}>
        <RecordHistory resource={resource} id={id} />
      </Suspense>
    </Panel>
  );
}
