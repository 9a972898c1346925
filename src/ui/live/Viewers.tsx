import { lazy, Suspense } from 'react';
import { useWatch } from './useWatch';

const Faces = lazy(() => import('./Faces'));

/** Who else looks at the record of this page, or changes it; nothing while nobody does. */
export function Viewers({
  table,
  id,
  editing = false,
}: {
  table: string;
  id: string;
  /** Whether this page changes it. */
  editing?: boolean;
}) {
  const others = useWatch(table, id, editing);
  return others.length > 0 ? (
    <Suspense>
      <Faces others={others} />
    </Suspense>
  ) : null;
}
