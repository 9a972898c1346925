import { lazy, Suspense } from 'react';
import { nearestSubject } from '../tasks/values';
import { useFormats } from '../useFormats';
import type { Activity } from './ActivityEntry';
import { kinds, whenText, withContact, withPerson } from './values';

const ActivityDrawer = lazy(() => import('./ActivityDrawer'));

const chosenOf = ({ contact_id, participants }: Activity): string[] => [
  ...new Set([
    ...(contact_id ? [withContact(contact_id)] : []),
    ...participants.map((one) =>
      one.profile_id ? withPerson(one.profile_id) : withContact(one.contact_id ?? ''),
    ),
  ]),
];

/** The form of an activity that was logged; nothing for what no form can show. */
export function EditActivity({ activity, onClose }: { activity: Activity; onClose: () => void }) {
  const { timezone } = useFormats();
  const about = nearestSubject(activity);
  const kind = kinds.find((one) => one === activity.kind);
  if (!about || !kind) return null;
  return (
    <Suspense>
      <ActivityDrawer
        kind={kind}
        about={about}
        logged={{
          id: activity.id,
          updatedAt: activity.updated_at,
          values: {
            subject: activity.subject,
            outcome: activity.outcome,
            duration_minutes: activity.duration_minutes,
            direction: activity.direction,
            with: chosenOf(activity),
            happened_at: whenText(new Date(activity.happened_at), timezone),
            body: activity.body,
          },
        }}
        onClose={onClose}
      />
    </Suspense>
  );
}
