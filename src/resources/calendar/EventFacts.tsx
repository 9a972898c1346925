import { useInvalidate } from '@refinedev/core';
import { App, Segmented } from 'antd';
import { useTranslation } from 'react-i18next';
import { dayIn } from '../../lib/days';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useErrorText, useFormats } from '../../ui';
import { Subject, subjectOf } from '../../ui/tasks/Subject';
import { type LoadedEvent, participantName } from './record';

const answers = ['accepted', 'tentative', 'declined'] as const;

/** What an event says to those who may not change it; who takes part answers here. */
export function EventFacts({ event }: { event: LoadedEvent }) {
  const { t } = useTranslation();
  const { profile } = useMe();
  const { notification } = App.useApp();
  const formats = useFormats();
  const rpc = useRpc();
  const errorText = useErrorText();
  const invalidate = useInvalidate();
  const mine = event.participants.find(({ profile_id }) => profile_id === profile.id);
  const answer = async (next: string) => {
    try {
      await rpc('answer_event', { event: event.id, answer: next });
    } catch (error) {
      notification.error({ title: t('form.notSaved'), description: errorText(error) });
    }
    await invalidate({ resource: 'events', invalidates: ['list', 'detail'], id: event.id });
  };
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
        {event.participants.length === 0
          ? '–'
          : event.participants.map((one) => (
              <div key={one.profile_id ?? one.contact_id ?? one.email}>
                <bdi>{participantName(one, t('calendar.somebody'))}</bdi>
                <span className="at-none"> {t(`calendar.answers.${one.answer}`)}</span>
              </div>
            ))}
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
            <Segmented
              aria-label={t('calendar.myAnswer')}
              value={mine.answer}
              options={answers.map((value) => ({ value, label: t(`calendar.answers.${value}`) }))}
              onChange={(next) => void answer(next)}
            />
          </dd>
        </>
      ) : null}
    </dl>
  );
}
