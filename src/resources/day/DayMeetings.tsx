import { useTranslation } from 'react-i18next';
import { Link } from 'react-router';
import { currentTime } from '../../lib/clock';
import { useFormats } from '../../ui';
import { AnswerControl } from '../../ui/meetings/AnswerControl';
import type { DayMeeting } from './types';

/** Today's meetings: each opens in the calendar. What is over is quiet. */
export function DayMeetings({ meetings }: { meetings: DayMeeting[] }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const title = t('day.meetings');
  const now = currentTime().getTime();
  return (
    <section aria-label={title} className="at-day-meetings">
      <h2>{title}</h2>
      {meetings.length === 0 ? (
        <p className="at-none">{t('day.noMeetings')}</p>
      ) : (
        <ul>
          {meetings.map((meeting) => (
            <li key={meeting.id} className={Date.parse(meeting.ends_at) < now ? 'at-day-over' : undefined}>
              <span className="at-day-time">
                {meeting.all_day
                  ? t('day.allDay')
                  : `${formats.time(meeting.starts_at)} – ${formats.time(meeting.ends_at)}`}
              </span>
              <Link to={`/calendar?view=day&event=${meeting.id}`}>
                <bdi>{meeting.title}</bdi>
              </Link>
              {meeting.place ? (
                <span className="at-day-place">
                  <bdi>{meeting.place}</bdi>
                </span>
              ) : null}
              {meeting.answer === null ? null : (
                <AnswerControl
                  event={meeting.id}
                  answer={meeting.answer}
                  label={`${t('calendar.myAnswer')}: ${meeting.title}`}
                />
              )}
            </li>
          ))}
        </ul>
      )}
      <Link to="/calendar">{t('day.calendar')}</Link>
    </section>
  );
}
