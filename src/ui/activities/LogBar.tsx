import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useScope } from '../../providers/me';
import { kindIcons } from './icons';
import { type About, type ActivityKind, kinds } from './values';
import './activities.css';

const ActivityDrawer = lazy(() => import('./ActivityDrawer'));

/** One click for each kind of activity that may be logged on a record. */
export function LogBar({ about }: { about: About }) {
  const { t } = useTranslation();
  const mayLog = useScope('activities', 'create') !== null;
  const [kind, setKind] = useState<ActivityKind | null>(null);
  if (!mayLog) return null;
  return (
    <>
      <section className="at-log-bar" aria-label={t('activities.logHere')}>
        {kinds.map((one) => (
          <Button
            key={one}
            icon={<span aria-hidden>{kindIcons[one]}</span>}
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
