import { PlusOutlined } from '@ant-design/icons';
import { keepPreviousData, useQuery, useQueryClient } from '@tanstack/react-query';
import { Button } from 'antd';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { currentTime } from '../../lib/clock';
import { addDays, startOfDay } from '../../lib/days';
import { useMe, useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, PageHeader, PageSkeleton, useFormats } from '../../ui';
import { dateOfDay, dayOfDate, toDate, toMoment } from './clock';
import { EventDrawer, type NewEvent } from './EventDrawer';
import { Grid } from './Grid';
import { itemsOf } from './items';
import { localizerOf } from './localizer';
import { type WorkingHours, workingStart } from './newEvent';
import './texts';
import { Toolbar } from './Toolbar';
import type { CalendarAnswer } from './types';
import { useCalendarState } from './useCalendarState';
import { useMoveEvent } from './useMoveEvent';
import './calendar.css';

/** The calendar: by month, week, day or as a list; the reader's own, a colleague's or the team's. */
export default function Calendar() {
  const { t, i18n } = useTranslation();
  const { organisation } = useMe();
  const formats = useFormats();
  const rpc = useRpc();
  const navigate = useNavigate();
  const mayCreate = useScope('events', 'create') !== null;
  const state = useCalendarState();
  const move = useMoveEvent();
  const [making, setMaking] = useState<NewEvent | null>(null);

  const localizer = useMemo(
    () => localizerOf(i18n.language, organisation.weekStart),
    [i18n.language, organisation.weekStart],
  );
  const shown = state.daysShown(localizer, organisation.weekStart);
  const query = useQuery({
    queryKey: ['data', 'default', 'events', 'list', shown, state.whose, state.layers],
    queryFn: async () => {
      const request = {
        from: startOfDay(shown.first, formats.timezone),
        to: startOfDay(addDays(shown.last, 1), formats.timezone),
        first_day: shown.first,
        last_day: shown.last,
        whose: state.whose,
        layers: state.layers,
      };
      return (await rpc('list_calendar', { request }, { stable: true })) as CalendarAnswer;
    },
    placeholderData: keepPreviousData,
  });
  const items = useMemo(
    () => (query.data ? itemsOf(query.data, formats.timezone, t('calendar.busy')) : []),
    [query.data, formats.timezone, t],
  );
  const makeAt = (start: Date, end: Date, allDay: boolean) => setMaking({ start, end, allDay });
  const queries = useQueryClient();
  /** When the organisation works; when that cannot be had, an event begins at any hour. */
  const askHours = () =>
    queries
      .ensureQueryData({
        queryKey: ['data', 'default', 'events', 'working_hours'],
        queryFn: async () => {
          const day = dayOfDate(state.date);
          const request = {
            people: [],
            from: startOfDay(day, 'UTC'),
            to: startOfDay(addDays(day, 1), 'UTC'),
          };
          return (await rpc('free_busy', { request }, { stable: true })) as WorkingHours;
        },
        staleTime: 300_000,
      })
      .catch(() => null);
  const startNew = async () => {
    const { timezone } = formats;
    const hours = await askHours();
    const now = toDate(currentTime().toISOString(), timezone);
    let start = dateOfDay(dayOfDate(state.date), hours?.working_from ?? '09:00');
    if (dayOfDate(state.date) === dayOfDate(now)) {
      now.setMinutes(now.getMinutes() < 30 ? 30 : 60, 0, 0);
      const from = Date.parse(toMoment(now, timezone));
      start = hours ? toDate(new Date(workingStart(hours, from, timezone)).toISOString(), timezone) : now;
    }
    makeAt(start, new Date(start.getTime() + 3_600_000), false);
  };

  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  return (
    <>
      <PageHeader
        title={t('calendar.title')}
        action={
          mayCreate ? (
            <Button type="primary" icon={<PlusOutlined aria-hidden />} onClick={() => void startNew()}>
              {t('calendar.create')}
            </Button>
          ) : null
        }
      />
      <Toolbar state={state} localizer={localizer} />
      {query.data ? (
        <Grid
          state={state}
          localizer={localizer}
          items={items}
          now={toDate(currentTime().toISOString(), formats.timezone)}
          onOpen={(item) => {
            if (item.event) state.open(item.event.id);
            else if (item.href) void navigate(item.href);
          }}
          shown={shown}
          onMove={move}
          onMake={mayCreate ? makeAt : undefined}
        />
      ) : (
        <PageSkeleton />
      )}
      {making || state.openId ? (
        <EventDrawer
          key={state.openId ?? 'new'}
          id={state.openId}
          start={making}
          onClose={() => {
            setMaking(null);
            if (state.openId) state.open(null);
          }}
        />
      ) : null}
    </>
  );
}
