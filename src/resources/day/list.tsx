import { PlusOutlined } from '@ant-design/icons';
import { useQuery } from '@tanstack/react-query';
import { Button } from 'antd';
import { useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useNavigate } from 'react-router';
import { currentTime } from '../../lib/clock';
import { addDays, dayIn, startOfDay } from '../../lib/days';
import { useScope } from '../../providers/me';
import { useRpc } from '../../providers/useRpc';
import { ErrorState, PageHeader, PageSkeleton, useFormats } from '../../ui';
import { useListKeys } from '../../ui/list';
import StandInNotes from '../../ui/standIns/StandInNotes';
import { DayMeetings } from './DayMeetings';
import { DayPart } from './DayPart';
import { PostponeDialog } from './PostponeDialog';
import './texts';
import { type Day, type DayTask, parts } from './types';
import { useDayKeys } from './useDayKeys';
import './day.css';

const daysAhead = 7;

/** What the reader has to do: overdue, today, next, without a date, and what they wait for, with today's meetings; by one request. */
export default function MyDay() {
  const { t } = useTranslation();
  const formats = useFormats();
  const rpc = useRpc();
  const navigate = useNavigate();
  const mayCreate = useScope('tasks', 'create') !== null;
  const mayMeet = useScope('events', 'read') !== null;
  const today = dayIn(formats.timezone);
  const query = useQuery({
    queryKey: ['data', 'default', 'tasks', 'day', today],
    queryFn: async () => {
      const start = (ahead: number) => startOfDay(addDays(today, ahead), formats.timezone);
      const bounds = { today: start(0), tomorrow: start(1), later: start(1 + daysAhead) };
      return (await rpc('my_day', bounds, { stable: true })) as Day;
    },
  });
  const [postponing, setPostponing] = useState<DayTask | null>(null);
  const list = useRef<HTMLDivElement>(null);
  const search = useRef(null);
  useListKeys(list, search, mayCreate ? () => void navigate('/tasks/create') : undefined);
  useDayKeys(list, query.data, setPostponing);

  if (query.isError && !query.data)
    return <ErrorState error={query.error} onRetry={() => void query.refetch()} />;
  if (!query.data) return <PageSkeleton />;
  const day = query.data;
  const nothing = parts.every((part) => day[part].total === 0);
  return (
    <>
      <PageHeader
        title={t('day.title')}
        hint={formats.date(currentTime())}
        action={
          mayCreate ? (
            <Button
              type="primary"
              icon={<PlusOutlined aria-hidden />}
              onClick={() => void navigate('/tasks/create')}
            >
              {t('tasks.create')}
            </Button>
          ) : null
        }
      />
      <StandInNotes />
      <div className={mayMeet ? 'at-day-columns' : undefined}>
        {mayMeet ? <DayMeetings meetings={day.meetings} /> : null}
        <div ref={list} className="at-day">
          {nothing ? <p className="at-none">{t('day.nothing')}</p> : null}
          {parts
            .filter((part) => day[part].total > 0)
            .map((part) => (
              <DayPart key={part} part={part} tasks={day[part]} onPostpone={setPostponing} />
            ))}
        </div>
      </div>
      <p className="at-day-keys">{t('day.keys')}</p>
      {postponing ? <PostponeDialog task={postponing} onClose={() => setPostponing(null)} /> : null}
    </>
  );
}
