import { useQuery } from '@tanstack/react-query';
import { Button, Form } from 'antd';
import { createContext, use } from 'react';
import { useTranslation } from 'react-i18next';
import { currentTime } from '../../lib/clock';
import { addDays, clockIn, dayIn, startOfDay } from '../../lib/days';
import { useMe } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { useFormats } from '../../ui';
import { WhenControl } from '../../ui/activities/WhenControl';
import type { ControlSlot } from '../../ui/form/types';
import { loadPeople } from '../../ui/people';
import { conflictsAt, type FreeBusy, firstFree, mergedTimes } from './freeTime';
import { toPayload } from './record';

/** The event that is being changed, whose own time does not count as busy. */
export const ChangedEvent = createContext<string | null>(null);

/** So many days are looked at. */
const ahead = 14;

/** When colleagues are busy on a day and in the days after it; nobody is asked for where there are none. */
function useFreeBusy(people: string[], day: string) {
  const rpc = useRpc();
  const { timezone } = useFormats();
  const except = use(ChangedEvent);
  return useQuery({
    queryKey: ['data', 'default', 'events', 'free_busy', people, day, except],
    queryFn: async () => {
      const request = {
        people,
        from: startOfDay(day, timezone),
        to: startOfDay(addDays(day, ahead), timezone),
        except,
      };
      return (await rpc('free_busy', { request }, { stable: true })) as FreeBusy;
    },
    enabled: people.length > 1 && day !== '',
  });
}

/** When a meeting begins, with who is busy then, and the first time from then on that suits all who take part. */
export function MeetingTimeControl(slot: ControlSlot) {
  const form = Form.useFormInstance();
  const { profile } = useMe();
  const participants: unknown = Form.useWatch('participants', form);
  const colleagues = (Array.isArray(participants) ? participants.map(String) : []).flatMap((one) =>
    one.startsWith('person/') ? [one.slice('person/'.length)] : [],
  );
  return (
    <>
      <WhenControl {...slot} />
      {colleagues.length > 0 ? (
        <Suits people={[profile.id, ...colleagues]} value={slot.value} onChange={slot.onChange} />
      ) : null}
    </>
  );
}

function Suits({ people, value, onChange }: { people: string[] } & Pick<ControlSlot, 'value' | 'onChange'>) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { client, profile } = useMe();
  const form = Form.useFormInstance();
  const minutes: unknown = Form.useWatch('minutes', form);
  const days: unknown = Form.useWatch('days', form);
  const allDay: unknown = Form.useWatch('all_day', form);
  const day = typeof value === 'string' ? (value.split('T')[0] ?? '') : '';
  const { data: known } = useFreeBusy(people, day);
  const names = useQuery({
    queryKey: ['data', 'default', 'profiles', 'active'],
    queryFn: () => loadPeople(client, { active: true }),
  });
  if (!known || day === '') return null;

  const { timezone } = formats;
  const times = { all_day: allDay === true, starts_at: value, minutes, days };
  const { event } = toPayload(times, Object.keys(times), timezone);
  const [start, end] = [event.starts_at, event.ends_at].map((moment) => Date.parse(String(moment)));
  if (!start || !end) return null;
  const nameOf = (id: string) =>
    id === profile.id
      ? t('calendar.free.me')
      : (names.data?.find((one) => one.value === id)?.label ?? t('calendar.somebody'));
  const say = ({ starts_at, ends_at }: { starts_at: string; ends_at: string }) =>
    dayIn(timezone, new Date(starts_at)) === dayIn(timezone, new Date(Date.parse(ends_at) - 1))
      ? `${formats.time(starts_at)} – ${formats.time(ends_at)}`
      : `${formats.shortDate(starts_at)} ${formats.time(starts_at)} – ${formats.shortDate(ends_at)} ${formats.time(ends_at)}`;
  const conflicts = conflictsAt(known, start, end);
  const dayStart = Date.parse(startOfDay(day, timezone));
  const dayEnd = Date.parse(startOfDay(addDays(day, 1), timezone));
  const thatDay = conflictsAt(known, dayStart, dayEnd);
  const from = Math.max(dayStart, currentTime().getTime());
  const free = times.all_day
    ? undefined
    : firstFree(known, from, Date.parse(startOfDay(addDays(day, ahead), timezone)), Number(minutes ?? 60));
  const isFree = free === start;

  return (
    <div className="at-calendar-suits">
      <div role="status">
        {conflicts.length === 0 ? (
          <p className="at-none">{t('calendar.free.all')}</p>
        ) : (
          <ul className="at-calendar-conflicts">
            {conflicts.map(({ profile_id, busy }) => (
              <li key={`${profile_id} ${busy.starts_at} ${busy.title}`}>
                {t('calendar.free.busy', {
                  name: `\u2068${nameOf(profile_id)}\u2069`,
                  when: `\u2068${say(busy)}\u2069`,
                })}
                {busy.title ? (
                  <>
                    {' '}
                    <bdi>{busy.title}</bdi>
                  </>
                ) : null}
              </li>
            ))}
          </ul>
        )}
      </div>
      {free === undefined || isFree ? null : free === null ? (
        <p className="at-none">{t('calendar.free.none')}</p>
      ) : (
        <Button
          size="small"
          onClick={() =>
            onChange?.(`${dayIn(timezone, new Date(free))}T${clockIn(timezone, new Date(free))}`)
          }
        >
          {t('calendar.free.first', {
            when: `\u2068${formats.date(new Date(free))} ${formats.time(new Date(free))}\u2069`,
          })}
        </Button>
      )}
      {thatDay.length > 0 ? (
        <details>
          <summary>{t('calendar.free.day')}</summary>
          <ul>
            {known.people.flatMap(({ profile_id }) => {
              const own = mergedTimes(
                thatDay.filter((one) => one.profile_id === profile_id).map(({ busy }) => busy),
              );
              return own.length === 0
                ? []
                : [
                    <li key={profile_id}>
                      <bdi>{nameOf(profile_id)}</bdi>: {formats.list(own.map(say))}
                    </li>,
                  ];
            })}
          </ul>
        </details>
      ) : null}
    </div>
  );
}
