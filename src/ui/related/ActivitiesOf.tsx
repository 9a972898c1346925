import {
  FileTextOutlined,
  LaptopOutlined,
  MailOutlined,
  PhoneOutlined,
  TeamOutlined,
} from '@ant-design/icons';
import type { CrudFilter } from '@refinedev/core';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Tables } from '../../lib/database.types';
import { DateTimeText } from '../DateTimeText';
import { PersonById } from '../PersonById';
import { useFormats } from '../useFormats';
import { RelatedList } from './RelatedList';

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
> & { owner: { full_name: string } | null };

const select =
  'id,kind,subject,body,direction,outcome,duration_minutes,happened_at,owner_id,owner:profiles!owner_id(full_name)';

const icons: Record<string, ReactNode> = {
  call: <PhoneOutlined />,
  email: <MailOutlined />,
  meeting: <TeamOutlined />,
  note: <FileTextOutlined />,
  demo: <LaptopOutlined />,
};

function Entry({ activity }: { activity: Activity }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { kind, subject, body, direction, outcome, duration_minutes: minutes } = activity;
  const facts = [
    t(`related.activityKinds.${kind}`, { defaultValue: kind }),
    direction && t(`related.directions.${direction}`, { defaultValue: direction }),
    outcome && t(`related.activityOutcomes.${outcome}`, { defaultValue: outcome }),
    minutes ? formats.number(minutes, { style: 'unit', unit: 'minute', unitDisplay: 'short' }) : null,
  ].filter(Boolean);
  return (
    <li>
      <span className="at-timeline-icon" aria-hidden>
        {icons[kind] ?? icons.note}
      </span>
      <div>
        <div className="at-timeline-head">
          <strong>
            <bdi>{subject}</bdi>
          </strong>
          <DateTimeText value={activity.happened_at} />
        </div>
        <div className="at-timeline-meta">
          <span>{facts.join(' · ')}</span>
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

/** What was done, newest first: calls, e-mails, meetings, notes, demos. */
export default function ActivitiesOf({ filters }: { filters: CrudFilter[] }) {
  const { t } = useTranslation();
  return (
    <RelatedList<Activity>
      resource="activities"
      select={select}
      filters={filters}
      sort="-happened_at"
      label={t('related.activities.title')}
      draw={(rows) => (
        <ol className="at-timeline" aria-label={t('related.activities.title')}>
          {rows.map((activity) => (
            <Entry key={activity.id} activity={activity} />
          ))}
        </ol>
      )}
      empty={{ title: t('related.activities.empty'), hint: t('related.activities.emptyHint') }}
    />
  );
}
