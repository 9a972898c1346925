import { useTranslation } from 'react-i18next';
import { dayIn } from '../../lib/days';
import { useMe } from '../../providers/me';
import { useFormats } from '../../ui';
import { AnswerControl } from '../../ui/meetings/AnswerControl';
import { Subject, subjectOf } from '../../ui/tasks/Subject';
import { Answers } from './Answers';
import type { LoadedEvent } from './record';

/** What an event says to those who may not change it; who takes part answers here. */
export function EventFacts({ event }: { event: LoadedEvent }) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const formats = useFormats();
  const mine = event.participants.find(({ profile_id }) => profile_id === profile.id);
  const days = [event.starts_at, new Date(Date.parse(event.ends_at) - 1).toISOString()].map((moment) =>
    formats.date(dayIn(formats.timezone, new Date(moment))),
  );
  const when = event.all_day
    ? [...new Set(days)].join(' – ')
    : `${formats.exact(event.starts_at)} – ${formats.time(event.ends_at)}`;
  return (
    <dl className="at-calendar-facts">
      <dt>{t('calendar.fields.starts_at')}</dt>
      <dd>{when}</dd>
      <dt>{t('calendar.owner')}</dt>
      <dd>
        <bdi>{event.owner?.full_name ?? '–'}</bdi>
      </dd>
      {event.place ? (
        <>
          <dt>{t('calendar.fields.place')}</dt>
          <dd>
            <bdi>{event.place}</bdi>
          </dd>
        </>
      ) : null}
      {subjectOf(event) ? (
        <>
          <dt>{t('calendar.fields.about')}</dt>
          <dd>
            <Subject of={event} />
          </dd>
        </>
      ) : null}
      <dt>{t('calendar.fields.participants')}</dt>
      <dd>
        <Answers participants={event.participants} />
      </dd>
      {event.description ? (
        <>
          <dt>{t('calendar.fields.description')}</dt>
          <dd className="at-prose" dir="auto">
            {event.description}
          </dd>
        </>
      ) : null}
      {mine ? (
        <>
          <dt>{t('calendar.myAnswer')}</dt>
          <dd>
            <AnswerControl event={event.id} answer={mine.answer} label={t('calendar.myAnswer')} />
          </dd>
        </>
      ) : null}
    </dl>
  );
}
