import { DeleteOutlined, EditOutlined } from '@ant-design/icons';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import type { Tables } from '../../lib/database.types';
import { DateTimeText } from '../DateTimeText';
import { MenuOnDemand } from '../MenuOnDemand';
import { PersonById } from '../PersonById';
import { type RowAction, RowMenu } from '../RowMenu';
import { useHref } from '../related/cells';
import { useFormats } from '../useFormats';
import { useMayTouch } from '../useMayTouch';
import { useTrash } from '../useTrash';
import { kindIcons } from './icons';
import { useActivitiesChanged } from './useChanged';
import { kinds } from './values';
import './activities.css';

/** An activity as lists and timelines show it. */
export type Activity = Pick<
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
  /** What it was about besides its customer, where that is told. */
  deal?: { id: string; name: string } | null;
  ticket?: { id: string; name: string } | null;
};

/** Those who took part, of whom the reader may know. */
const namesOf = ({ contact, participants }: Activity): string[] => [
  ...new Set(
    [
      contact?.full_name,
      ...participants.map((one) => one.profile?.full_name ?? one.contact?.full_name),
    ].flatMap((name) => (name ? [name] : [])),
  ),
];

function EntryMenu({
  activity,
  more,
  onEdit,
}: {
  activity: Activity;
  more: readonly RowAction[];
  onEdit?: () => void;
}) {
  const { t } = useTranslation();
  const may = useMayTouch();
  const changed = useActivitiesChanged();
  const trash = useTrash('activities', changed);
  const remove = async () => {
    if (await trash([activity.id])) await changed();
  };
  const actions: RowAction[] = [
    ...(onEdit && may('activities', 'update', activity)
      ? [{ key: 'edit', label: t('actions.edit'), icon: <EditOutlined />, onClick: onEdit }]
      : []),
    ...more,
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

/** One thing that was done, in an `ol.at-timeline`; whose it is changes it in its place. */
export function ActivityEntry({
  activity,
  actions = [],
  mark,
  onEdit,
}: {
  activity: Activity;
  /** What else may be done with it. */
  actions?: readonly RowAction[];
  /** Stands before the moment. */
  mark?: ReactNode;
  onEdit?: () => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const hrefOf = { deal: useHref('deals'), ticket: useHref('tickets') };
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
            {mark}
            <DateTimeText value={activity.happened_at} />
            <EntryMenu activity={activity} more={actions} onEdit={onEdit} />
          </span>
        </div>
        <div className="at-timeline-meta">
          <span>{facts.join(' · ')}</span>
          {(['deal', 'ticket'] as const).map((subject) => {
            const found = activity[subject];
            return found ? (
              <Link key={subject} to={hrefOf[subject](found) ?? ''}>
                <bdi>{found.name}</bdi>
              </Link>
            ) : null;
          })}
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
