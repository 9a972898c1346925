import { Button } from 'antd';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { drafts } from '../../lib/drafts';
import { useScope } from '../../providers/me';
import { useDraftKey } from '../form/useFormDraft';
import { useNarrow } from '../useNarrow';
import { kindIcons } from './icons';
import { type About, type ActivityKind, draftNameOf, kinds } from './values';
import './activities.css';

const ActivityDrawer = lazy(() => import('./ActivityDrawer'));

/** One click for each kind of activity that may be logged on a record: beside the timeline, or, on a phone, on top. */
export function LogBar({ about, onPhone = false }: { about: About; onPhone?: boolean }) {
  const { t } = useTranslation();
  const mayLog = useScope('activities', 'create') !== null;
  const [kind, setKind] = useState<ActivityKind | null>(null);
  const narrow = useNarrow();
  const ofPage = useDraftKey('');
  const begun = (one: ActivityKind) => drafts.read(ofPage + draftNameOf(about, one)) !== null;
  if (!mayLog || narrow !== onPhone) return null;
  return (
    <>
      <section className="at-log-bar" aria-label={t('activities.logHere')}>
        {kinds.map((one) => (
          <Button
            key={one}
            icon={onPhone ? null : <span aria-hidden>{kindIcons[one]}</span>}
            aria-label={
              begun(one)
                ? t('activities.begun', { what: t(`activities.new.${one}`) })
                : t(`activities.new.${one}`)
            }
            title={begun(one) ? t('form.unsaved') : undefined}
            onClick={() => setKind(one)}
          >
            {t(`related.activityKinds.${one}`)}
            {begun(one) ? <i className="at-log-begun" aria-hidden /> : null}
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
