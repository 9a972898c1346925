import type { CrudFilter } from '@refinedev/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type Activity, ActivityEntry } from '../activities/ActivityEntry';
import { EditActivity } from '../activities/EditActivity';
import { nearestSubject } from '../tasks/values';
import { RelatedList } from './RelatedList';

const select =
  'id,kind,subject,body,direction,outcome,duration_minutes,happened_at,owner_id,created_by,updated_at,customer_id,deal_id,ticket_id,contact_id,owner:profiles!owner_id(full_name),contact:contacts!contact_id(full_name),participants:activity_participants(profile_id,contact_id,profile:profiles!profile_id(full_name),contact:contacts!contact_id(full_name))';

/** What was done, newest first: calls, e-mails, meetings, notes, demos; whose it is changes it in its place. */
export default function ActivitiesOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  const [editing, setEditing] = useState<Activity | null>(null);
  return (
    <>
      <RelatedList<Activity>
        resource="activities"
        select={select}
        filters={filters}
        sort="-happened_at"
        label={t('related.activities.title')}
        draw={(rows) => (
          <ol className="at-timeline" aria-label={t('related.activities.title')}>
            {rows.map((activity) => (
              <ActivityEntry
                key={activity.id}
                activity={activity}
                onEdit={nearestSubject(activity) ? () => setEditing(activity) : undefined}
              />
            ))}
          </ol>
        )}
        empty={{ title: t('related.activities.empty'), hint: t('related.activities.emptyHint') }}
      />
      {editing ? <EditActivity key={editing.id} activity={editing} onClose={() => setEditing(null)} /> : null}
    </>
  );
}
