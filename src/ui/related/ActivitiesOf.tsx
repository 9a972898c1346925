import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import type { CrudFilter } from '@refinedev/core';
import { lazy, Suspense, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../lib/database.types';
import { kindIcons } from '../activities/icons';
import { useActivitiesChanged } from '../activities/useChanged';
import { type About, kinds, whenText, withContact, withPerson } from '../activities/values';
import { DateTimeText } from '../DateTimeText';
import { MenuOnDemand } from '../MenuOnDemand';
import { PersonById } from '../PersonById';
import { RowMenu } from '../RowMenu';
import { subjectColumns, subjectKinds } from '../tasks/values';
import { useFormats } from '../useFormats';
import { useMayTouch } from '../useMayTouch';
import { useTrash } from '../useTrash';
import { RelatedList } from './RelatedList';
import '../activities/activities.css';

const ActivityDrawer = lazy(() => import('../activities/ActivityDrawer'));

type Activity = Pick<
  Tables<'activities'>,
  | 'id'
  | 'kind'
  | 'subject'
  | 'body'
  | 'direction'
  | 'outcome'
  | 'duration_minutes'
  | 'happened_at'
  | 'owner_id'
  | 'created_by'
  | 'updated_at'
  | 'customer_id'
  | 'deal_id'
  | 'ticket_id'
  | 'contact_id'
> & {
  owner: { full_name: string } | null;
  contact: { full_name: string } | null;
  participants: {
    profile_id: string | null;
    contact_id: string | null;
    profile: { full_name: string } | null;
    contact: { full_name: string } | null;
  }[];
};

const select =
  'id,kind,subject,body,direction,outcome,duration_minutes,happened_at,owner_id,created_by,updated_at,customer_id,deal_id,ticket_id,contact_id,owner:profiles!owner_id(full_name),contact:contacts!contact_id(full_name),participants:activity_participants(profile_id,contact_id,profile:profiles!profile_id(full_name),contact:contacts!contact_id(full_name))';

/** What an activity was logged on: a deal or a ticket rather than their customer. */
function aboutOf(activity: Activity): About | null {
  for (const kind of subjectKinds.toReversed()) {
    const id = activity[subjectColumns[kind]];
    if (id) return { kind, id };
  }
  return null;
}

const chosenOf = ({ contact_id, participants }: Activity): string[] => [
  ...new Set([
    ...(contact_id ? [withContact(contact_id)] : []),
    ...participants.map((one) =>
      one.profile_id ? withPerson(one.profile_id) : withContact(one.contact_id ?? ''),
    ),
  ]),
];

/** Those who took part, of whom the reader may know. */
const namesOf = ({ contact, participants }: Activity): string[] => [
  ...new Set(
    [
      contact?.full_name,
      ...participants.map((one) => one.profile?.full_name ?? one.contact?.full_name),
    ].flatMap((name) => (name ? [name] : [])),
  ),
];

function EntryMenu({ activity, onEdit }: { activity: Activity; onEdit?: () => void }) {
  const { t } = useTranslation();
  const may = useMayTouch();
  const trash = useTrash('activities');
  const changed = useActivitiesChanged();
  const remove = async () => {
    if (await trash([activity.id])) await changed();
  };
  const actions = [
    ...(onEdit && may('activities', 'update', activity)
      ? [{ key: 'edit', label: t('actions.edit'), icon: <EditOutlined />, onClick: onEdit }]
      : []),
    ...(may('activities', 'delete', activity)
      ? [
          {
            key: 'delete',
            label: t('trash.action'),
            icon: <DeleteOutlined />,
            danger: true,
            onClick: () => void remove(),
          },
        ]
      : []),
  ];
  if (actions.length === 0) return null;
  return (
    <MenuOnDemand
      name={activity.subject}
      menu={() => <RowMenu name={activity.subject} actions={actions} startOpen />}
    />
  );
}

function Entry({ activity, onEdit }: { activity: Activity; onEdit?: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { kind, subject, body, direction, outcome, duration_minutes: minutes } = activity;
  const facts = [
    t(`related.activityKinds.${kind}`, { defaultValue: kind }),
    direction && t(`related.directions.${direction}`, { defaultValue: direction }),
    outcome && t(`related.activityOutcomes.${outcome}`, { defaultValue: outcome }),
    minutes ? formats.number(minutes, { style: 'unit', unit: 'minute', unitDisplay: 'short' }) : null,
  ].filter(Boolean);
  const names = namesOf(activity);
  return (
    <li>
      <span className="at-timeline-icon" aria-hidden>
        {kindIcons[kinds.find((one) => one === kind) ?? 'note']}
      </span>
      <div>
        <div className="at-timeline-head">
          <strong>
            <bdi>{subject}</bdi>
          </strong>
          <span className="at-entry-head">
            <DateTimeText value={activity.happened_at} />
            <EntryMenu activity={activity} onEdit={onEdit} />
          </span>
        </div>
        <div className="at-timeline-meta">
          <span>{facts.join(' · ')}</span>
          {names.length > 0 ? (
            <bdi>{t('activities.withNames', { names: names.join(t('ui.comma')) })}</bdi>
          ) : null}
          <PersonById id={activity.owner_id} name={activity.owner?.full_name} size={18} />
        </div>
        {body ? (
          <p className="at-prose" dir="auto">
            {body}
          </p>
        ) : null}
      </div>
    </li>
  );
}

/** What was done, newest first: calls, e-mails, meetings, notes, demos; whose it is changes it in its place. */
export default function ActivitiesOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  const { timezone } = useFormats();
  const [editing, setEditing] = useState<Activity | null>(null);
  const about = editing && aboutOf(editing);
  const kind = editing && kinds.find((one) => one === editing.kind);
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
              <Entry
                key={activity.id}
                activity={activity}
                onEdit={aboutOf(activity) ? () => setEditing(activity) : undefined}
              />
            ))}
          </ol>
        )}
        empty={{ title: t('related.activities.empty'), hint: t('related.activities.emptyHint') }}
      />
      {editing && about && kind ? (
        <Suspense>
          <ActivityDrawer
            key={editing.id}
            kind={kind}
            about={about}
            logged={{
              id: editing.id,
              updatedAt: editing.updated_at,
              values: {
                subject: editing.subject,
                outcome: editing.outcome,
                duration_minutes: editing.duration_minutes,
                direction: editing.direction,
                with: chosenOf(editing),
                happened_at: whenText(new Date(editing.happened_at), timezone),
                body: editing.body,
              },
            }}
            onClose={() => setEditing(null)}
          />
        </Suspense>
      ) : null}
    </>
  );
}
