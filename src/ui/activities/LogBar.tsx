import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { useNarrow } from '../useNarrow';
import { kindIcons } from './icons';
import { type About, type ActivityKind, kinds } from './values';
import './activities.css';

const ActivityDrawer = lazy(() => import('./ActivityDrawer'));

/** One click for each kind of activity that may be logged on a record: beside the timeline, or, on a phone, on top. */
export function LogBar({ about, onPhone = false }: { about: About; onPhone?: boolean }) {
  const { t } = useTranslation();
  const mayLog = useScope('activities', 'create') !== null;
  const [kind, setKind] = useState<ActivityKind | null>(null);
  const narrow = useNarrow();
  if (!mayLog || narrow !== onPhone) return null;
  return (
    <>
      <section className="at-log-bar" aria-label={t('activities.logHere')}>
        {kinds.map((one) => (
          <Button
            key={one}
            icon={onPhone ? null : <span aria-hidden>{kindIcons[one]}</span>}
            aria-label={t(`activities.new.${one}`)}
            onClick={() => setKind(one)}
          >
            {t(`related.activityKinds.${one}`)}
          </Button>
        ))}
      </section>
      {kind ? (
        <Suspense>
          <ActivityDrawer kind={kind} about={about} onClose={() => setKind(null)} />
        </Suspense>
      ) : null}
    </>
  );
}
