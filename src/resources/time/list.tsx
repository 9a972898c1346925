import { LeftOutlined, RightOutlined } from '@ant-design/icons';
import { Button, Select } from 'antd';
import { useTranslation } from 'react-i18next';
import { Link, useSearchParams } from 'react-router';
import { addDays, dayIn } from '../../lib/days';
import { useMe } from '../../providers/me';
import { ErrorState, PageHeader, PageSkeleton, useFormats } from '../../ui';
import { sayMinutes } from '../../ui/time/duration';
import { EntryItem } from '../../ui/time/EntryItem';
import { Timer } from '../../ui/time/Timer';
import { useTimeWeek } from '../../ui/time/useTime';
import { ExportWeek } from './ExportWeek';
import '../../ui/time/time.css';
import '../../ui/time/texts';

const plainDay = /^\d{4}-\d{2}-\d{2}$/;

/** The first day of the week that a day is in. */
const weekOf = (day: string, weekStart: number) =>
  addDays(day, -((new Date(`${day}T00:00Z`).getUTCDay() - weekStart + 7) % 7));

/** A week's time of the reader, or of one of those whom they lead: by day, each entry with its record. */
export default function TimeWeek() {
  const { t, i18n } = useTranslation();
  const formats = useFormats();
  const { profile, organisation } = useMe();
  const [address, setAddress] = useSearchParams();
  const asked = address.get('week') ?? '';
  const valid = plainDay.test(asked) && !Number.isNaN(Date.parse(asked));
  const from = weekOf(valid ? asked : dayIn(formats.timezone), organisation.weekStart);
  const person = address.get('person');
  const query = useTimeWeek(from, person);
  const go = (changes: Record<string, string | null>) => {
    const next = new URLSearchParams(address);
    for (const [key, value] of Object.entries(changes)) {
      if (value) next.set(key, value);
      else next.delete(key);
    }
    setAddress(next);
  };
  const say = (minutes: number) => sayMinutes(minutes, formats.locale);
  const week = query.data;
  const days = Array.from({ length: 7 }, (_, ahead) => addDays(from, ahead));
  const sum = (entries: readonly { minutes: number | null }[]) =>
    entries.reduce((total, { minutes }) => total + (minutes ?? 0), 0);
  const dayName = new Intl.DateTimeFormat(formats.locale, {
    weekday: 'long',
    day: 'numeric',
    month: 'long',
    timeZone: 'UTC',
  });
  const rtl = i18n.dir() === 'rtl';
  const [Back, Ahead] = rtl ? [RightOutlined, LeftOutlined] : [LeftOutlined, RightOutlined];
  const others = (week?.people ?? []).filter(({ id }) => id !== profile.id);
  return (
    <>
      <PageHeader
        title={t('time.title')}
        hint={`${formats.date(from)} – ${formats.date(addDays(from, 6))}`}
        extra={week ? <ExportWeek entries={week.entries} from={from} /> : null}
      />
      <div className="at-time-bar">
        <Button
          icon={<Back aria-hidden />}
          aria-label={t('time.week.before')}
          onClick={() => go({ week: addDays(from, -7) })}
        />
        <Button onClick={() => go({ week: null })}>{t('time.week.this')}</Button>
        <Button
          icon={<Ahead aria-hidden />}
          aria-label={t('time.week.after')}
          onClick={() => go({ week: addDays(from, 7) })}
        />
        {week?.leads ? (
          <Select
            aria-label={t('time.week.person')}
            value={person ?? ''}
            popupMatchSelectWidth={false}
            onChange={(id) => go({ person: id || null })}
            options={[
              { value: '', label: t('time.week.me') },
              ...others.map(({ id, name, minutes }) => ({
                value: id,
                label: `${name ?? ''} · ${say(minutes)}`,
              })),
              ...(person && !others.some(({ id }) => id === person) ? [{ value: person, label: '—' }] : []),
            ]}
          />
        ) : null}
        {week ? <strong>{t('time.week.total', { spent: say(sum(week.entries)) })}</strong> : null}
      </div>
      {query.isError && !week ? (
        <ErrorState error={query.error} onRetry={() => void query.refetch()} />
      ) : null}
      {query.isPending ? <PageSkeleton /> : null}
      {week?.timer ? <Timer timer={week.timer} here={false} /> : null}
      {week && week.entries.length === 0 ? <p className="at-none">{t('time.week.empty')}</p> : null}
      {week
        ? days
            .map((day) => ({ day, entries: week.entries.filter((entry) => entry.day === day) }))
            .filter(({ entries }) => entries.length > 0)
            .map(({ day, entries }) => (
              <section key={day} className="at-time-day" aria-label={dayName.format(new Date(day))}>
                <h2>
                  <span>{dayName.format(new Date(day))}</span> <span>{say(sum(entries))}</span>
                </h2>
                <ul className="at-time">
                  {entries.map((entry) => (
                    <EntryItem key={entry.id} entry={entry} today={week.today}>
                      {entry.title === null ? (
                        <span className="at-time-facts">{t('time.unseen')}</span>
                      ) : (
                        <Link to={`/${entry.resource}/${entry.record_id}`}>
                          <bdi>{entry.title}</bdi>
                        </Link>
                      )}
                    </EntryItem>
                  ))}
                </ul>
              </section>
            ))
        : null}
    </>
  );
}
